public import SupplyChainCore

/// The weight that is billed: the real one, or what the room it takes would weigh.
///
/// Air freight counts a cubic metre as 167 kg, European road freight as 333 kg, a pallet place as
/// 740 kg and a linear metre as 1,850 kg; the heaviest count is billed.
///
/// ```swift
/// let air = try ChargeableWeight(perCubicMetre: 166.67)
/// assert(air.weight(of: LoadSize(weight: 100, volume: 3)) > 500)
/// ```
public struct ChargeableWeight: Hashable, Sendable, Codable {
  /// The kilograms that a cubic metre counts.
  public let perCubicMetre: Double
  /// The kilograms that a pallet place counts.
  public let perPallet: Double
  /// The kilograms that a linear metre counts.
  public let perLinearMetre: Double

  /// What room counts as weight; a dimension left out counts nothing.
  ///
  /// - Parameters:
  ///   - perCubicMetre: The kilograms that a cubic metre counts.
  ///   - perPallet: The kilograms that a pallet place counts.
  ///   - perLinearMetre: The kilograms that a linear metre counts.
  /// - Throws: `InvalidInput` where one is negative or not a finite number.
  public init(
    perCubicMetre: Double = 0, perPallet: Double = 0, perLinearMetre: Double = 0
  ) throws(InvalidInput) {
    self.perCubicMetre = perCubicMetre
    self.perPallet = perPallet
    self.perLinearMetre = perLinearMetre
    var checks = InputChecks()
    checks.requireNonNegative(perCubicMetre, "chargeableWeight.perCubicMetre")
    checks.requireNonNegative(perPallet, "chargeableWeight.perPallet")
    checks.requireNonNegative(perLinearMetre, "chargeableWeight.perLinearMetre")
    try checks.finish()
  }

  private init() {
    perCubicMetre = 0
    perPallet = 0
    perLinearMetre = 0
  }

  /// The real weight, whatever room it takes.
  public static let actual = ChargeableWeight()

  /// The weight that is billed for a size.
  public func weight(of size: LoadSize) -> Double {
    max(
      max(size.weight, size.volume * perCubicMetre),
      max(size.pallets * perPallet, size.length * perLinearMetre))
  }

  private enum CodingKeys: String, CodingKey { case perCubicMetre, perPallet, perLinearMetre }

  /// Decodes the counts, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      perCubicMetre: values.decodeIfPresent(Double.self, forKey: .perCubicMetre) ?? 0,
      perPallet: values.decodeIfPresent(Double.self, forKey: .perPallet) ?? 0,
      perLinearMetre: values.decodeIfPresent(Double.self, forKey: .perLinearMetre) ?? 0)
  }
}
