internal import Probability
public import SupplyChainCore

/// A model of a transformed series: for growth in percent, and for a spread that grows with the level.
///
/// The forecast is simulated, so that its mean and its sums are those of the series itself, not powers
/// of means; its bands are skewed as they should be, and never below zero.
///
/// ```swift
/// let sales = try TimeSeries([30, 34, 29, 41, 48, 40, 55, 66, 54, 72, 80, 71], period: 3)
/// let model = Transformed(ExponentialSmoothing.holtWintersAdditive, by: try BoxCox(lambda: 0))
/// print(try model.forecast(sales, horizon: 3).interval(0.8).lower)
/// ```
public struct Transformed<Model: ForecastModel>: ForecastModel {
  /// The model of the transformed series.
  public var model: Model
  /// The transformation; `nil` to choose it by Guerrero's method.
  public var transformation: BoxCox?

  /// A model of a transformed series.
  ///
  /// - Parameters:
  ///   - model: The model of the transformed series.
  ///   - transformation: The transformation; `nil` to choose it by Guerrero's method.
  public init(_ model: Model, by transformation: BoxCox? = nil) {
    self.model = model
    self.transformation = transformation
  }

  /// The name.
  public var name: String { "Box-Cox + \(model.name)" }

  /// Transforms the series and fits the model.
  ///
  /// - Parameter series: The history, all of it above zero.
  /// - Returns: The fitted model.
  /// - Throws: `InvalidInput` naming each observation that is not above zero, and what the model throws.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedTransformed<Model.Fitted> {
    try BoxCox.requirePositive(series)
    let chosen: BoxCox
    if let transformation { chosen = transformation } else { chosen = try .guerrero(series) }
    let inner = try TimeSeries(
      series.storage.map { $0.isNaN ? nil : chosen.transform($0) }, period: series.period)
    return FittedTransformed(model: try model.fit(inner), transformation: chosen)
  }
}

extension Transformed: Equatable where Model: Equatable {}
extension Transformed: Hashable where Model: Hashable {}
extension Transformed: Encodable where Model: Encodable {}
extension Transformed: Decodable where Model: Decodable {}

/// A fitted model of a transformed series.
///
/// ```swift
/// let sales = try TimeSeries([30, 34, 29, 41, 48, 40, 55, 66, 54, 72, 80, 71], period: 3)
/// let fitted = try Transformed(Theta.standard).fit(sales)
/// print(fitted.transformation.lambda)
/// ```
public struct FittedTransformed<Model: FittedForecastModel>: FittedForecastModel {
  /// The model of the transformed series.
  public private(set) var model: Model
  /// The transformation.
  public let transformation: BoxCox

  /// The name.
  public var name: String { "Box-Cox + \(model.name)" }

  /// The number of simulated futures.
  private static var pathCount: Int { 5_000 }

  /// The distribution of the next observations.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: A forecast of simulated futures.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: 5,000 steps for each step ahead
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    let inner = try model.forecast(horizon)
    let paths = try inner.samplePaths(Self.pathCount, seed: 1)
    // Far out in the tails of Student's distribution a power has no mean.
    let (low, high) = (inner.quantile(0.001), inner.quantile(0.999))
    let values = (0..<horizon).flatMap { step in
      paths.map { transformation.inverse(min(max($0[step], low[step]), high[step])) }
    }
    return Forecast(model: name, pathValues: values, count: Self.pathCount)
  }
}

extension FittedTransformed: UpdatableForecastModel where Model: UpdatableForecastModel {
  /// Takes in the next observation, which has to be above zero; the transformation stays.
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    if let observation { try BoxCox.requirePositive(TimeSeries([observation])) }
    try model.update(with: observation.map { transformation.transform($0) })
  }
}

extension FittedTransformed: Equatable where Model: Equatable {}
extension FittedTransformed: Hashable where Model: Hashable {}
extension FittedTransformed: Encodable where Model: Encodable {}
extension FittedTransformed: Decodable where Model: Decodable {}
