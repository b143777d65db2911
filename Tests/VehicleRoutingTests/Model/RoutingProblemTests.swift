import Foundation
import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct RoutingProblemTests {
  static func problems(
    depots: [RoutingProblem.Depot] = [.init(at: .init(x: 0, y: 0))],
    client: RoutingProblem.Client = .init(at: .init(x: 1, y: 1), demand: [1]),
    type: RoutingProblem.VehicleType = .init(capacity: [1]),
    distances: RoutingProblem.Distances = .euclidean,
    durations: RoutingProblem.Durations = .proportional
  ) -> [String] {
    do {
      _ = try RoutingProblem(
        depots: depots, clients: [client], vehicleTypes: [type], distances: distances,
        durations: durations)
      return []
    } catch {
      return error.problems.map(\.field)
    }
  }

  @Test func everythingWrongIsReportedAtOnce() {
    let found = Self.problems(
      client: .init(
        at: .init(x: .nan, y: 0), demand: [-1], window: .init(from: 5, to: 4), serviceTime: -1,
        prize: .infinity),
      type: .init(
        count: 0, capacity: [.nan], fixedCost: -1, costPerDistance: .infinity, startDepot: 1,
        endDepot: -1, maximumDistance: .nan, maximumDuration: -2))
    for field in [
      "clients.location.x", "clients.demand", "clients.window.latest", "clients.serviceTime",
      "clients.prize", "vehicleTypes.count", "vehicleTypes.capacity", "vehicleTypes.fixedCost",
      "vehicleTypes.costPerDistance", "vehicleTypes.startDepot", "vehicleTypes.endDepot",
      "vehicleTypes.maximumDistance", "vehicleTypes.maximumDuration",
    ] {
      #expect(found.contains(field), "\(field)")
    }
  }

  @Test func anEmptyProblemNeedsADepotAndAVehicle() {
    #expect(throws: InvalidInput.self) {
      try RoutingProblem(depots: [], clients: [], vehicleTypes: [])
    }
  }

  @Test func matricesMustFit() {
    #expect(
      Self.problems(distances: .matrix(.init(rows: [[0]]))) == ["distances.matrix.size"])
    #expect(
      Self.problems(distances: .matrix(.init(size: 2, values: [0, 1, 2]))) == [
        "distances.matrix.values"
      ])
    #expect(
      Self.problems(distances: .matrix(.init(rows: [[0, -1], [.nan, 0]]))) == [
        "distances.matrix", "distances.matrix",
      ])
    #expect(
      Self.problems(durations: .matrix(.init(rows: [[0, 1], [.infinity, 0]]))) == [
        "durations.matrix"
      ])
    #expect(Self.problems(distances: .matrix(.init(size: .max, values: []))).count == 2)
  }

  @Test func numbersOutOfRangeAreRefused() {
    #expect(Self.problems(durations: .speed(0)) == ["durations.timePerDistance"])
    #expect(Self.problems(distances: .greatCircle(roadFactor: 0)) == ["distances.roadFactor"])
    let pole = RoutingProblem.Client(at: .init(latitude: 91, longitude: 181), demand: [1])
    #expect(Self.problems(client: pole, distances: .greatCircle()).count == 2)
    #expect(Self.problems(client: .init(at: .init(x: 1e300, y: 0), demand: [1])).count == 1)
    #expect(Self.problems(client: .init(at: .init(x: 0, y: 0))) == ["clients.demand"])
  }

  @Test(arguments: RoutingProblem.RandomKind.allCases)
  func itSurvivesJSON(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 5, seed: 1)
    let data = try JSONEncoder().encode(problem)
    #expect(try JSONDecoder().decode(RoutingProblem.self, from: data) == problem)
  }

  @Test func decodingChecksAndFillsIn() throws {
    func decode(_ text: String) throws -> RoutingProblem {
      try JSONDecoder().decode(RoutingProblem.self, from: Data(text.utf8))
    }
    let problem = try decode(
      """
      {"depots":[{"location":{"x":0,"y":0}}],"clients":[{"location":{"x":3,"y":4}}],
       "vehicleTypes":[{"endDepot":null}]}
      """)
    #expect(problem.vehicleTypes[0].startDepot == 0)
    #expect(problem.vehicleTypes[0].endDepot == nil)
    #expect(throws: InvalidInput.self) {
      try decode("{\"depots\":[],\"clients\":[],\"vehicleTypes\":[]}")
    }
  }
}
