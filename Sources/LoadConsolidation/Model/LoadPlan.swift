/// A plan: which shipments travel together, and what stays behind.
///
/// ```swift
/// func summarise(_ plan: LoadPlan) -> String {
///   "\(plan.loads.count) loads cost \(plan.cost), \(plan.savings) less than shipping alone"
/// }
/// ```
public struct LoadPlan: Hashable, Sendable, Codable {
  /// A shipment that stays behind.
  public struct LeftOut: Hashable, Sendable, Codable {
    /// Its index in the problem's shipments.
    public let shipment: Int
    /// Why.
    public let reason: String
    /// What leaving it costs.
    public let cost: Double
  }

  /// The loads, ordered by their first shipment.
  public let loads: [Load]
  /// The shipments that stay behind, in their order.
  public let leftOut: [LeftOut]
  /// What it would cost to send every shipment of the loads by itself, at the cheapest offer.
  public let costOfShippingAlone: Double

  /// The price of all loads, item by item.
  public var charge: Charge { loads.reduce(.zero) { $0 + $1.charge } }

  /// The price of all loads and of what is left behind.
  public var cost: Double {
    loads.reduce(0) { $0 + $1.charge.total } + leftOut.reduce(0) { $0 + $1.cost }
  }

  /// How much less the loads cost than every shipment by itself.
  ///
  /// Below zero only where the availability of cheap offers forces dearer ones.
  public var savings: Double {
    costOfShippingAlone - loads.reduce(0) { $0 + $1.charge.total }
  }
}
