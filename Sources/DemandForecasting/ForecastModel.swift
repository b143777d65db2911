public import SupplyChainCore

/// A way to forecast: what to fit, before it has seen any data.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29], period: 1)
/// let models: [any ForecastModel] = [Naive(), ExponentialSmoothing.damped]
/// for model in models {
///   let forecast = try model.fit(sales).forecast(3)
///   print(model.name, forecast.mean)
/// }
/// ```
public protocol ForecastModel<Fitted>: Sendable {
  /// What fitting gives.
  associatedtype Fitted: FittedForecastModel

  /// A short name for tables and output.
  var name: String { get }

  /// Estimates the model from a series.
  func fit(_ series: TimeSeries) throws(InvalidInput) -> Fitted
}

/// A model that has been fitted to one series and can forecast its future.
public protocol FittedForecastModel: Sendable {
  /// A short name for tables and output: what was chosen, where there was a choice.
  var name: String { get }

  /// The distribution of the next `horizon` observations.
  func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast
}

extension ForecastModel {
  /// Fits the model and forecasts at once.
  ///
  /// - Parameters:
  ///   - series: The history.
  ///   - horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the model cannot be fitted to the series or the horizon is not
  ///   positive.
  public func forecast(_ series: TimeSeries, horizon: Int) throws(InvalidInput) -> Forecast {
    try fit(series).forecast(horizon)
  }
}
