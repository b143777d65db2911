public import SupplyChainCore

/// How many orders a year go with how much cycle stock, over all items together.
///
/// ```swift
/// let exchange = try CycleStockExchange(
///   items: [.init(demandRate: 1_200, unitValue: 2), .init(demandRate: 480, unitValue: 25)])
/// print(exchange.stockValue(ordersPerTime: 24))
/// ```
///
/// Nobody knows the cost of an order well; but that it is the same for all items is enough to say that
/// the square-root formula spreads a given number of orders best, and what stock goes with it: a
/// hyperbola. Where the present plan lies above it, both can be less. Source: Silver, Pyke and Thomas,
/// section 4.9.
public struct CycleStockExchange: Hashable, Sendable, Codable {
  /// An item.
  public struct Item: Hashable, Sendable, Codable {
    /// Units demanded per unit of time.
    public var demandRate: Double
    /// The value of a unit.
    public var unitValue: Double

    /// An item.
    ///
    /// - Parameters:
    ///   - demandRate: Units demanded per unit of time, above zero.
    ///   - unitValue: The value of a unit, above zero.
    public init(demandRate: Double, unitValue: Double) {
      self.demandRate = demandRate
      self.unitValue = unitValue
    }
  }

  /// The items.
  public let items: [Item]
  /// Σ √(demand · value).
  private let root: Double

  /// Describes the items.
  ///
  /// - Parameter items: The items, one or more.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(items: [Item]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!items.isEmpty, "items", value: "[]", "is empty")
    for (index, item) in items.enumerated() {
      checks.requirePositive(item.demandRate, "items.demandRate", at: index)
      checks.requirePositive(item.unitValue, "items.unitValue", at: index)
    }
    try checks.finish()
    self.items = items
    root = items.reduce(0) { $0 + $1.demandRate.squareRoot() * $1.unitValue.squareRoot() }
  }

  /// The least value of cycle stock for a number of orders.
  ///
  /// - Parameter orders: Orders per unit of time, of all items.
  /// - Returns: The average value of cycle stock; infinite for no orders.
  public func stockValue(ordersPerTime orders: Double) -> Double {
    orders > 0 ? 0.5 * root * root / orders : .infinity
  }

  /// The order quantities for a number of orders.
  ///
  /// - Parameter orders: Orders per unit of time, of all items, above zero.
  /// - Returns: The quantity of each item.
  public func orderQuantities(ordersPerTime orders: Double) -> [Double] {
    items.map { ($0.demandRate / $0.unitValue).squareRoot() * root / orders }
  }

  /// The cost of an order, in parts of the yearly cost of holding stock of value one, that a number of
  /// orders implies.
  ///
  /// - Parameter orders: Orders per unit of time, of all items, above zero.
  /// - Returns: The ratio of ordering cost to holding cost rate.
  public func impliedCostRatio(ordersPerTime orders: Double) -> Double {
    0.5 * (root / orders) * (root / orders)
  }
}
