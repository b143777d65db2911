public import SupplyChainCore
internal import RealModule

/// The Poisson distribution: of the number of orders when customers come independently.
///
/// ```swift
/// let orders = try Poisson(mean: 6)
/// let stock = orders.quantile(0.8)  // 8
/// let shortage = orders.loss(at: stock)
/// ```
public struct Poisson: DiscreteDistribution, Hashable, Codable {
  /// The expected value, and the variance.
  public let mean: Double

  /// The Poisson distribution of a mean.
  ///
  /// - Parameter mean: The expected value, from zero to 10¹².
  /// - Throws: `InvalidInput` if it is out of range.
  public init(mean: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(mean, "mean")
    if mean.isFinite {
      checks.require(mean <= 1e12, "mean", value: mean, "is above 10¹²")
    }
    try checks.finish()
    self.mean = mean
  }

  /// The Poisson distribution with the mean of samples, its maximum-likelihood estimate.
  ///
  /// - Parameter samples: One value or more, none negative.
  /// - Throws: `InvalidInput` if there is none or one is negative or not finite.
  /// - Complexity: O(n).
  public init(fitting samples: [Double]) throws(InvalidInput) {
    try self.init(mean: SampleMoments(samples, minimumCount: 1, from: 0).mean)
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(mean: container.decode(Double.self, forKey: .mean))
  }

  /// The variance, equal to the mean.
  public var variance: Double { mean }

  /// The probability of exactly `value`.
  public func mass(at value: Int) -> Double {
    value < 0 ? 0 : SpecialFunctions.poissonMass(Double(value), mean: mean)
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 { return 0 }
    return mean == 0 || x == .infinity ? 1 : SpecialFunctions.upperGamma(x.rounded(.down) + 1, mean)
  }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 { return 1 }
    return mean == 0 || x == .infinity ? 0 : SpecialFunctions.lowerGamma(x.rounded(.down) + 1, mean)
  }

  /// The smallest whole number that is not exceeded with probability `p` or more.
  ///
  /// - Parameter p: A probability.
  /// - Returns: A whole number; infinity for a `p` of 1, NaN for one outside 0…1.
  /// - Complexity: O(log √mean) evaluations of the cumulative probability.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 || mean == 0 { return 0 }
    if p == 1 { return .infinity }
    // Cornish and Fisher's expansion to the skewness.
    let z = SpecialFunctions.inverseNormal(p)
    let guess = mean + mean.squareRoot() * z + (z * z - 1) / 6
    return smallestWholeNumber(
      reaching: p, near: guess, step: 1 + 0.1 * mean.squareRoot(), of: self)
  }

  /// The expected shortage E[(X − x)⁺], accurate also where it is tiny.
  public func loss(at x: Double) -> Double { wholeNumberLosses(at: x, losses).first }

  /// The second-order loss ½ E[((X − x)⁺)²].
  public func secondOrderLoss(at x: Double) -> Double { wholeNumberLosses(at: x, losses).second }

  /// The expected surplus E[(x − X)⁺], accurate also where it is tiny.
  public func complementaryLoss(at x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 0 }
    let k = x.rounded(.down)
    guard k + 1 < mean else { return x - mean + loss(at: x) }
    // P(X ≤ k) is an upper tail of the gamma density in k + 1, and so is its sum.
    let tail = SpecialFunctions.LegendreFraction(k + 1, mean)
    return tail.probability * (tail.first + (x - k))
  }

  /// P(X > k), E[(X − k)⁺] and ½ E[((X − k)⁺)²] at a whole number k, zero or more.
  private func losses(_ k: Double) -> WholeNumberLosses {
    if mean == 0 { return .init(exceedance: 0, first: 0, second: 0) }
    let excess = k - mean
    if excess > 2 * mean.squareRoot() || (excess > 0 && mean < 20) {
      // The repeated sums are those of the gamma density in k + 1, whose ratios are positive.
      let exceedance = SpecialFunctions.lowerGamma(k + 1, mean)
      let ratio = SpecialFunctions.lowerTailRatios(k + 1, mean)
      return .init(
        exceedance: exceedance, first: exceedance * (1 + ratio.second),
        second: exceedance * (0.5 + ratio.second * (1.5 + ratio.third)))
    }
    let exceedance = SpecialFunctions.lowerGamma(k + 1, mean)
    let mass = SpecialFunctions.poissonMass(k, mean: mean)
    return .init(
      exceedance: exceedance, first: mean * mass - excess * exceedance,
      second: 0.5 * ((excess * excess + mean) * exceedance + mean * mass * (1 - excess)))
  }
}
