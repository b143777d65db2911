public import Probability
internal import RealModule
public import SupplyChainCore

/// The (s, S) policy, and with a review period the (R, s, S) policy: at each review, if stock on hand
/// and on order is at or below s, order up to S.
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
/// before it began. The other initialiser does that, and knows a review period of several periods.
public struct MinMaxReview: Sendable {
  /// The distribution of demand between two reviews.
  public let demand: any DiscreteDistribution
  /// The distributions of demand from a review to the end of each period that its order is the last
  /// to reach.
  public let protectionDemands: [any DiscreteDistribution]
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
    try self.init(
      demand, [protectionDemand ?? demand], orderingCost: orderingCost, holdingCost: holdingCost,
      backorderCost: backorderCost)
  }

  /// Describes an item that is looked at every few periods: the (R, s, S) policy.
  ///
  /// ```swift
  /// let weekly = try MinMaxReview(
  ///   demandPerPeriod: Poisson(mean: 4), leadTime: 3, reviewPeriod: 7, orderingCost: 25,
  ///   holdingCost: 1, backorderCost: 9)
  /// let policy = weekly.optimal
  /// ```
  ///
  /// - Parameters:
  ///   - demandPerPeriod: The distribution of demand in a period, with a mean above zero.
  ///   - leadTime: The periods from an order to its receipt; an order of lead time zero arrives
  ///     before the demand of its period.
  ///   - reviewPeriod: The periods from one review to the next, one or more.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of a unit on hand at the end of a period, above zero.
  ///   - backorderCost: The cost of a unit on backorder at the end of a period, above zero.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  /// - Complexity: O(R · w²) for demands of width w that are neither Poisson nor negative binomial.
  public init(
    demandPerPeriod: any DiscreteDistribution, leadTime: Int, reviewPeriod: Int = 1,
    orderingCost: Double, holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandPerPeriod.mean, "demandPerPeriod.mean")
    checks.require(
      leadTime >= 0 && leadTime < 100_000, "leadTime", value: leadTime,
      "is not between 0 and 100000")
    checks.require(
      reviewPeriod >= 1 && reviewPeriod <= 1_000, "reviewPeriod", value: reviewPeriod,
      "is not between 1 and 1000")
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(backorderCost, "backorderCost")
    try checks.finish()
    var protections: [any DiscreteDistribution] = []
    for period in 1...reviewPeriod {
      protections.append(try demandPerPeriod.sum(of: leadTime + period))
    }
    try self.init(
      demandPerPeriod.sum(of: reviewPeriod), protections, orderingCost: orderingCost,
      holdingCost: holdingCost, backorderCost: backorderCost)
  }

  private init(
    _ demand: any DiscreteDistribution, _ protectionDemands: [any DiscreteDistribution],
    orderingCost: Double, holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) {
    self.demand = demand
    self.protectionDemands = protectionDemands
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.backorderCost = backorderCost
    // The work grows with the square of the distance between the two levels.
    let holding = holdingCost * Double(protectionDemands.count)
    let gap = (2 * orderingCost * demand.mean / holding).squareRoot() + demand.mean
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
      cost: kernel.cost(reorderPoint, orderUpToLevel) * kernel.perPeriod)
  }

  /// Levels by the power approximation, from means and deviations alone.
  ///
  /// Its coefficients were fitted to optimal policies (Ehrhardt and Mosier 1984,
  /// <https://doi.org/10.1287/mnsc.30.5.618>), in the form of Snyder and Shen, section 4.4.3.5.
  /// On 500 random items (negative binomial demand of a mean from 2 to 42 and up to five times a
  /// Poisson's variance, lead times up to 4, K from 4 to 104, p from 4 to 99 times h) its rounded
  /// levels cost 1.2 % more than the best on average, 7.3 % at the 95th of 100, 25 % at worst.
  /// Round them and ask ``policy(reorderPoint:orderUpToLevel:)`` for their exact cost.
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
