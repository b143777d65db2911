public import SupplyChainCore

/// What fails at a stock point now and then, and for how long.
///
/// In each period a point that works fails with one probability and one that is down recovers with
/// another: a Markov chain.
///
/// ```swift
/// let strike = try Disruption(failureProbability: 0.04, recoveryProbability: 0.25, stops: .orders)
/// print(strike.availability)  // 0.862
/// ```
public struct Disruption: Hashable, Sendable, Codable {
  /// What stops while a point is down.
  public enum Effect: String, Hashable, Sendable, Codable {
    /// It cannot order.
    case orders
    /// It cannot ship to the points that it supplies.
    case shipments
    /// What arrives waits outside until it is over.
    case receipts
  }

  /// The probability that a point which works is down in the next period.
  public let failureProbability: Double
  /// The probability that a point which is down works in the next period.
  public let recoveryProbability: Double
  /// What stops while it is down.
  public let stops: Effect

  /// Describes a disruption.
  ///
  /// - Parameters:
  ///   - failureProbability: The probability that a point which works is down in the next period.
  ///   - recoveryProbability: The probability that a point which is down works in the next period,
  ///     above zero.
  ///   - stops: What stops while it is down.
  /// - Throws: `InvalidInput` naming every probability that is out of range.
  public init(
    failureProbability: Double, recoveryProbability: Double, stops: Effect = .orders
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      failureProbability >= 0 && failureProbability <= 1, "failureProbability",
      value: failureProbability, "is not between 0 and 1")
    checks.require(
      recoveryProbability > 0 && recoveryProbability <= 1, "recoveryProbability",
      value: recoveryProbability, "is not above 0 and at most 1")
    try checks.finish()
    self.failureProbability = failureProbability
    self.recoveryProbability = recoveryProbability
    self.stops = stops
  }

  /// Decodes a disruption and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      failureProbability: container.decode(Double.self, forKey: .failureProbability),
      recoveryProbability: container.decode(Double.self, forKey: .recoveryProbability),
      stops: container.decode(Effect.self, forKey: .stops))
  }

  /// The share of periods in which the point works.
  public var availability: Double {
    recoveryProbability / (recoveryProbability + failureProbability)
  }
}
