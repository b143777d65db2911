public import SupplyChainCore

/// A model whose bands are as wide as its own errors were, whatever their distribution.
///
/// The model is fitted again at past origins and its errors there are collected, step by step. Each set
/// of errors, and its mirror image, is one way the future may differ from the forecast; so bands and
/// sums over a lead time hold what they promise if the future is like the past, even where the model is
/// wrong. A band of a level is the least that held that share of the errors and one more.
///
/// ```swift
/// let sales = try TimeSeries((0..<60).map { 100 + Double($0 * 7 % 11) }, period: 12)
/// let model = Conformal(Theta.dynamicOptimized, origins: 20)
/// print(try model.forecast(sales, horizon: 3).interval(0.8).upper)
/// ```
///
/// Vovk, Gammerman and Shafer 2005, <https://doi.org/10.1007/b106715>; for several steps Stankeviciute,
/// Alaa and van der Schaar 2021.
public struct Conformal<Model: ForecastModel>: ForecastModel {
  /// The model.
  public var model: Model
  /// The number of past origins; as many as a series allows are used.
  public var origins: Int

  /// A model with bands by its own errors.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - origins: The number of past origins; 19 are the fewest that tell a band of 95 %.
  public init(_ model: Model, origins: Int = 39) {
    self.model = model
    self.origins = origins
  }

  /// The name.
  public var name: String { "Conformal \(model.name)" }

  /// Fits the model; the errors are collected when the horizon is known.
  ///
  /// - Parameter series: The history.
  /// - Returns: The fitted model.
  /// - Throws: `InvalidInput` if there are no origins, and what the model throws.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedConformal<Model> {
    guard origins >= 1 else { throw InvalidInput("origins", value: origins, "is less than 1") }
    return FittedConformal(model: self, fitted: try model.fit(series), series: series)
  }
}

extension Conformal: Equatable where Model: Equatable {}
extension Conformal: Hashable where Model: Hashable {}
extension Conformal: Encodable where Model: Encodable {}
extension Conformal: Decodable where Model: Decodable {}

/// A fitted model with bands by its own errors.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// let fitted = try Conformal(Naive()).fit(sales)
/// print(try fitted.forecast(2).interval(0.8).lower)
/// ```
public struct FittedConformal<Model: ForecastModel>: FittedForecastModel {
  private let model: Conformal<Model>
  private let fitted: Model.Fitted
  private let series: TimeSeries

  init(model: Conformal<Model>, fitted: Model.Fitted, series: TimeSeries) {
    self.model = model
    self.fitted = fitted
    self.series = series
  }

  /// The name.
  public var name: String { "Conformal \(fitted.name)" }

  /// The distribution of the next observations.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: A forecast of equally likely futures, two for each origin and two of the largest errors.
  /// - Throws: `InvalidInput` if the horizon is not positive, too long, or leaves no origin with half of
  ///   the series before it.
  /// - Complexity: One fit for each origin
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    let centre = try fitted.forecast(horizon).mean
    let errors = pastErrors(horizon)
    guard !errors.isEmpty else {
      throw InvalidInput(
        "horizon", value: horizon, "leaves no origin with half of the \(series.count) observations")
    }
    // One more error than there were, as large as any, makes the bands hold for the next one.
    let largest = (0..<horizon).map { step in errors.reduce(0) { max($0, $1[step].magnitude) } }
    let all = errors + [largest]
    let values = centre.indices.flatMap { step in
      all.map { centre[step] + $0[step] } + all.map { centre[step] - $0[step] }
    }
    return Forecast(model: name, pathValues: values, count: 2 * all.count)
  }

  /// The errors of each origin, one a step, the latest origin first.
  private func pastErrors(_ horizon: Int) -> [[Double]] {
    var result: [[Double]] = []
    var origin = series.count - horizon
    while origin >= max(1, series.count / 2) && result.count < model.origins {
      if let history = try? series.prefix(origin),
        let mean = try? model.model.forecast(history, horizon: horizon).mean
      {
        let actual = series.storage[origin..<origin + horizon]
        let errors = zip(actual, mean).map { $0 - $1 }
        if errors.allSatisfy(\.isFinite) { result.append(errors) }
      }
      origin -= 1
    }
    return result
  }
}
