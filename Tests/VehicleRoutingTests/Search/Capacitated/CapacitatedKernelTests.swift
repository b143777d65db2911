import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct CapacitatedKernelTests {
  /// The integers of the kernel are the problem's cost, whatever is folded into them.
  @Test(arguments: [RoutingProblem.RandomKind.plain, .open, .globe, .truncated, .tight])
  func itsCostIsTheProblems(kind: RoutingProblem.RandomKind) throws {
    let given = try RoutingProblem.random(kind, clients: 30, seed: 4)
    let problem = try RoutingProblem(
      depots: given.depots,
      clients: given.clients.map {
        .init(at: $0.location, demand: $0.demand, serviceTime: kind == .plain ? 0 : 2.5)
      },
      vehicleTypes: [
        .init(
          capacity: [40], fixedCost: kind == .globe ? 0 : 12.25, costPerDistance: 1.5,
          costPerDuration: kind == .plain ? 0 : 0.25, maximumDuration: kind == .tight ? 900 : nil)
      ],
      distances: given.distances, durations: .speed(2))
    let general = RoutingKernel(problem)
    let kernel = try #require(
      CapacitatedKernel(
        problem, kernel: general, lists: NeighbourLists(problem, width: 8)))
    let routes = stride(from: 0, to: 30, by: 3).map { [$0, $0 + 1, $0 + 2] }
    let plan = CapacitatedPlan(kernel, routes: routes)
    let solution = try RoutingSolution(
      of: problem, visiting: routes.map { (0, $0.map { kernel.original[$0] }) })
    let expected = solution.cost.total
    #expect((kernel.cost(ofLength: plan.length) - expected).magnitude < 1e-6 * expected)
  }

  @Test(arguments: [RoutingProblem.RandomKind.windows, .fleet, .depots, .prizes, .matrix])
  func whatDoesNotFoldIsRefused(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 12, seed: 4)
    let lists = NeighbourLists(problem, width: 8)
    #expect(CapacitatedKernel(problem, kernel: RoutingKernel(problem), lists: lists) == nil)
  }

  @Test func demandsWithDecimalsStayWithinTheCapacity() throws {
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: (0..<10).map { .init(at: .init(x: Double($0), y: 1), demand: [0.1]) },
      vehicleTypes: [.init(capacity: [0.3])])
    let solution = try HybridSearch().solve(problem, until: .iterations(200), seed: 1)
    #expect(solution.isFeasible)
    #expect(solution.routes.count == 4)
  }

  @Test func aLimitThatIsReachedExactlyHolds() throws {
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: (1...6).map { .init(at: .init(x: Double($0) / 3, y: 0), demand: [1]) },
      vehicleTypes: [.init(capacity: [9], maximumDistance: 4)])
    let solution = try HybridSearch().solve(problem, until: .iterations(300), seed: 1)
    #expect(solution.isFeasible)
    #expect(solution.routes.count == 1)
  }
}
