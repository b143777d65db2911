public import SupplyChainCore

/// A place where goods change vehicles: collected in one load, distributed in another.
///
/// A shipment may go through a hub where carriers serve both lanes, to the hub and on from it. It
/// leaves its origin so as to reach the hub `daysToReach` days after its first day of shipping, and
/// goes on from `daysOfHandling` days later.
///
/// ```swift
/// let hub = try Hub(place: "Metz", costPerShipment: 4, costPerKilogram: 0.01, daysOfHandling: 1)
/// ```
public struct Hub: Hashable, Sendable, Codable {
  /// The code of the place.
  public let place: String
  /// What handling a shipment costs.
  public let costPerShipment: Double
  /// What handling a kilogram costs.
  public let costPerKilogram: Double
  /// How many days after its first day of shipping a shipment must have come in.
  public let daysToReach: Int
  /// How many days after coming in it goes on.
  public let daysOfHandling: Int

  /// Describes a hub.
  ///
  /// - Parameters:
  ///   - place: The code of the place.
  ///   - costPerShipment: What handling a shipment costs.
  ///   - costPerKilogram: What handling a kilogram costs.
  ///   - daysToReach: How many days after its first day of shipping a shipment must have come in.
  ///   - daysOfHandling: How many days after coming in it goes on.
  /// - Throws: `InvalidInput` for an empty place, negative costs or days.
  public init(
    place: String, costPerShipment: Double = 0, costPerKilogram: Double = 0,
    daysToReach: Int = 0, daysOfHandling: Int = 0
  ) throws(InvalidInput) {
    self.place = place
    self.costPerShipment = costPerShipment
    self.costPerKilogram = costPerKilogram
    self.daysToReach = daysToReach
    self.daysOfHandling = daysOfHandling
    var checks = InputChecks()
    if place.isEmpty { checks.report("hub.place", "is empty") }
    checks.requireNonNegative(costPerShipment, "hub.costPerShipment")
    checks.requireNonNegative(costPerKilogram, "hub.costPerKilogram")
    let days = 0...1_000_000
    checks.require(
      days.contains(daysToReach), "hub.daysToReach", value: daysToReach, "is not a number of days")
    checks.require(
      days.contains(daysOfHandling), "hub.daysOfHandling", value: daysOfHandling,
      "is not a number of days")
    try checks.finish()
  }

  /// What handling goods of this size costs.
  public func cost(of size: LoadSize) -> Double {
    costPerShipment + costPerKilogram * size.weight
  }

  private enum CodingKeys: String, CodingKey {
    case place, costPerShipment, costPerKilogram, daysToReach, daysOfHandling
  }

  /// Decodes a hub, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      place: values.decode(String.self, forKey: .place),
      costPerShipment: values.decodeIfPresent(Double.self, forKey: .costPerShipment) ?? 0,
      costPerKilogram: values.decodeIfPresent(Double.self, forKey: .costPerKilogram) ?? 0,
      daysToReach: values.decodeIfPresent(Int.self, forKey: .daysToReach) ?? 0,
      daysOfHandling: values.decodeIfPresent(Int.self, forKey: .daysOfHandling) ?? 0)
  }
}
