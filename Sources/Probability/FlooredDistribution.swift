public import SupplyChainCore

/// The distribution of max(X, floor): all that would lie below the floor lies on it.
///
/// It mends a forecast's normal distribution where demand cannot be negative; the quantiles and the
/// losses above the floor stay as they are. See ``Distribution/floored(at:)``.
public struct FlooredDistribution: Distribution {
  /// The distribution of X.
  public let base: any Distribution
  /// The smallest value.
  public let floor: Double
  /// The expected value.
  public let mean: Double
  /// The variance.
  public let variance: Double

  init(_ base: any Distribution, at floor: Double) {
    self.base = base
    self.floor = floor
    // max(X, floor) = floor + (X − floor)⁺
    let excess = base.loss(at: floor)
    mean = floor + excess
    variance = max(0, 2 * base.secondOrderLoss(at: floor) - excess * excess)
  }

  /// The probability of a value of at most `x`.
  public func cumulative(_ x: Double) -> Double { x < floor ? 0 : base.cumulative(x) }

  /// The probability of a value above `x`.
  public func exceedance(_ x: Double) -> Double { x < floor ? 1 : base.exceedance(x) }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double {
    let value = base.quantile(p)
    return value < floor ? floor : value
  }

  /// The expected shortage E[(max(X, floor) − x)⁺].
  public func loss(at x: Double) -> Double { x < floor ? mean - x : base.loss(at: x) }

  /// The expected surplus E[(x − max(X, floor))⁺].
  public func complementaryLoss(at x: Double) -> Double {
    x <= floor ? 0 : base.complementaryLoss(at: x) - base.complementaryLoss(at: floor)
  }

  /// The second-order loss.
  public func secondOrderLoss(at x: Double) -> Double {
    if x >= floor { return base.secondOrderLoss(at: x) }
    return 0.5 * (variance + (mean - x) * (mean - x))
  }

  /// Draws one value.
  public func sample(using generator: inout SeededGenerator) -> Double {
    max(floor, base.sample(using: &generator))
  }
}

extension Distribution {
  /// The distribution of max(X, floor): demand that would be negative counts as none.
  ///
  /// ```swift
  /// let forecast = try Normal(mean: 3, standardDeviation: 4)
  /// let demand = try forecast.floored(at: 0)
  /// let mean = demand.mean  // 3.52: what was cut off below zero counts as zero
  /// ```
  ///
  /// - Parameter floor: The smallest value.
  /// - Returns: A distribution without probability below the floor.
  /// - Throws: `InvalidInput` if the floor is not finite.
  public func floored(at floor: Double) throws(InvalidInput) -> FlooredDistribution {
    var checks = InputChecks()
    checks.requireFinite(floor, "floor")
    try checks.finish()
    return FlooredDistribution(self, at: floor)
  }
}
