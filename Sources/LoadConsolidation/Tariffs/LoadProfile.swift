/// What a tariff may look at to price a load: its way, its stops and its totals.
///
/// ```swift
/// let load = LoadProfile(
///   lane: Lane(from: "Ghent", to: "Lyon"), distance: 760,
///   size: LoadSize(weight: 1_250, pallets: 3))
/// ```
public struct LoadProfile: Hashable, Sendable {
  /// From where it is loaded to its last stop.
  public var lane: Lane
  /// The distance driven from loading to the last stop, in kilometres; `nil` where not known.
  public var distance: Double?
  /// The distance straight from loading to the last stop, in kilometres; `nil` where not known.
  public var directDistance: Double?
  /// The number of places where goods are unloaded, at least one.
  public var stops: Int
  /// The totals of its shipments.
  public var size: LoadSize
  /// The number of shipments.
  public var shipments: Int

  /// Describes a load to a tariff.
  ///
  /// - Parameters:
  ///   - lane: From where it is loaded to its last stop.
  ///   - distance: The distance driven, in kilometres.
  ///   - directDistance: The distance straight to the last stop; the same where left out.
  ///   - stops: The number of places where goods are unloaded.
  ///   - size: The totals of its shipments.
  ///   - shipments: The number of shipments.
  public init(
    lane: Lane, distance: Double? = nil, directDistance: Double? = nil, stops: Int = 1,
    size: LoadSize, shipments: Int = 1
  ) {
    self.lane = lane
    self.distance = distance
    self.directDistance = directDistance ?? distance
    self.stops = stops
    self.size = size
    self.shipments = shipments
  }
}
