import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct NeighbourListsTests {
  @Test(arguments: RoutingProblem.RandomKind.allCases, [1, 2, 7, 60])
  func theyAreTheNearest(kind: RoutingProblem.RandomKind, count: Int) throws {
    let problem = try RoutingProblem.random(kind, clients: count, seed: 3)
    let lists = NeighbourLists(problem, width: 9)
    let checker = RouteChecker(problem)
    let depots = problem.depots.count
    for client in 0..<count {
      func distance(_ other: Int) -> Double {
        min(
          checker.distance(depots + client, depots + other),
          checker.distance(depots + other, depots + client))
      }
      let nearest = (0..<count).filter { $0 != client }.map(distance).sorted().prefix(9)
      let listed = (0..<lists.width).map { distance(lists[client, $0]) }
      #expect(zip(listed, nearest).allSatisfy { ($0 - $1).magnitude < 1e-9 })
      #expect(Set((0..<lists.width).map { lists[client, $0] }).count == lists.width)
    }
  }

  @Test func placesThatCoincideAreNeighboursToo() throws {
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: (0..<200).map { _ in .init(at: .init(x: 1, y: 1)) }, vehicleTypes: [.init()])
    #expect(NeighbourLists(problem, width: 20).width == 20)
    #expect(try HybridSearch().solve(problem, until: .iterations(20)).isFeasible)
  }
}
