public import SupplyChainCore

/// The service that a policy has to give.
///
/// ```swift
/// let target = try ServiceTarget.fillRate(0.98)
/// ```
///
/// The two usual measures differ much: with large orders a cycle service of 80 % can be a fill rate
/// of 99 %, since a shortage at the end of a long cycle concerns few units.
public struct ServiceTarget: Hashable, Sendable, Codable {
  enum Measure: String, Hashable, Sendable, Codable { case cycleService, fillRate }

  let measure: Measure
  /// The level, between 0 and 1.
  public let level: Double

  private init(_ measure: Measure, _ level: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireOpenUnit(level, "\(measure)")
    try checks.finish()
    self.measure = measure
    self.level = level
  }

  /// Decodes a target and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(Measure.self, forKey: .measure),
      container.decode(Double.self, forKey: .level))
  }

  /// The probability that no demand is missed in an order cycle (type 1, α).
  ///
  /// - Parameter level: The probability, between 0 and 1.
  /// - Returns: The target.
  /// - Throws: `InvalidInput` if the level is not between 0 and 1.
  public static func cycleService(_ level: Double) throws(InvalidInput) -> Self {
    try Self(.cycleService, level)
  }

  /// The share of demand that is met from stock at once (type 2, β).
  ///
  /// Where demand comes in single units this is also the ready rate, the share of time with stock on
  /// hand.
  ///
  /// - Parameter level: The share, between 0 and 1.
  /// - Returns: The target.
  /// - Throws: `InvalidInput` if the level is not between 0 and 1.
  public static func fillRate(_ level: Double) throws(InvalidInput) -> Self {
    try Self(.fillRate, level)
  }
}
