public import Probability
public import SupplyChainCore

extension ContinuousReview {
  /// An (r, Q) policy and what it costs.
  public struct Optimum: Sendable {
    /// The policy, with its order quantity.
    public var policy: ContinuousReview
    /// The stock on hand and on order at which an order is placed.
    public var reorderPoint: Double
    /// The expected cost per unit of time.
    public var cost: StockCost
    /// Units an order.
    public var orderQuantity: Double { policy.orderQuantity }
  }

  /// The policy of least expected cost: order quantity and reorder point together.
  ///
  /// ```swift
  /// let best = try ContinuousReview.optimal(
  ///   leadTimeDemand: Poisson(mean: 3), demandRate: 1.5, orderingCost: 100, holdingCost: 20,
  ///   backorderCost: 150)
  /// print(best.reorderPoint, best.orderQuantity, best.cost.total)  // 3, 5, 107.92
  /// ```
  ///
  /// Exact. In whole units the interval from r to r + Q takes in the next best level of the one-level
  /// cost as long as that lowers the average (Federgruen and Zheng 1992,
  /// <https://doi.org/10.1287/opre.40.4.808>); for continuous demand both ends have the same one-level
  /// cost, which is the least average (Zheng 1992, <https://doi.org/10.1287/mnsc.38.1.87>).
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero.
  /// - Returns: The policy, its reorder point and its cost.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  /// - Complexity: O(Q) losses in whole units, some hundred otherwise.
  public static func optimal(
    leadTimeDemand: any Distribution, demandRate: Double, orderingCost: Double,
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) -> Optimum {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requirePositive(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(backorderCost, "backorderCost")
    checks.requireFinite(leadTimeDemand.mean, "leadTimeDemand.mean")
    checks.requireFinite(leadTimeDemand.variance, "leadTimeDemand.variance")
    try checks.finish()
    let level = LevelCost(
      demand: leadTimeDemand, holdingCost: holdingCost, backorderCost: backorderCost)
    let fixed = orderingCost * demandRate
    let interval =
      try leadTimeDemand is any DiscreteDistribution
      ? level.wholeInterval(fixedCost: fixed) : level.interval(fixedCost: fixed)
    let policy = try ContinuousReview(
      leadTimeDemand: leadTimeDemand, orderQuantity: interval.upper - interval.lower)
    return Optimum(
      policy: policy, reorderPoint: interval.lower,
      cost: policy.expectedCost(
        reorderPoint: interval.lower, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, backorderCost: backorderCost))
  }

  /// The policy that takes the order quantity of steady demand with backorders and the best reorder
  /// point for it.
  ///
  /// Never more than 11.8 % above the least cost for continuous demand (Axsäter 1996,
  /// <https://doi.org/10.1287/mnsc.42.3.460>; Zheng 1992); on 2,000 random items 0.2 % on average and
  /// 3.3 % at most.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero.
  /// - Returns: The policy, its reorder point and its cost.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public static func withEconomicOrderQuantity(
    leadTimeDemand: any Distribution, demandRate: Double, orderingCost: Double,
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) -> Optimum {
    let plan = try EconomicOrderQuantity(
      demandRate: demandRate, orderingCost: orderingCost, holdingCost: holdingCost,
      backorderCost: backorderCost
    ).optimal
    let isDiscrete = leadTimeDemand is any DiscreteDistribution
    let quantity = isDiscrete ? max(1, plan.orderQuantity.rounded()) : plan.orderQuantity
    let policy = try ContinuousReview(leadTimeDemand: leadTimeDemand, orderQuantity: quantity)
    let point = try policy.reorderPoint(holdingCost: holdingCost, backorderCost: backorderCost)
    return Optimum(
      policy: policy, reorderPoint: point,
      cost: policy.expectedCost(
        reorderPoint: point, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, backorderCost: backorderCost))
  }

