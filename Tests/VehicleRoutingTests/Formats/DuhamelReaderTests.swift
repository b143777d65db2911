import Foundation
import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct DuhamelReaderTests {
  static let tiny = """
    //--------
    //-- a comment
    2 2 999999 0 0 0
    1 5 100 0.5
    2 9 120 1
    0   // the depot
    0 10000 20000
    10000 0 15000
    20000 15000 0
    // demands
    1 4
    2 5
    """

  @Test func itReads() throws {
    let problem = try RoutingInstance(reading: Self.tiny).problem
    #expect(problem.vehicleTypes.map(\.count) == [1, 2])
    #expect(problem.vehicleTypes.map(\.capacity) == [[5], [9]])
    #expect(problem.vehicleTypes.map(\.fixedCost) == [100, 120])
    #expect(problem.vehicleTypes.map(\.costPerDistance) == [0.5, 1])
    // One large vehicle drives 10 + 15 + 20 km; two vehicles would cost 220 before they move.
    let solution = try HybridSearch().solve(problem, until: .iterations(200))
    #expect((solution.cost.total - (120 + 45)).magnitude < 1e-9)
  }

  @Test(arguments: [
    ("2 2 999999 0 0 0", "3 2 999999 0 0 0", "lines", 12), ("1 4\n", "7 4\n", "customer", 11),
    ("10000 0 15000", "10000 -1 15000", "line", 8), ("0   // the", "3   // the", "depot", 6),
  ])
  func whatIsWrongIsNamedWithItsLine(old: String, new: String, field: String, line: Int) {
    do {
      _ = try RoutingInstance(reading: Self.tiny.replacingOccurrences(of: old, with: new))
      Issue.record("should be refused")
    } catch {
      #expect(
        error.problems.contains { $0.field == field && $0.line == line }, "\(error.problems)")
    }
  }
}
