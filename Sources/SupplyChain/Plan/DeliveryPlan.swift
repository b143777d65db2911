public import VehicleRouting

/// The tours that deliver from one warehouse to its customers in one delivery cycle.
public struct DeliveryPlan: Sendable {
  /// The warehouse, as an index into the network's sites.
  public let warehouse: Int
  /// The site of each client of the problem, as an index into the network's sites.
  ///
  /// A customer who needs more than one vehicle holds is several clients.
  public let clientSites: [Int]
  /// The routing problem: kilograms and cubic metres, kilometres and hours.
  public let problem: RoutingProblem
  /// The tours.
  public let solution: RoutingSolution
}
