import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct RoutingBoundTests {
  static func random(_ count: Int, seed: UInt64, asymmetric: Bool = false) throws -> RoutingProblem
  {
    var generator = SeededGenerator(seed: seed)
    let clients = (0..<count).map { _ in
      RoutingProblem.Client(
        at: .init(x: 100 * generator.uniform(), y: 100 * generator.uniform()),
        demand: [Double(1 + generator.index(below: 5))])
    }
    let rows = (0...count).map { from in
      (0...count).map { to in from == to ? 0 : Double(1 + generator.index(below: 50)) }
    }
    return try RoutingProblem(
      depots: [.init(at: .init(x: 50, y: 50))], clients: clients,
      vehicleTypes: [.init(capacity: [8], fixedCost: Double(seed % 2) * 10)],
      distances: asymmetric ? .matrix(.init(rows: rows)) : .euclidean)
  }

  /// The least cost of all plans: each set of clients in its best order, each partition of them.
  static func optimum(_ problem: RoutingProblem) throws -> Double {
    let n = problem.clients.count
    func distance(_ from: Int, _ to: Int) -> Double {
      if case .matrix(let matrix) = problem.distances.measure { return matrix[from, to] }
      let places = problem.depots.map(\.location) + problem.clients.map(\.location)
      let (dx, dy) = (places[from].x - places[to].x, places[from].y - places[to].y)
      return (dx * dx + dy * dy).squareRoot()
    }
    // Held and Karp over sets, then sets of sets.
    var path = Array(repeating: Array(repeating: Double.infinity, count: n), count: 1 << n)
    for client in 0..<n { path[1 << client][client] = distance(0, client + 1) }
    var tour = Array(repeating: Double.infinity, count: 1 << n)
    for set in 1..<(1 << n) {
      for last in 0..<n where path[set][last] < .infinity {
        for next in 0..<n where set & (1 << next) == 0 {
          let cost = path[set][last] + distance(last + 1, next + 1)
          path[set | 1 << next][next] = min(path[set | 1 << next][next], cost)
        }
        tour[set] = min(tour[set], path[set][last] + distance(last + 1, 0))
      }
      let load = (0..<n).reduce(0) {
        set & (1 << $1) == 0 ? $0 : $0 + problem.clients[$1].demand[0]
      }
      if load > problem.vehicleTypes[0].capacity[0] { tour[set] = .infinity }
    }
    var best = Array(repeating: Double.infinity, count: 1 << n)
    best[0] = 0
    for set in 1..<(1 << n) {
      var part = set
      while part > 0 {
        let cost = best[set ^ part] + tour[part] + problem.vehicleTypes[0].fixedCost
        best[set] = min(best[set], cost)
        part = (part - 1) & set
      }
    }
    return best[(1 << n) - 1]
  }

  @Test(arguments: 1...16 as ClosedRange<UInt64>)
  func noPlanCostsLess(seed: UInt64) throws {
    let problem = try Self.random(7, seed: seed, asymmetric: seed % 4 == 3)
    let optimum = try Self.optimum(problem)
    let bound = try #require(RoutingBound(problem, until: .iterations(150), known: optimum))
    #expect(bound.value <= optimum + 1e-6)
    #expect(bound.value > 0.85 * optimum)
  }

  @Test func pricesArePaidByEveryRoute() throws {
    let problem = try Self.random(30, seed: 5)
    let bound = try #require(RoutingBound(problem, until: .iterations(60)))
    #expect((bound.prices.reduce(0, +) - bound.value).magnitude < 1e-6)
    let solution = try ImprovedSavings().solve(problem, until: .iterations(1))
    #expect(bound.value <= solution.cost.total)
    for route in solution.routes {
      #expect(route.clients.reduce(0) { $0 + bound.prices[$1] } <= route.cost.total + 1e-6)
    }
  }

  @Test func whatItDoesNotReach() throws {
    let here = RoutingProblem.Location(x: 0, y: 0)
    func problem(_ demand: [Double], _ capacity: [Double]) throws -> RoutingProblem {
      try RoutingProblem(
        depots: [.init(at: here)], clients: [.init(at: here, demand: demand)],
        vehicleTypes: [.init(capacity: capacity)])
    }
    #expect(try RoutingBound(problem([], [])) == nil)
    #expect(try RoutingBound(problem([0.5], [1])) == nil)
    #expect(try RoutingBound(problem([0], [1])) == nil)
    #expect(try RoutingBound(problem([1], [1]))?.value == 0)
    #expect(try RoutingBound(problem([12_345], [1e9])) == nil)
  }
}
