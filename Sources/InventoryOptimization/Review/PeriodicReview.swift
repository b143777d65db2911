public import Probability
public import SupplyChainCore

/// The (R, S) policy: every review period, order what is missing to the order-up-to level S.
///
/// ```swift
/// let overLeadTime = try Normal(mean: 40, standardDeviation: 12)
/// let overBoth = try Normal(mean: 60, standardDeviation: 15)
/// let policy = try PeriodicReview(leadTimeDemand: overLeadTime, protectionDemand: overBoth)
/// let level = try policy.orderUpToLevel(for: .fillRate(0.98))
/// let performance = policy.performance(orderUpToLevel: level)
/// ```
///
/// An order placed now has to last until the next one arrives: over the review period and the lead
/// time, the protection interval. What was missed in a cycle is what is on backorder at its end less
/// what was at its start, so the fill rate is exact for any order-up-to level. The averages take
/// demand to be even within a review period, by the three-point rule at its start, its middle and its
/// end. Source: Silver, Pyke and Thomas, section 6.11; Hadley and Whitin 1963.
public struct PeriodicReview: Sendable {
  /// The distribution of demand over the lead time.
  public let leadTimeDemand: any Distribution
  /// The distribution of demand over the review period and the lead time.
  public let protectionDemand: any Distribution

  /// Describes the policy but for its order-up-to level.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - protectionDemand: The distribution of demand over the review period and the lead time, with
  ///     a mean above that of the lead time alone.
  /// - Throws: `InvalidInput` if a mean or variance is not finite or the means are out of order.
  public init(
    leadTimeDemand: any Distribution, protectionDemand: any Distribution
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(leadTimeDemand.mean, "leadTimeDemand.mean")
    checks.requireFinite(leadTimeDemand.variance, "leadTimeDemand.variance")
    checks.requireFinite(protectionDemand.mean, "protectionDemand.mean")
    checks.requireFinite(protectionDemand.variance, "protectionDemand.variance")
    checks.require(
      !(protectionDemand.mean <= leadTimeDemand.mean), "protectionDemand.mean",
      value: protectionDemand.mean, "is not above leadTimeDemand.mean (\(leadTimeDemand.mean))")
    try checks.finish()
    self.leadTimeDemand = leadTimeDemand
    self.protectionDemand = protectionDemand
  }

  /// The expected demand over a review period.
  public var demandPerReview: Double { protectionDemand.mean - leadTimeDemand.mean }

  /// The smallest order-up-to level that gives a service.
  ///
  /// - Parameter target: The service.
  /// - Returns: The level, a whole number where demand comes in whole units.
  /// - Complexity: O(1) evaluations of the quantile or some ten of the loss functions.
  public func orderUpToLevel(for target: ServiceTarget) -> Double {
    switch target.measure {
    case .cycleService: return protectionDemand.quantile(target.level)
    case .fillRate:
      let allowed = (1 - target.level) * demandPerReview
      let root = decreasingRoot(
        start: protectionDemand.mean,
        step: max(protectionDemand.standardDeviation, 1e-9 * max(1, demandPerReview))
      ) { level in
        (
          shortagePerReview(level) - allowed,
          leadTimeDemand.exceedance(level) - protectionDemand.exceedance(level)
        )
      }
      guard
        protectionDemand is any DiscreteDistribution, leadTimeDemand is any DiscreteDistribution
      else { return root }
      var level = root.rounded(.down)
      while shortagePerReview(level) > allowed * (1 + 1e-12) { level += 1 }
      while shortagePerReview(level - 1) <= allowed * (1 + 1e-12) { level -= 1 }
      return level
    }
  }

  /// What is to be expected of an order-up-to level.
  ///
  /// - Parameter level: The stock on hand and on order after each review.
  /// - Returns: Service and averages.
  public func performance(orderUpToLevel level: Double) -> StockPerformance {
    let missed = shortagePerReview(level)
    // Between the start and the end of a cycle the backorders bend: at its middle they are close to
    // those of a demand half-way between the two.
    let start = leadTimeDemand.loss(at: level)
    let end = protectionDemand.loss(at: level)
    let middle = halfwayLoss(at: level)
    let backorders = (start + 4 * middle + end) / 6
    return StockPerformance(
      safetyStock: level - protectionDemand.mean,
      cycleServiceLevel: protectionDemand.cumulative(level),
      fillRate: 1 - missed / demandPerReview, shortagePerCycle: missed,
      averageStock: level - leadTimeDemand.mean - 0.5 * demandPerReview + backorders,
      averageBackorders: backorders)
  }

  private func shortagePerReview(_ level: Double) -> Double {
    protectionDemand.loss(at: level) - leadTimeDemand.loss(at: level)
  }

  /// The loss of a distribution of the same kind with the average of the two means and variances.
  private func halfwayLoss(at level: Double) -> Double {
    let mean = 0.5 * (leadTimeDemand.mean + protectionDemand.mean)
    let variance = 0.5 * (leadTimeDemand.variance + protectionDemand.variance)
    do {
      if protectionDemand is any DiscreteDistribution {
        return variance > mean * (1 + 1e-9)
          ? try NegativeBinomial(mean: mean, variance: variance).loss(at: level)
          : try Poisson(mean: mean).loss(at: level)
      }
      let deviation = variance.squareRoot()
      return protectionDemand.quantile(0) >= 0
        ? try Gamma(mean: mean, standardDeviation: deviation).loss(at: level)
        : try Normal(mean: mean, standardDeviation: deviation).loss(at: level)
    } catch {
      // Moments that no such distribution has: those of certain demand, for instance.
      return max(0, mean - level)
    }
  }
}
