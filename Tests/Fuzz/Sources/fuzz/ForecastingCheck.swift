import Foundation
import SupplyChain

/// Reads a series from bytes and forecasts it with one of all models: finite numbers, or `InvalidInput`.
///
/// The first three bytes are period, horizon and model; two more make each observation: a mantissa, and an
/// exponent of ten of which one value stands for a gap. The last model is smoothing with a regressor.
func checkForecasts(of data: Data) throws {
  let bytes = [UInt8](data)
  guard bytes.count >= 5, bytes.count <= 1_000 else { return }
  let values: [Double?] = stride(from: 3, to: bytes.count - 1, by: 2).map { place in
    let (mantissa, exponent) = (Double(Int8(bitPattern: bytes[place])), Int(bytes[place + 1]))
    if exponent == 255 { return nil }
    // Mostly everyday sizes, and now and then one that is neither.
    let size = exponent < 200 ? 0 : (exponent - 227) * 5
    return mantissa * pow(10, Double(size))
  }
  let series = try TimeSeries(values, period: max(1, Int(bytes[0])))
  let horizon = Int(bytes[1] % 60)
  let models: [any ForecastModel] = [
    AutoForecaster(), AutomaticExponentialSmoothing(), Theta.dynamicOptimized, Theta.standard,
    ComplexExponentialSmoothing(), SeasonalAutoregression(),
    Deseasonalized(ExponentialSmoothing.damped), Transformed(Theta.dynamicOptimized),
    Conformal(Theta.standard, origins: 3), SeasonalNaive(), Naive2(), LinearRegression(),
    ExponentialSmoothing(
      SmoothingForm(error: .multiplicative, trend: .multiplicative, season: .none)),
  ]
  if bytes[2] == 255 {
    let column = (0..<series.count + horizon).map { Double($0 % 3) }
    let fitted = try AutomaticExponentialSmoothing().fit(
      series, regressors: [Regressor("x", Array(column[..<series.count]))])
    return try check(
      fitted.forecast(horizon, regressors: [Regressor("x", Array(column[series.count...]))]),
      fitted.name)
  }
  let model = models[Int(bytes[2]) % models.count]
  let fitted = try model.fit(series)
  try check(try fitted.forecast(horizon), model.name)
  if var running = fitted as? any UpdatableForecastModel {
    try running.update(with: values[0])
    try check(try running.forecast(horizon), model.name)
  }
}

private func check(_ forecast: Forecast, _ name: String) throws {
  let band = forecast.interval(0.95)
  let total = try forecast.nonNegative.demand(over: forecast.horizon)
  let numbers =
    forecast.mean + band.lower + band.upper + forecast.nonNegative.mean + [
      total.quantile(0.05), total.quantile(0.99),
    ]
  guard numbers.allSatisfy(\.isFinite) else { fatalError("\(name) is not finite") }
  guard zip(band.lower, band.upper).allSatisfy({ $0 <= $1 }) else {
    fatalError("\(name): a band is upside down")
  }
}
