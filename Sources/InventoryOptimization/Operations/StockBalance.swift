/// What there is of an item at a location.
///
/// ```swift
/// let balance = StockBalance(onHand: 40, onOrder: 60, allocated: 15, inTransit: 0)
/// print(balance.available, balance.position)  // 25, 85
/// ```
public struct StockBalance: Hashable, Sendable, Codable {
  /// Units on the shelf.
  public var onHand: Double
  /// Units ordered from outside and not yet received.
  public var onOrder: Double
  /// Units that customers have a claim to.
  public var allocated: Double
  /// Units on their way here from other locations.
  public var inTransit: Double

  /// What there is of an item at a location.
  ///
  /// - Parameters:
  ///   - onHand: Units on the shelf.
  ///   - onOrder: Units ordered from outside and not yet received.
  ///   - allocated: Units that customers have a claim to.
  ///   - inTransit: Units on their way here from other locations.
  public init(
    onHand: Double = 0, onOrder: Double = 0, allocated: Double = 0, inTransit: Double = 0
  ) {
    self.onHand = onHand
    self.onOrder = onOrder
    self.allocated = allocated
    self.inTransit = inTransit
  }

  /// Units on the shelf that nobody has a claim to.
  public var available: Double { max(0, onHand - allocated) }

  /// Units that customers have a claim to and that are not on the shelf.
  public var backorders: Double { max(0, allocated - onHand) }

  /// On hand, on order and in transit, less what is claimed: what a policy decides by.
  public var position: Double { onHand + onOrder + inTransit - allocated }

  /// Both balances together.
  public static func + (left: Self, right: Self) -> Self {
    Self(
      onHand: left.onHand + right.onHand, onOrder: left.onOrder + right.onOrder,
      allocated: left.allocated + right.allocated, inTransit: left.inTransit + right.inTransit)
  }
}

/// An item at a location.
///
/// ```swift
/// let place = StockPlace(item: "oil", location: "Graz")
/// ```
public struct StockPlace: Hashable, Sendable, Codable, Comparable {
  /// The name of the item.
  public var item: String
  /// The name of the location.
  public var location: String

  /// An item at a location.
  ///
  /// - Parameters:
  ///   - item: The name of the item.
  ///   - location: The name of the location.
  public init(item: String, location: String) {
    self.item = item
    self.location = location
  }

  /// By item, then by location.
  public static func < (left: Self, right: Self) -> Bool {
    (left.item, left.location) < (right.item, right.location)
  }
}
