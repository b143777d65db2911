public import SupplyChainCore

/// The naive forecast of the seasonally adjusted series, put back into season: the yardstick of the
/// M competitions.
///
/// A season is taken to be there when the autocorrelation at its lag is significant at 90 %; it is
/// taken out by the classical multiplicative decomposition.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 32, 24, 30, 35, 33, 24, 31, 36], period: 4)
/// print(try Naive2().forecast(sales, horizon: 4).mean)
/// ```
public struct Naive2: ForecastModel, Hashable, Codable {
  /// The naive forecast of the seasonally adjusted series.
  public init() {}

  /// The name.
  public var name: String { "Naive2" }

  /// Remembers the last adjusted observation and the season.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedNaive2 {
    let adjustment = SeasonalAdjustment(series)
    return FittedNaive2(
      cycle: adjustment.cycle,
      walk: FittedRandomWalk(
        name: name, series: adjustment.adjusted, season: 1, withDrift: false))
  }
}

/// The last seasonally adjusted observation, and the season to put back.
public struct FittedNaive2: FittedForecastModel {
  let cycle: SeasonalCycle
  let walk: FittedRandomWalk

  /// The name.
  public var name: String { walk.name }

  /// The distribution of the next observations.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    cycle.reseasoned(try walk.forecast(horizon))
  }
}
