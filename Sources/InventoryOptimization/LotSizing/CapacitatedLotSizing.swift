public import SupplyChainCore

/// When to order how much, when no order can be larger than the capacity of its period.
///
/// ```swift
/// let item = try LotSizing(
///   demand: [40, 90, 0, 120, 30], orderingCost: 100, holdingCost: 1, backorderCost: 8)
/// let limited = try CapacitatedLotSizing(item, capacity: 80)
/// if let plan = limited.optimal { print(plan.orders, plan.cost) }
/// ```
///
/// Capacities may differ from period to period; where one is zero nothing can be ordered.
public struct CapacitatedLotSizing: Hashable, Sendable, Codable {
  /// Demand and costs.
  public let item: LotSizing
  /// The most units that can be ordered in each period.
  public let capacities: [Double]

  /// Limits the orders of an item by the same capacity in all periods.
  ///
  /// - Parameters:
  ///   - item: Demand and costs.
  ///   - capacity: The most units that can be ordered in a period, zero or more.
  /// - Throws: `InvalidInput` if the capacity is out of range.
  public init(_ item: LotSizing, capacity: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(capacity, "capacity")
    try checks.finish()
    try self.init(item, capacities: item.demand.map { _ in capacity })
  }

  /// Limits the orders of an item by a capacity for each period.
  ///
  /// - Parameters:
  ///   - item: Demand and costs.
  ///   - capacities: The most units that can be ordered in each period, zero or more.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(_ item: LotSizing, capacities: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      capacities.count == item.demand.count, "capacities", value: "\(capacities.count) numbers",
      "do not match the \(item.demand.count) periods")
    for (period, capacity) in capacities.enumerated() {
      checks.requireNonNegative(capacity, "capacities", at: period)
    }
    try checks.finish()
    self.item = item
    self.capacities = capacities
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(LotSizing.self, forKey: .item),
      capacities: container.decode([Double].self, forKey: .capacities))
  }

  /// The plan of least cost; `nil` where the capacities do not suffice.
  ///
  /// Dynamic programming over the stock at the end of each period. The least cost is a piecewise
  /// linear function of it, and so it stays: an order is nothing, all of the capacity, or the
  /// difference to a stock level at which the function of the period before bends (Chen, Hearn and Lee
  /// 1994, <https://doi.org/10.1287/opre.42.3.561>). Exact for any capacities.
  /// Complexity: O(T × pieces). With the same capacity in all periods the pieces are O(T²), as in the
  /// regeneration intervals of Florian and Klein (1971, <https://doi.org/10.1287/mnsc.18.1.12>), and in
  /// practice far fewer; with capacities that differ, a problem that is NP-hard, their number depends
  /// on the data.
  public var optimal: LotSizing.Plan? {
    CapacitatedLotSizingKernel(self).solve()
  }
}
