/// How far a planner has come.
public struct PlanningProgress: Hashable, Sendable, Codable {
  /// A stage of the flow.
  public struct Stage: Hashable, Sendable, Codable {
    /// The name of the stage.
    public let name: String

    /// Demand of every item is forecast.
    public static let forecast = Stage(name: "forecast")
    /// Stock targets and orders are derived.
    public static let stock = Stage(name: "stock")
    /// Orders are consolidated into loads.
    public static let loads = Stage(name: "loads")
    /// Deliveries are routed.
    public static let routes = Stage(name: "routes")
  }

  /// What is being done.
  public let stage: Stage
  /// The share of the whole flow that is done, from 0 to 1.
  public let fraction: Double
}
