public import SupplyChainCore

/// What a ledger says about a stretch of time: turnover, service, accuracy, and what does not move.
///
/// ```swift
/// let ledger = StockLedger()
/// try await ledger.record(
///   StockMovement(id: "1", .receipt, item: "oil", location: "Graz", quantity: 48, time: 0))
/// try await ledger.record(
///   StockMovement(id: "2", .issue, item: "oil", location: "Graz", quantity: 12, time: 30))
/// let report = try StockReport(await ledger.entries(), from: 0, to: 365)
/// for row in report.rows { print(row.place.item, row.turnover, row.daysOfSupply) }
/// ```
public struct StockReport: Hashable, Sendable, Codable {
  /// What happened to an item at a location.
  public struct Row: Hashable, Sendable, Codable {
    /// The item and the location.
    public var place: StockPlace
    /// The balance at the end.
    public var balance: StockBalance
    /// Units that left for customers.
    public var unitsIssued: Double
    /// The average units on hand over time.
    public var averageStock: Double
    /// How many times a year the average stock leaves for customers; infinite without stock, zero
    /// where nothing left.
    public var turnover: Double
    /// How many days the stock on hand lasts at the rate of the stretch; infinite where nothing left.
    public var daysOfSupply: Double
    /// The share of demand that was on the shelf and unclaimed when it came; 1 without demand.
    public var fillRate: Double
    /// The share of time with stock on hand that nobody had a claim to.
    public var readyRate: Double
    /// The days since goods last left for a customer, at the end; `nil` where none ever did.
    public var daysSinceIssue: Double?
    /// The days since goods last came or left, at the end.
    public var daysSinceMovement: Double
    /// How many counts there were.
    public var counts: Int
    /// How many of them found what was expected, within the tolerance.
    public var accurateCounts: Int
  }

  /// How stock moves.
  public enum Pace: String, Hashable, Sendable, Codable {
    /// Goods left not long ago.
    case active
    /// Goods have not left for long.
    case slow
    /// Goods have not left for so long that none will.
    case dead
  }

  /// The rows by item and location, of all places that ever had a movement.
  public let rows: [Row]
  /// The first day.
  public let start: Double
  /// The last day.
  public let end: Double

  /// Evaluates entries.
  ///
  /// - Parameters:
  ///   - entries: The entries of a ledger from its beginning, in order; those after the end are
  ///     passed over.
  ///   - start: The first day of the stretch.
  ///   - end: Its last day, after the first.
  ///   - tolerance: The relative difference up to which a count is accurate, zero or more.
  ///   - daysPerYear: The days of a year, for the turnover, above zero.
  /// - Throws: `InvalidInput` naming what is out of range, or an entry that does not fit.
  /// - Complexity: O(n log n).
  public init(
    _ entries: [StockLedger.Entry], from start: Double, to end: Double, tolerance: Double = 0,
    daysPerYear: Double = 365
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(start, "start")
    checks.requireFinite(end, "end")
    checks.require(!(end <= start), "end", value: end, "is not after start (\(start))")
    checks.requireNonNegative(tolerance, "tolerance")
    checks.requirePositive(daysPerYear, "daysPerYear")
    try checks.finish()
    self.start = start
    self.end = end
    // Movements may be recorded later than they happened; a balance below zero in between is theirs.
    var book = StockBook(allowsNegativeStock: true)
    var tallies: [StockPlace: StockTally] = [:]
    let order = entries.indices.sorted {
      (entries[$0].movement.time, $0) < (entries[$1].movement.time, $1)
    }
    for index in order where entries[index].movement.time <= end {
      let movement = entries[index].movement
      var places = [StockPlace(item: movement.item, location: movement.location)]
      if let destination = movement.destination {
        places.append(StockPlace(item: movement.item, location: destination))
      }
      for place in places {
        tallies[place, default: StockTally()].advance(
          to: movement.time, book[place], from: start)
      }
      tallies[places[0], default: StockTally()].note(
        movement, book[places[0]], isInside: movement.time >= start, tolerance: tolerance)
      _ = try book.apply(movement, at: index)
    }
    let length = end - start
    rows = tallies.keys.sorted().map { place in
      var tally = tallies[place] ?? StockTally()
      let balance = book[place]
      tally.advance(to: end, balance, from: start)
      return tally.row(place, balance, length: length, end: end, daysPerYear: daysPerYear)
    }
  }

  /// The stock that does not move, the largest first.
  ///
  /// - Parameters:
  ///   - slowAfter: The days without an issue after which stock is slow.
  ///   - deadAfter: The days after which it is dead.
  /// - Returns: All rows with stock on hand that is slow or dead.
  public func idleStock(slowAfter: Double, deadAfter: Double) -> [(row: Row, pace: Pace)] {
    rows.filter { $0.balance.onHand > 0 }
      .map { ($0, $0.pace(slowAfter: slowAfter, deadAfter: deadAfter)) }
      .filter { $0.1 != .active }
      .sorted { $0.0.balance.onHand > $1.0.balance.onHand }
  }

  /// All items together: the share of counts that found what was expected; `nil` without counts.
  public var recordAccuracy: Double? {
    let counts = rows.reduce(0) { $0 + $1.counts }
    let accurate = rows.reduce(0) { $0 + $1.accurateCounts }
    return counts > 0 ? Double(accurate) / Double(counts) : nil
  }
}

extension StockReport.Row {
  /// How its stock moves.
  ///
  /// - Parameters:
  ///   - slowAfter: The days without an issue after which stock is slow.
  ///   - deadAfter: The days after which it is dead.
  /// - Returns: Its pace; goods that never left count from their last movement.
  public func pace(slowAfter: Double, deadAfter: Double) -> StockReport.Pace {
    let idle = daysSinceIssue ?? daysSinceMovement
    return idle > deadAfter ? .dead : idle > slowAfter ? .slow : .active
  }

  /// Units beyond what a number of days needs at the rate of the stretch.
  ///
  /// - Parameter days: The days that stock is meant to last.
  /// - Returns: The excess, zero or more.
  public func excess(beyond days: Double) -> Double {
    guard daysOfSupply > 0 else { return 0 }
    return max(0, balance.onHand * (1 - days / daysOfSupply))
  }
}
