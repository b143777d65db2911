public import LoadConsolidation

/// One pass through stock and freight, under given terms of replenishment.
public struct PlanningRound: Sendable {
  /// The terms of each warehouse, in the order of the sites.
  public let terms: [ReplenishmentTerms]
  /// The stock target of each item.
  public let targets: [StockTarget]
  /// What is ordered within the horizon.
  public let orders: [ReplenishmentOrder]
  /// What is to be moved.
  public let freight: ConsolidationProblem
  /// How it is moved.
  public let loads: ConsolidationResult
  /// The stock expected at the end of each day of the horizon, for each item; below zero means
  /// customers who wait.
  public let projections: [[Double]]

  /// The cost of holding stock over the horizon.
  public var holdingCost: Double { targets.reduce(0) { $0 + $1.holdingCost } }
  /// The cost of freight over the horizon.
  public var freightCost: Double { loads.plan.cost }
}
