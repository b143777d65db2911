import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct ConstructionTests {
  private static func clients(at places: [(x: Double, y: Double)]) -> [RoutingProblem.Client] {
    places.map { RoutingProblem.Client(at: .init(x: $0.x, y: $0.y), demand: [1]) }
  }

  /// Cheapest way to cut a tour, by trying every cut.
  private func cheapestCut(_ problem: RoutingProblem, _ tour: [Int]) -> Double {
    let kernel = RoutingKernel(problem)
    var best = [0.0] + Array(repeating: Double.infinity, count: tour.count)
    for end in tour.indices.map({ $0 + 1 }) {
      for start in 0..<end {
        let stretch = Array(tour[start..<end])
        let load = stretch.reduce(0) { $0 + problem.clients[$1].demand[0] }
        guard load <= problem.vehicleTypes[0].capacity[0] else { continue }
        let slots = [kernel.startSlot(0)] + stretch + [kernel.endSlot(0)]
        let length = zip(slots, slots.dropFirst()).reduce(0) { $0 + kernel.distance($1.0, $1.1) }
        best[end] = min(best[end], best[start] + problem.vehicleTypes[0].fixedCost + length)
      }
    }
    return best[tour.count]
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func theTourIsCutAtTheLeastCost(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = 1 + generator.index(below: 30)
    let clients = (0..<count).map { _ in
      RoutingProblem.Client(
        at: .init(x: 100 * generator.uniform(), y: 100 * generator.uniform()),
        demand: [Double(generator.index(below: 9))])
    }
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 50, y: 50))], clients: clients,
      vehicleTypes: [.init(capacity: [10], fixedCost: Double(seed % 3) * 20)])
    let kernel = RoutingKernel(problem)
    var tour = Array(0..<count)
    generator.shuffle(&tour)
    let stretches = TourSplitting(kernel, tour: tour, route: 0).stretches
    #expect(stretches.flatMap { $0 } == tour)
    var cost = 0.0
    for stretch in stretches {
      #expect(stretch.reduce(0) { $0 + problem.clients[$1].demand[0] } <= 10)
      let slots = [kernel.startSlot(0)] + stretch + [kernel.endSlot(0)]
      cost += problem.vehicleTypes[0].fixedCost
      cost += zip(slots, slots.dropFirst()).reduce(0) { $0 + kernel.distance($1.0, $1.1) }
    }
    #expect((cost - cheapestCut(problem, tour)).magnitude < 1e-7)
  }

  @Test func theSweepOfTwoClusters() throws {
    // One cluster east and one west of the depot: the hand passes them one after the other.
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: Self.clients(at: [(5, 1), (-5, 1), (5, 2), (-5, 2), (6, 1), (-6, 1)]),
      vehicleTypes: [.init(capacity: [3])])
    let routes = try Sweep().solve(problem).routes
    #expect(Set(routes.map { Set($0.clients) }) == [[0, 2, 4], [1, 3, 5]])
  }

  @Test func theNearestComesNext() throws {
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: Self.clients(at: [(9, 0), (1, 0), (4, 0), (2, 0)]),
      vehicleTypes: [.init(capacity: [3])])
    let routes = try NearestNeighbour().solve(problem).routes.map(\.clients)
    #expect(routes == [[1, 3, 2], [0]])
  }

  @Test func everyRegretServesEverybodyInTime() throws {
    let hurried = RoutingProblem.TimeWindow(to: 80)
    let clients = (0..<30).map { index -> RoutingProblem.Client in
      let place = RoutingProblem.Location(x: Double(index % 6) * 10, y: Double(index / 6) * 7)
      let demand = Double(1 + index % 3)
      return .init(at: place, demand: [demand], window: index % 7 == 0 ? hurried : .always)
    }
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))], clients: clients,
      vehicleTypes: [.init(capacity: [10])])
    for regret in 1...4 {
      let solution = try Insertion(regret: regret).solve(problem)
      #expect(RouteChecker(problem).violations(of: solution).isEmpty)
      #expect(solution.isFeasible)
    }
  }
}
