public import SupplyChainCore

/// What a carrier offers: a kind of equipment at a tariff.
///
/// ```swift
/// let trailer = try Equipment(
///   name: "trailer", capacity: LoadCapacity(weight: 24_000, pallets: 33))
/// let offer = try CarrierOffer(
///   carrier: "Vanderhoven", equipment: trailer,
///   rate: PerDistanceRate(perKilometre: 1.45, minimumCharge: 250).adding(stopOff: 50),
///   maximumStops: 3)
/// ```
public struct CarrierOffer: Sendable {
  /// The name of the carrier.
  public let carrier: String
  /// What the goods travel in.
  public let equipment: Equipment
  /// What it costs; where the rate has no answer, the carrier does not go.
  public let rate: any RateCard
  /// How many loads can be had at most; `nil` for as many as are wanted.
  public let available: Int?
  /// At how many places a load may be unloaded.
  public let maximumStops: Int
  /// How long it takes.
  public let transit: TransitTime

  /// Describes an offer.
  ///
  /// - Parameters:
  ///   - carrier: The name of the carrier.
  ///   - equipment: What the goods travel in.
  ///   - rate: What it costs.
  ///   - available: How many loads can be had at most.
  ///   - maximumStops: At how many places a load may be unloaded.
  ///   - transit: How long it takes.
  /// - Throws: `InvalidInput` for an empty name, a negative number of loads, no stop.
  public init(
    carrier: String, equipment: Equipment, rate: any RateCard, available: Int? = nil,
    maximumStops: Int = 1, transit: TransitTime = .sameDay
  ) throws(InvalidInput) {
    self.carrier = carrier
    self.equipment = equipment
    self.rate = rate
    self.available = available
    self.maximumStops = maximumStops
    self.transit = transit
    var checks = InputChecks()
    if carrier.isEmpty { checks.report("offer.carrier", "is empty") }
    if let available {
      checks.require(available >= 0, "offer.available", value: available, "is negative")
    }
    checks.require(maximumStops >= 1, "offer.maximumStops", value: maximumStops, "is below 1")
    try checks.finish()
  }
}
