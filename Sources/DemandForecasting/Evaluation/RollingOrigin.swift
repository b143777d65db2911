public import SupplyChainCore

/// Forecasts a series from one origin after another within its own past, to see how well it goes.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29, 33, 38, 41, 44])
/// let evaluation = try RollingOrigin(firstOrigin: 8, horizon: 3)
///   .evaluate(ExponentialSmoothing.simple, on: sales)
/// print(evaluation.meanAbsoluteError(), evaluation.coverage(0.8))
/// ```
///
/// Tashman 2000, <https://doi.org/10.1016/S0169-2070(00)00065-0>.
public struct RollingOrigin: Hashable, Sendable, Codable {
  /// The number of observations known at the first origin.
  public let firstOrigin: Int
  /// The number of steps forecast from each origin.
  public let horizon: Int
  /// The number of steps from one origin to the next.
  public let step: Int
  /// The number of latest observations that a fit sees; `nil` for all of them.
  public let window: Int?
  /// Whether the model is fitted anew at each origin, or only updated with what came.
  public let refits: Bool

  /// An evaluation.
  ///
  /// - Parameters:
  ///   - firstOrigin: The number of observations known at the first origin.
  ///   - horizon: The number of steps forecast from each origin.
  ///   - step: The number of steps from one origin to the next.
  ///   - window: The number of latest observations that a fit sees; `nil` for all of them.
  ///   - refits: Whether the model is fitted anew at each origin. A model that is not, has to be an
  ///     ``UpdatableForecastModel``.
  /// - Throws: `InvalidInput` if a number is below one.
  public init(
    firstOrigin: Int, horizon: Int, step: Int = 1, window: Int? = nil, refits: Bool = true
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(firstOrigin >= 1, "firstOrigin", value: firstOrigin, "is less than 1")
    checks.require(horizon >= 1, "horizon", value: horizon, "is less than 1")
    checks.require(step >= 1, "step", value: step, "is less than 1")
    if let window { checks.require(window >= 1, "window", value: window, "is less than 1") }
    try checks.finish()
    self.firstOrigin = firstOrigin
    self.horizon = horizon
    self.step = step
    self.window = window
    self.refits = refits
  }

  private enum CodingKeys: CodingKey { case firstOrigin, horizon, step, window, refits }

  /// Reads an evaluation and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      firstOrigin: container.decode(Int.self, forKey: .firstOrigin),
      horizon: container.decode(Int.self, forKey: .horizon),
      step: container.decode(Int.self, forKey: .step),
      window: container.decodeIfPresent(Int.self, forKey: .window),
      refits: container.decode(Bool.self, forKey: .refits))
  }

  /// Forecasts from every origin that still has `horizon` observations after it.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - series: The series.
  /// - Returns: The forecasts and what came.
  /// - Throws: `InvalidInput` if the series is too short for one origin, the model cannot be fitted,
  ///   or it is not to be refitted and cannot be updated.
  /// - Complexity: One fit an origin, or one fit in all.
  public func evaluate(
    _ model: any ForecastModel, on series: TimeSeries
  ) throws(InvalidInput) -> RollingEvaluation {
    guard firstOrigin <= series.count - horizon else {
      throw InvalidInput(
        "series.count", value: series.count,
        "leaves no \(horizon) steps after the first origin at \(firstOrigin)")
    }
    var origins: [RollingEvaluation.Origin] = []
    var running: (any UpdatableForecastModel)?
    var seen = 0
    for origin in stride(from: firstOrigin, through: series.count - horizon, by: step) {
      let start = window.map { max(0, origin - $0) } ?? 0
      let forecast: Forecast
      if refits {
        forecast = try model.forecast(series.slice(start..<origin), horizon: horizon)
      } else {
        if running == nil {
          running = try model.fit(series.slice(start..<origin)) as? any UpdatableForecastModel
          seen = origin
        }
        guard var current = running else {
          throw InvalidInput("model", value: model.name, "cannot be updated without a new fit")
        }
        for index in seen..<max(seen, origin) { try current.update(with: series[index]) }
        seen = origin
        running = current
        forecast = try current.forecast(horizon)
      }
      origins.append(
        .init(
          known: origin, forecast: forecast,
          actual: Array(series.values[origin..<origin + horizon])))
    }
    return RollingEvaluation(series: series, origins: origins)
  }
}

/// A fitted model that takes in new observations without a new fit.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// var model: any UpdatableForecastModel = try ExponentialSmoothing.simple.fit(sales)
/// try model.update(with: 33)
/// ```
public protocol UpdatableForecastModel: FittedForecastModel {
  /// Takes in the next observation; `nil` where it is missing.
  mutating func update(with observation: Double?) throws(InvalidInput)
}
