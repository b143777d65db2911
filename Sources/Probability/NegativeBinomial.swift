public import SupplyChainCore
internal import RealModule

/// The negative binomial distribution: of whole units whose demand varies more than Poisson's.
///
/// ```swift
/// let demand = try NegativeBinomial(mean: 12, variance: 30)
/// let stock = demand.quantile(0.95)
/// ```
///
/// It is a Poisson distribution whose mean itself follows a gamma distribution, and the number of
/// failures before a number of successes.
public struct NegativeBinomial: DiscreteDistribution, Hashable, Codable {
  /// The number of successes r, which need not be whole: the mean squared over the excess variance.
  public let successes: Double
  /// The expected value.
  public let mean: Double

  /// The negative binomial distribution of a mean and a variance.
  ///
  /// - Parameters:
  ///   - mean: The expected value, above zero and at most 10¹².
  ///   - variance: The variance, above the mean.
  /// - Throws: `InvalidInput` if one of them is out of range.
  public init(mean: Double, variance: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(mean, "mean")
    checks.requireFinite(variance, "variance")
    checks.require(
      !(variance <= mean), "variance", value: variance, "is not above the mean (\(mean))")
    try checks.finish()
    try self.init(successes: mean / (variance - mean) * mean, mean: mean)
  }

  /// The number of failures before a number of successes.
  ///
  /// - Parameters:
  ///   - successes: The number of successes r, above zero; it need not be whole.
  ///   - probability: The probability of a success, between 0 and 1.
  /// - Throws: `InvalidInput` if one of them is out of range.
  public init(successes: Double, probability: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireOpenUnit(probability, "probability")
    try checks.finish()
    try self.init(successes: successes, mean: successes * ((1 - probability) / probability))
  }

  /// The negative binomial distribution with the mean and the variance of samples.
  ///
  /// - Parameter samples: Two values or more, none negative, that vary more than their mean.
  /// - Throws: `InvalidInput` if they do not.
  /// - Complexity: O(n).
  public init(fitting samples: [Double]) throws(InvalidInput) {
    let moments = try SampleMoments(samples, from: 0)
    try self.init(mean: moments.mean, variance: moments.unbiasedVariance)
  }

  private init(successes: Double, mean: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(successes, "successes")
    checks.requirePositive(mean, "mean")
    if mean.isFinite { checks.require(mean <= 1e12, "mean", value: mean, "is above 10¹²") }
    try checks.finish()
    self.successes = successes
    self.mean = mean
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      successes: container.decode(Double.self, forKey: .successes),
      mean: container.decode(Double.self, forKey: .mean))
  }

  /// The probability of a success.
  public var probability: Double { successes / (successes + mean) }

  /// The probability of a failure.
  private var failure: Double { mean / (successes + mean) }

  /// The variance, mean + mean² / r.
  public var variance: Double { mean * (1 + mean / successes) }

  /// The probability of exactly `value`.
  public func mass(at value: Int) -> Double { value < 0 ? 0 : mass(Double(value)) }

  private func mass(_ k: Double) -> Double {
    if k == 0 { return .exp(-successes * .log(onePlus: mean / successes)) }
    // A binomial probability of k failures in r + k trials, in Loader's form, times r / (r + k).
    let trials = successes + k
    return successes / trials
      * SpecialFunctions.binomialMass(
        k, of: trials, rest: successes, probability: failure, complement: probability)
  }

  /// P(X > k) and P(X ≤ k) at a whole number of zero or more.
  private func tails(_ k: Double) -> (above: Double, below: Double) {
    SpecialFunctions.betaTails(k + 1, successes, failure, complement: probability)
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 { return 0 }
    return x > 1e17 ? 1 : tails(x.rounded(.down)).below
  }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 { return 1 }
    return x > 1e17 ? 0 : tails(x.rounded(.down)).above
  }

  /// The smallest whole number that is not exceeded with probability `p` or more.
  ///
  /// - Parameter p: A probability.
  /// - Returns: A whole number; infinity for a `p` of 1, NaN for one outside 0…1.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    // The quantile of the gamma distribution with the same moments is close, skewness and all.
    let scale = 1 + mean / successes
    let guess = scale * SpecialFunctions.inverseLowerGamma(mean / scale, p)
    return smallestWholeNumber(
      reaching: p, near: guess.isFinite ? guess : mean,
      step: 1 + 0.1 * variance.squareRoot(), of: self)
  }

  /// The expected shortage E[(X − x)⁺].
  public func loss(at x: Double) -> Double { wholeNumberLosses(at: x, losses).first }

  /// The expected surplus E[(x − X)⁺], accurate also where it is tiny.
  public func complementaryLoss(at x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 0 }
    let difference = x - mean + loss(at: x)
    if difference > 0.01 * x || x > 1e9 { return max(0, difference) }
    // Downwards from x the masses fall; their sum has no cancellation.
    var k = x.rounded(.down)
    var term = mass(k)
    var sum = 0.0
    while true {
      let part = (x - k) * term
      sum += part
      if k == 0 || (part < sum * 1e-17 && part > 0) || term == 0 { return sum }
      term *= k / ((k - 1 + successes) * failure)
      k -= 1
    }
  }

  /// The second-order loss ½ E[((X − x)⁺)²].
  public func secondOrderLoss(at x: Double) -> Double { wholeNumberLosses(at: x, losses).second }

  private func losses(_ k: Double) -> WholeNumberLosses {
    if k > 1e17 { return .init(exceedance: 0, first: 0, second: 0) }
    let p = probability
    let excess = k - mean
    if excess > 0 {
      let fraction = SpecialFunctions.BetaFraction(k + 1, successes, failure, complement: p)
      let exceedance = fraction.lead / fraction.denominator
      // lead / denominator is P(X > k) and lead / p the other term of the loss, whose difference
      // is what the leading denominator has beyond p (k − mean).
      let beyond = (k + 1 + p + p * mean) / (k + 2) + fraction.rest
      return .init(
        exceedance: exceedance, first: exceedance * beyond / p,
        second: 0.5 * exceedance
          * (variance + beyond / (p * p) + excess / p * (1 - beyond)))
    }
    let exceedance = tails(k).above
    let lead = failure / p * (k + successes) * mass(k)
    return .init(
      exceedance: exceedance, first: lead - excess * exceedance,
      second: 0.5 * ((excess * excess + variance) * exceedance + lead * (1 / p - excess)))
  }
}
