public import SupplyChainCore

/// Makes the steps of a calendar comparable: months have 28 to 31 days, and 20 to 23 trading days.
///
/// A month with 10 % more trading days sells 10 % more, which no season explains since it moves from year
/// to year. So demand is divided by the days of its step before a model sees it, and the forecast is
/// multiplied by the days to come.
///
/// ```swift
/// let months = try CalendarRegressors(from: CalendarDay(2023, 1, 1), every: .month, count: 15)
/// let alignment = try CalendarAlignment(days: months.tradingDays)
/// let sales = try TimeSeries([220, 200, 230, 200, 230, 220, 210, 230, 210, 220, 220, 210], period: 12)
/// let daily = try alignment.aligned(sales)          // 10 a day throughout
/// let forecast = try Naive().forecast(daily, horizon: 3)
/// print(try alignment.restored(forecast, after: 12).mean)  // 10 a day again, times the days
/// ```
public struct CalendarAlignment: Hashable, Sendable {
  /// The days of each step over the mean of all steps.
  public let shares: [Double]

  /// An alignment by the days of each step.
  ///
  /// - Parameter days: The days of each step of history and horizon: all, or the trading days; above
  ///   zero.
  /// - Throws: `InvalidInput` naming each step without a day, or if there is no step.
  public init(days: Regressor) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!days.values.isEmpty, "days", value: "[]", "is empty")
    for (index, value) in days.values.enumerated() {
      checks.requirePositive(value, "days", at: index)
    }
    try checks.finish()
    let mean = days.values.reduce(0) { $0 + $1 / Double(days.values.count) }
    shares = days.values.map { $0 / mean }
  }

  /// Demand as if every step had the mean number of days.
  ///
  /// - Parameter series: The history, from the first step of the calendar on.
  /// - Returns: A series of the same length.
  /// - Throws: `InvalidInput` if the calendar is shorter than the series.
  public func aligned(_ series: TimeSeries) throws(InvalidInput) -> TimeSeries {
    guard series.count <= shares.count else {
      throw InvalidInput(
        "series.count", value: series.count, "is beyond the calendar of \(shares.count) steps")
    }
    return TimeSeries(
      unchecked: zip(series.storage, shares).map { $0 / $1 }, period: series.period)
  }

  /// A forecast of aligned demand, brought back to the days of its steps.
  ///
  /// - Parameters:
  ///   - forecast: The forecast.
  ///   - count: The number of steps before its first one.
  /// - Returns: The forecast of demand as it will be.
  /// - Throws: `InvalidInput` if the calendar does not reach as far.
  public func restored(
    _ forecast: Forecast, after count: Int
  ) throws(InvalidInput) -> Forecast {
    guard count >= 0, count <= shares.count - forecast.horizon else {
      throw InvalidInput(
        "count", value: count,
        "and \(forecast.horizon) steps are not within the calendar of \(shares.count) steps")
    }
    return SeasonalCycle(
      cycles: [Array(shares[count..<count + forecast.horizon])], isMultiplicative: true
    )
    .reseasoned(forecast)
  }
}
