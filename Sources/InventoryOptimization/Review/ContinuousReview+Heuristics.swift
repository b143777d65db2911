public import Probability
public import SupplyChainCore

extension ContinuousReview {
  /// The (r, Q) policy of the textbook's iteration, for a cost of each unit that is missing however
  /// long: the expected-inventory-level approximation.
  ///
  /// ```swift
  /// let plan = try ContinuousReview.expectedInventoryLevelApproximation(
  ///   leadTimeDemand: Normal(mean: 1300.0 / 12, standardDeviation: 43.3), demandRate: 1300,
  ///   orderingCost: 8, holdingCost: 0.225, unitShortageCost: 7.5)
  /// print(plan.reorderPoint, plan.orderQuantity, plan.cost)  // 213.97, 318.59, 95.45
  /// ```
  ///
  /// It takes the average stock to be r + Q / 2 less the expected demand over the lead time, as if
  /// nothing were ever missing, and counts a cycle's shortage as that at its end. Both are close
  /// where the service is high. On 2,000 random items with cycle service above 80 % the cost of its
  /// policy, evaluated exactly, was at most 0.02 % above that of the best (r, Q) for the same costs.
  /// Source: Hadley and Whitin 1963; Snyder and Shen, section 5.3.2.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - unitShortageCost: The cost of each unit that is missing, above zero.
  /// - Returns: The policy, and its cost as the approximation has it.
  /// - Throws: `InvalidInput` naming what is out of range; also where a shortage is so cheap that the
  ///   iteration finds no order quantity.
  public static func expectedInventoryLevelApproximation(
    leadTimeDemand: any Distribution, demandRate: Double, orderingCost: Double,
    holdingCost: Double, unitShortageCost: Double
  ) throws(InvalidInput) -> Approximation {
    try check(leadTimeDemand, demandRate, orderingCost, holdingCost)
    var checks = InputChecks()
    checks.requirePositive(unitShortageCost, "unitShortageCost")
    try checks.finish()
    var quantity = (2 * orderingCost * demandRate / holdingCost).squareRoot()
    var point = leadTimeDemand.mean
    for _ in 0..<1_000 {
      let risk = quantity * holdingCost / (unitShortageCost * demandRate)
      guard risk < 1 else {
        throw InvalidInput(
          "unitShortageCost", value: unitShortageCost,
          "is so low that holding stock does not pay: a cycle's holding costs more")
      }
      point = leadTimeDemand.quantile(1 - risk)
      let missed = leadTimeDemand.loss(at: point)
      let next =
        (2 * demandRate * (orderingCost + unitShortageCost * missed) / holdingCost).squareRoot()
      let change = (next - quantity).magnitude
      quantity = next
      if change <= 1e-13 * quantity { break }
    }
    let missed = leadTimeDemand.loss(at: point)
    let cost =
      holdingCost * (point - leadTimeDemand.mean + 0.5 * quantity)
      + (orderingCost + unitShortageCost * missed) * demandRate / quantity
    return Approximation(reorderPoint: point, orderQuantity: quantity, cost: cost)
  }

  /// The (r, Q) policy that leaves out what is on backorder just after an order has arrived: the
  /// loss-function approximation.
  ///
  /// Its cost rate has the second-order loss at r alone, not that at r + Q. On 2,000 random items the
  /// cost of its policy, evaluated exactly, was at most 0.12 % above the least, and for 95 % of them
  /// there was no difference in five digits. Source: Hadley and Whitin 1963; Snyder and Shen, section
  /// 5.3.4.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero.
  /// - Returns: The policy, and its cost as the approximation has it.
  /// - Throws: `InvalidInput` naming what is out of range.
  public static func lossFunctionApproximation(
    leadTimeDemand: any Distribution, demandRate: Double, orderingCost: Double,
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) -> Approximation {
    try check(leadTimeDemand, demandRate, orderingCost, holdingCost)
    var checks = InputChecks()
    checks.requirePositive(backorderCost, "backorderCost")
    try checks.finish()
    let total = holdingCost + backorderCost
    var quantity =
      (2 * orderingCost * demandRate * total / (holdingCost * backorderCost)).squareRoot()
    var point = leadTimeDemand.mean
    for _ in 0..<1_000 {
      // n(r) = h Q / (h + p) for the quantity, and the quantity for n₂(r).
      let allowed = holdingCost * quantity / total
      point = decreasingRoot(start: point, step: max(leadTimeDemand.standardDeviation, 1e-9)) {
        (leadTimeDemand.loss(at: $0) - allowed, -leadTimeDemand.exceedance($0))
      }
      let next =
        (2
        * (orderingCost * demandRate + total * leadTimeDemand.secondOrderLoss(at: point))
        / holdingCost).squareRoot()
      let change = (next - quantity).magnitude
      quantity = next
      if change <= 1e-13 * quantity { break }
    }
    let cost =
      holdingCost * (point - leadTimeDemand.mean + 0.5 * quantity)
      + (orderingCost * demandRate + total * leadTimeDemand.secondOrderLoss(at: point)) / quantity
    return Approximation(reorderPoint: point, orderQuantity: quantity, cost: cost)
  }

  /// The (r, Q) policy of two separate formulas: the economic order quantity, and the newsvendor's
  /// quantile for the safety stock.
  ///
  /// What most systems do. On 2,000 random items its policy cost 10 % more than the best on average, and
  /// up to 22 %, since the safety stock does not know how seldom the large order exposes it. Source:
  /// Snyder and Shen, section 5.3.3.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero.
  /// - Returns: The policy, and its exact cost.
  /// - Throws: `InvalidInput` naming what is out of range.
  public static func orderQuantityWithSafetyStock(
    leadTimeDemand: any Distribution, demandRate: Double, orderingCost: Double,
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) -> Approximation {
    try check(leadTimeDemand, demandRate, orderingCost, holdingCost)
    var checks = InputChecks()
    checks.requirePositive(backorderCost, "backorderCost")
    try checks.finish()
    let quantity = (2 * orderingCost * demandRate / holdingCost).squareRoot()
    let point = leadTimeDemand.quantile(backorderCost / (backorderCost + holdingCost))
    let policy = try ContinuousReview(leadTimeDemand: leadTimeDemand, orderQuantity: quantity)
    let cost = policy.expectedCost(
      reorderPoint: point, demandRate: demandRate, orderingCost: orderingCost,
      holdingCost: holdingCost, backorderCost: backorderCost)
    return Approximation(reorderPoint: point, orderQuantity: quantity, cost: cost.total)
  }

  /// An (r, Q) policy and what it costs as the method that found it has it.
  public struct Approximation: Hashable, Sendable, Codable {
    /// The stock on hand and on order at which an order is placed.
    public var reorderPoint: Double
    /// Units an order.
    public var orderQuantity: Double
    /// The cost per unit of time.
    public var cost: Double
  }

  private static func check(
    _ leadTimeDemand: any Distribution, _ demandRate: Double, _ orderingCost: Double,
    _ holdingCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(leadTimeDemand.mean, "leadTimeDemand.mean")
    checks.requireFinite(leadTimeDemand.variance, "leadTimeDemand.variance")
    checks.requirePositive(demandRate, "demandRate")
    checks.requirePositive(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    try checks.finish()
  }
}
