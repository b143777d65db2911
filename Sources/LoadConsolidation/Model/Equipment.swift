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

  /// Describes a kind of equipment.
  ///
  /// - Parameters:
  ///   - name: The name of the equipment.
  ///   - capacity: What it holds.
  ///   - features: What it has that a shipment may require.
  /// - Throws: `InvalidInput` for an empty name.
  public init(name: String, capacity: LoadCapacity, features: [String] = []) throws(InvalidInput) {
    guard !name.isEmpty else { throw InvalidInput("equipment.name", "is empty") }
    self.name = name
    self.capacity = capacity
    self.features = features
  }

  private enum CodingKeys: String, CodingKey { case name, capacity, features }

  /// Decodes equipment, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` for an empty name, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: values.decode(String.self, forKey: .name),
      capacity: values.decode(LoadCapacity.self, forKey: .capacity),
      features: values.decodeIfPresent([String].self, forKey: .features) ?? [])
  }
}
