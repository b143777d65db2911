public import SupplyChainCore

/// The continuous uniform distribution: any value between two bounds is as likely as the other.
///
/// ```swift
/// let leadTime = try Uniform(from: 3, to: 7)
/// let late = leadTime.exceedance(6)  // 0.25
/// ```
public struct Uniform: ContinuousDistribution, Hashable, Codable {
  /// The smallest value.
  public let lowerBound: Double
  /// The largest value.
  public let upperBound: Double

  private enum CodingKeys: String, CodingKey {
    case lowerBound = "from"
    case upperBound = "to"
  }

  /// The uniform distribution between two bounds.
  ///
  /// - Parameters:
  ///   - lowerBound: The smallest value.
  ///   - upperBound: The largest value, above the smallest.
  /// - Throws: `InvalidInput` if the bounds are not finite, are out of order or too far apart.
  public init(from lowerBound: Double, to upperBound: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(lowerBound, "from")
    checks.requireFinite(upperBound, "to")
    checks.require(
      !(upperBound <= lowerBound), "to", value: upperBound, "is not above from (\(lowerBound))")
    checks.require(
      !(upperBound - lowerBound == .infinity), "to", value: upperBound, "is too far from from")
    try checks.finish()
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      from: container.decode(Double.self, forKey: .lowerBound),
      to: container.decode(Double.self, forKey: .upperBound))
  }

  private var width: Double { upperBound - lowerBound }

  /// The expected value.
  public var mean: Double { lowerBound + 0.5 * width }

  /// The variance.
  public var variance: Double { width * width / 12 }

  /// The probability density at `x`.
  public func density(at x: Double) -> Double {
    x.isNaN ? .nan : x >= lowerBound && x <= upperBound ? 1 / width : 0
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    x.isNaN ? .nan : min(1, max(0, (x - lowerBound) / width))
  }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double {
    x.isNaN ? .nan : min(1, max(0, (upperBound - x) / width))
  }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double {
    p >= 0 && p <= 1 ? (1 - p) * lowerBound + p * upperBound : .nan
  }

  /// The expected shortage E[(X − x)⁺].
  public func loss(at x: Double) -> Double {
    if x <= lowerBound { return mean - x }
    let rest = max(0, upperBound - x)
    return x.isNaN ? .nan : 0.5 * rest * rest / width
  }

  /// The expected surplus E[(x − X)⁺].
  public func complementaryLoss(at x: Double) -> Double {
    if x >= upperBound { return x - mean }
    let rest = max(0, x - lowerBound)
    return x.isNaN ? .nan : 0.5 * rest * rest / width
  }

  /// The second-order loss ½ E[((X − x)⁺)²].
  public func secondOrderLoss(at x: Double) -> Double {
    if x <= lowerBound { return 0.5 * (variance + (mean - x) * (mean - x)) }
    let rest = max(0, upperBound - x)
    return x.isNaN ? .nan : rest * rest * rest / (6 * width)
  }
}
