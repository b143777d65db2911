public import SupplyChainCore

/// The naive forecast, the last observation again: a yardstick that a model has to beat.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31])
/// print(try Naive().forecast(sales, horizon: 2).mean)  // [31.0, 31.0]
/// ```
public struct Naive: ForecastModel, Hashable, Codable {
  /// The naive forecast.
  public init() {}

  /// The name.
  public var name: String { "Naive" }

  /// Remembers the last observation and the spread of the steps.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedRandomWalk {
    FittedRandomWalk(name: name, series: series, season: 1, withDrift: false)
  }
}

/// The seasonal naive forecast: the last observation of the same season again.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 32, 24, 30, 35], period: 4)
/// print(try SeasonalNaive().forecast(sales, horizon: 2).mean)  // [32.0, 24.0]
/// ```
public struct SeasonalNaive: ForecastModel, Hashable, Codable {
  /// The seasonal naive forecast.
  public init() {}

  /// The name.
  public var name: String { "SeasonalNaive" }

  /// Remembers the last season and the spread of the steps from season to season.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedRandomWalk {
    FittedRandomWalk(
      name: name, series: series, season: min(series.period, series.count), withDrift: false)
  }
}

/// The drift forecast: the line from the first observation through the last goes on.
///
/// ```swift
/// let sales = try TimeSeries([30, 32, 31, 36])
/// print(try Drift().forecast(sales, horizon: 2).mean)  // [38.0, 40.0]
/// ```
public struct Drift: ForecastModel, Hashable, Codable {
  /// The drift forecast.
  public init() {}

  /// The name.
  public var name: String { "Drift" }

  /// Remembers the last observation, the mean step and the spread around it.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedRandomWalk {
    FittedRandomWalk(name: name, series: series, season: 1, withDrift: true)
  }
}
