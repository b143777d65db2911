/// A tariff: what a carrier charges for a load.
///
/// A new tariff is a type with one method. Surcharges are not its business: they are laid over any
/// card by `adding(fuelSurcharge:)`, `adding(stopOff:included:)` and `adding(accessorial:)`.
///
/// ```swift
/// struct PalletRate: RateCard {
///   var perPallet: Double
///   func charge(for load: LoadProfile) -> Charge? {
///     Charge(lineHaul: perPallet * load.size.pallets.rounded(.up))
///   }
/// }
///
/// let card = try PalletRate(perPallet: 55).adding(fuelSurcharge: 0.12)
/// let charge = card.charge(
///   for: LoadProfile(lane: Lane(from: "Ghent", to: "Lyon"), size: LoadSize(pallets: 2)))
/// assert(charge?.lineHaul == 110)
/// ```
public protocol RateCard: Sendable {
  /// The charge for a load; `nil` where the card does not cover it.
  ///
  /// The answer depends on the load alone: a consolidation asks many thousand times.
  func charge(for load: LoadProfile) -> Charge?

  /// The card that holds on one lane, if it differs; asked once a lane, so that nothing has to be
  /// looked up for every load.
  func card(on lane: Lane) -> (any RateCard)?

  /// Planes that no charge lies below, for all loads between two that differ in size and number of
  /// shipments alone.
  ///
  /// A search uses them to pass over loads that cannot pay. The default knows none, which is right
  /// for every tariff and slow for large groups of shipments.
  func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor]

  /// How the charge comes about, in a few words: `400 kg billed as 500 kg at 0.31`.
  func explanation(of load: LoadProfile) -> String
}

extension RateCard {
  /// The card itself.
  public func card(on lane: Lane) -> (any RateCard)? { self }

  /// No plane but zero.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] { [.zero] }

  /// Nothing to add.
  public func explanation(of load: LoadProfile) -> String { "" }
}
