public import Probability
public import SupplyChainCore

/// The exact long-run cost and service of any policy that looks at stock on hand and on order alone.
///
/// For what no formula covers: minimum order quantities, packs, limits, rules of one's own.
///
/// ```swift
/// let item = try PositionReview(
///   demand: Poisson(mean: 6), leadTime: 2, orderingCost: 20, holdingCost: 1, backorderCost: 9)
/// // Cases of 12, and no fewer than 4 of them.
/// let best = try item.best(near: 20) { level in
///   PackedPolicy(of: 12, minimum: 48, BaseStockPolicy(level: Double(level)))
/// }
/// print(best.parameter, best.evaluation.cost.total)
/// ```
///
/// At each review the policy is asked what to order; the position after it is a Markov chain, whose
/// stationary distribution is computed without subtraction (Grassmann, Taksar and Heyman 1985,
/// <https://doi.org/10.1287/opre.33.5.1107>) and, for more than 400 positions, by iteration. What
/// stands on hand at the end of a period follows from the position a lead time before. The same
/// policy can then be played through in a ``StockSimulation``.
public struct PositionReview: Sendable {
  /// The distribution of demand in a period.
  public let demand: any DiscreteDistribution
  /// The number of periods from an order to its receipt.
  public let leadTime: Int
  /// The fixed cost of an order.
  public let orderingCost: Double
  /// The cost of a unit on hand at the end of a period.
  public let holdingCost: Double
  /// The cost of a unit on backorder at the end of a period.
  public let backorderCost: Double
  private let table: DemandTable
  private let leadTimeDemand: any DiscreteDistribution
  private let protectionDemand: any DiscreteDistribution

