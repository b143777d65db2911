/// Shipments that travel together: in what, with whom, when, at what price, and why.
///
/// ```swift
/// func show(_ load: Load) {
///   print("\(load.carrier), \(load.equipment): \(load.charge.total), \(load.reason)")
/// }
/// ```
public struct Load: Hashable, Sendable, Codable {
  /// A place where goods are unloaded.
  public struct Stop: Hashable, Sendable, Codable {
    /// The code of the place.
    public let place: String
    /// The day of arrival.
    public let arrival: Int
    /// The shipments unloaded, as indices into the problem's shipments.
    public let shipments: [Int]
  }

  /// The index of the offer in the problem.
  public let offer: Int
  /// The name of the carrier.
  public let carrier: String
  /// The name of the equipment.
  public let equipment: String
  /// The code of the place where it is loaded.
  public let origin: String
  /// The stops in the order they are driven to; goods are loaded in the reverse order.
  public let stops: [Stop]
  /// The day of departure: the earliest that suits every shipment.
  public let departure: Int
  /// The last day of departure that would do as well.
  public let latestDeparture: Int
  /// The distance driven, in kilometres; `nil` where it is not known.
  public let distance: Double?
  /// The totals of its shipments.
  public let size: LoadSize
  /// The share of each limited dimension that is filled.
  public let utilisation: LoadSize
  /// The price, item by item.
  public let charge: Charge
  /// How the price comes about; for a shipment that travels alone, why.
  public let reason: String

  /// All shipments, as indices into the problem's shipments, in the order they are unloaded.
  public var shipments: [Int] { stops.flatMap(\.shipments) }
}
