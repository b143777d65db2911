internal import Probability
public import SupplyChainCore

/// Demand that has to take a hurdle first: whether there is any, and then how much.
///
/// A period has demand with the probability that the history shows; the size of a demand is one unit
/// and a negative binomial number more. So sizes may vary little though demand is rare, which a
/// single negative binomial distribution cannot express.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 10, 0, 9, 0, 0, 0, 11, 0, 10, 0])
/// let forecast = try HurdleDemand().forecast(sales, horizon: 3)
/// print(forecast.quantile(0.9))
/// ```
///
/// Mullahy 1986, <https://doi.org/10.1016/0304-4076(86)90002-3>.
public struct HurdleDemand: ForecastModel, Hashable, Codable {
  /// The forecaster.
  public init() {}

  /// The name.
  public var name: String { "Hurdle" }

  /// Estimates the probability of demand and the distribution of its size.
  ///
  /// - Parameter series: The history; missing observations are left out.
  /// - Returns: The fitted model.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(n)
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedHurdleDemand {
    try requireDemand(series)
    return FittedHurdleDemand(series)
  }
}

/// A probability of demand and the distribution of its size.
///
/// ```swift
/// let fitted = try HurdleDemand().fit(TimeSeries([0, 2, 0, 0, 4, 0]))
/// print(fitted.probability, fitted.meanSize)
/// ```
public struct FittedHurdleDemand: FittedForecastModel, Hashable, Codable {
  /// The probability that a period has demand.
  public let probability: Double
  /// The mean size of a demand.
  public let meanSize: Double
  private let unit: Double
  /// The variance of the size beyond one unit, over its mean.
  private let dispersion: Double

  init(_ series: TimeSeries) {
    let summary = DemandSummary(series)
    let (periods, demands) = (Double(summary.periods), Double(summary.demands))
    // The mean of the probability under Jeffreys' prior: a few zeros are no proof.
    probability = demands == 0 ? 0 : (demands + 0.5) / (periods + 1)
    meanSize = summary.meanSize
    unit = summary.unit
    let beyond = max(0, meanSize / unit - 1)
    let variance =
      summary.squaredVariationOfSizes * (meanSize / unit) * (meanSize / unit)
    dispersion = beyond > 0 ? max(CountMixture.leastDispersion, variance / beyond) : 1
  }

  /// The name of the method.
  public var name: String { "Hurdle" }

  /// The distribution of the next observations, as evenly spread futures.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let count = FuturePaths.count(horizon: horizon)
    var generator = SeededGenerator(seed: 1)
    // Evenly spread over the distribution of one step, in another order at each.
    var step = (0..<count).map { quantile((Double($0) + 0.5) / Double(count)) }
    var values: [Double] = []
    values.reserveCapacity(count * horizon)
    for _ in 0..<horizon {
      generator.shuffle(&step)
      values += step
    }
    return Forecast(model: name, pathValues: values, count: count, isNonNegative: true)
  }

  private func quantile(_ p: Double) -> Double {
    guard probability > 0, p > 1 - probability else { return 0 }
    let beyond = max(0, meanSize / unit - 1)
    guard beyond > 0,
      let size = try? NegativeBinomial(mean: beyond, variance: beyond * dispersion)
    else { return meanSize }
    return unit * (1 + size.quantile((p - 1 + probability) / probability))
  }
}

/// How many futures a simulated forecast draws.
enum FuturePaths {
  /// Enough for a quantile of 0.99, and a bounded memory at long horizons.
  static func count(horizon: Int) -> Int { max(100, min(1_000, 2_000_000 / horizon)) }
}
