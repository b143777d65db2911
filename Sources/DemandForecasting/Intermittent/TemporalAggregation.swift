public import SupplyChainCore

/// Forecasts intermittent demand in longer periods, where there are fewer zeros, and divides the
/// forecast again.
///
/// One level of aggregation, the average interval between demands, is ADIDA; the mean over all levels
/// from one period up to that interval is IMAPA. Each level is smoothed exponentially with a
/// parameter chosen from 0.1 to 0.3.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0])
/// for method in [TemporalAggregation.adida, .imapa] {
///   print(method.name, try method.fit(sales).rate)
/// }
/// ```
///
/// Nikolopoulos and others 2011, <https://doi.org/10.1057/jors.2010.32>; Petropoulos and Kourentzes
/// 2015, <https://doi.org/10.1057/jors.2014.62>.
public struct TemporalAggregation: ForecastModel, Hashable, Codable {
  /// Whether all levels are averaged, or only the longest one is used.
  public let averagesLevels: Bool

  /// Aggregates to the average interval between demands.
  public static let adida = TemporalAggregation(averagesLevels: false)
  /// Averages over all levels of aggregation up to the average interval between demands.
  public static let imapa = TemporalAggregation(averagesLevels: true)

  /// The name.
  public var name: String { averagesLevels ? "IMAPA" : "ADIDA" }

  /// Aggregates, smooths and divides.
  ///
  /// - Parameter series: The history. Missing observations are left out, and what follows moves up.
  /// - Returns: The demand rate.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(n) for ADIDA, O(n log m) for IMAPA up to level m.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedDemandRate {
    try requireDemand(series)
    let summary = DemandSummary(series)
    let observed = series.storage.filter { !$0.isNaN }
    guard let last = observed.lastIndex(where: { $0 > 0 }) else {
      return FittedDemandRate(name: name, rate: 0, summary: summary)
    }
    // The intervals end with the last demand.
    let interval = Double(last + 1) / Double(summary.demands)
    let longest = min(observed.count, max(1, Int(interval.rounded(.toNearestOrEven))))
    let levels = averagesLevels ? 1...longest : longest...longest
    let rates = levels.map { Self.rate(observed, level: $0) }
    return FittedDemandRate(
      name: name, rate: rates.reduce(0) { $0 + $1 / Double(rates.count) }, summary: summary)
  }

  /// The rate by sums over `level` periods; what does not fill one is left out at the beginning.
  private static func rate(_ values: [Double], level: Int) -> Double {
    let first = values.count % level
    let sums = stride(from: first, to: values.count, by: level).map { start in
      values[start..<start + level].reduce(0) { $0 + $1 / Double(level) }
    }
    return SimpleSmoothing.level(sums, smoothing: SimpleSmoothing.bestParameter(sums))
  }
}

/// A demand rate with the spread that the history had.
///
/// ```swift
/// let fitted = try TemporalAggregation.adida.fit(TimeSeries([0, 2, 0, 0, 4, 0]))
/// print(fitted.rate, try fitted.forecast(2).quantile(0.9))
/// ```
public struct FittedDemandRate: FittedForecastModel, Hashable, Codable {
  /// The name of the method.
  public let name: String
  /// The expected demand of a period.
  public let rate: Double
  private let mixture: CountMixture

  init(name: String, rate: Double, summary: DemandSummary) {
    self.name = name
    self.rate = rate
    mixture = CountMixture(mean: rate, summary: summary)
  }

  /// The distribution of the next observations: negative binomial around the rate, with the variance
  /// over the mean that the history had.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    return mixture.forecast(horizon, model: name)
  }
}
