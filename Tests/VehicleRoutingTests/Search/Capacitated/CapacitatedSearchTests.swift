import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct CapacitatedSearchTests {
  /// Enough clients that the plan is divided.
  private static func problem() throws -> RoutingProblem {
    try RoutingProblem.random(.plain, clients: 250, seed: 8)
  }

  @Test func theRoutesAreTheSameOnAnyNumberOfThreads() throws {
    let problem = try Self.problem()
    let alone = try HybridSearch(threads: 1).solve(problem, until: .iterations(3_000), seed: 5)
    for threads in [2, 3] as [ThreadCount] {
      let together = try HybridSearch(threads: threads)
        .solve(problem, until: .iterations(3_000), seed: 5)
      #expect(together == alone)
    }
  }

  @Test func everyPartOfADividedPlanIsSearched() throws {
    let problem = try Self.problem()
    let savings = try ClarkeWright().solve(problem)
    let stop = AnyOfCriteria.any(
      of: TargetCost.target(cost: savings.cost.total - 1), RuntimeLimit.runtime(.seconds(60)))
    let solution = try HybridSearch(threads: 2).solve(problem, until: stop, seed: 5)
    #expect(RouteChecker(problem).violations(of: solution).isEmpty)
    #expect(solution.isFeasible)
    #expect(solution.cost.total < savings.cost.total)
  }

  @Test func aDivisionLosesNobody() throws {
    let problem = try Self.problem()
    let lists = NeighbourLists(problem, width: 20)
    let kernel = try #require(
      CapacitatedKernel(problem, kernel: RoutingKernel(problem), lists: lists))
    let plan = CapacitatedPlan(
      kernel, routes: stride(from: 0, to: 250, by: 5).map { Array($0..<$0 + 5) })
    var generator = SeededGenerator(seed: 1)
    for count in [1, 2, 3, 7] {
      let parts = plan.divided(into: count, using: &generator)
      #expect(parts.count == count)
      #expect(parts.flatMap { $0 }.sorted() == (0..<Int32(plan.routes.count)).map { $0 })
      for (part, routes) in parts.enumerated() {
        let clients = routes.flatMap { plan.clients(ofRoute: Int($0)) }
        #expect(clients.count >= 250 / count - 5 * count)
        #expect(clients.allSatisfy { plan.part[$0] == UInt8(part) })
      }
    }
  }
}
