import Foundation
import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct CordeauReaderTests {
  /// Two depots with one vehicle each, of which the second may be under way for 50.
  static let tiny = """
    2 1 3 2
    0 10
    50 8
    1 3 4 0 5 1 2 1 2
    2 6 8 2 5 1 2 1 2
    3 20 0 0 8 1 2 1 2
    4 0 0 0 0 0 0
    5 20 5 0 0 0 0
    """

  @Test func itReads() throws {
    let problem = try RoutingInstance(reading: Self.tiny).problem
    #expect(problem.depots.count == 2 && problem.clients.count == 3)
    #expect(problem.clients[1].serviceTime == 2 && problem.clients[1].demand == [5])
    #expect(problem.vehicleTypes.map(\.capacity) == [[10], [8]])
    #expect(problem.vehicleTypes.map(\.maximumDuration) == [nil, 50])
    #expect(problem.vehicleTypes.map(\.startDepot) == [0, 1])
    // Out to (3, 4) and (6, 8) and back: 20; the third client is 5 from the second depot.
    let solution = try HybridSearch().solve(problem, until: .iterations(200))
    #expect((solution.cost.total - 30).magnitude < 1e-9)
  }

  @Test(arguments: [
    ("2 1 3 2", "1 1 3 2", "type", 1), ("2 1 3 2", "2 0 3 2", "m", 1),
    ("2 1 3 2", "2 1 4 2", "lines", 8), ("50 8", "50 x8", "line", 3),
    ("1 3 4 0 5 1 2 1 2", "1 3", "line", 4),
  ])
  func whatIsWrongIsNamedWithItsLine(old: String, new: String, field: String, line: Int) {
    // The line of two numbers tells the format apart; the others may be damaged.
    do {
      _ = try RoutingInstance(reading: Self.tiny.replacingOccurrences(of: old, with: new))
      Issue.record("should be refused")
    } catch {
      #expect(
        error.problems.contains { $0.field == field && $0.line == line }, "\(error.problems)")
    }
  }

  @Test func damagedTextsNeverTrap() {
    var mutator = InputMutator(seeds: [Self.tiny, DuhamelReaderTests.tiny], seed: 2)
    for _ in 0..<400 {
      let text = mutator.next()
      if let instance = try? RoutingInstance(reading: text), instance.problem.clients.count < 50 {
        _ = try? ClarkeWright().solve(instance.problem)
      }
    }
  }

  @Test func pickupAndDeliveryIsRefusedByName() {
    let text = """
      25 200 1
      0 40 50 0 0 1236 0 0 0
      1 45 68 -10 912 967 90 2 0
      2 45 70 10 825 870 90 0 1
      """
    #expect { try RoutingInstance(reading: text) } throws: { error in
      (error as? InvalidInput)?.problems.first?.value == "Li and Lim"
    }
  }
}
