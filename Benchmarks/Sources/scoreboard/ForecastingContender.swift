import DemandForecasting
import Foundation

/// A model on the scoreboard, and what it falls back to where it cannot describe a series.
struct ForecastingContender: Sendable {
  let name: String
  let model: any ForecastModel

  init(_ name: String, _ model: any ForecastModel) {
    self.name = name
    self.model = model
  }

  static let all: [ForecastingContender] = [
    .init("Naive2", Naive2()),
    .init("Naive", Naive()),
    .init("SeasonalNaive", SeasonalNaive()),
    .init("Drift", Drift()),
    .init("SES", ExponentialSmoothing.simple),
    .init("Holt", ExponentialSmoothing.holt),
    .init("Damped", ExponentialSmoothing.damped),
    .init("HoltWintersA", ExponentialSmoothing.holtWintersAdditive),
    .init("HoltWintersM", ExponentialSmoothing.holtWintersMultiplicative),
    .init("Auto", AutoForecaster()),
    .init("AutoETS", AutomaticExponentialSmoothing()),
    .init("Theta", Theta.standard),
    .init("OptimizedTheta", Theta.optimized),
    .init("DynamicTheta", Theta.dynamic),
    .init("DynamicOptimizedTheta", Theta.dynamicOptimized),
    .init("CES", ComplexExponentialSmoothing()),
    .init("SeasonalAutoregression", SeasonalAutoregression()),
    .init("MSTL+AutoETS", Deseasonalized(AutomaticExponentialSmoothing())),
    .init("MSTL+Theta", Deseasonalized(Theta.dynamicOptimized)),
    .init("BoxCox+AutoETS", Transformed(AutomaticExponentialSmoothing())),
    .init("ConformalTheta", Conformal(Theta.dynamicOptimized)),
  ]

  /// Fits, forecasts and measures one series.
  func score(_ item: ForecastingCase) -> ForecastingScore {
    let start = threadSeconds()
    var hasFailed = false
    var forecast: Forecast
    do {
      forecast = try model.forecast(item.history, horizon: item.future.count)
    } catch {
      hasFailed = true
      guard let naive = try? Naive2().forecast(item.history, horizon: item.future.count) else {
        return ForecastingScore(hasFailed: true)
      }
      forecast = naive
    }
    var score = ForecastingScore(hasFailed: hasFailed)
    score.seconds = threadSeconds() - start
    let (actual, history) = (item.future, item.history)
    let (band80, band95) = (forecast.interval(0.8), forecast.interval(0.95))
    score.sMAPE = Accuracy.sMAPE(actual: actual, forecast: forecast.mean)
    score.mase = Accuracy.mase(actual: actual, forecast: forecast.mean, history: history)
    score.rmsse = Accuracy.rmsse(actual: actual, forecast: forecast.mean, history: history)
    let scale = Accuracy.naiveStep(of: history) { $0.magnitude }
    score.pinball =
      [0.9, 0.95, 0.99].reduce(0) { sum, p in
        sum + Accuracy.pinballLoss(actual: actual, quantile: forecast.quantile(p), p: p) / scale
      } / 3
    score.coverage80 = Accuracy.coverage(actual: actual, interval: band80)
    score.coverage95 = Accuracy.coverage(actual: actual, interval: band95)
    score.msis = Accuracy.meanScaledIntervalScore(
      actual: actual, interval: band95, history: history)
    return score
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// What one model did on one series.
struct ForecastingScore: Sendable {
  var hasFailed: Bool
  var sMAPE = Double.nan
  var mase = Double.nan
  var rmsse = Double.nan
  var pinball = Double.nan
  var coverage80 = Double.nan
  var coverage95 = Double.nan
  var msis = Double.nan
  var seconds = Double.nan

  /// The mean of every measure; what is not defined on a series, a scale of zero say, is left out.
  static func mean(_ scores: [ForecastingScore]) -> ForecastingScore {
    var result = ForecastingScore(hasFailed: false)
    let measures: [WritableKeyPath<ForecastingScore, Double>] = [
      \.sMAPE, \.mase, \.rmsse, \.pinball, \.coverage80, \.coverage95, \.msis, \.seconds,
    ]
    for measure in measures {
      let values = scores.map { $0[keyPath: measure] }.filter(\.isFinite)
      result[keyPath: measure] = values.reduce(0, +) / Double(values.count)
    }
    return result
  }
}
