public import SupplyChainCore

/// Something known beside the series that moves demand: a price, a promotion, the days of a month.
///
/// ```swift
/// let price = try Regressor("price", [9.9, 9.9, 8.5, 9.9])
/// print(price.values.count)  // 4
/// ```
public struct Regressor: Hashable, Sendable, Codable {
  /// Its name in tables and messages.
  public let name: String
  /// One value a step.
  public let values: [Double]

  /// A regressor.
  ///
  /// - Parameters:
  ///   - name: Its name; no two of one model may have the same.
  ///   - values: One value for each step.
  /// - Throws: `InvalidInput` naming each value that is not finite.
  public init(_ name: String, _ values: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    for (index, value) in values.enumerated() {
      checks.requireFinite(value, "regressors.\(name)", at: index)
    }
    try checks.finish()
    self.name = name
    self.values = values
  }

  private enum CodingKeys: CodingKey { case name, values }

  /// Reads a regressor and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(String.self, forKey: .name),
      container.decode([Double].self, forKey: .values))
  }
}
