import SupplyChain

/// `stockReport`: balances, turnover, service and idle stock from the movements of a ledger.
struct StockReportQuestion: InventoryQuestion {
  static let method = "stockReport"

  var movements: [StockMovement]
  var from, to: Double
  var tolerance, slowAfter, deadAfter: Double?

  func answer() throws -> any Encodable {
    // A movement that comes twice counts once, as in the ledger.
    var known = Set<String>()
    let entries = movements.filter { known.insert($0.id).inserted }.enumerated().map {
      StockLedger.Entry(sequence: $0.offset + 1, movement: $0.element, change: 0)
    }
    let report = try StockReport(entries, from: from, to: to, tolerance: tolerance ?? 0)
    let idle = report.idleStock(slowAfter: slowAfter ?? 90, deadAfter: deadAfter ?? 365)
    return Answer(
      rows: report.rows, idle: idle.map { .init(place: $0.row.place, pace: $0.pace) },
      recordAccuracy: report.recordAccuracy)
  }

  private struct Answer: Encodable {
    var rows: [StockReport.Row]
    var idle: [Idle]
    var recordAccuracy: Double?
  }

  private struct Idle: Encodable {
    var place: StockPlace
    var pace: StockReport.Pace
  }
}
