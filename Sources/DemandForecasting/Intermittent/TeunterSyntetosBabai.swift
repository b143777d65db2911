public import SupplyChainCore

/// The method of Teunter, Syntetos and Babai: smooths the sizes of demands and the probability of one.
///
/// The probability is updated in every period, with demand or without. So the forecast of an item
/// that is no longer asked for falls to zero, where Croston's method would keep it for ever.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 0, 0])
/// let fitted = try TeunterSyntetosBabai().fit(sales)
/// print(fitted.probability, fitted.size, fitted.rate)
/// ```
///
/// Teunter, Syntetos and Babai 2011, <https://doi.org/10.1016/j.ejor.2011.05.018>.
public struct TeunterSyntetosBabai: ForecastModel, Hashable, Codable {
  /// How much the size of a new demand counts.
  public let sizeSmoothing: Double
  /// How much a new period counts for the probability of demand.
  public let probabilitySmoothing: Double

  /// The method.
  ///
  /// - Parameters:
  ///   - sizeSmoothing: How much the size of a new demand counts, above 0 and at most 1.
  ///   - probabilitySmoothing: How much a new period counts for the probability of demand, above 0
  ///     and at most 1.
  /// - Throws: `InvalidInput` if a parameter is out of range.
  public init(sizeSmoothing: Double, probabilitySmoothing: Double) throws(InvalidInput) {
    var checks = InputChecks()
    for (name, value) in [
      ("sizeSmoothing", sizeSmoothing), ("probabilitySmoothing", probabilitySmoothing),
    ] {
      checks.require(
        value > 0 && value <= 1, name, value: value, "is not above 0 and at most 1")
    }
    try checks.finish()
    self.sizeSmoothing = sizeSmoothing
    self.probabilitySmoothing = probabilitySmoothing
  }

  /// The method with parameters of 0.1.
  public init() {
    sizeSmoothing = 0.1
    probabilitySmoothing = 0.1
  }

  private enum CodingKeys: CodingKey { case sizeSmoothing, probabilitySmoothing }

  /// Reads a method and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      sizeSmoothing: container.decode(Double.self, forKey: .sizeSmoothing),
      probabilitySmoothing: container.decode(Double.self, forKey: .probabilitySmoothing))
  }

  /// The name.
  public var name: String { "TSB" }

  /// Runs through the history.
  ///
  /// - Parameter series: The history; missing observations change nothing.
  /// - Returns: The fitted method; its rate is zero where there was no demand.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(n)
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedTeunterSyntetosBabai {
    try requireDemand(series)
    return FittedTeunterSyntetosBabai(self, series)
  }
}

/// The method of Teunter, Syntetos and Babai after a history.
///
/// ```swift
/// var fitted = try TeunterSyntetosBabai().fit(TimeSeries([0, 2, 0, 0, 4]))
/// try fitted.update(with: 0)
/// print(fitted.rate)
/// ```
public struct FittedTeunterSyntetosBabai: UpdatableForecastModel, Hashable, Codable {
  /// The smoothed size of a demand; zero before the first one.
  public private(set) var size = 0.0
  /// The smoothed probability that a period has demand.
  public private(set) var probability = 0.0

  private let method: TeunterSyntetosBabai
  private let unit: Double
  private let dispersion: Double
  private var hasBegun = false

  init(_ method: TeunterSyntetosBabai, _ series: TimeSeries) {
    self.method = method
    let summary = DemandSummary(series)
    unit = summary.unit
    dispersion = summary.dispersion
    for value in series.storage where !value.isNaN { take(value) }
  }

  private mutating func take(_ demand: Double) {
    let occurs = demand > 0 ? 1.0 : 0
    probability =
      hasBegun ? probability + method.probabilitySmoothing * (occurs - probability) : occurs
    hasBegun = true
    guard demand > 0 else { return }
    size = size == 0 ? demand : size + method.sizeSmoothing * (demand - size)
  }

  /// The name of the method.
  public var name: String { method.name }

  /// The expected demand of a period.
  public var rate: Double { probability * size }

  /// Takes in the next observation.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is negative or not finite.
  /// - Complexity: O(1)
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    guard let observation else { return }
    try requireNextDemand(observation)
    take(observation)
  }

  /// The distribution of the next observations: negative binomial around the rate, with the variance
  /// over the mean that the history had.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    return CountMixture(
      unit: unit, components: [.init(weight: 1, mean: rate / unit, dispersion: dispersion)]
    ).forecast(horizon, model: name)
  }
}
