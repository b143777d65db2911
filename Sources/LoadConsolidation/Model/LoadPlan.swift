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
    /// How many of its parts; one for a shipment that is not split.
    public let parts: Int
    /// Why.
    public let reason: String
    /// What leaving it costs.
    public let cost: Double
  }

  /// The loads, ordered by their first shipment.
  public let loads: [Load]
  /// The shipments that stay behind, in their order.
  public let leftOut: [LeftOut]
  /// What the sources and hubs cost that the shipments of the loads come from and go through.
  public let handlingCost: Double
  /// What it would cost to send every shipment of the loads by itself, from where it comes, at the
  /// cheapest offer.
  public let costOfShippingAlone: Double

  /// The price of all loads, item by item.
  public var charge: Charge { loads.reduce(.zero) { $0 + $1.charge } }

  /// The price of all loads, of sources and hubs, and of what is left behind.
  public var cost: Double {
    leftOut.reduce(loads.reduce(handlingCost) { $0 + $1.charge.total }) { $0 + $1.cost }
  }

  /// How much less the loads cost than every shipment by itself.
  ///
  /// Below zero only where the availability of cheap offers forces dearer ones.
  public var savings: Double {
    costOfShippingAlone - loads.reduce(handlingCost) { $0 + $1.charge.total }
  }

  /// The kilograms of CO₂ equivalent of all loads; `nil` where they are not counted.
  public var emissions: Double? {
    loads.reduce(0.0) { sum, load in
      guard let sum, let kilograms = load.emissions else { return nil }
      return sum + kilograms
    }
  }

  /// The mean share that is filled of each load's tightest dimension; `nil` without loads.
  public var meanUtilisation: Double? {
    guard !loads.isEmpty else { return nil }
    return loads.reduce(0) { sum, load in
      let share = load.utilisation
      return sum + max(max(share.weight, share.volume), max(share.pallets, share.length))
    } / Double(loads.count)
  }
}
