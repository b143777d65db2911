/// What is to be expected of a policy in the long run.
public struct StockPerformance: Hashable, Sendable, Codable {
  /// The stock beyond the expected demand until an order arrives.
  public var safetyStock: Double
  /// The probability that no demand is missed in an order cycle.
  public var cycleServiceLevel: Double
  /// The share of demand that is met from stock at once.
  public var fillRate: Double
  /// The share of time with stock on hand.
  public var readyRate: Double
  /// The expected units missed in an order cycle.
  public var shortagePerCycle: Double
  /// The average units on hand.
  public var averageStock: Double
  /// The average units on backorder.
  public var averageBackorders: Double
}

/// What a policy is expected to cost per unit of time.
public struct StockCost: Hashable, Sendable, Codable {
  /// The fixed costs of orders.
  public var ordering: Double
  /// The cost of holding stock.
  public var holding: Double
  /// The cost of backorders.
  public var backorders: Double

  /// All of it.
  public var total: Double { ordering + holding + backorders }
}
