public import Probability
internal import RealModule
public import SupplyChainCore

/// The (s, S) policy: at each review, if stock on hand and on order is at or below s, order up to S.
///
/// No other policy costs less where every order has a fixed cost and demand is independent from
/// period to period.
///
/// ```swift
/// let item = try MinMaxReview(
///   demand: Poisson(mean: 20), orderingCost: 64, holdingCost: 1, backorderCost: 9)
/// let policy = item.optimal
/// print(policy.reorderPoint, policy.orderUpToLevel, policy.cost)  // 14, 62, 49.17
/// ```
///
/// The optimum is exact. With a lead time of L periods give the demand over L + 1 periods as
/// `protectionDemand`: what stands on hand at the end of a period was on hand or on order L periods
/// before it began.
public struct MinMaxReview: Sendable {
  /// The distribution of demand in a period.
  public let demand: any DiscreteDistribution
  /// The distribution of demand over the lead time and the period.
  public let protectionDemand: any DiscreteDistribution
  /// The fixed cost of an order.
  public let orderingCost: Double
  /// The cost of a unit on hand at the end of a period.
  public let holdingCost: Double
  /// The cost of a unit on backorder at the end of a period.
  public let backorderCost: Double

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demand: The distribution of demand in a period, with a mean above zero.
  ///   - protectionDemand: The distribution of demand over the lead time and the period; that of a
  ///     period where an order arrives at once.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of a unit on hand at the end of a period, above zero.
  ///   - backorderCost: The cost of a unit on backorder at the end of a period, above zero.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demand: any DiscreteDistribution, protectionDemand: (any DiscreteDistribution)? = nil,
    orderingCost: Double, holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demand.mean, "demand.mean")
    checks.require(
      demand.quantile(0) >= 0, "demand", value: demand.quantile(0), "can be negative")
    if let protectionDemand {
      checks.requirePositive(protectionDemand.mean, "protectionDemand.mean")
    }
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(backorderCost, "backorderCost")
    try checks.finish()
    self.demand = demand
    self.protectionDemand = protectionDemand ?? demand
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.backorderCost = backorderCost
    // The work grows with the square of the distance between the two levels.
    let gap = (2 * orderingCost * demand.mean / holdingCost).squareRoot() + demand.mean
    guard gap < 1e6 else {
      throw InvalidInput("orderingCost", value: orderingCost, "leads to orders beyond 10⁶ units")
    }
  }

  /// An (s, S) policy and its cost.
  public struct Policy: Hashable, Sendable, Codable {
    /// The level s: at or below it an order is placed.
    public var reorderPoint: Int
    /// The level S that an order brings the position to.
    public var orderUpToLevel: Int
    /// The expected cost of a period.
    public var cost: Double
  }

  /// The policy of least expected cost.
  ///
  /// Zheng and Federgruen's algorithm (1991, <https://doi.org/10.1287/opre.39.4.654>): from the least
  /// of the one-period cost it moves S up and s along with it, and stops where a bound proves that no
  /// further S can be better.
  /// Complexity: O((S − s)²).
  public var optimal: Policy {
    var kernel = MinMaxKernel(self)
    return kernel.optimal()
  }

  /// The expected cost of a period under any levels.
  ///
  /// - Parameters:
  ///   - reorderPoint: The level s.
  ///   - orderUpToLevel: The level S, above s.
  /// - Returns: The policy with its cost.
  /// - Throws: `InvalidInput` if S is not above s, or 10⁶ units or more above it.
  /// - Complexity: O((S − s)²).
  public func policy(reorderPoint: Int, orderUpToLevel: Int) throws(InvalidInput) -> Policy {
    guard
      orderUpToLevel > reorderPoint, orderUpToLevel.magnitude < 1 << 50,
      reorderPoint.magnitude < 1 << 50, orderUpToLevel - reorderPoint < 1_000_000
    else {
      throw InvalidInput(
        "orderUpToLevel", value: orderUpToLevel,
        "is not above reorderPoint (\(reorderPoint)) by at most 10⁶")
    }
    var kernel = MinMaxKernel(self)
    return Policy(
      reorderPoint: reorderPoint, orderUpToLevel: orderUpToLevel,
      cost: kernel.cost(reorderPoint, orderUpToLevel))
  }

  /// Levels by the power approximation, from means and deviations alone.
  ///
  /// Its coefficients were fitted to optimal policies (Ehrhardt and Mosier 1984,
  /// <https://doi.org/10.1287/mnsc.30.5.618>), in the form of Snyder and Shen, section 4.4.3.5. Round
  /// them and ask ``policy(reorderPoint:orderUpToLevel:)`` for their exact cost.
  ///
  /// ```swift
  /// let levels = MinMaxReview.powerApproximation(
  ///   demandMean: 50, protectionMean: 50, protectionStandardDeviation: 8, orderingCost: 2.5,
  ///   holdingCost: 0.18, backorderCost: 0.7)
  /// print(levels.reorderPoint, levels.orderUpToLevel)  // 40.19, 74.29
  /// ```
  ///
  /// - Parameters:
  ///   - demandMean: The expected demand of a period, above zero.
  ///   - protectionMean: The expected demand over the lead time and the period.
  ///   - protectionStandardDeviation: Its standard deviation, above zero.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of a unit on hand at the end of a period, above zero.
  ///   - backorderCost: The cost of a unit on backorder at the end of a period, above zero.
  /// - Returns: The levels s and S; NaN where a parameter is out of range.
  public static func powerApproximation(
    demandMean: Double, protectionMean: Double, protectionStandardDeviation: Double,
    orderingCost: Double, holdingCost: Double, backorderCost: Double
  ) -> (reorderPoint: Double, orderUpToLevel: Double) {
    let deviation = protectionStandardDeviation
    let relative = deviation / demandMean
    let quantity =
      1.30 * .pow(demandMean, 0.494) * .pow(orderingCost / holdingCost, 0.506)
      * .pow(1 + relative * relative, 0.116)
    let z = (quantity / deviation * (holdingCost / backorderCost)).squareRoot()
    let point = 0.973 * protectionMean + deviation * (0.183 / z + 1.063 - 2.192 * z)
    return (point, point + quantity)
  }
}
