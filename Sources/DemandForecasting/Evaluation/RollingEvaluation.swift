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

  /// The root mean squared error over the root mean square of the steps of lag one of the whole series.
  ///
  /// - Parameter step: The step ahead, counted from one; `nil` for all.
  /// - Returns: Below one where the model beats the naive step.
  public func rmsse(step: Int? = nil) -> Double {
    let square = average(losses(step: step) { ($0 - $1) * ($0 - $1) })
    return (square / Accuracy.naiveStep(of: series, lag: 1) { $0 * $0 }).squareRoot()
  }

  /// The sum of absolute errors as a percentage of the sum of absolute actual values.
  ///
  /// - Parameter step: The step ahead, counted from one; `nil` for all.
  /// - Returns: From 0 on.
  public func wape(step: Int? = nil) -> Double {
    100 * average(losses(step: step) { ($0 - $1).magnitude })
      / average(losses(step: step) { actual, _ in actual.magnitude })
  }

  /// The mean of sMAPE and MASE relative to those of the Naive2 forecast from the same origins.
  ///
  /// - Parameter naive: The evaluation of ``Naive2`` by the same rolling origin.
  /// - Returns: Below one where the model beats it.
  public func overallWeightedAverage(against naive: RollingEvaluation) -> Double {
    Accuracy.overallWeightedAverage(
      sMAPE: sMAPE(), mase: mase(), naiveSMAPE: naive.sMAPE(), naiveMASE: naive.mase())
  }

  /// The mean continuous ranked probability score.
  public func rankedProbabilityScore() -> Double {
    average(
      origins.map { Accuracy.rankedProbabilityScore(actual: $0.actual, forecast: $0.forecast) })
  }

  /// The mean scaled interval score of the intervals of a level, over the whole series' naive step.
  public func meanScaledIntervalScore(_ level: Double) -> Double {
    average(
      origins.map {
        Accuracy.meanScaledIntervalScore(
          actual: $0.actual, interval: $0.forecast.interval(level), history: series)
      })
  }

  /// The loss at each origin, for a comparison by ``DieboldMariano``.
  ///
  /// - Parameters:
  ///   - step: The step ahead, counted from one; `nil` for the mean of all.
  ///   - loss: What an actual value and a forecast cost; the squared error, say.
  /// - Returns: One loss an origin, NaN where nothing is known to compare with.
  public func losses(step: Int? = nil, _ loss: (Double, Double) -> Double) -> [Double] {
    origins.map { origin in
      let steps = step.map { [$0 - 1] } ?? Array(origin.actual.indices)
      let known = steps.filter { origin.actual.indices.contains($0) }.compactMap { place in
        origin.actual[place].map { loss($0, origin.forecast.mean[place]) }
      }
      return known.reduce(0, +) / Double(known.count)
    }
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
