public import SupplyChainCore

/// The normal distribution: of demand that is the sum of many small orders.
///
/// ```swift
/// let demand = try Normal(mean: 50, standardDeviation: 8)
/// let stock = demand.quantile(0.95)  // 63.16
/// let shortage = demand.loss(at: stock)
/// ```
///
/// A standard deviation of zero gives the sure value. A part of the probability lies below zero;
/// where that matters, see ``Distribution/floored(at:)``, ``Gamma`` or ``Lognormal``.
public struct Normal: ContinuousDistribution, Hashable, Codable {
  /// The expected value.
  public let mean: Double
  /// The standard deviation.
  public let standardDeviation: Double

  /// The standard normal distribution, of mean zero and standard deviation one.
  public static let standard = Normal(uncheckedMean: 0, standardDeviation: 1)

  /// The normal distribution of a mean and a standard deviation.
  ///
  /// - Parameters:
  ///   - mean: The expected value.
  ///   - standardDeviation: The standard deviation, zero or more.
  /// - Throws: `InvalidInput` if one of them is not finite or the deviation is negative.
  public init(mean: Double, standardDeviation: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(mean, "mean")
    checks.requireNonNegative(standardDeviation, "standardDeviation")
    try checks.finish()
    self.init(uncheckedMean: mean, standardDeviation: standardDeviation)
  }

  /// The normal distribution with the mean and the standard deviation of samples.
  ///
  /// - Parameter samples: Two values or more.
  /// - Throws: `InvalidInput` if there are fewer than two or one is not finite.
  /// - Complexity: O(n).
  public init(fitting samples: [Double]) throws(InvalidInput) {
    let moments = try SampleMoments(samples)
    try self.init(mean: moments.mean, standardDeviation: moments.unbiasedVariance.squareRoot())
  }

  private init(uncheckedMean mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      mean: container.decode(Double.self, forKey: .mean),
      standardDeviation: container.decode(Double.self, forKey: .standardDeviation))
  }

  /// The variance.
  public var variance: Double { standardDeviation * standardDeviation }

  /// The distance of `x` from the mean in standard deviations; infinite where there is no deviation.
  private func standardised(_ x: Double) -> Double {
    if standardDeviation == 0 { return x.isNaN ? .nan : x >= mean ? .infinity : -.infinity }
    return (x - mean) / standardDeviation
  }

  /// The probability density at `x`.
  public func density(at x: Double) -> Double {
    if standardDeviation == 0 { return x == mean ? .infinity : 0 }
    return SpecialFunctions.normalDensity(standardised(x)) / standardDeviation
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double { SpecialFunctions.normal(standardised(x)) }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double { SpecialFunctions.normal(-standardised(x)) }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double {
    if standardDeviation == 0 { return p >= 0 && p <= 1 ? mean : .nan }
    return mean + standardDeviation * SpecialFunctions.inverseNormal(p)
  }

  /// The expected shortage E[(X − x)⁺], accurate also where it is tiny.
  public func loss(at x: Double) -> Double {
    if standardDeviation == 0 { return max(0, mean - x) }
    return standardDeviation * SpecialFunctions.normalTail(standardised(x)).loss
  }

  /// The expected surplus E[(x − X)⁺], accurate also where it is tiny.
  public func complementaryLoss(at x: Double) -> Double {
    if standardDeviation == 0 { return max(0, x - mean) }
    return standardDeviation * SpecialFunctions.normalTail(-standardised(x)).loss
  }

  /// The second-order loss ½ E[((X − x)⁺)²].
  public func secondOrderLoss(at x: Double) -> Double {
    if standardDeviation == 0 {
      let shortage = max(0, mean - x)
      return 0.5 * shortage * shortage
    }
    return variance * SpecialFunctions.normalTail(standardised(x)).second
  }
}
