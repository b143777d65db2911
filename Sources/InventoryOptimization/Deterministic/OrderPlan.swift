/// A plan that orders the same quantity again and again, and what it costs per unit of time.
public struct OrderPlan: Hashable, Sendable, Codable {
  /// Units an order.
  public var orderQuantity: Double
  /// Units on backorder just before an order arrives.
  public var maximumBackorders: Double
  /// The time between two orders.
  public var interval: Double
  /// The fixed costs of orders per unit of time.
  public var orderingCost: Double
  /// The cost of holding stock per unit of time.
  public var holdingCost: Double
  /// The cost of backorders per unit of time.
  public var backorderCost: Double
  /// The cost of demand that is lost per unit of time.
  public var lostSaleCost: Double = 0
  /// The price of the goods per unit of time; zero where the price does not depend on the plan.
  public var purchaseCost: Double = 0

  /// All costs per unit of time.
  public var cost: Double {
    orderingCost + holdingCost + backorderCost + lostSaleCost + purchaseCost
  }

  /// Describes a plan.
  ///
  /// - Parameters:
  ///   - orderQuantity: Units an order.
  ///   - maximumBackorders: Units on backorder just before an order arrives.
  ///   - interval: The time between two orders.
  ///   - orderingCost: The fixed costs of orders per unit of time.
  ///   - holdingCost: The cost of holding stock per unit of time.
  ///   - backorderCost: The cost of backorders per unit of time.
  ///   - lostSaleCost: The cost of demand that is lost per unit of time.
  ///   - purchaseCost: The price of the goods per unit of time.
  public init(
    orderQuantity: Double, maximumBackorders: Double = 0, interval: Double, orderingCost: Double,
    holdingCost: Double, backorderCost: Double = 0, lostSaleCost: Double = 0,
    purchaseCost: Double = 0
  ) {
    self.orderQuantity = orderQuantity
    self.maximumBackorders = maximumBackorders
    self.interval = interval
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.backorderCost = backorderCost
    self.lostSaleCost = lostSaleCost
    self.purchaseCost = purchaseCost
  }

  /// The cost of orders per unit of time, which is nothing where an order costs nothing.
  static func rate(_ cost: Double, _ demandRate: Double, _ quantity: Double) -> Double {
    if cost == 0 { return 0 }
    return quantity > 0 ? cost * (demandRate / quantity) : .infinity
  }
}
