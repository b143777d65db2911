public import SupplyChainCore

/// A warehouse, plant or dock that can send so many shipments within the plan.
///
/// ```swift
/// let plant = try Facility(name: "Plant 3", capacity: 1_013)
/// ```
public struct Facility: Hashable, Sendable, Codable {
  /// The name, as the sources of shipments give it.
  public let name: String
  /// How many shipments it can send at most; each part of a split shipment counts.
  public let capacity: Int

  /// Describes a facility.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - capacity: How many shipments it can send at most.
  /// - Throws: `InvalidInput` for an empty name or a negative capacity.
  public init(name: String, capacity: Int) throws(InvalidInput) {
    self.name = name
    self.capacity = capacity
    var checks = InputChecks()
    if name.isEmpty { checks.report("facility.name", "is empty") }
    checks.require(capacity >= 0, "facility.capacity", value: capacity, "is negative")
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey { case name, capacity }

  /// Decodes a facility, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: values.decode(String.self, forKey: .name),
      capacity: values.decode(Int.self, forKey: .capacity))
  }
}
