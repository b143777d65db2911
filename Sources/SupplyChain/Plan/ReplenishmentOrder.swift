/// What a warehouse orders of an item on one day.
public struct ReplenishmentOrder: Hashable, Sendable, Codable {
  /// The item, as an index into the network's items.
  public let item: Int
  /// The day of the order, counted from the beginning of the plan.
  public let day: Int
  /// The units ordered.
  public let quantity: Double
  /// The shipments it is moved as, as indices into the shipments of the round: one, or several
  /// where no vehicle holds it all.
  public let shipments: [Int]
}
