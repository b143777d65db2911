/// Up to what level an item is ordered, and what that gives and costs.
public struct StockTarget: Hashable, Sendable, Codable {
  /// The item, as an index into the network's items.
  public let item: Int
  /// The stock, on hand and on order, up to which every order lifts the item, in units.
  public let orderUpToLevel: Double
  /// The part of it that guards against the unexpected, in units.
  public let safetyStock: Double
  /// The demand expected from one order to the arrival of the next, in units.
  public let protectedDemand: Double
  /// The demand expected on one day, in units.
  public let dailyDemand: Double
  /// The probability of getting through a cycle without running out.
  public let cycleServiceLevel: Double
  /// The share of demand met from the shelf.
  public let fillRate: Double
  /// The stock expected on hand, averaged over a cycle, in units.
  public let averageStock: Double
  /// What holding that stock costs over the plan's horizon, in money.
  public let holdingCost: Double

  /// The target of an item that nobody asks for.
  static func nothing(of item: Int) -> StockTarget {
    StockTarget(
      item: item, orderUpToLevel: 0, safetyStock: 0, protectedDemand: 0, dailyDemand: 0,
      cycleServiceLevel: 1, fillRate: 1, averageStock: 0, holdingCost: 0)
  }
}
