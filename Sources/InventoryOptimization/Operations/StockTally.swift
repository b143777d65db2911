/// What a ``StockReport`` adds up for an item at a location.
struct StockTally {
  private var now: Double?
  private var stockTime = 0.0
  private var readyTime = 0.0
  private var issued = 0.0
  private var demand = 0.0
  private var met = 0.0
  private var lastIssue: Double?
  private var lastMovement = -Double.infinity
  private var counts = 0
  private var accurateCounts = 0

  /// Adds up the time for which a balance stood.
  mutating func advance(to time: Double, _ balance: StockBalance, from start: Double) {
    let since = max(start, now ?? start)
    if time > since {
      stockTime += (time - since) * max(0, balance.onHand)
      if balance.available > 0 { readyTime += time - since }
    }
    now = time
  }

  /// Takes note of a movement before it takes effect.
  mutating func note(
    _ movement: StockMovement, _ balance: StockBalance, isInside: Bool, tolerance: Double
  ) {
    lastMovement = max(lastMovement, movement.time)
    let quantity = movement.quantity
    let isIssue = movement.kind == .issue || movement.kind == .fulfilment
    if isIssue { lastIssue = movement.time }
    guard isInside else { return }
    if isIssue { issued += quantity }
    switch movement.kind {
    case .issue, .allocation:
      demand += quantity
      met += min(quantity, balance.available)
    case .count:
      counts += 1
      let difference = (quantity - balance.onHand).magnitude
      if difference <= tolerance * balance.onHand.magnitude { accurateCounts += 1 }
    default: break
    }
  }

  /// The figures of a stretch of time.
  func row(
    _ place: StockPlace, _ balance: StockBalance, length: Double, end: Double, daysPerYear: Double
  ) -> StockReport.Row {
    let average = stockTime / length
    let perYear = issued / length * daysPerYear
    return StockReport.Row(
      place: place, balance: balance, unitsIssued: issued, averageStock: average,
      turnover: issued == 0 ? 0 : average > 0 ? perYear / average : .infinity,
      daysOfSupply: issued > 0 ? max(0, balance.onHand) / (issued / length) : .infinity,
      fillRate: demand > 0 ? met / demand : 1, readyRate: readyTime / length,
      daysSinceIssue: lastIssue.map { end - $0 },
      daysSinceMovement: lastMovement.isFinite ? end - lastMovement : 0, counts: counts,
      accurateCounts: accurateCounts)
  }
}
