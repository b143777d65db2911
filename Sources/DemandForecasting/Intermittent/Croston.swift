public import SupplyChainCore

/// Croston's method: smooths the sizes of demands and the intervals between them, each apart.
///
/// Simple exponential smoothing of intermittent demand is highest just after a demand, which is just
/// when an order is placed. Croston updates both averages only when there is a demand; the demand
/// rate is the one over the other. That ratio is too high on average by a share of half the smoothing
/// parameter, which the approximation of Syntetos and Boylan takes off.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0])
/// let fitted = try Croston.syntetosBoylan.fit(sales)
/// print(fitted.size, fitted.interval, fitted.rate)
/// let stock = try fitted.forecast(3).demand(over: 3).quantile(0.95)
/// ```
///
/// Croston 1972, <https://doi.org/10.1057/jors.1972.50>; Syntetos and Boylan 2005,
/// <https://doi.org/10.1016/j.ijforecast.2004.10.001>.
public struct Croston: ForecastModel, Hashable, Codable {
  /// How much a new demand counts; `nil` to choose both parameters from 0.1 to 0.3 by least squares.
  public let smoothing: Double?
  /// Whether the bias of the ratio is taken off.
  public let correctsBias: Bool

  /// A variant of the method.
  ///
  /// - Parameters:
  ///   - smoothing: How much a new size and a new interval count, above 0 and at most 1; `nil` to
  ///     choose each from 0.1 to 0.3, where the one-step errors are least.
  ///   - correctsBias: Whether the bias of the ratio is taken off (Syntetos and Boylan).
  /// - Throws: `InvalidInput` if the smoothing parameter is out of range.
  public init(smoothing: Double? = 0.1, correctsBias: Bool = false) throws(InvalidInput) {
    if let smoothing {
      guard smoothing > 0 && smoothing <= 1 else {
        throw InvalidInput("smoothing", value: smoothing, "is not above 0 and at most 1")
      }
    }
    self.init(unchecked: smoothing, correctsBias: correctsBias)
  }

  private init(unchecked smoothing: Double?, correctsBias: Bool) {
    self.smoothing = smoothing
    self.correctsBias = correctsBias
  }

  private enum CodingKeys: CodingKey { case smoothing, correctsBias }

  /// Reads a variant and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      smoothing: container.decodeIfPresent(Double.self, forKey: .smoothing),
      correctsBias: container.decode(Bool.self, forKey: .correctsBias))
  }

  /// The method as published, with a smoothing parameter of 0.1.
  public static let classic = Croston(unchecked: 0.1, correctsBias: false)
  /// Both smoothing parameters by least squares.
  public static let optimized = Croston(unchecked: nil, correctsBias: false)
  /// The approximation of Syntetos and Boylan, with a smoothing parameter of 0.1.
  public static let syntetosBoylan = Croston(unchecked: 0.1, correctsBias: true)

  /// The name.
  public var name: String {
    correctsBias ? "SBA" : smoothing == nil ? "CrostonOptimized" : "Croston"
  }

  /// Runs through the history.
  ///
  /// - Parameter series: The history; a missing observation is a period that was not watched, and
  ///   counts for no interval.
  /// - Returns: The fitted method; its rate is zero where there was no demand.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(n), without a choice of parameters; some thirty times that with it.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedCroston {
    try requireDemand(series)
    let summary = DemandSummary(series)
    guard let smoothing else { return optimized(series, summary) }
    return FittedCroston(
      name: name, series: series, summary: summary, sizeSmoothing: smoothing,
      intervalSmoothing: smoothing, correctsBias: correctsBias)
  }

  private func optimized(_ series: TimeSeries, _ summary: DemandSummary) -> FittedCroston {
    var sizes: [Double] = []
    var intervals: [Double] = []
    var elapsed = 0.0
    for value in series.storage where !value.isNaN {
      elapsed += 1
      guard value > 0 else { continue }
      sizes.append(value)
      intervals.append(elapsed)
      elapsed = 0
    }
    return FittedCroston(
      name: name, series: series, summary: summary,
      sizeSmoothing: SimpleSmoothing.bestParameter(sizes),
      intervalSmoothing: SimpleSmoothing.bestParameter(intervals), correctsBias: correctsBias)
  }
}

/// Croston's method after a history: takes in new observations one by one.
///
/// ```swift
/// var fitted = try Croston.classic.fit(TimeSeries([0, 2, 0, 0, 4]))
/// try fitted.update(with: 0)
/// print(fitted.rate)
/// ```
public struct FittedCroston: UpdatableForecastModel, Hashable, Codable {
  /// The name of the method.
  public let name: String
  /// The smoothed size of a demand; zero before the first one.
  public private(set) var size = 0.0
  /// The smoothed number of periods from one demand to the next.
  public private(set) var interval = 0.0
  /// The number of periods since the last demand.
  public private(set) var periodsSinceDemand = 0.0

  private let sizeSmoothing: Double
  private let intervalSmoothing: Double
  private let correctsBias: Bool
  private let unit: Double
  private let dispersion: Double

  init(
    name: String, series: TimeSeries, summary: DemandSummary, sizeSmoothing: Double,
    intervalSmoothing: Double, correctsBias: Bool
  ) {
    self.name = name
    self.sizeSmoothing = sizeSmoothing
    self.intervalSmoothing = intervalSmoothing
    self.correctsBias = correctsBias
    unit = summary.unit
    dispersion = summary.dispersion
    for value in series.storage where !value.isNaN { take(value) }
  }

  private mutating func take(_ demand: Double) {
    periodsSinceDemand += 1
    guard demand > 0 else { return }
    if size == 0 {
      size = demand
      interval = periodsSinceDemand
    } else {
      size += sizeSmoothing * (demand - size)
      interval += intervalSmoothing * (periodsSinceDemand - interval)
    }
    periodsSinceDemand = 0
  }

  /// The expected demand of a period.
  public var rate: Double {
    guard interval > 0 else { return 0 }
    return size / interval * (correctsBias ? 1 - intervalSmoothing / 2 : 1)
  }

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

/// Refuses an observation that is no demand.
func requireNextDemand(_ value: Double) throws(InvalidInput) {
  guard value >= 0 && value <= TimeSeries.largestMagnitude else {
    throw InvalidInput(
      "observation", value: value, "is not a finite number from 0 to \(TimeSeries.largestMagnitude)"
    )
  }
}
