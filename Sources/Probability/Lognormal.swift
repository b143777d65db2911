public import SupplyChainCore
internal import RealModule

/// The lognormal distribution: of demand with a long right tail, and of lead times.
///
/// ```swift
/// let demand = try Lognormal(mean: 100, standardDeviation: 60)
/// let stock = demand.quantile(0.98)
/// ```
public struct Lognormal: ContinuousDistribution, Hashable, Codable {
  /// The mean of the logarithm.
  public let logMean: Double
  /// The standard deviation of the logarithm.
  public let logStandardDeviation: Double

  /// The lognormal distribution whose logarithm has a mean and a standard deviation.
  ///
  /// - Parameters:
  ///   - logMean: The mean of the logarithm.
  ///   - logStandardDeviation: The standard deviation of the logarithm, above zero.
  /// - Throws: `InvalidInput` if one of them is out of range or the variance would overflow.
  public init(logMean: Double, logStandardDeviation: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(logMean, "logMean")
    checks.requirePositive(logStandardDeviation, "logStandardDeviation")
    try checks.finish()
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
    if !variance.isFinite {
      throw InvalidInput(
        "logStandardDeviation", value: logStandardDeviation, "gives an infinite variance")
    }
  }

  /// The lognormal distribution of a mean and a standard deviation.
  ///
  /// - Parameters:
  ///   - mean: The expected value, above zero.
  ///   - standardDeviation: The standard deviation, above zero.
  /// - Throws: `InvalidInput` if one of them is not above zero.
  public init(mean: Double, standardDeviation: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(mean, "mean")
    checks.requirePositive(standardDeviation, "standardDeviation")
    try checks.finish()
    let ratio = standardDeviation / mean
    let logVariance = Double.log(onePlus: ratio * ratio)
    try self.init(
      logMean: .log(mean) - 0.5 * logVariance, logStandardDeviation: logVariance.squareRoot())
  }

  /// The lognormal distribution that makes samples most likely.
  ///
  /// - Parameter samples: Two values or more, all above zero and not all the same.
  /// - Throws: `InvalidInput` if they are not.
  /// - Complexity: O(n).
  public init(fitting samples: [Double]) throws(InvalidInput) {
    _ = try SampleMoments(samples, from: .leastNonzeroMagnitude)
    let moments = try SampleMoments(samples.map { .log($0) })
    let count = Double(moments.count)
    let logVariance = moments.unbiasedVariance * (count - 1) / count
    guard logVariance > 0 else {
      throw InvalidInput("samples", value: "\(moments.count) values", "are all the same")
    }
    try self.init(logMean: moments.mean, logStandardDeviation: logVariance.squareRoot())
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      logMean: container.decode(Double.self, forKey: .logMean),
      logStandardDeviation: container.decode(Double.self, forKey: .logStandardDeviation))
  }

  /// The expected value.
  public var mean: Double {
    .exp(logMean + 0.5 * logStandardDeviation * logStandardDeviation)
  }

  /// The variance.
  public var variance: Double {
    mean * mean * .expMinusOne(logStandardDeviation * logStandardDeviation)
  }

  private func standardised(_ x: Double) -> Double { (.log(x) - logMean) / logStandardDeviation }

  /// The probability density at `x`.
  public func density(at x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 0 }
    return SpecialFunctions.normalDensity(standardised(x)) / (x * logStandardDeviation)
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : SpecialFunctions.normal(standardised(x))
  }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double {
    x <= 0 ? 1 : SpecialFunctions.normal(-standardised(x))
  }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double {
    .exp(logMean + logStandardDeviation * SpecialFunctions.inverseNormal(p))
  }

  /// The expected shortage E[(X − x)⁺].
  public func loss(at x: Double) -> Double {
    if x <= 0 { return mean - x }
    let u = standardised(x)
    let s = logStandardDeviation
    if u < s {
      return mean * SpecialFunctions.normal(s - u) - x * SpecialFunctions.normal(-u)
    }
    // Mean × density at u − s equals x × density at u: what is left is a difference of Mills' ratios.
    return x * SpecialFunctions.normalDensity(u)
      * (SpecialFunctions.millsRatio(u - s) - SpecialFunctions.millsRatio(u))
  }

  /// The expected surplus E[(x − X)⁺].
  public func complementaryLoss(at x: Double) -> Double {
    if x <= 0 { return 0 }
    let u = standardised(x)
    let s = logStandardDeviation
    if u > 0 { return x - mean + loss(at: x) }
    return x * SpecialFunctions.normalDensity(u)
      * (SpecialFunctions.millsRatio(-u) - SpecialFunctions.millsRatio(s - u))
  }

  /// The second-order loss ½ E[((X − x)⁺)²].
  public func secondOrderLoss(at x: Double) -> Double {
    if x <= 0 { return 0.5 * (variance + (mean - x) * (mean - x)) }
    let u = standardised(x)
    let s = logStandardDeviation
    if u < 2 * s {
      let square = variance + mean * mean
      return 0.5
        * (square * SpecialFunctions.normal(2 * s - u)
          - 2 * x * mean * SpecialFunctions.normal(s - u)
          + x * x * SpecialFunctions.normal(-u))
    }
    return 0.5 * x * x * SpecialFunctions.normalDensity(u)
      * (SpecialFunctions.millsRatio(u - 2 * s) - 2 * SpecialFunctions.millsRatio(u - s)
        + SpecialFunctions.millsRatio(u))
  }
}