  /// The reorder point of least expected cost for the order quantity.
  ///
  /// There the share of time without backorders is the critical ratio
  /// backorder / (backorder + holding).
  ///
  /// - Parameters:
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero.
  /// - Returns: The reorder point.
  /// - Throws: `InvalidInput` naming every cost that is out of range.
  public func reorderPoint(
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) -> Double {
    var checks = InputChecks()
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(backorderCost, "backorderCost")
    try checks.finish()
    let ratio = backorderCost / (backorderCost + holdingCost)
    guard ratio < 1, ratio > 0 else {
      throw InvalidInput(
        "backorderCost", value: backorderCost, "is too far from holdingCost (\(holdingCost))")
    }
    // Without backorders is one unit less than with a unit on hand, in whole units.
    return reorderPoint(for: try .fillRate(ratio)) - (isInWholeUnits ? 1 : 0)
  }
}

/// The expected cost per unit of time while the inventory position stands at a level.
struct LevelCost {
  let demand: any Distribution
  let holdingCost: Double
  let backorderCost: Double

  func value(_ level: Double) -> Double {
    holdingCost * demand.complementaryLoss(at: level) + backorderCost * demand.loss(at: level)
  }

  private func slope(_ level: Double) -> Double {
    holdingCost * demand.cumulative(level) - backorderCost * demand.exceedance(level)
  }

  /// The level of least cost.
  private var best: Double { demand.quantile(backorderCost / (backorderCost + holdingCost)) }

  /// The whole numbers r + 1 … r + Q of least average, with the fixed cost shared among them.
  func wholeInterval(fixedCost: Double) throws(InvalidInput) -> (lower: Double, upper: Double) {
    var upper = best
    var lower = upper - 1
    var sum = fixedCost + value(upper)
    var below = value(lower)
    var above = value(upper + 1)
    for _ in 0..<10_000_000 {
      let next = min(below, above)
      if next * (upper - lower) >= sum { return (lower, upper) }
      sum += next
      if below <= above {
        lower -= 1
        below = value(lower)
      } else {
        upper += 1
        above = value(upper + 1)
      }
    }
    throw InvalidInput("orderingCost", value: fixedCost, "leads to an order beyond 10⁷ units")
  }

  /// The interval whose two ends cost what the whole costs on average.
  func interval(fixedCost: Double) -> (lower: Double, upper: Double) {
    let best = best
    let least = value(best)
    let scale = max(demand.standardDeviation, 1e-12 * max(1, best.magnitude))
    // The least average is between the least level cost and that plus the cost of steady demand.
    let steady =
      (2 * fixedCost * holdingCost * (backorderCost / (holdingCost + backorderCost))).squareRoot()
    var ends = (lower: best, upper: best)
    // ∫ (c − level cost) over the interval of level c grows with c; at the optimum it is the fixed
    // cost. Its derivative is the length of the interval. Convex, so Newton from above converges.
    var level = least + steady
    for _ in 0..<100 {
      ends = self.ends(at: level, around: best, scale: scale, from: ends)
      let length = ends.upper - ends.lower
      let error = level * length - integral(ends.lower, ends.upper) - fixedCost
      let step = error / length
      if !(step.magnitude > 1e-13 * level) { break }
      level = max(level - step, least * (1 + 1e-15))
    }
    return ends
  }

  private func integral(_ lower: Double, _ upper: Double) -> Double {
    let mean = demand.mean
    let shortage = demand.secondOrderLoss(at: lower) - demand.secondOrderLoss(at: upper)
    return holdingCost * 0.5 * (upper - lower) * (upper + lower - 2 * mean)
      + (holdingCost + backorderCost) * shortage
  }

  /// The two levels that cost `cost`, on either side of the best.
  private func ends(
    at cost: Double, around best: Double, scale: Double, from guess: (lower: Double, upper: Double)
  ) -> (lower: Double, upper: Double) {
    // Far out the cost is a straight line, which gives a bracket at once.
    let lower = decreasingRoot(start: min(guess.lower, best - 1e-3 * scale), step: scale) { level in
      level >= best ? (-1, -1) : (value(level) - cost, slope(level))
    }
    let upper = decreasingRoot(start: max(guess.upper, best + 1e-3 * scale), step: scale) { level in
      level <= best ? (1, -1) : (cost - value(level), -slope(level))
    }
    return (lower, upper)
  }
}
