internal import Probability
public import SupplyChainCore

/// How to split one budget over several newsvendor items.
///
/// ```swift
/// let items = try [(40.0, 4.0), (20, 10)].map { mean, price in
///   NewsvendorBudget.Item(
///     try Newsvendor(
///       demand: Poisson(mean: mean), price: price, purchaseCost: price / 2),
///     unitResource: price / 2)
/// }
/// let plan = try NewsvendorBudget(items: items).plan(within: 150)
/// print(plan.orders.map(\.quantity), plan.multiplier)  // what another unit of budget would bring
/// ```
///
/// The resource is money, or the space that a unit takes. Each item gets the quantile of its demand at
/// which the last unit of budget brings the same everywhere: its critical ratio is
/// (underage − λ · resource) / (underage + overage) with one multiplier λ for all. For continuous
/// demand that is the optimum; for demand in whole units it is the optimum of the budget that it
/// spends, and what is left goes, unit by unit, where it brings most, which loses less than the
/// value of one unit. Source: Hadley and Whitin, Analysis of Inventory Systems, 1963, section 6.3;
/// Silver, Pyke and Thomas, section 9.4.
public struct NewsvendorBudget: Sendable {
  /// An item and what a unit of it takes of the budget.
  public struct Item: Sendable {
    /// The item with its demand and its costs.
    public var newsvendor: Newsvendor
    /// What a unit takes of the budget.
    public var unitResource: Double

    /// An item and what a unit of it takes of the budget.
    ///
    /// - Parameters:
    ///   - newsvendor: The item with its demand and its costs.
    ///   - unitResource: What a unit takes of the budget, above zero.
    public init(_ newsvendor: Newsvendor, unitResource: Double) {
      self.newsvendor = newsvendor
      self.unitResource = unitResource
    }
  }

  /// Orders within a budget.
  public struct Plan: Hashable, Sendable, Codable {
    /// The order of each item.
    public var orders: [Newsvendor.Order]
    /// By how much the expected cost falls for another unit of budget; zero where it is not scarce.
    public var multiplier: Double
    /// What the orders take of the budget.
    public var used: Double
    /// The expected cost of units left over and missing, of all items.
    public var expectedCost: Double
  }

  /// The items.
  public let items: [Item]

  /// Describes the items.
  ///
  /// - Parameter items: The items, one or more; their demand must not be negative.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(items: [Item]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!items.isEmpty, "items", value: "[]", "is empty")
    for (index, item) in items.enumerated() {
      checks.requirePositive(item.unitResource, "items.unitResource", at: index)
      checks.requireNonNegative(item.newsvendor.demand.mean, "items.demand.mean", at: index)
      checks.requireFinite(item.newsvendor.demand.variance, "items.demand.variance", at: index)
    }
    try checks.finish()
    self.items = items
  }

  /// The orders of least expected cost within a budget.
  ///
  /// - Parameter budget: The budget, zero or more.
  /// - Returns: The orders and the multiplier.
  /// - Throws: `InvalidInput` if the budget is negative or not finite.
  /// - Complexity: O(n) quantiles, some hundred times; O(n · log n) more for whole units.
  public func plan(within budget: Double) throws(InvalidInput) -> Plan {
    var checks = InputChecks()
    checks.requireNonNegative(budget, "budget")
    try checks.finish()
    var quantities = quantities(at: 0)
    if used(quantities) <= budget { return plan(quantities, multiplier: 0) }
    var lower = 0.0
    var upper = items.map { $0.newsvendor.underageCost / $0.unitResource }.max() ?? 0
    quantities = self.quantities(at: upper)
    for _ in 0..<200 {
      let middle = lower + 0.5 * (upper - lower)
      guard middle > lower, middle < upper else { break }
      let trial = self.quantities(at: middle)
      if used(trial) <= budget {
        upper = middle
        quantities = trial
      } else {
        lower = middle
      }
    }
    spend(budget, upTo: self.quantities(at: lower), &quantities)
    return plan(quantities, multiplier: upper)
  }

  /// The quantity of each item where a unit of budget has to bring a gain.
  private func quantities(at multiplier: Double) -> [Double] {
    items.map { item in
      let newsvendor = item.newsvendor
      let ratio =
        (newsvendor.underageCost - multiplier * item.unitResource)
        / (newsvendor.underageCost + newsvendor.overageCost)
      return ratio > 0 ? max(0, newsvendor.demand.quantile(ratio)) : 0
    }
  }

  private func used(_ quantities: [Double]) -> Double {
    zip(items, quantities).reduce(0) { $0 + $1.0.unitResource * $1.1 }
  }

  /// Spends what is left where demand jumps and the multiplier could not divide it.
  private func spend(_ budget: Double, upTo limits: [Double], _ quantities: inout [Double]) {
    var left = budget - used(quantities)
    // At the multiplier all of these bring the same per unit of budget: the smallest units first.
    let order = items.indices.sorted { items[$0].unitResource < items[$1].unitResource }
    for index in order where limits[index] > quantities[index] {
      let unit = items[index].unitResource
      var more = min(limits[index] - quantities[index], left / unit)
      if items[index].newsvendor.isInWholeUnits { more = more.rounded(.down) }
      if more > 0 {
        quantities[index] += more
        left -= more * unit
      }
    }
  }

  private func plan(_ quantities: [Double], multiplier: Double) -> Plan {
    let orders = zip(items, quantities).map { $0.newsvendor.order($1) }
    return Plan(
      orders: orders, multiplier: multiplier, used: used(quantities),
      expectedCost: orders.reduce(0) { $0 + $1.expectedCost })
  }
}
