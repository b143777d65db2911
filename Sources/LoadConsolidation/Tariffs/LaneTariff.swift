/// A tariff with one card a lane; lanes that are not listed are not served.
///
/// ```swift
/// let card = LaneTariff([
///   Lane(from: "Ghent", to: "Lyon"): try PerLoadRate(price: 980),
///   Lane(from: "Ghent", to: "Lille"): try PerLoadRate(price: 310),
/// ])
/// ```
public struct LaneTariff<Card: RateCard>: RateCard {
  /// The card of each lane.
  public let cards: [Lane: Card]

  /// A tariff with one card a lane.
  ///
  /// - Parameter cards: The card of each lane.
  public init(_ cards: [Lane: Card]) { self.cards = cards }

  /// The charge of the lane's card; `nil` where the lane is not served.
  public func charge(for load: LoadProfile) -> Charge? { cards[load.lane]?.charge(for: load) }

  /// The lane's card; `nil` where the lane is not served.
  public func card(on lane: Lane) -> (any RateCard)? { cards[lane]?.card(on: lane) }

  /// The planes of the lane's card.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] {
    cards[least.lane]?.floors(from: least, to: most) ?? [ChargeFloor(fixed: .infinity)]
  }

  /// What the lane's card says.
  public func explanation(of load: LoadProfile) -> String {
    cards[load.lane]?.explanation(of: load) ?? "lane not served"
  }
}
