import SupplyChain

/// `jointReplenishment`: when to order each of several items that share the cost of an order.
struct JointReplenishmentQuestion: InventoryQuestion {
  static let method = "jointReplenishment"

  private let family: JointReplenishment

  init(from decoder: any Decoder) throws { family = try JointReplenishment(from: decoder) }

  func answer() -> any Encodable {
    let best = family.optimal
    return Answer(
      baseInterval: best.baseInterval, multiples: best.multiples, cost: best.cost,
      bound: min(best.cost, family.lowerBound))
  }

  private struct Answer: Encodable {
    var baseInterval: Double
    var multiples: [Int]
    var cost, bound: Double
  }
}

/// `orderQuantitiesUnderLimits`: how much to order of items that share space or money.
struct LimitedOrderQuantitiesQuestion: InventoryQuestion {
  static let method = "orderQuantitiesUnderLimits"

  private let problem: LimitedOrderQuantities

  init(from decoder: any Decoder) throws { problem = try LimitedOrderQuantities(from: decoder) }

  func answer() -> any Encodable {
    let plan = problem.optimal
    return Answer(
      orderQuantities: plan.orders.map(\.orderQuantity), limits: plan.limits, cost: plan.cost)
  }

  private struct Answer: Encodable {
    var orderQuantities: [Double]
    var limits: [LimitedOrderQuantities.Plan.LimitUse]
    var cost: Double
  }
}

/// `eoqWithLostSales`: how much to order where customers who find nothing buy elsewhere.
struct LostSalesOrderQuantityQuestion: InventoryQuestion {
  static let method = "eoqWithLostSales"

  private let item: LostSalesOrderQuantity

  init(from decoder: any Decoder) throws { item = try LostSalesOrderQuantity(from: decoder) }

  func answer() -> any Encodable { PlanAnswer(item.optimal) }
}
