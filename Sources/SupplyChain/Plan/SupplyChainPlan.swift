public import DemandForecasting

/// A plan for a whole supply chain: what will be asked for, what to hold, how it travels.
public struct SupplyChainPlan: Sendable {
  /// The number of days that orders and loads are planned for.
  public let horizonDays: Int
  /// The number of days between two deliveries to a customer.
  public let deliveryCycleDays: Int
  /// The forecast of each item of the network.
  public let forecasts: [Forecast]
  /// Stock and freight under the terms that the sites state.
  public let firstRound: PlanningRound
  /// Stock and freight under the terms that came out of the first round's loads; `nil` if the
  /// planner was told not to look back.
  public let secondRound: PlanningRound?
  /// What the feedback changed, item by item; empty without a second round.
  public let lessons: [Lesson]
  /// The tours of one delivery cycle, a plan for each warehouse with customers and vehicles.
  public let deliveries: [DeliveryPlan]

  /// The round to act on.
  public var round: PlanningRound { secondRound ?? firstRound }

  /// What the plan costs over its horizon, in money.
  public var costs: Costs {
    let cycles = Double(horizonDays) / Double(deliveryCycleDays)
    return Costs(
      holding: round.holdingCost, freight: round.freightCost,
      delivery: deliveries.reduce(0) { $0 + $1.solution.cost.total } * cycles)
  }

  /// The cost of a plan by its stages, in money over the horizon.
  public struct Costs: Hashable, Sendable, Codable {
    /// For holding stock.
    public let holding: Double
    /// For freight from sources to warehouses.
    public let freight: Double
    /// For delivery from warehouses to customers: one cycle's tours, repeated over the horizon.
    public let delivery: Double
    /// The sum.
    public var total: Double { holding + freight + delivery }
  }

  /// What the feedback changed for an item.
  public struct Lesson: Hashable, Sendable, Codable {
    /// The item, as an index into the network's items.
    public let item: Int
    /// The order-up-to level under the terms that the sites state.
    public let levelBefore: Double
    /// The order-up-to level under the terms that came out of the loads.
    public let levelAfter: Double
    /// The cycle service that the first level would really have given.
    public let serviceOfFirstLevel: Double
  }
}
