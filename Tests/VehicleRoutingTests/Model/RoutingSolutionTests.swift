import Foundation
import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct RoutingSolutionTests {
  static func problem(
    _ change: (inout RoutingProblem.VehicleType) -> Void = { _ in }
  ) throws -> RoutingProblem {
    var type = RoutingProblem.VehicleType(
      count: 1, capacity: [10], fixedCost: 7, costPerDistance: 2, costPerDuration: 0.5,
      shift: .init(from: 0, to: 100))
    change(&type)
    return try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: [
        .init(at: .init(x: 3, y: 4), demand: [4], window: .init(from: 20, to: 30), serviceTime: 2),
        .init(at: .init(x: 6, y: 8), demand: [5], prize: 100),
      ],
      vehicleTypes: [type])
  }

  @Test func aRouteIsDrivenAsLateAsItCan() throws {
    // 5 to the first (opens at 20), 2 of service, 5 on, 10 back: leaves at 15, is back at 37.
    let solution = try RoutingSolution(of: Self.problem(), visiting: [(0, [0, 1])])
    let route = try #require(solution.routes.first)
    #expect(route.start == 15)
    #expect(route.arrivals == [20, 27])
    #expect(route.end == 37)
    #expect(route.duration == 22)
    #expect(route.waiting == 0)
    #expect(route.load == [9])
    #expect(solution.cost == .init(fixed: 7, distance: 40, duration: 11))
    #expect(solution.isFeasible)
    #expect(RouteChecker(try Self.problem()).violations(of: solution).isEmpty)
  }

  @Test func theOtherWayRoundThereIsWaiting() throws {
    // 10 to the second, which may be late; 5 to the first at 20; 2 and 5: leaves at 5.
    let solution = try RoutingSolution(of: Self.problem(), visiting: [(0, [1, 0])])
    #expect(solution.routes[0].start == 5)
    #expect(solution.routes[0].end == 27)
  }

  @Test(arguments: [
    ("capacity", 8.0), ("maximumDistance", 19), ("maximumDuration", 21), ("shift", 30),
    ("window", 40), ("count", 0),
  ])
  func whatIsBrokenIsNamed(constraint: String, limit: Double) throws {
    let problem = try Self.problem { type in
      switch constraint {
      case "capacity": type.capacity = [limit]
      case "maximumDistance": type.maximumDistance = limit
      case "maximumDuration": type.maximumDuration = limit
      case "shift": type.shift.latest = limit
      case "window": type.shift = .init(from: limit, to: 100)
      default: break
      }
    }
    let visits = constraint == "count" ? [(0, [0]), (0, [1])] : [(0, [0, 1])]
    let solution = try RoutingSolution(of: problem, visiting: visits)
    #expect(!solution.isFeasible)
    #expect(solution.routes.flatMap(\.violations).map(\.constraint) == [constraint])
  }

  @Test func aMissedPrizeCostsAndAMissedClientIsInfeasible() throws {
    let withoutPrize = try RoutingSolution(of: Self.problem(), visiting: [(0, [0])])
    #expect(withoutPrize.cost.missedPrizes == 100)
    #expect(withoutPrize.isFeasible)
    #expect(withoutPrize.unserved[0].reason == .notWorthItsPrize)
    let nobody = try RoutingSolution(of: Self.problem(), visiting: [])
    #expect(!nobody.isFeasible)
    #expect(nobody.unserved[0].reason == .noVehicleLeft)
  }

  @Test func reasonsSayWhatStandsInTheWay() throws {
    func reason(_ change: (inout RoutingProblem.VehicleType) -> Void) throws
      -> RoutingSolution.Reason
    {
      try RoutingSolution(of: Self.problem(change), visiting: []).unserved[0].reason
    }
    #expect(try reason { $0.capacity = [3] } == .demandAboveCapacity)
    #expect(try reason { $0.maximumDistance = 9 } == .tooFar)
    #expect(try reason { $0.shift = .init(from: 40, to: 90) } == .unreachableInTime)
  }

  @Test func wrongIndicesAreNamed() throws {
    #expect(throws: InvalidInput.self) {
      try RoutingSolution(of: Self.problem(), visiting: [(0, [0, 0])])
    }
    #expect(throws: InvalidInput.self) {
      try RoutingSolution(of: Self.problem(), visiting: [(1, [0])])
    }
    #expect(throws: InvalidInput.self) {
      try RoutingSolution(of: Self.problem(), visiting: [(0, [2])])
    }
  }

  @Test func itSurvivesJSON() throws {
    let solution = try RoutingSolution(of: Self.problem(), visiting: [(0, [0])])
    let data = try JSONEncoder().encode(solution)
    #expect(try JSONDecoder().decode(RoutingSolution.self, from: data) == solution)
  }
}
