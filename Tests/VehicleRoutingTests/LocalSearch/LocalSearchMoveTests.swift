import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct LocalSearchMoveTests {
  static let moves: [any LocalSearchMove] = [
    .relocate, .orOpt, .exchange, .twoOpt, .twoOptStar,
  ]

  /// Each move predicts what it saves; the plan's cost must be that of its routes all the same.
  @Test(arguments: RoutingProblem.RandomKind.allCases, 0..<5)
  func everyChangeSavesWhatItSays(kind: RoutingProblem.RandomKind, move: Int) throws {
    let problem = try RoutingProblem.random(kind, clients: 30, seed: 8)
    let kernel = RoutingKernel(problem)
    let plan = RoutePlan(kernel, neighbours: NeighbourLists(problem, width: 12))
    // Clients in the order of the file make poor routes, with much to improve.
    for client in 0..<30 { plan.insertAnywhere(client) }
    plan.replaceAll(plan.filledRoutes)
    for client in 0..<30 where plan.route(client) >= 0 {
      let before = plan.cost
      let improved = Self.moves[move].improve(plan, around: client)
      #expect(improved ? plan.cost < before : plan.cost == before)
      let solution = RoutingSolution(plan, .init(problem))
      #expect(solution.routes.allSatisfy { $0.violations.isEmpty })
      let missed = solution.unserved.filter(\.isRequired).map { kernel.absence[$0.client] }
      let expected = solution.cost.total * kernel.scale + missed.reduce(0, +)
      #expect((plan.cost - expected).magnitude < 1e-6 * max(1, expected))
    }
  }

  @Test func twoOptUncrosses() throws {
    // The square 0, 2, 1, 3 crosses itself.
    let corners = [(0.0, 1.0), (1, 1), (1, 0)]
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: corners.map { .init(at: .init(x: $0.0, y: $0.1)) }, vehicleTypes: [.init(count: 1)])
    let plan = RoutePlan(RoutingKernel(problem), neighbours: NeighbourLists(problem, width: 2))
    plan.replaceAll([(0, [1, 0, 2])])
    #expect(TwoOpt().improve(plan, around: 1))
    #expect((plan.cost - 4).magnitude < 1e-12)
  }
}
