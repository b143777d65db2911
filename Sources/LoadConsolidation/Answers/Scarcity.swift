/// Something of which there is not enough, and what one more would be worth.
///
/// The value is the dual price of the linear relaxation over loads: what the cost of the relaxed plan
/// falls by for one more. For a whole plan it is an estimate; `WhatIf` plans again and says exactly.
///
/// ```swift
/// func bottlenecks(_ result: ConsolidationResult) {
///   for scarcity in result.scarcities { print(scarcity.name, scarcity.valueOfOneMore) }
/// }
/// ```
public struct Scarcity: Hashable, Sendable, Codable {
  /// What kind of thing is scarce.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Loads of an offer.
    case offer
    /// The shipments that a facility can send.
    case facility
  }

  /// What kind of thing is scarce.
  public let kind: Kind
  /// Its index in the problem's offers or facilities.
  public let index: Int
  /// Its name: carrier and equipment, or the facility.
  public let name: String
  /// By how much one more lowers the cost.
  public let valueOfOneMore: Double
  /// How many more shipments could move that must, where one more lets any.
  public let shipmentsMoved: Int
}
