/// Measures of how far a forecast was from what came.
///
/// Missing actual values are left out; a measure without any value to stand on is NaN. Scaled
/// measures take the history for their scale: the mean (or mean squared) step of the seasonal naive
/// forecast within it.
///
/// ```swift
/// let history = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47], period: 4)
/// let actual = [37.0, 39, 31, 29]
/// let forecast = try SeasonalNaive().forecast(history, horizon: 4)
/// print(Accuracy.sMAPE(actual: actual, forecast: forecast.mean))
/// print(Accuracy.mase(actual: actual, forecast: forecast.mean, history: history))
/// ```
///
/// Hyndman and Koehler 2006, <https://doi.org/10.1016/j.ijforecast.2006.03.001>; Makridakis,
/// Spiliotis and Assimakopoulos 2020 for OWA and MSIS,
/// <https://doi.org/10.1016/j.ijforecast.2019.04.014>.
public enum Accuracy {
  /// The symmetric mean absolute percentage error, from 0 to 200; 0 ÷ 0 counts as zero.
  public static func sMAPE(actual: [Double?], forecast: [Double]) -> Double {
    mean(actual, forecast) { y, f in
      let size = y.magnitude + f.magnitude
      return size > 0 ? 200 * (y - f).magnitude / size : 0
    }
  }

  /// The mean absolute error.
  public static func meanAbsoluteError(actual: [Double?], forecast: [Double]) -> Double {
    mean(actual, forecast) { ($0 - $1).magnitude }
  }

  /// The mean error, forecast less actual: above zero where the forecast is too high.
  public static func bias(actual: [Double?], forecast: [Double]) -> Double {
    mean(actual, forecast) { $1 - $0 }
  }

  /// The weighted absolute percentage error: the sum of absolute errors as a percentage of the sum
  /// of absolute actual values.
  public static func wape(actual: [Double?], forecast: [Double]) -> Double {
    100 * meanAbsoluteError(actual: actual, forecast: forecast)
      / mean(actual, forecast) { y, _ in y.magnitude }
  }

  /// The mean absolute scaled error.
  ///
  /// - Parameters:
  ///   - actual: What came.
  ///   - forecast: What was expected.
  ///   - history: The series before; its period is the lag of the naive step unless given.
  ///   - lag: The lag of the naive step.
  /// - Returns: The mean absolute error over the mean absolute naive step.
  public static func mase(
    actual: [Double?], forecast: [Double], history: TimeSeries, lag: Int? = nil
  ) -> Double {
    meanAbsoluteError(actual: actual, forecast: forecast)
      / naiveStep(of: history, lag: lag) { $0.magnitude }
  }

  /// The root mean squared scaled error, over the root mean square of steps of lag one.
  public static func rmsse(
    actual: [Double?], forecast: [Double], history: TimeSeries, lag: Int = 1
  ) -> Double {
    (mean(actual, forecast) { ($0 - $1) * ($0 - $1) }
      / naiveStep(of: history, lag: lag) { $0 * $0 }).squareRoot()
  }

  /// The pinball loss of a quantile forecast, twice the usual one so that the median's is the mean
  /// absolute error.
  ///
  /// - Parameters:
  ///   - actual: What came.
  ///   - quantile: The forecast quantile of each step.
  ///   - p: The probability of the quantile.
  /// - Returns: The mean loss; divide it by the scale of a history to compare series.
  public static func pinballLoss(actual: [Double?], quantile: [Double], p: Double) -> Double {
    mean(actual, quantile) { y, q in 2 * (y >= q ? p * (y - q) : (1 - p) * (q - y)) }
  }

  /// The continuous ranked probability score: the distance of a forecast distribution from what came,
  /// in the units of the series; the mean absolute error of a forecast that is sure.
  ///
  /// The mean of twice the pinball loss over all quantiles, of which 100 evenly spread ones are taken.
  ///
  /// Gneiting and Raftery 2007, <https://doi.org/10.1198/016214506000001437>.
  ///
  /// - Parameters:
  ///   - actual: What came.
  ///   - forecast: The forecast.
  /// - Returns: The mean score over the steps.
  public static func rankedProbabilityScore(actual: [Double?], forecast: Forecast) -> Double {
    let count = 100
    return (0..<count).reduce(0) { sum, place in
      let p = (Double(place) + 0.5) / Double(count)
      return sum
        + pinballLoss(actual: actual, quantile: forecast.quantile(p), p: p) / Double(count)
    }
  }

  /// The share of actual values within a band, from 0 to 1.
  public static func coverage(actual: [Double?], interval: ForecastInterval) -> Double {
    let below = mean(actual, interval.lower) { $0 < $1 ? 1 : 0 }
    let above = mean(actual, interval.upper) { $0 > $1 ? 1 : 0 }
    return 1 - below - above
  }

  /// The mean scaled interval score: the width of the band, and a penalty for what lies outside.
  ///
  /// - Parameters:
  ///   - actual: What came.
  ///   - interval: The band.
  ///   - history: The series before; its period is the lag of the naive step unless given.
  ///   - lag: The lag of the naive step.
  /// - Returns: The mean interval score over the mean absolute naive step.
  public static func meanScaledIntervalScore(
    actual: [Double?], interval: ForecastInterval, history: TimeSeries, lag: Int? = nil
  ) -> Double {
    let penalty = 2 / (1 - interval.level)
    let width = mean(interval.upper, interval.lower) { $0 - $1 }
    let below = mean(actual, interval.lower) { penalty * max(0, $1 - $0) }
    let above = mean(actual, interval.upper) { penalty * max(0, $0 - $1) }
    return (width + below + above) / naiveStep(of: history, lag: lag) { $0.magnitude }
  }

  /// The overall weighted average of the M4 competition: the mean of sMAPE and MASE, each relative
  /// to that of the Naive2 forecast.
  public static func overallWeightedAverage(
    sMAPE: Double, mase: Double, naiveSMAPE: Double, naiveMASE: Double
  ) -> Double {
    (sMAPE / naiveSMAPE + mase / naiveMASE) / 2
  }

  /// The mean of a function of the naive steps within a history; NaN without any.
  public static func naiveStep(
    of history: TimeSeries, lag: Int? = nil, _ measure: (Double) -> Double
  ) -> Double {
    let lag = max(1, lag ?? history.period)
    var (sum, count) = (0.0, 0.0)
    for index in lag..<max(lag, history.count) {
      let step = history.storage[index] - history.storage[index - lag]
      if !step.isNaN {
        sum += measure(step)
        count += 1
      }
    }
    return sum / count
  }

  private static func mean(
    _ actual: [Double?], _ forecast: [Double], _ measure: (Double, Double) -> Double
  ) -> Double {
    var (sum, count) = (0.0, 0.0)
    for (y, f) in zip(actual, forecast) {
      guard let y else { continue }
      sum += measure(y, f)
      count += 1
    }
    return sum / count
  }
}
