public import SupplyChainCore

/// The distribution of scale · X + shift.
///
/// Made by ``Distribution/scaled(by:)`` and ``Distribution/shifted(by:)``: of demand counted in other
/// units, of a forecast with a known order on top.
public struct TransformedDistribution: Distribution {
  /// The distribution of X.
  public let base: any Distribution
  /// The factor, above zero.
  public let scale: Double
  /// What is added after scaling.
  public let shift: Double

  private func inner(_ x: Double) -> Double { (x - shift) / scale }

  /// The expected value.
  public var mean: Double { scale * base.mean + shift }

  /// The variance.
  public var variance: Double { scale * scale * base.variance }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double { base.cumulative(inner(x)) }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double { base.exceedance(inner(x)) }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double { scale * base.quantile(p) + shift }

  /// The expected shortage.
  public func loss(at x: Double) -> Double { scale * base.loss(at: inner(x)) }

  /// The expected surplus.
  public func complementaryLoss(at x: Double) -> Double {
    scale * base.complementaryLoss(at: inner(x))
  }

  /// The second-order loss.
  public func secondOrderLoss(at x: Double) -> Double {
    scale * scale * base.secondOrderLoss(at: inner(x))
  }

  /// Draws one value.
  public func sample(using generator: inout SeededGenerator) -> Double {
    scale * base.sample(using: &generator) + shift
  }
}

extension Distribution {
  /// The distribution of factor · X: the same demand in other units.
  ///
  /// ```swift
  /// let pallets = try Gamma(mean: 12, standardDeviation: 5)
  /// let cases = try pallets.scaled(by: 40)
  /// ```
  ///
  /// - Parameter factor: The factor, above zero.
  /// - Returns: The distribution of the product.
  /// - Throws: `InvalidInput` if the factor is not a finite number above zero.
  public func scaled(by factor: Double) throws(InvalidInput) -> TransformedDistribution {
    var checks = InputChecks()
    checks.requirePositive(factor, "factor")
    try checks.finish()
    return TransformedDistribution(base: self, scale: factor, shift: 0)
  }

  /// The distribution of X + offset: demand with a known order on top.
  ///
  /// ```swift
  /// let walkIn = try Poisson(mean: 20)
  /// let total = try walkIn.shifted(by: 35)
  /// ```
  ///
  /// - Parameter offset: What is added.
  /// - Returns: The distribution of the sum.
  /// - Throws: `InvalidInput` if the offset is not finite.
  public func shifted(by offset: Double) throws(InvalidInput) -> TransformedDistribution {
    var checks = InputChecks()
    checks.requireFinite(offset, "offset")
    try checks.finish()
    return TransformedDistribution(base: self, scale: 1, shift: offset)
  }
}
