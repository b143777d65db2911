public import SupplyChainCore

/// A vehicle paid by the kilometre, with a price for calling it out and a minimum.
///
/// ```swift
/// let truck = try PerDistanceRate(perKilometre: 1.45, callOut: 80, minimumCharge: 250)
/// ```
public struct PerDistanceRate: RateCard, Hashable, Codable {
  /// The price of a kilometre.
  public let perKilometre: Double
  /// What it costs before the first kilometre.
  public let callOut: Double
  /// The least that is charged.
  public let minimumCharge: Double

  /// A price for each kilometre from loading to the last stop.
  ///
  /// - Parameters:
  ///   - perKilometre: The price of a kilometre.
  ///   - callOut: What it costs before the first kilometre.
  ///   - minimumCharge: The least that is charged.
  /// - Throws: `InvalidInput` where a price is negative or not a finite number.
  public init(
    perKilometre: Double, callOut: Double = 0, minimumCharge: Double = 0
  ) throws(InvalidInput) {
    self.perKilometre = perKilometre
    self.callOut = callOut
    self.minimumCharge = minimumCharge
    var checks = InputChecks()
    checks.requireNonNegative(perKilometre, "rate.perKilometre")
    checks.requireNonNegative(callOut, "rate.callOut")
    checks.requireNonNegative(minimumCharge, "rate.minimumCharge")
    try checks.finish()
  }

  /// The charge for the distance; `nil` where it is not known.
  public func charge(for load: LoadProfile) -> Charge? {
    load.distance.map {
      Charge(lineHaul: max(minimumCharge, callOut + perKilometre * $0))
    }
  }

  /// The charge for the distance.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] {
    [ChargeFloor(fixed: charge(for: least)?.total ?? .infinity)]
  }

  /// The kilometres and their price, or that the minimum applies.
  public func explanation(of load: LoadProfile) -> String {
    guard let distance = load.distance else { return "distance not known" }
    let kilometres = Text.number(distance)
    return callOut + perKilometre * distance < minimumCharge
      ? "minimum charge, for \(kilometres) km"
      : "\(kilometres) km at \(Text.number(perKilometre))"
  }

  private enum CodingKeys: String, CodingKey { case perKilometre, callOut, minimumCharge }

  /// Decodes a rate, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      perKilometre: values.decode(Double.self, forKey: .perKilometre),
      callOut: values.decodeIfPresent(Double.self, forKey: .callOut) ?? 0,
      minimumCharge: values.decodeIfPresent(Double.self, forKey: .minimumCharge) ?? 0)
  }
}
