/// Shipments that travel together: in what, with whom, when, at what price, and why.
///
/// ```swift
/// func show(_ load: Load) {
///   print("\(load.carrier), \(load.equipment): \(load.charge.total), \(load.reason)")
/// }
/// ```
public struct Load: Hashable, Sendable, Codable {
  /// Where in its journey a load carries a shipment.
  public enum Leg: String, Hashable, Sendable, Codable {
    /// From where it is loaded to where it is unloaded.
    case direct
    /// From where it is loaded to a hub.
    case toHub
    /// From a hub to where it is unloaded.
    case fromHub
  }

  /// A shipment on board, or some of its parts.
  public struct Item: Hashable, Sendable, Codable {
    /// Its index in the problem's shipments.
    public let shipment: Int
    /// How many of its parts are on board; one for a shipment that is not split.
    public let parts: Int
    /// Which of its sources it comes from.
    public let source: Int
    /// Where in its journey it is.
    public let leg: Leg
  }

  /// A place where goods are unloaded.
  public struct Stop: Hashable, Sendable, Codable {
    /// The code of the place.
    public let place: String
    /// The day of arrival.
    public let arrival: Int
    /// What is unloaded.
    public let items: [Item]

    /// The shipments unloaded, as indices into the problem's shipments.
    public var shipments: [Int] { items.map(\.shipment) }
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
  /// The kilograms of CO₂ equivalent; `nil` where they are not counted.
  public let emissions: Double?
  /// The price, item by item.
  public let charge: Charge
  /// How the price comes about; for a shipment that travels alone, why.
  public let reason: String

  /// All that is on board, in the order it is unloaded.
  public var items: [Item] { stops.flatMap(\.items) }

  /// All shipments, as indices into the problem's shipments, in the order they are unloaded.
  public var shipments: [Int] { stops.flatMap(\.shipments) }
}
