public import SupplyChainCore

/// How much to order at a time when customers who find the shelf empty buy elsewhere, or some of them.
///
/// ```swift
/// let plan = try LostSalesOrderQuantity(
///   demandRate: 200, orderingCost: 50, holdingCost: 2, lostSaleCost: 1, waitingShare: 0.6,
///   backorderCost: 1.5
/// ).optimal
/// print(plan.orderQuantity, plan.maximumBackorders, plan.lostSaleCost)
/// ```
///
/// A share of the customers waits, at a cost that grows with time; the others are lost, at a cost each.
/// Nobody waits where the share is zero: then it is best either never to run out or never to order.
/// Source: Park 1982, <https://doi.org/10.1080/00207728208926429>; in the form of Pentico and Drake
/// 2009, <https://doi.org/10.1016/j.ejor.2008.01.004>.
public struct LostSalesOrderQuantity: Hashable, Sendable, Codable {
  /// Units demanded per unit of time.
  public let demandRate: Double
  /// The fixed cost of an order.
  public let orderingCost: Double
  /// The cost of holding one unit for one unit of time.
  public let holdingCost: Double
  /// The cost of a unit of demand that is lost, its margin included.
  public let lostSaleCost: Double
  /// The share of demand during a stockout that waits.
  public let waitingShare: Double
  /// The cost of one unit on backorder for one unit of time.
  public let backorderCost: Double

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - lostSaleCost: The cost of a unit of demand that is lost, its margin included, zero or more.
  ///   - waitingShare: The share of demand during a stockout that waits, from 0 to 1.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time; above zero where
  ///     anybody waits.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demandRate: Double, orderingCost: Double, holdingCost: Double, lostSaleCost: Double,
    waitingShare: Double = 0, backorderCost: Double = 0
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requireNonNegative(lostSaleCost, "lostSaleCost")
    checks.require(
      waitingShare >= 0 && waitingShare <= 1, "waitingShare", value: waitingShare,
      "is not between 0 and 1")
    checks.requireNonNegative(backorderCost, "backorderCost")
    checks.require(
      !(waitingShare > 0 && backorderCost == 0), "backorderCost", value: backorderCost,
      "is not above zero although customers wait")
    try checks.finish()
    self.demandRate = demandRate
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.lostSaleCost = lostSaleCost
    self.waitingShare = waitingShare
    self.backorderCost = backorderCost
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      orderingCost: container.decode(Double.self, forKey: .orderingCost),
      holdingCost: container.decode(Double.self, forKey: .holdingCost),
      lostSaleCost: container.decode(Double.self, forKey: .lostSaleCost),
      waitingShare: container.decodeIfPresent(Double.self, forKey: .waitingShare) ?? 0,
      backorderCost: container.decodeIfPresent(Double.self, forKey: .backorderCost) ?? 0)
  }

  /// The plan of least cost: one that runs out on purpose, one that never does, or no orders at all.
  public var optimal: OrderPlan {
    let never = plan(
      every: (2 * orderingCost).squareRoot() / (demandRate * holdingCost).squareRoot(), inStock: 1)
    let nothing = OrderPlan(
      orderQuantity: 0, interval: .infinity, orderingCost: 0, holdingCost: 0,
      lostSaleCost: lostSaleCost * demandRate)
    let (share, waiting) = (waitingShare, waitingShare * backorderCost)
    var plans = [never, nothing]
    if share > 0 {
      let lost = (1 - share) * lostSaleCost
      let square =
        2 * orderingCost * (holdingCost + waiting) / (demandRate * holdingCost * waiting)
        - lost * lost / (holdingCost * waiting)
      if square > 0 {
        let interval = square.squareRoot()
        let inStock = (lost + waiting * interval) / (interval * (holdingCost + waiting))
        if inStock > 0, inStock < 1 { plans.append(plan(every: interval, inStock: inStock)) }
      }
    }
    return plans.min { $0.cost < $1.cost } ?? never
  }

  /// The plan that orders a given quantity, out of stock as long as is best for it.
  ///
  /// - Parameter quantity: Units an order; a quantity that is not above zero loses all demand.
  /// - Returns: The plan with its costs.
  public func plan(ordering quantity: Double) -> OrderPlan {
    guard quantity > 0 else {
      return OrderPlan(
        orderQuantity: 0, interval: .infinity, orderingCost: 0, holdingCost: 0,
        lostSaleCost: lostSaleCost * demandRate)
    }
    // With x of the demand of a cycle met at once, Q = x + β y and y is missed: the cost of a cycle is
    // smooth and, over its length (x + y) / D, has a single minimum in y.
    func plan(missing y: Double) -> OrderPlan {
      let x = quantity - waitingShare * y
      return self.plan(every: (x + y) / demandRate, inStock: x / (x + y))
    }
    let most = waitingShare > 0 ? quantity / waitingShare : quantity * 1e6
    var (lower, upper) = (0.0, most)
    for _ in 0..<200 {
      let (left, right) = (lower + (upper - lower) / 3, upper - (upper - lower) / 3)
      if plan(missing: left).cost <= plan(missing: right).cost {
        upper = right
      } else {
        lower = left
      }
    }
    return [plan(missing: 0), plan(missing: 0.5 * (lower + upper))].min { $0.cost < $1.cost }
      ?? plan(missing: 0)
  }

  /// The plan of a cycle of a length, with stock for a share of it.
  private func plan(every interval: Double, inStock share: Double) -> OrderPlan {
    let covered = demandRate * interval * share
    let missed = demandRate * interval * (1 - share)
    return OrderPlan(
      orderQuantity: covered + waitingShare * missed, maximumBackorders: waitingShare * missed,
      interval: interval, orderingCost: orderingCost == 0 ? 0 : orderingCost / interval,
      holdingCost: 0.5 * holdingCost * covered * share,
      backorderCost: 0.5 * backorderCost * waitingShare * missed * (1 - share),
      lostSaleCost: lostSaleCost * (1 - waitingShare) * demandRate * (1 - share))
  }
}