  /// More positions than this would take too long.
  private static let mostPositions = 20_000

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demand: The distribution of demand in a period, with a mean above zero.
  ///   - leadTime: The periods from an order to its receipt; an order of lead time zero arrives
  ///     before the demand of its period.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of a unit on hand at the end of a period, zero or more.
  ///   - backorderCost: The cost of a unit on backorder at the end of a period, zero or more.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demand: any DiscreteDistribution, leadTime: Int = 0, orderingCost: Double = 0,
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demand.mean, "demand.mean")
    checks.require(
      leadTime >= 0 && leadTime < 100_000, "leadTime", value: leadTime,
      "is not between 0 and 100000")
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requireNonNegative(holdingCost, "holdingCost")
    checks.requireNonNegative(backorderCost, "backorderCost")
    try checks.finish()
    table = try DemandTable(demand, field: "demand")
    leadTimeDemand = try demand.sum(of: leadTime)
    protectionDemand = try demand.sum(of: leadTime + 1)
    self.demand = demand
    self.leadTime = leadTime
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.backorderCost = backorderCost
  }

  /// What is to be expected of a policy.
  public struct Evaluation: Hashable, Sendable, Codable {
    /// The cost of a period.
    public var cost: StockCost
    /// Service and averages at the end of a period.
    public var performance: StockPerformance
    /// The orders of a period.
    public var ordersPerPeriod: Double
    /// Units an order.
    public var averageOrder: Double
  }

  /// What is to be expected of a policy in the long run.
  ///
  /// - Parameter policy: A policy that looks at the position alone and orders in whole units. It is
  ///   asked with all of the position on hand, in period 0.
  /// - Returns: The cost of a period, service and averages.
  /// - Throws: `InvalidInput` if the policy orders part of a unit, lets the position run away, or
  ///   knows more than 20 000 positions.
  /// - Complexity: O(n³) for n positions up to 400; O(n · w) an iteration beyond, for a demand of
  ///   width w.
  public func evaluation(of policy: some ReplenishmentPolicy) throws(InvalidInput) -> Evaluation {
    let chain = try PositionChain(table, policy: policy, limit: Self.mostPositions)
    guard let shares = chain.stationary() else {
      throw InvalidInput("policy", value: "\(policy)", "settles too slowly to be evaluated")
    }
    var cost = StockCost(ordering: 0, holding: 0, backorders: 0)
    var (unmet, stock, backorders, service, ready, mean) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (position, share) in zip(chain.positions, shares) {
      let level = Double(position)
      let missing = protectionDemand.loss(at: level)
      mean += share * level
      backorders += share * missing
      stock += share * protectionDemand.complementaryLoss(at: level)
      unmet += share * (missing - leadTimeDemand.loss(at: level))
      service += share * protectionDemand.cumulative(level)
      ready += share * protectionDemand.cumulative(level - 1)
    }
    let orders = chain.orderRate(shares)
    cost.ordering = orderingCost * orders
    cost.holding = holdingCost * stock
    cost.backorders = backorderCost * backorders
    return Evaluation(
      cost: cost,
      performance: StockPerformance(
        safetyStock: mean - protectionDemand.mean, cycleServiceLevel: service,
        fillRate: 1 - unmet / demand.mean, readyRate: ready, shortagePerCycle: unmet,
        averageStock: stock, averageBackorders: backorders),
      ordersPerPeriod: orders, averageOrder: orders > 0 ? demand.mean / orders : 0)
  }

  /// The member of a family of policies that costs least, by a search from a guess.
  ///
  /// It walks in both directions until the cost has not fallen for 50 steps: the optimum wherever the
  /// cost has no summit wider than that.
  ///
  /// - Parameters:
  ///   - guess: Where to begin.
  ///   - family: The policy for a parameter, its level for instance.
  /// - Returns: The parameter and what is to be expected of its policy.
  /// - Throws: `InvalidInput` as ``evaluation(of:)`` does for the guess.
  public func best<Policy: ReplenishmentPolicy>(
    near guess: Int, _ family: (Int) -> Policy
  ) throws(InvalidInput) -> (parameter: Int, evaluation: Evaluation) {
    var best = (parameter: guess, evaluation: try evaluation(of: family(guess)))
    for direction in [1, -1] {
      var parameter = guess
      var steps = 0
      while steps < 50 {
        parameter += direction
        steps += 1
        guard let next = try? evaluation(of: family(parameter)) else { break }
        if next.cost.total < best.evaluation.cost.total {
          best = (parameter, next)
          steps = 0
        }
      }
    }
    return best
  }

  /// The least member of a family of policies that gives a service.
  ///
  /// ```swift
  /// let item = try PositionReview(
  ///   demand: Poisson(mean: 6), leadTime: 2, holdingCost: 1, backorderCost: 0)
  /// // (s, S) with S − s of 40 and a fill rate of 98 %.
  /// let found = try item.least(near: 20, giving: .fillRate(0.98)) { point in
  ///   MinMaxPolicy(reorderPoint: Double(point), orderUpToLevel: Double(point + 40))
  /// }
  /// ```
  ///
  /// A cycle service is the share of periods in which nothing is missed.
  ///
  /// - Parameters:
  ///   - guess: Where to begin.
  ///   - target: The service.
  ///   - family: The policy for a parameter; its service has to rise with the parameter.
  /// - Returns: The parameter and what is to be expected of its policy.
  /// - Throws: `InvalidInput` as ``evaluation(of:)`` does; also where no parameter within 10⁶ of the
  ///   guess gives the service.
  public func least<Policy: ReplenishmentPolicy>(
    near guess: Int, giving target: ServiceTarget, _ family: (Int) -> Policy
  ) throws(InvalidInput) -> (parameter: Int, evaluation: Evaluation) {
    func gives(_ parameter: Int) throws(InvalidInput) -> Bool {
      try target.isMet(by: evaluation(of: family(parameter)).performance)
    }
    // Doubling steps to a parameter on either side, then halves.
    var (below, above) = (guess - 1, guess)
    var stride = 1
    while try !gives(above) {
      below = above
      above += stride
      stride *= 2
      if stride > 1_000_000 {
        throw InvalidInput("target", value: target.level, "is given by no parameter near the guess")
      }
    }
    stride = 1
    while stride <= 1_000_000, try gives(below) {
      above = below
      below -= stride
      stride *= 2
    }
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if try gives(middle) { above = middle } else { below = middle }
    }
    return (above, try evaluation(of: family(above)))
  }
}

extension ServiceTarget {
  /// Whether a performance, counted by period, gives the service.
  fileprivate func isMet(by performance: StockPerformance) -> Bool {
    let tolerance = 1e-12
    return switch measure {
    case .cycleService: performance.cycleServiceLevel >= level - tolerance
    case .fillRate: performance.fillRate >= level - tolerance
    case .readyRate: performance.readyRate >= level - tolerance
    case .timeWeighted: performance.averageBackorders <= allowedBackorders + tolerance
    }
  }
}
