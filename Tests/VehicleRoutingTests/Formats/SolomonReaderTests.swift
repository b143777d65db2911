import Foundation
import SupplyChainCore
import Testing
import VehicleRouting

@Suite struct SolomonReaderTests {
  static let tiny = """
    T101

    VEHICLE
    NUMBER     CAPACITY
      2         20

    CUSTOMER
    CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

      0      40   50    0     0   1236   0
      1      43   54   10    10     20  90
      2      41   51   10     0    967  90
    """

  @Test func itReads() throws {
    let instance = try RoutingInstance(reading: Self.tiny)
    #expect(instance.name == "T101")
    #expect(instance.problem.vehicleTypes[0].count == 2)
    #expect(instance.problem.vehicleTypes[0].shift == .init(from: 0, to: 1236))
    #expect(instance.problem.clients[0].window == .init(from: 10, to: 20))
    // 5 out; √13 = 3.6 on and √2 = 1.4 back, cut off after one decimal.
    let solution = try ClarkeWright().solve(instance.problem)
    #expect(solution.vrplibText == "Route #1: 1 2\nCost 10\n")
  }

  @Test(arguments: [
    ("  2         20", "  2         5", "DEMAND", 11),
    ("10     20  90", "30     20  90", "DUE DATE", 11),
    ("  2      41", "  3      41", "CUST NO.", 12),
    ("41   51", "41", "line", 12),
    ("  2         20\n", "\n", "VEHICLE", 12),
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
