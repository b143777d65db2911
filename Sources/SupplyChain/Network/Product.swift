public import SupplyChainCore

/// Something that is bought, stocked and sold: one article of the range.
///
/// ```swift
/// let red = try Product(
///   id: "red", unitCost: 78, weight: 16, volume: 0.02, unitsPerPallet: 60, serviceLevel: 0.97)
/// ```
public struct Product: Hashable, Sendable, Codable, Identifiable {
  /// The name by which histories and stocks refer to it.
  public let id: String
  /// The name that people read.
  public let name: String
  /// The class that decides what it may travel with; `nil` for anything.
  public let freightClass: String?
  /// The value of one unit, in money; capital bound in stock is counted on it.
  public let unitCost: Double
  /// The weight of one unit in kilograms.
  public let weight: Double
  /// The volume of one unit in cubic metres.
  public let volume: Double
  /// The number of units on a full pallet.
  public let unitsPerPallet: Double
  /// The probability of getting through a replenishment cycle without running out.
  public let serviceLevel: Double

  /// Describes a product.
  ///
  /// - Parameters:
  ///   - id: The name by which histories and stocks refer to it.
  ///   - name: The name that people read; the `id` if there is none.
  ///   - freightClass: The class that decides what it may travel with.
  ///   - unitCost: The value of one unit, in money; zero or more.
  ///   - weight: The weight of one unit in kilograms; zero or more.
  ///   - volume: The volume of one unit in cubic metres; zero or more.
  ///   - unitsPerPallet: The number of units on a full pallet; above zero.
  ///   - serviceLevel: The cycle service level, between 0 and 1.
  /// - Throws: `InvalidInput` naming every field that can't be meant.
  public init(
    id: String, name: String? = nil, freightClass: String? = nil, unitCost: Double,
    weight: Double, volume: Double, unitsPerPallet: Double, serviceLevel: Double = 0.95
  ) throws(InvalidInput) {
    self.id = id
    self.name = name ?? id
    self.freightClass = freightClass
    self.unitCost = unitCost
    self.weight = weight
    self.volume = volume
    self.unitsPerPallet = unitsPerPallet
    self.serviceLevel = serviceLevel

    var checks = InputChecks()
    if id.isEmpty { checks.report("product.id", "is empty") }
    checks.requireNonNegative(unitCost, "product.unitCost")
    checks.requireNonNegative(weight, "product.weight")
    checks.requireNonNegative(volume, "product.volume")
    checks.requirePositive(unitsPerPallet, "product.unitsPerPallet")
    checks.requireOpenUnit(serviceLevel, "product.serviceLevel")
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, freightClass, unitCost, weight, volume, unitsPerPallet, serviceLevel
  }

  /// Decodes a product and checks it as the other initialiser does.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      id: values.decode(String.self, forKey: .id),
      name: values.decodeIfPresent(String.self, forKey: .name),
      freightClass: values.decodeIfPresent(String.self, forKey: .freightClass),
      unitCost: values.decode(Double.self, forKey: .unitCost),
      weight: values.decode(Double.self, forKey: .weight),
      volume: values.decode(Double.self, forKey: .volume),
      unitsPerPallet: values.decode(Double.self, forKey: .unitsPerPallet),
      serviceLevel: values.decodeIfPresent(Double.self, forKey: .serviceLevel) ?? 0.95)
  }
}
