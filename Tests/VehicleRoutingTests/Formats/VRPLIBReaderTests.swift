import Foundation
import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct VRPLIBReaderTests {
  static let tiny = """
    NAME : tiny
    COMMENT : (made up)
    TYPE : CVRP
    DIMENSION : 3
    EDGE_WEIGHT_TYPE : EUC_2D
    CAPACITY : 10
    NODE_COORD_SECTION
    1 0 0
    2 3 4
    3 6.4 8
    DEMAND_SECTION
    1 0
    2 4
    3 5
    DEPOT_SECTION
    1
    -1
    EOF
    """

  static func problems(_ text: String) -> [InvalidInput.Problem] {
    do {
      _ = try RoutingInstance(reading: text)
      return []
    } catch {
      return error.problems
    }
  }

  @Test func itReadsAndWrites() throws {
    let instance = try RoutingInstance(reading: Self.tiny)
    #expect(instance.name == "tiny")
    #expect(instance.problem.distances == .roundedEuclidean)
    // 5 + 5.25 → 5 + 10.24 → 10
    let solution = try ClarkeWright().solve(instance.problem)
    let text = solution.vrplibText
    #expect(text == "Route #1: 1 2\nCost 20\n" || text == "Route #1: 2 1\nCost 20\n")
  }

  @Test func carriageReturnsAndByteOrderMarksAreNothing() throws {
    let plain = try RoutingInstance(reading: Self.tiny)
    let other = "\u{FEFF}" + Self.tiny.split(separator: "\n").joined(separator: "\r\n")
    #expect(try RoutingInstance(reading: other) == plain)
  }

  @Test func aCommentThatIsACostMeansDistancesAreNotRounded() throws {
    let text = Self.tiny.replacingOccurrences(of: "(made up)", with: "524.61")
    #expect(try RoutingInstance(reading: text).problem.distances == .euclidean)
    #expect(
      try RoutingInstance(reading: text, distances: .truncatedEuclidean).problem.distances
        == .truncatedEuclidean)
  }

  @Test func everyCutIsRefused() {
    let lines = Self.tiny.split(separator: "\n")
    // With -1 the list of depots is whole, so the text may end there.
    for count in 0..<lines.count - 2 {
      #expect(!Self.problems(lines.prefix(count).joined(separator: "\n")).isEmpty, "\(count) lines")
    }
  }

  @Test(arguments: [
    ("DIMENSION : 3", "DIMENSION : 4", "NODE_COORD_SECTION", 7),
    ("DIMENSION : 3", "DIMENSION : -3", "DIMENSION", 4),
    ("CAPACITY : 10", "CAPACITY : 4", "DEMAND_SECTION", 14),
    ("CAPACITY : 10", "CAPACITY : nan", "CAPACITY", 6),
    ("3 5", "3 -5", "DEMAND_SECTION", 14),
    ("3 5", "2 5", "DEMAND_SECTION", 14),
    ("3 5", "3 five", "DEMAND_SECTION", 14),
    ("3 6.4 8", "3 6.4", "NODE_COORD_SECTION", 10),
    ("EUC_2D", "ROAD", "EDGE_WEIGHT_TYPE", 5),
    ("TYPE : CVRP", "TYPE : GVRP", "TYPE", 3),
    ("DEPOT_SECTION", "DEPOSIT_SECTION", "DEPOSIT_SECTION", 15),
  ])
  func whatIsWrongIsNamedWithItsLine(
    old: String, new: String, field: String, line: Int
  ) {
    let found = Self.problems(Self.tiny.replacingOccurrences(of: old, with: new))
    #expect(found.contains { $0.field == field && $0.line == line }, "\(found)")
  }

  @Test(arguments: [
    ("FULL_MATRIX", "0 1 2 1 0 3 2 3 0"), ("LOWER_ROW", "1 2 3"), ("UPPER_ROW", "1 2\n3"),
    ("LOWER_DIAG_ROW", "0 1 0 2 3 0"), ("UPPER_DIAG_ROW", "0 1 2 0 3 0"),
  ])
  func matricesOfEveryShape(format: String, numbers: String) throws {
    let text = """
      NAME : m
      TYPE : TSP
      DIMENSION : 3
      EDGE_WEIGHT_TYPE : EXPLICIT
      EDGE_WEIGHT_FORMAT : \(format)
      EDGE_WEIGHT_SECTION
      \(numbers)
      EOF
      """
    let problem = try RoutingInstance(reading: text).problem
    #expect(problem.distances == .matrix(.init(rows: [[0, 1, 2], [1, 0, 3], [2, 3, 0]])))
    #expect(try ClarkeWright().solve(problem).cost.total == 6)
  }

  @Test func backhaulsComeAfterDeliveries() throws {
    var text = Self.tiny.replacingOccurrences(of: "TYPE : CVRP", with: "TYPE : VRPB")
    text = text.replacingOccurrences(of: "3 5\n", with: "3 0\n")
    text = text.replacingOccurrences(
      of: "DEPOT_SECTION", with: "BACKHAUL_SECTION\n1 0\n2 0\n3 9\nDEPOT_SECTION")
    let problem = try RoutingInstance(reading: text).problem
    #expect(problem.clients.map(\.isBackhaul) == [false, true])
    #expect(problem.clients[1].demand == [9])
    // What is picked up takes the room of what was delivered before.
    let solution = try ClarkeWright().solve(problem)
    #expect(solution.routes.map(\.clients) == [[0, 1]])
    let wrong = try RoutingSolution(of: problem, visiting: [(vehicleType: 0, clients: [1, 0])])
    #expect(wrong.routes[0].violations.map(\.constraint) == ["backhaul", "backhaul"])
    #expect(!wrong.isFeasible)
  }

  @Test func fleetsAreGrouped() throws {
    var text = Self.tiny.replacingOccurrences(of: "CAPACITY : 10", with: "VEHICLES : 3")
    text = text.replacingOccurrences(of: "TYPE : CVRP", with: "TYPE : HFVRP")
    text = text.replacingOccurrences(
      of: "DEPOT_SECTION",
      with: """
        CAPACITY_SECTION
        1 5
        2 5
        3 9
        VEHICLES_FIXED_COST_SECTION
        1 10
        2 10
        3 15
        DEPOT_SECTION
        """)
    let types = try RoutingInstance(reading: text).problem.vehicleTypes
    #expect(types.map(\.count) == [2, 1])
    #expect(types.map(\.capacity) == [[5], [9]])
    #expect(types.map(\.fixedCost) == [10, 15])
  }

  @Test func damagedTextsNeverTrap() {
    var mutator = InputMutator(seeds: [Self.tiny, SolomonReaderTests.tiny], seed: 1)
    for _ in 0..<400 {
      let text = mutator.next()
      if let instance = try? RoutingInstance(reading: text), instance.problem.clients.count < 50 {
        _ = try? ClarkeWright().solve(instance.problem)
      }
    }
  }
}
