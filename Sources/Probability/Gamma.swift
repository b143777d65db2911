public import SupplyChainCore
internal import RealModule

/// The gamma distribution: of demand that is never negative and leans to the right.
///
/// ```swift
/// let demand = try Gamma(mean: 100, standardDeviation: 40)
/// let stock = demand.quantile(0.99)
/// let shortage = demand.loss(at: stock)
/// ```
public struct Gamma: ContinuousDistribution, Hashable, Codable {
  /// The shape: the mean squared over the variance.
  public let shape: Double
  /// The scale: the variance over the mean, in units of the quantity.
  public let scale: Double

  /// The gamma distribution of a shape and a scale.
  ///
  /// - Parameters:
  ///   - shape: The shape, above zero and at most 10¹².
  ///   - scale: The scale, above zero.
  /// - Throws: `InvalidInput` if one of them is out of range.
  public init(shape: Double, scale: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(shape, "shape")
    if shape.isFinite {
      checks.require(shape <= 1e12, "shape", value: shape, "is above 10¹²")
    }
    checks.requirePositive(scale, "scale")
    try checks.finish()
    self.shape = shape
    self.scale = scale
  }

  /// The gamma distribution of a mean and a standard deviation.
  ///
  /// - Parameters:
  ///   - mean: The expected value, above zero.
  ///   - standardDeviation: The standard deviation, above zero.
  /// - Throws: `InvalidInput` if one of them is not above zero, or they are too far apart.
  public init(mean: Double, standardDeviation: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(mean, "mean")
    checks.requirePositive(standardDeviation, "standardDeviation")
    try checks.finish()
    let ratio = mean / standardDeviation
    try self.init(shape: ratio * ratio, scale: standardDeviation / ratio)
  }

  /// The gamma distribution that makes samples most likely.
  ///
  /// Newton's method on the likelihood in the form of Choi and Wette (1969,
  /// <https://doi.org/10.1080/00401706.1969.10490731>).
  ///
  /// - Parameter samples: Two values or more, all above zero and not all the same.
  /// - Throws: `InvalidInput` if they are not.
  /// - Complexity: O(n).
  public init(fitting samples: [Double]) throws(InvalidInput) {
    let moments = try SampleMoments(samples, from: .leastNonzeroMagnitude)
    // log of the arithmetic mean less the mean of the logarithms, from the deviations, so that
    // samples close to each other do not cancel.
    var gap = 0.0
    for sample in samples {
      gap -= SpecialFunctions.logOnePlusMinus((sample - moments.mean) / moments.mean)
    }
    gap /= Double(moments.count)
    guard gap > 1e-13 else {
      throw InvalidInput("samples", value: "\(moments.count) values", "are all the same")
    }
    // Minka's start, then Newton in 1 / shape, which converges in a few steps from it.
    var shape =
      (3 - gap + ((gap - 3) * (gap - 3) + 24 * gap).squareRoot()) / (12 * gap)
    for _ in 0..<50 {
      let value = Double.log(shape) - SpecialFunctions.digamma(shape) - gap
      let slope = 1 / shape - SpecialFunctions.trigamma(shape)
      let next = 1 / (1 / shape + value / (shape * shape * slope))
      let change = (next - shape).magnitude
      guard next.isFinite, next > 0 else { break }
      shape = next
      if change <= 1e-14 * shape { break }
    }
    try self.init(shape: shape, scale: moments.mean / shape)
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      shape: container.decode(Double.self, forKey: .shape),
      scale: container.decode(Double.self, forKey: .scale))
  }

  /// The expected value.
  public var mean: Double { shape * scale }

  /// The variance.
  public var variance: Double { shape * scale * scale }

  /// The probability density at `x`; infinite at zero for a shape below one.
  public func density(at x: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 { return 0 }
    let y = x / scale
    if y == 0 { return shape < 1 ? .infinity : shape == 1 ? 1 / scale : 0 }
    return SpecialFunctions.poissonMass(shape, mean: y) * (shape / y) / scale
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : SpecialFunctions.lowerGamma(shape, x / scale)
  }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double {
    x <= 0 ? 1 : SpecialFunctions.upperGamma(shape, x / scale)
  }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double {
    scale * SpecialFunctions.inverseLowerGamma(shape, p)
  }

  /// The expected shortage E[(X − x)⁺], accurate also where it is tiny.
  public func loss(at x: Double) -> Double {
    if x <= 0 { return mean - x }
    return scale * losses(x / scale).first
  }

  /// The expected surplus E[(x − X)⁺], accurate also where it is tiny.
  public func complementaryLoss(at x: Double) -> Double {
    if x <= 0 { return 0 }
    let y = x / scale
    guard y < shape + 0.5 else { return x - mean + loss(at: x) }
    return scale * SpecialFunctions.lowerGamma(shape, y)
      * SpecialFunctions.lowerTailRatios(shape, y).second
  }

  /// The second-order loss ½ E[((X − x)⁺)²].
  public func secondOrderLoss(at x: Double) -> Double {
    if x <= 0 { return 0.5 * (variance + (mean - x) * (mean - x)) }
    return scale * scale * losses(x / scale).second
  }

  /// The two losses at `y` in units of the scale.
  private func losses(_ y: Double) -> (first: Double, second: Double) {
    if y.isNaN { return (.nan, .nan) }
    if y == .infinity { return (0, 0) }
    let gap = y - shape
    if gap >= 2 * shape.squareRoot() || (gap >= 0 && shape < 20 && y > 1.5) {
      let tail = SpecialFunctions.LegendreFraction(shape, y)
      return (tail.loss, tail.secondOrderLoss)
    }
    let upper = SpecialFunctions.upperGamma(shape, y)
    let lead = shape * SpecialFunctions.poissonMass(shape, mean: y)
    return (
      lead - gap * upper, 0.5 * ((gap * gap + shape) * upper + lead * (1 - gap))
    )
  }
}
