/// What came of forecasting a series from one origin after another.
///
/// Measures are means over all origins and steps, or over one step ahead.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// let evaluation = try RollingOrigin(firstOrigin: 6, horizon: 2).evaluate(Naive(), on: sales)
/// print(evaluation.origins.count, evaluation.sMAPE(step: 1))
/// ```
public struct RollingEvaluation: Hashable, Sendable, Codable {
  /// One origin: the forecast made there, and what came.
  public struct Origin: Hashable, Sendable, Codable {
    /// The number of observations known.
    public let known: Int
    /// The forecast.
    public let forecast: Forecast
    /// What came; `nil` where it is missing.
    public let actual: [Double?]
  }

  /// The series.
  public let series: TimeSeries
  /// The origins, earliest first.
  public let origins: [Origin]

  /// The symmetric mean absolute percentage error.
  ///
  /// - Parameter step: The step ahead, counted from one; `nil` for all.
  /// - Returns: From 0 to 200.
  public func sMAPE(step: Int? = nil) -> Double {
    measure(step) { Accuracy.sMAPE(actual: $0, forecast: $1) }
  }

  /// The mean absolute error.
  ///
  /// - Parameter step: The step ahead, counted from one; `nil` for all.
  /// - Returns: In the units of the series.
  public func meanAbsoluteError(step: Int? = nil) -> Double {
    measure(step) { Accuracy.meanAbsoluteError(actual: $0, forecast: $1) }
  }

  /// The mean absolute error over the mean absolute seasonal naive step of the whole series.
  ///
  /// - Parameter step: The step ahead, counted from one; `nil` for all.
  /// - Returns: Below one where the model beats the naive step.
  public func mase(step: Int? = nil) -> Double {
    meanAbsoluteError(step: step) / Accuracy.naiveStep(of: series) { $0.magnitude }
  }

  /// The mean error, forecast less actual.
  ///
  /// - Parameter step: The step ahead, counted from one; `nil` for all.
  /// - Returns: Above zero where forecasts are too high.
  public func bias(step: Int? = nil) -> Double {
    measure(step) { Accuracy.bias(actual: $0, forecast: $1) }
  }

  /// The share of actual values within the intervals of a level.
  public func coverage(_ level: Double) -> Double {
    average(
      origins.map { Accuracy.coverage(actual: $0.actual, interval: $0.forecast.interval(level)) })
  }

  /// The mean pinball loss of a quantile.
  public func pinballLoss(_ p: Double) -> Double {
    average(
      origins.map {
        Accuracy.pinballLoss(actual: $0.actual, quantile: $0.forecast.quantile(p), p: p)
      })
  }

  private func measure(_ step: Int?, _ error: ([Double?], [Double]) -> Double) -> Double {
    average(
      origins.map { origin in
        guard let step else { return error(origin.actual, origin.forecast.mean) }
        guard origin.actual.indices.contains(step - 1) else { return .nan }
        return error([origin.actual[step - 1]], [origin.forecast.mean[step - 1]])
      })
  }

  /// Origins without any actual value are left out.
  private func average(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    return known.reduce(0, +) / Double(known.count)
  }
}
