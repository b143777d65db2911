public import SupplyChainCore

/// A kind of vehicle or container: what it holds and what it can do.
///
/// ```swift
/// let reefer = try Equipment(
///   name: "reefer", capacity: LoadCapacity(weight: 22_000, pallets: 33),
///   features: ["refrigerated"])
/// ```
public struct Equipment: Hashable, Sendable, Codable {
  /// The name of the equipment, for instance `13.6 m trailer`.
  public let name: String
  /// What it holds.
  public let capacity: LoadCapacity
  /// What it has, for instance `tail lift`; a shipment may require it.
  public let features: [String]
  /// How many layers of stackable goods stand on one another; one for none.
  ///
  /// Stackable shipments take the pallet places and the length of floor divided by this number.
  public let stackingLevels: Int

  /// Describes a kind of equipment.
  ///
  /// - Parameters:
  ///   - name: The name of the equipment.
  ///   - capacity: What it holds.
  ///   - features: What it has that a shipment may require.
  ///   - stackingLevels: How many layers of stackable goods stand on one another.
  /// - Throws: `InvalidInput` for an empty name or no level.
  public init(
    name: String, capacity: LoadCapacity, features: [String] = [], stackingLevels: Int = 1
  ) throws(InvalidInput) {
    self.name = name
    self.capacity = capacity
    self.features = features
    self.stackingLevels = stackingLevels
    var checks = InputChecks()
    if name.isEmpty { checks.report("equipment.name", "is empty") }
    checks.require(
      stackingLevels >= 1, "equipment.stackingLevels", value: stackingLevels, "is below 1")
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey { case name, capacity, features, stackingLevels }

  /// Decodes equipment, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: values.decode(String.self, forKey: .name),
      capacity: values.decode(LoadCapacity.self, forKey: .capacity),
      features: values.decodeIfPresent([String].self, forKey: .features) ?? [],
      stackingLevels: values.decodeIfPresent(Int.self, forKey: .stackingLevels) ?? 1)
  }
}
