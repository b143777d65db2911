public import SupplyChainCore

/// The service that a policy has to give.
///
/// ```swift
/// let target = try ServiceTarget.fillRate(0.98)
/// ```
///
/// The measures differ much: with large orders a cycle service of 80 % can be a fill rate of 99 %,
/// since a shortage at the end of a long cycle concerns few units. <doc:ServiceLevels> sets them side
/// by side.
public struct ServiceTarget: Hashable, Sendable, Codable {
  enum Measure: String, Hashable, Sendable, Codable {
    case cycleService, fillRate, readyRate, timeWeighted
  }

  let measure: Measure
  /// The level, between 0 and 1.
  public let level: Double
  /// The expected demand of a period, where backorders are counted against it.
  let demandPerPeriod: Double?

  private init(
    _ measure: Measure, _ level: Double, demandPerPeriod: Double? = nil
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireOpenUnit(level, "\(measure)")
    if measure == .timeWeighted {
      checks.requirePositive(demandPerPeriod ?? .nan, "demandPerPeriod")
    }
    try checks.finish()
    self.measure = measure
    self.level = level
    self.demandPerPeriod = demandPerPeriod
  }

  /// Decodes a target and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(Measure.self, forKey: .measure),
      container.decode(Double.self, forKey: .level),
      demandPerPeriod: container.decodeIfPresent(Double.self, forKey: .demandPerPeriod))
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
  /// - Parameter level: The share, between 0 and 1.
  /// - Returns: The target.
  /// - Throws: `InvalidInput` if the level is not between 0 and 1.
  public static func fillRate(_ level: Double) throws(InvalidInput) -> Self {
    try Self(.fillRate, level)
  }

  /// The share of time with stock on hand (type 3).
  ///
  /// Where demand comes in single units or flows evenly this is also the fill rate.
  ///
  /// - Parameter level: The share, between 0 and 1.
  /// - Returns: The target.
  /// - Throws: `InvalidInput` if the level is not between 0 and 1.
  public static func readyRate(_ level: Double) throws(InvalidInput) -> Self {
    try Self(.readyRate, level)
  }

  /// One less the average backorders over the demand of a period (γ): it counts how long customers
  /// wait.
  ///
  /// A level of 98 % means that a unit waits 2 % of a period on average (Little's law).
  ///
  /// - Parameters:
  ///   - level: The level, between 0 and 1.
  ///   - demandPerPeriod: The expected demand of a period, above zero.
  /// - Returns: The target.
  /// - Throws: `InvalidInput` naming what is out of range.
  public static func timeWeighted(
    _ level: Double, demandPerPeriod: Double
  ) throws(InvalidInput) -> Self {
    try Self(.timeWeighted, level, demandPerPeriod: demandPerPeriod)
  }

  /// The average backorders that a time-weighted target leaves.
  var allowedBackorders: Double { (1 - level) * (demandPerPeriod ?? .nan) }
}
