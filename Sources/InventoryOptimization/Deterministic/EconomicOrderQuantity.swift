public import SupplyChainCore

/// How much to order at a time when demand is steady: Harris's square-root formula.
///
/// ```swift
/// let plan = try EconomicOrderQuantity(demandRate: 1_000, orderingCost: 50, holdingCost: 2).optimal
/// print(plan.orderQuantity, plan.cost)  // 223.6 units, 447.2 a year
/// ```
///
/// With a `backorderCost` customers wait and part of the demand is met late, as planned: each order
/// first fills the backlog. Rates and costs may be per year or per day, so long as all are the same.
/// Source: F. W. Harris, How Many Parts to Make at Once, 1913; Snyder and Shen, Fundamentals of
/// Supply Chain Theory, 2nd edition, sections 3.2 and 3.5.
public struct EconomicOrderQuantity: Hashable, Sendable, Codable {
  /// Units demanded per unit of time.
  public let demandRate: Double
  /// The fixed cost of an order.
  public let orderingCost: Double
  /// The cost of holding one unit for one unit of time.
  public let holdingCost: Double
  /// The cost of one unit on backorder for one unit of time; `nil` where no customer waits.
  public let backorderCost: Double?

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero; `nil`
  ///     where demand must always be met at once.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demandRate: Double, orderingCost: Double, holdingCost: Double, backorderCost: Double? = nil
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    if let backorderCost { checks.requirePositive(backorderCost, "backorderCost") }
    try checks.finish()
    self.demandRate = demandRate
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.backorderCost = backorderCost
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      orderingCost: container.decode(Double.self, forKey: .orderingCost),
      holdingCost: container.decode(Double.self, forKey: .holdingCost),
      backorderCost: container.decodeIfPresent(Double.self, forKey: .backorderCost))
  }

  /// The share of demand that is met from stock at once when backorders are planned optimally.
  private var stockedShare: Double { backorderCost.map { $0 / (holdingCost + $0) } ?? 1 }

  /// The plan of least cost.
  public var optimal: OrderPlan {
    // Root by root, so that neither a product nor a quotient overflows on the way.
    let effective = holdingCost * stockedShare
    let quantity =
      (2 * orderingCost).squareRoot() * demandRate.squareRoot() / effective.squareRoot()
    return plan(ordering: quantity)
  }

  /// The plan that orders a given quantity, with the backorders that are best for it.
  ///
  /// - Parameter quantity: Units an order; a quantity that is not above zero costs infinitely much.
  /// - Returns: The plan with its costs.
  public func plan(ordering quantity: Double) -> OrderPlan {
    let average = 0.5 * quantity * holdingCost * stockedShare
    // Of the carrying cost the stocked share is holding and the rest is backorders.
    return OrderPlan(
      orderQuantity: quantity, maximumBackorders: quantity * (1 - stockedShare),
      interval: quantity / demandRate,
      orderingCost: OrderPlan.rate(orderingCost, demandRate, quantity),
      holdingCost: average * stockedShare, backorderCost: average * (1 - stockedShare))
  }
}
