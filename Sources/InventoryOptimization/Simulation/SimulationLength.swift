public import SupplyChainCore

/// For how long a simulation runs, and how often.
///
/// ```swift
/// let length = try SimulationLength(periods: 10_000, warmUp: 500, replications: 20)
/// ```
public struct SimulationLength: Hashable, Sendable, Codable {
  /// The periods that are measured in each replication.
  public let periods: Int
  /// The periods before, in which the stock forgets how it began.
  public let warmUp: Int
  /// How many times the whole is repeated with other random numbers.
  public let replications: Int

  /// A single replication is cut into this many batches, whose averages are close to independent.
  static let batches = 20

  /// For how long a simulation runs, and how often.
  ///
  /// - Parameters:
  ///   - periods: The periods that are measured in each replication, from 1 to 10¹².
  ///   - warmUp: The periods before, from 0 to 10¹².
  ///   - replications: How many times the whole is repeated, from 1 to 10⁶. With a single one the
  ///     confidence intervals come from its 20 parts, which takes periods enough that the parts do
  ///     not depend on each other.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(periods: Int, warmUp: Int = 100, replications: Int = 10) throws(InvalidInput) {
    var checks = InputChecks()
    let most = 1_000_000_000_000
    checks.require(
      periods >= 1 && periods <= most, "periods", value: periods, "is not between 1 and 10¹²")
    checks.require(
      warmUp >= 0 && warmUp <= most, "warmUp", value: warmUp, "is not between 0 and 10¹²")
    checks.require(
      replications >= 1 && replications <= 1_000_000, "replications", value: replications,
      "is not between 1 and 10⁶")
    try checks.finish()
    self.periods = periods
    self.warmUp = warmUp
    self.replications = replications
  }

  /// Decodes a length and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      periods: container.decode(Int.self, forKey: .periods),
      warmUp: container.decode(Int.self, forKey: .warmUp),
      replications: container.decode(Int.self, forKey: .replications))
  }

  /// The number of periods of each batch of a replication.
  var batchLengths: [Int] {
    guard replications == 1 else { return [periods] }
    let count = min(Self.batches, periods)
    return (0..<count).map { periods * ($0 + 1) / count - periods * $0 / count }
  }
}
