import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

/// Problems at the edge of what can be meant: each is solved, or says who cannot be served and why.
@Suite struct DegenerateProblemTests {
  private func solve(
    _ clients: [RoutingProblem.Client], _ vehicle: RoutingProblem.VehicleType,
    depot: RoutingProblem.Location = .init(x: 0, y: 0),
    distances: RoutingProblem.Distances = .euclidean
  ) throws -> RoutingSolution {
    let problem = try RoutingProblem(
      depots: [.init(at: depot)], clients: clients, vehicleTypes: [vehicle], distances: distances)
    let solution = try HybridSearch().solve(problem, until: .iterations(200))
    #expect(RouteChecker(problem).violations(of: solution).isEmpty)
    return solution
  }

  private func client(_ x: Double, _ demand: Double = 1) -> RoutingProblem.Client {
    .init(at: .init(x: x, y: 0), demand: [demand])
  }

  @Test func nobodyCostsNothing() throws {
    let solution = try solve([], .init(capacity: [1], fixedCost: 5))
    #expect(solution.routes.isEmpty && solution.cost.total == 0 && solution.isFeasible)
  }

  @Test func allInOnePlace() throws {
    let solution = try solve((0..<30).map { _ in client(0) }, .init(capacity: [7]))
    #expect(solution.isFeasible && solution.cost.total == 0)
  }

  @Test func demandsThatFillVehiclesToTheBrim() throws {
    let solution = try solve((1...6).map { client(Double($0), 7) }, .init(capacity: [7]))
    #expect(solution.routes.count == 6 && solution.cost.total == 42)
  }

  @Test func withoutCapacityOnlyThoseWithoutDemandAreServed() throws {
    let solution = try solve([client(1, 0), client(2), client(3, 0)], .init(capacity: [0]))
    #expect(solution.routes.flatMap(\.clients).sorted() == [0, 2])
    #expect(solution.unserved.map(\.reason) == [.demandAboveCapacity])
    #expect(!solution.isFeasible)
  }

  @Test func windowsThatNobodyCanHold() throws {
    var late = client(100)
    late.window = .init(from: 0, to: 50)
    let solution = try solve([client(1), late], .init(capacity: [9]))
    #expect(solution.unserved.map(\.client) == [1])
    #expect(solution.unserved.map(\.reason) == [.unreachableInTime])
  }

  @Test func moreClientsThanVehiclesCanServe() throws {
    let solution = try solve(
      (0..<10).map { client(Double($0 + 1)) }, .init(count: 2, capacity: [3]))
    #expect(solution.unserved.count == 4)
    #expect(solution.unserved.allSatisfy { $0.reason == .noVehicleLeft && $0.isRequired })
    #expect(!solution.isFeasible)
  }

  @Test func aroundThePoles() throws {
    // Every longitude is the same place at the pole; across it is nearer than around.
    let places: [(Double, Double)] = [
      (90, -180), (90, 0), (90, 77), (89, 180), (89, -180), (89, 0),
    ]
    let solution = try solve(
      places.map { .init(at: .init(latitude: $0.0, longitude: $0.1), demand: [1]) },
      .init(capacity: [9]), depot: .init(latitude: 90, longitude: 12), distances: .greatCircle())
    // One degree of a meridian out and back on either side.
    let degree = 6371.0088 * Double.pi / 180
    #expect(solution.isFeasible)
    #expect((solution.cost.total - 4 * degree).magnitude < 1e-6)
  }

  @Test func detoursThatAreShorterThanTheWay() throws {
    // 0 → 2 costs 100 but 0 → 1 → 2 only 2, and back the other way everything costs 5.
    let matrix = RoutingProblem.Matrix(rows: [[0, 1, 100], [5, 0, 1], [5, 5, 0]])
    let solution = try solve(
      [client(0), client(0)], .init(capacity: [9]), distances: .matrix(matrix))
    #expect(solution.routes.map(\.clients) == [[0, 1]] && solution.cost.total == 7)
  }

  @Test(arguments: [Double.nan, -1, .infinity])
  func matricesThatMeanNothing(entry: Double) {
    #expect(throws: InvalidInput.self) {
      try RoutingProblem(
        depots: [.init(at: .init(x: 0, y: 0))], clients: [.init(at: .init(x: 0, y: 0))],
        vehicleTypes: [.init()],
        distances: .matrix(.init(rows: [[0, entry], [1, 0]])))
    }
  }

  @Test func overtimeIsPaidWhereAnotherVehicleWouldCostMore() throws {
    // Out and back takes 20; what goes beyond 15 costs 2 each.
    var driver = RoutingProblem.VehicleType(capacity: [9], regularDuration: 15, costPerOvertime: 2)
    #expect(try solve([client(10)], driver).cost.overtime == 10)
    // Alone both stay below 15 but for the fixed cost of a second vehicle.
    let two = [client(7), client(-7)]
    #expect(try solve(two, driver).routes.count == 2)
    driver.fixedCost = 100
    let together = try solve(two, driver)
    #expect(together.routes.count == 1 && together.cost.total == 100 + 28 + 2 * 13)
  }
}
