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
/// An order arrives at once, and what is on stock at the end of a period costs its holding cost. All
/// demand is met on time unless there is a backorder cost: then a unit that is still owed at the end of
/// a period costs that, and ``optimal`` may let customers wait. Costs may differ from period to period.
///
/// A limit on orders makes it a ``CapacitatedLotSizing``.
public struct LotSizing: Hashable, Sendable, Codable {
  /// The demand of each period.
  public let demand: [Double]
  /// The fixed cost of an order in each period.
  public let orderingCosts: [Double]
  /// The cost of a unit on stock at the end of each period.
  public let holdingCosts: [Double]
  /// The price of a unit in each period.
  public let unitCosts: [Double]
  /// The cost of a unit owed to a customer at the end of each period; `nil` where nobody waits.
  public let backorderCosts: [Double]?

  /// Describes an item whose costs are the same in all periods.
  ///
  /// - Parameters:
  ///   - demand: The demand of each period, zero or more.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCost: The cost of a unit on stock at the end of a period, zero or more.
  ///   - unitCost: The price of a unit, zero or more.
  ///   - backorderCost: The cost of a unit owed to a customer at the end of a period, zero or more;
  ///     `nil` where all demand has to be met on time.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    demand: [Double], orderingCost: Double, holdingCost: Double, unitCost: Double = 0,
    backorderCost: Double? = nil
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requireNonNegative(holdingCost, "holdingCost")
    checks.requireNonNegative(unitCost, "unitCost")
    if let backorderCost { checks.requireNonNegative(backorderCost, "backorderCost") }
    try checks.finish()
    let ones = demand.map { _ in 1.0 }
    try self.init(
      demand: demand, orderingCosts: ones.map { $0 * orderingCost },
      holdingCosts: ones.map { $0 * holdingCost }, unitCosts: ones.map { $0 * unitCost },
      backorderCosts: backorderCost.map { cost in ones.map { $0 * cost } })
  }

  /// Describes an item whose costs differ from period to period.
  ///
  /// - Parameters:
  ///   - demand: The demand of each period, zero or more.
  ///   - orderingCosts: The fixed cost of an order in each period, zero or more.
  ///   - holdingCosts: The cost of a unit on stock at the end of each period, zero or more.
  ///   - unitCosts: The price of a unit in each period, zero or more; nothing where left out.
  ///   - backorderCosts: The cost of a unit owed to a customer at the end of each period, zero or
  ///     more; `nil` where all demand has to be met on time.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    demand: [Double], orderingCosts: [Double], holdingCosts: [Double], unitCosts: [Double]? = nil,
    backorderCosts: [Double]? = nil
  ) throws(InvalidInput) {
    let unitCosts = unitCosts ?? demand.map { _ in 0 }
    var checks = InputChecks()
    let lists = [
      ("demand", demand), ("orderingCosts", orderingCosts), ("holdingCosts", holdingCosts),
      ("unitCosts", unitCosts), ("backorderCosts", backorderCosts ?? unitCosts),
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
    self.backorderCosts = backorderCosts
  }

  /// The item over some of its periods.
  func slice(_ periods: Range<Int>) -> Self {
    Self(
      sound: Array(demand[periods]), Array(orderingCosts[periods]), Array(holdingCosts[periods]),
      Array(unitCosts[periods]), backorderCosts.map { Array($0[periods]) })
  }

  private init(
    sound demand: [Double], _ orderingCosts: [Double], _ holdingCosts: [Double],
    _ unitCosts: [Double], _ backorderCosts: [Double]?
  ) {
    self.demand = demand
    self.orderingCosts = orderingCosts
    self.holdingCosts = holdingCosts
    self.unitCosts = unitCosts
    self.backorderCosts = backorderCosts
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demand: container.decode([Double].self, forKey: .demand),
      orderingCosts: container.decode([Double].self, forKey: .orderingCosts),
      holdingCosts: container.decode([Double].self, forKey: .holdingCosts),
      unitCosts: container.decodeIfPresent([Double].self, forKey: .unitCosts),
      backorderCosts: container.decodeIfPresent([Double].self, forKey: .backorderCosts))
  }

  /// A plan of orders and its cost.
  public struct Plan: Hashable, Sendable, Codable {
    /// The order of each period; zero where there is none.
    public var orders: [Double]
    /// The stock at the end of each period.
    public var stock: [Double]
    /// What is owed to customers at the end of each period.
    public var backorders: [Double]
    /// The fixed costs of all orders.
    public var orderingCost: Double
    /// The cost of holding stock.
    public var holdingCost: Double
    /// The cost of letting customers wait.
    public var backorderCost: Double
    /// The price of the goods.
    public var purchaseCost: Double
    /// All of it.
    public var cost: Double { orderingCost + holdingCost + backorderCost + purchaseCost }
  }

  /// An order and the periods whose demand it serves.
  struct Lot {
    var first: Int
    var period: Int
    var end: Int
  }

  /// The plan that orders in some periods just what lasts until the next of them.
  ///
  /// - Parameter periods: The periods with an order, ascending, none later than the first demand.
  /// - Returns: The plan with its cost.
  func plan(orderingIn periods: [Int]) -> Plan {
    plan(
      periods.indices.map { index in
        Lot(
          first: periods[index], period: periods[index],
          end: index + 1 < periods.count ? periods[index + 1] : demand.count)
      })
  }

  /// The plan of lots, whose periods ascend and do not overlap.
  func plan(_ lots: [Lot]) -> Plan {
    let none = [Double](repeating: 0, count: demand.count)
    var plan = Plan(
      orders: none, stock: none, backorders: none, orderingCost: 0, holdingCost: 0,
      backorderCost: 0, purchaseCost: 0)
    for lot in lots {
      var owed = 0.0
      for period in lot.first..<lot.period {
        owed += demand[period]
        plan.backorders[period] = owed
      }
      // The stock is summed back from the end of the lot, so that it ends at zero exactly.
      var onHand = 0.0
      for period in (lot.period..<lot.end).reversed() {
        plan.stock[period] = onHand
        onHand += demand[period]
      }
      plan.orders[lot.period] = onHand + owed
    }
    price(&plan)
    return plan
  }

  /// Fills in the costs of a plan whose orders, stock and backorders are known.
  func price(_ plan: inout Plan) {
    for period in demand.indices {
      plan.holdingCost += plan.stock[period] * holdingCosts[period]
      if let backorderCosts {
        plan.backorderCost += plan.backorders[period] * backorderCosts[period]
      }
      if plan.orders[period] > 0 {
        plan.orderingCost += orderingCosts[period]
        plan.purchaseCost += plan.orders[period] * unitCosts[period]
      }
    }
  }
}
