public import SupplyChainCore

/// The distribution of a random quantity: of demand over a lead time, say.
///
/// It is what a forecast hands over and what an inventory policy takes; neither needs to know the
/// other. Whoever writes a distribution of his own gives the six members without a default.
///
/// ```swift
/// let demand: any Distribution = try Normal(mean: 50, standardDeviation: 8)
/// let reorderPoint = demand.quantile(0.95)
/// let expectedShortage = demand.loss(at: reorderPoint)
/// ```
public protocol Distribution: Sendable {
  /// The expected value.
  var mean: Double { get }
  /// The variance.
  var variance: Double { get }

  /// The probability of a value of at most `x`.
  func cumulative(_ x: Double) -> Double

  /// The smallest value whose cumulative probability is at least `p`.
  ///
  /// A `p` of 0 or 1 gives the end of the support, which may be infinite; anything outside 0…1 gives
  /// NaN.
  func quantile(_ p: Double) -> Double

  /// The loss function E[(X − x)⁺]: the expected shortage when `x` is on the shelf.
  func loss(at x: Double) -> Double

  /// Draws one value.
  func sample(using generator: inout SeededGenerator) -> Double
}

extension Distribution {
  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The value that is exceeded half of the time.
  public var median: Double { quantile(0.5) }

  /// The complementary loss function E[(x − X)⁺]: the expected stock left over out of `x`.
  public func complementaryLoss(at x: Double) -> Double { x - mean + loss(at: x) }

  /// Draws one value by inverting the cumulative distribution.
  public func sample(using generator: inout SeededGenerator) -> Double {
    // Halves of a step away from both ends, so that an unbounded support gives no infinity.
    quantile(generator.uniform() + 0x1p-54)
  }
}
