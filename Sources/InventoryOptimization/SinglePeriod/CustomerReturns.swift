public import SupplyChainCore

/// What customers bring back of what they bought in a season.
///
/// ```swift
/// let returns = try CustomerReturns(share: 0.3, value: 12, handlingCost: 2)
/// let item = try Newsvendor(
///   demand: Poisson(mean: 400), price: 60, purchaseCost: 25, returns: returns)
/// print(item.optimal.quantity)  // fewer than without
/// ```
///
/// A unit that comes back is paid back in full and is worth its return value at the end of the season:
/// it comes too late to be sold again. So of each price a part is kept, and the best order is that of
/// a ``Newsvendor`` with what is left of it. Source: Vlachos and Dekker, Return handling options and
/// order quantities for single period products, European Journal of Operational Research 151 (2003),
/// without reselling.
public struct CustomerReturns: Hashable, Sendable, Codable {
  /// The share of units sold that comes back.
  public let share: Double
  /// What a unit that came back is worth at the end of the season.
  public let value: Double
  /// What it costs to take a unit back.
  public let handlingCost: Double

  /// What customers bring back.
  ///
  /// - Parameters:
  ///   - share: The share of units sold that comes back, from 0 to 1.
  ///   - value: What a unit that came back is worth at the end of the season; negative where to be
  ///     rid of it costs money.
  ///   - handlingCost: What it costs to take a unit back, zero or more.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(share: Double, value: Double = 0, handlingCost: Double = 0) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(share >= 0 && share <= 1, "share", value: share, "is not between 0 and 1")
    checks.requireFinite(value, "value")
    checks.requireNonNegative(handlingCost, "handlingCost")
    try checks.finish()
    self.share = share
    self.value = value
    self.handlingCost = handlingCost
  }

  /// Decodes the returns and checks them like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      share: container.decode(Double.self, forKey: .share),
      value: container.decodeIfPresent(Double.self, forKey: .value) ?? 0,
      handlingCost: container.decodeIfPresent(Double.self, forKey: .handlingCost) ?? 0)
  }

  /// What is kept, on average, of the price of a unit sold.
  func revenue(ofPrice price: Double) -> Double {
    price * (1 - share) + share * (value - handlingCost)
  }
}
