public import SupplyChainCore

/// A tariff with charges laid over it: stops, fuel, and whatever else a load is billed.
///
/// Made by `adding(fuelSurcharge:)`, `adding(stopOff:included:)` and `adding(accessorial:)`. The
/// fuel surcharge is a share of the line haul and of the stop-offs of the tariff below, so it is laid
/// on last.
///
/// ```swift
/// let truck = try PerLoadRate(price: 640)
///   .adding(stopOff: 55, included: 1)
///   .adding(fuelSurcharge: 0.15)
/// let charge = truck.charge(
///   for: LoadProfile(lane: Lane(from: "Ghent", to: "Lyon"), stops: 3, size: .zero))
/// assert(charge?.stopOffs == 110)
/// ```
public struct SurchargedRate: RateCard {
  /// The tariff below.
  public let base: any RateCard
  /// The charge for each stop beyond those included.
  public let stopOff: Double
  /// How many stops the tariff below includes.
  public let includedStops: Int
  /// The share of line haul and stop-offs that is charged for fuel.
  public let fuelSurcharge: Double
  /// What each load is charged on top.
  public let accessorial: Double

  init(
    base: any RateCard, stopOff: Double = 0, includedStops: Int = 1, fuelSurcharge: Double = 0,
    accessorial: Double = 0
  ) throws(InvalidInput) {
    self.base = base
    self.stopOff = stopOff
    self.includedStops = includedStops
    self.fuelSurcharge = fuelSurcharge
    self.accessorial = accessorial
    var checks = InputChecks()
    checks.requireNonNegative(stopOff, "rate.stopOff")
    checks.require(includedStops >= 1, "rate.includedStops", value: includedStops, "is below 1")
    checks.requireNonNegative(fuelSurcharge, "rate.fuelSurcharge")
    checks.requireNonNegative(accessorial, "rate.accessorial")
    try checks.finish()
  }

  private init(_ base: any RateCard, like other: SurchargedRate) {
    self.base = base
    stopOff = other.stopOff
    includedStops = other.includedStops
    fuelSurcharge = other.fuelSurcharge
    accessorial = other.accessorial
  }

  /// The charge of the tariff below, and the surcharges.
  public func charge(for load: LoadProfile) -> Charge? {
    guard var charge = base.charge(for: load) else { return nil }
    charge.stopOffs += stopOff * Double(max(0, load.stops - includedStops))
    charge.fuelSurcharge += fuelSurcharge * (charge.lineHaul + charge.stopOffs)
    charge.accessorials += accessorial
    return charge
  }

  /// The tariff below on the lane, with the same surcharges.
  public func card(on lane: Lane) -> (any RateCard)? {
    base.card(on: lane).map { SurchargedRate($0, like: self) }
  }

  /// The planes of the tariff below, with the surcharges.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] {
    let stops = stopOff * Double(max(0, least.stops - includedStops))
    return base.floors(from: least, to: most).map { floor in
      var floor = floor.scaled(by: 1 + fuelSurcharge)
      floor.fixed += stops * (1 + fuelSurcharge) + accessorial
      return floor
    }
  }

  /// What the tariff below says.
  public func explanation(of load: LoadProfile) -> String { base.explanation(of: load) }
}

extension RateCard {
  /// The tariff with a surcharge for fuel.
  ///
  /// - Parameter share: The share of line haul and stop-offs, for instance 0.15.
  /// - Returns: The tariff with the surcharge.
  /// - Throws: `InvalidInput` where the share is negative or not a finite number.
  public func adding(fuelSurcharge share: Double) throws(InvalidInput) -> SurchargedRate {
    try SurchargedRate(base: self, fuelSurcharge: share)
  }

  /// The tariff with a charge for every stop beyond those included.
  ///
  /// - Parameters:
  ///   - price: The charge for a stop.
  ///   - stops: How many stops are included.
  /// - Returns: The tariff with the charge.
  /// - Throws: `InvalidInput` where the charge is negative or no stop is included.
  public func adding(
    stopOff price: Double, included stops: Int = 1
  ) throws(InvalidInput) -> SurchargedRate {
    try SurchargedRate(base: self, stopOff: price, includedStops: stops)
  }

  /// The tariff with a charge on every load: tail lift, customs, booking.
  ///
  /// - Parameter price: The charge.
  /// - Returns: The tariff with the charge.
  /// - Throws: `InvalidInput` where the charge is negative or not a finite number.
  public func adding(accessorial price: Double) throws(InvalidInput) -> SurchargedRate {
    try SurchargedRate(base: self, accessorial: price)
  }
}
