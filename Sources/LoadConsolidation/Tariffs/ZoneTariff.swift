public import SupplyChainCore

/// A tariff with one card for each zone of destinations, as parcel and LTL carriers print it.
///
/// ```swift
/// let tariff = try ZoneTariff(
///   zones: ["Lille": "near", "Lyon": "far"],
///   cards: ["near": PerLoadRate(price: 90), "far": PerLoadRate(price: 210)])
/// ```
public struct ZoneTariff<Card: RateCard>: RateCard {
  /// The zone of each destination; destinations that are not listed are not served.
  public let zones: [String: String]
  /// The card of each zone.
  public let cards: [String: Card]

  /// A tariff with one card for each zone.
  ///
  /// - Parameters:
  ///   - zones: The zone of each destination.
  ///   - cards: The card of each zone.
  /// - Throws: `InvalidInput` where a destination lies in a zone that has no card.
  public init(zones: [String: String], cards: [String: Card]) throws(InvalidInput) {
    self.zones = zones
    self.cards = cards
    var checks = InputChecks()
    for (place, zone) in zones.sorted(by: { $0.key < $1.key }) where cards[zone] == nil {
      checks.report("zones", value: zone, "has no card, for \(place)")
    }
    try checks.finish()
  }

  private func card(to destination: String) -> Card? { zones[destination].flatMap { cards[$0] } }

  /// The charge of the zone's card; `nil` where the destination is not served.
  public func charge(for load: LoadProfile) -> Charge? {
    card(to: load.lane.destination)?.charge(for: load)
  }

  /// The card of the destination's zone; `nil` where it is not served.
  public func card(on lane: Lane) -> (any RateCard)? {
    card(to: lane.destination)?.card(on: lane)
  }

  /// The planes of the zone's card.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] {
    card(to: least.lane.destination)?.floors(from: least, to: most)
      ?? [ChargeFloor(fixed: .infinity)]
  }

  /// What the zone's card says.
  public func explanation(of load: LoadProfile) -> String {
    card(to: load.lane.destination)?.explanation(of: load) ?? "destination not served"
  }
}
