/// How an item is replenished at a location.
///
/// ```swift
/// let rules = [
///   ReplenishmentRule(
///     item: "oil", location: "Graz", policy: .minMax(reorderPoint: 20, orderUpToLevel: 60),
///     source: "Linz"),
///   ReplenishmentRule(
///     item: "oil", location: "Linz",
///     policy: PackedPolicy(of: 12, minimum: 48, BaseStockPolicy(level: 200))),
/// ]
/// ```
///
/// The policy is that of the models and the simulation; here it sees the ledger: what customers have a
/// claim to counts as backorders, and goods in transit count as on order.
public struct ReplenishmentRule: Sendable {
  /// The item and the location.
  public var place: StockPlace
  /// What decides how much is ordered.
  public var policy: any ReplenishmentPolicy
  /// The location that sends it; `nil` where it is ordered from outside.
  public var source: String?

  /// How an item is replenished at a location.
  ///
  /// - Parameters:
  ///   - item: The name of the item.
  ///   - location: The name of the location.
  ///   - policy: What decides how much is ordered.
  ///   - source: The location that sends it; `nil` where it is ordered from outside.
  public init(
    item: String, location: String, policy: any ReplenishmentPolicy, source: String? = nil
  ) {
    place = StockPlace(item: item, location: location)
    self.policy = policy
    self.source = source
  }

  /// What the policy orders; `nil` for nothing.
  func wanted(_ balance: StockBalance) -> Double? {
    let quantity = policy.order(
      at: StockState(
        period: 0, onHand: balance.onHand, backorders: balance.allocated,
        onOrder: balance.onOrder + balance.inTransit))
    return quantity > 0 && quantity < 1e15 ? quantity : nil
  }
}

/// What to order, from whom, and why.
public struct ReplenishmentProposal: Hashable, Sendable, Codable {
  /// The item and the location that needs it.
  public var place: StockPlace
  /// The location that sends it; `nil` where it is ordered from outside.
  public var source: String?
  /// Units to order now.
  public var quantity: Double
  /// Units that the policy wants, which can be more than the source has.
  public var wanted: Double
  /// The balance on which it was decided.
  public var balance: StockBalance

  init(rule: ReplenishmentRule, balance: StockBalance, wanted: Double, quantity: Double) {
    place = rule.place
    source = rule.source
    self.quantity = quantity
    self.wanted = wanted
    self.balance = balance
  }

  /// The proposal as a movement: an order, or a dispatch from the source.
  ///
  /// - Parameters:
  ///   - id: The identifier of the movement.
  ///   - time: When it happens.
  /// - Returns: The movement.
  public func movement(id: String, time: Double) -> StockMovement {
    guard let source else {
      return StockMovement(
        id: id, .order, item: place.item, location: place.location, quantity: quantity, time: time)
    }
    return StockMovement(
      id: id, .dispatch, item: place.item, location: source, quantity: quantity,
      to: place.location, time: time)
  }
}
