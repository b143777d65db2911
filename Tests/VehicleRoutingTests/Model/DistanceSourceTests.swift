import SupplyChainCore
import Testing
import VehicleRouting

@Suite struct DistanceSourceTests {
  /// Straight lines, with as many numbers too many as wanted.
  private struct Lines: DistanceSource {
    var largestBlock: (origins: Int, destinations: Int)
    var tooMany = 0
    var first: Double?

    func block(
      from origins: [RoutingProblem.Location], to destinations: [RoutingProblem.Location]
    ) async throws -> TravelBlock {
      #expect(origins.count <= largestBlock.origins)
      #expect(destinations.count <= largestBlock.destinations)
      var distances = origins.flatMap { from in destinations.map { from.x - $0.x + 1_000 } }
      distances += Array(repeating: 0, count: tooMany)
      if let first { distances[0] = first }
      return TravelBlock(distances: distances, durations: distances.map { $0 * 2 })
    }
  }

  private let places = (0..<11).map { RoutingProblem.Location(x: Double($0), y: 0) }

  @Test(arguments: [(1, 1), (4, 3), (100, 2), (11, 11), (0, -5)])
  func blocksMakeOneTable(origins: Int, destinations: Int) async throws {
    let source = Lines(largestBlock: (max(1, origins), max(1, destinations)))
    let table = try await source.table(of: places)
    for from in 0..<11 {
      for to in 0..<11 {
        #expect(table.distances[from, to] == Double(from - to + 1_000))
        #expect(table.durations[from, to] == 2 * Double(from - to + 1_000))
      }
    }
  }

  @Test func nothingIsAskedForNoPlaces() async throws {
    let table = try await Lines(largestBlock: (5, 5)).table(of: [])
    #expect(table.distances.values.isEmpty)
  }

  @Test func badBlocksAreRefusedByName() async throws {
    await #expect(throws: InvalidInput.self) {
      try await Lines(largestBlock: (5, 5), tooMany: 1).table(of: places)
    }
    do {
      _ = try await Lines(largestBlock: (11, 11), first: .nan).table(of: places)
      Issue.record("a distance that is no number was taken")
    } catch let error as InvalidInput {
      #expect(error.problems.first?.field == "block.distances")
      #expect(error.problems.first?.reason.contains("from place 0 to place 0") == true)
    }
  }
}
