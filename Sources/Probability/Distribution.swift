public import SupplyChainCore

/// The distribution of a random quantity: of demand over a lead time, say.
///
/// It is what a forecast hands over and what an inventory policy takes; neither needs to know the
/// other. Whoever writes a distribution of his own gives the six members without a default:
/// ``mean``, ``variance``, ``cumulative(_:)``, ``quantile(_:)``, ``loss(at:)``, and of a discrete
/// one also ``DiscreteDistribution/mass(at:)``. The others have defaults that follow from these.
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

  /// The probability of a value above `x`, without the rounding of 1 − cumulative in the far tail.
  func exceedance(_ x: Double) -> Double

  /// The smallest value whose cumulative probability is at least `p`.
  ///
  /// A `p` of 0 or 1 gives the end of the support, which may be infinite; anything outside 0…1 gives
  /// NaN.
  func quantile(_ p: Double) -> Double

  /// The loss function E[(X − x)⁺]: the expected shortage when `x` is on the shelf.
  func loss(at x: Double) -> Double

  /// The complementary loss function E[(x − X)⁺]: the expected stock left over out of `x`.
  func complementaryLoss(at x: Double) -> Double

  /// The second-order loss ½ E[((X − x)⁺)²], the integral of the loss function from `x` on.
  ///
  /// Differences of it are the time-weighted backorders of a policy that orders in batches.
  func secondOrderLoss(at x: Double) -> Double

  /// Draws one value.
  func sample(using generator: inout SeededGenerator) -> Double
}

extension Distribution {
  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The value that is exceeded half of the time.
  public var median: Double { quantile(0.5) }

  /// The standard deviation relative to the mean.
  public var coefficientOfVariation: Double { standardDeviation / mean }

  /// The complementary loss, from the loss: x − E[X] + E[(X − x)⁺].
  public func complementaryLoss(at x: Double) -> Double { x - mean + loss(at: x) }

  /// The probability of a value above `x`, as the complement of the cumulative probability.
  public func exceedance(_ x: Double) -> Double { 1 - cumulative(x) }

  /// The second-order loss by adaptive integration of the loss function.
  ///
  /// Accurate to about nine digits for a smooth loss function; a distribution that knows a closed
  /// form gives its own.
  public func secondOrderLoss(at x: Double) -> Double {
    integratedLoss(from: x, of: self)
  }

  /// Draws one value by inverting the cumulative distribution.
  public func sample(using generator: inout SeededGenerator) -> Double {
    quantile(generator.openUniform())
  }
}

/// A distribution that has a density.
public protocol ContinuousDistribution: Distribution {
  /// The probability density at `x`, per unit of the quantity.
  func density(at x: Double) -> Double
}

/// A distribution of whole numbers: of units demanded, of orders in a day.
///
/// ```swift
/// let orders: any DiscreteDistribution = try Poisson(mean: 3)
/// let quietDay = orders.mass(at: 0)
/// ```
public protocol DiscreteDistribution: Distribution {
  /// The probability of exactly `value`.
  func mass(at value: Int) -> Double
}
