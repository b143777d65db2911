public import SupplyChainCore

/// When to order how much, when demand is known for some periods ahead and differs from one to the
/// next.
///
/// ```swift
/// let item = try LotSizing(demand: [90, 120, 80, 70], orderingCost: 500, holdingCost: 2)
/// let plan = item.optimal
/// print(plan.orders, plan.cost)  // [210, 0, 150, 0] for 1380
/// ```
///
/// All demand is met on time, an order arrives at once, and what is on stock at the end of a period
/// costs its holding cost. Costs may differ from period to period.
public struct LotSizing: Hashable, Sendable, Codable {
  /// The demand of each period.
  public let demand: [Double]
  /// The fixed cost of an order in each period.
  public let orderingCosts: [Double]
  /// The cost of a unit on stock at the end of each period.
  public let holdingCosts: [Double]
  /// The price of a unit in each period.
  public let unitCosts: [Double]

  /// Describes an item whose costs are the same in all periods.
  ///
  /// - Parameters:
  ///   - demand: The demand of each period, zero or more.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of a unit on stock at the end of a period, zero or more.
  ///   - unitCost: The price of a unit, zero or more.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    demand: [Double], orderingCost: Double, holdingCost: Double, unitCost: Double = 0
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requireNonNegative(holdingCost, "holdingCost")
    checks.requireNonNegative(unitCost, "unitCost")
    try checks.finish()
    let ones = demand.map { _ in 1.0 }
    try self.init(
      demand: demand, orderingCosts: ones.map { $0 * orderingCost },
      holdingCosts: ones.map { $0 * holdingCost }, unitCosts: ones.map { $0 * unitCost })
  }

  /// Describes an item whose costs differ from period to period.
  ///
  /// - Parameters:
  ///   - demand: The demand of each period, zero or more.
  ///   - orderingCosts: The fixed cost of an order in each period, zero or more.
  ///   - holdingCosts: The cost of a unit on stock at the end of each period, zero or more.
  ///   - unitCosts: The price of a unit in each period, zero or more; nothing where left out.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    demand: [Double], orderingCosts: [Double], holdingCosts: [Double], unitCosts: [Double]? = nil
  ) throws(InvalidInput) {
    let unitCosts = unitCosts ?? demand.map { _ in 0 }
    var checks = InputChecks()
    let lists = [
      ("demand", demand), ("orderingCosts", orderingCosts), ("holdingCosts", holdingCosts),
      ("unitCosts", unitCosts),
    ]
    for (name, list) in lists {
      checks.require(
        list.count == demand.count, name, value: "\(list.count) numbers",
        "do not match the \(demand.count) periods")
      for (period, number) in list.enumerated() {
        checks.requireNonNegative(number, name, at: period)
      }
    }
    checks.require(
      demand.reduce(0, +) < 1e300, "demand", value: "sum", "is beyond all numbers")
    try checks.finish()
    self.demand = demand
    self.orderingCosts = orderingCosts
    self.holdingCosts = holdingCosts
    self.unitCosts = unitCosts
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demand: container.decode([Double].self, forKey: .demand),
      orderingCosts: container.decode([Double].self, forKey: .orderingCosts),
      holdingCosts: container.decode([Double].self, forKey: .holdingCosts),
      unitCosts: container.decodeIfPresent([Double].self, forKey: .unitCosts))
  }

  /// A plan of orders and its cost.
  public struct Plan: Hashable, Sendable, Codable {
    /// The order of each period; zero where there is none.
    public var orders: [Double]
    /// The stock at the end of each period.
    public var stock: [Double]
    /// The fixed costs of all orders.
    public var orderingCost: Double
    /// The cost of holding stock.
    public var holdingCost: Double
    /// The price of the goods.
    public var purchaseCost: Double
    /// All of it.
    public var cost: Double { orderingCost + holdingCost + purchaseCost }
  }

  /// The plan that orders in some periods just what lasts until the next of them.
  ///
  /// - Parameter periods: The periods with an order, ascending; the first with demand is added where
  ///   it is not covered.
  /// - Returns: The plan with its cost.
  func plan(orderingIn periods: [Int]) -> Plan {
    var orders = [Double](repeating: 0, count: demand.count)
    var current: Int?
    var next = periods.startIndex
    for period in demand.indices {
      if next < periods.endIndex, periods[next] == period {
        current = period
        next += 1
      }
      if demand[period] > 0 {
        let source = current ?? period
        current = source
        orders[source] += demand[period]
      }
    }
    return plan(orders)
  }

  private func plan(_ orders: [Double]) -> Plan {
    var plan = Plan(
      orders: orders, stock: orders, orderingCost: 0, holdingCost: 0, purchaseCost: 0)
    // The stock is summed back from the end of each lot, so that it ends at zero exactly.
    var onHand = 0.0
    for period in demand.indices.reversed() {
      plan.stock[period] = onHand
      plan.holdingCost += onHand * holdingCosts[period]
      if orders[period] > 0 {
        plan.orderingCost += orderingCosts[period]
        plan.purchaseCost += orders[period] * unitCosts[period]
        onHand = 0
      } else {
        onHand += demand[period]
      }
    }
    return plan
  }
}
