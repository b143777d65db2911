public import DemandForecasting
public import SupplyChainCore

/// A product at a warehouse: what was sold of it there and what is left.
///
/// ```swift
/// let history = try TimeSeries([310, 290, nil, 355, 402, 371], period: 12)
/// let item = try StockedItem(product: "red", site: "SYD", history: history, onHand: 180)
/// ```
public struct StockedItem: Hashable, Sendable, Codable {
  /// The product.
  public let product: String
  /// The warehouse.
  public let site: String
  /// The units sold in each period, oldest first.
  public let history: TimeSeries
  /// The units on hand when the plan begins.
  public let onHand: Double

  /// Describes a stocked item.
  ///
  /// - Parameters:
  ///   - product: The product.
  ///   - site: The warehouse.
  ///   - history: The units sold in each period, oldest first; none negative.
  ///   - onHand: The units on hand when the plan begins; zero or more.
  /// - Throws: `InvalidInput` naming every field that can't be meant.
  public init(
    product: String, site: String, history: TimeSeries, onHand: Double = 0
  ) throws(InvalidInput) {
    self.product = product
    self.site = site
    self.history = history
    self.onHand = onHand

    var checks = InputChecks()
    if product.isEmpty { checks.report("item.product", "is empty") }
    if site.isEmpty { checks.report("item.site", "is empty") }
    checks.requireNonNegative(onHand, "item.onHand")
    for (index, value) in history.values.enumerated() {
      if let value, value < 0 {
        checks.report("item.history", at: index, value: "\(value)", "is negative")
      }
    }
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey { case product, site, history, onHand }

  /// Decodes an item and checks it as the other initialiser does.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      product: values.decode(String.self, forKey: .product),
      site: values.decode(String.self, forKey: .site),
      history: values.decode(TimeSeries.self, forKey: .history),
      onHand: values.decodeIfPresent(Double.self, forKey: .onHand) ?? 0)
  }
}
