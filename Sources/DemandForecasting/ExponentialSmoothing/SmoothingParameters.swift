public import SupplyChainCore

/// The smoothing parameters of exponential smoothing, in the notation of the innovations form.
///
/// A part that the form does not have keeps its default and has no effect.
///
/// ```swift
/// let parameters = try SmoothingParameters(level: 0.3, trend: 0.1, season: 0.2, damping: 0.95)
/// print(parameters.level)  // 0.3
/// ```
public struct SmoothingParameters: Hashable, Sendable, Codable {
  /// How much of a surprise goes into the level: α.
  public let level: Double
  /// How much of it goes into the trend: β, in the usual region at most α.
  public let trend: Double
  /// How much of it goes into the season: γ, in the usual region at most 1 − α.
  public let season: Double
  /// What is left of the trend after one step: φ; 1 for a trend that is not damped.
  public let damping: Double

  /// Parameters within the admissible region, of which the usual one is a part (``SmoothingRegion``).
  ///
  /// - Parameters:
  ///   - level: α, from 0 to 2, usually to 1.
  ///   - trend: β, from 0 to (1 + φ) (2 − α), usually to α.
  ///   - season: γ, from 0 to 2 − α, usually to 1 − α.
  ///   - damping: φ, above 0 and at most 1.
  /// - Throws: `InvalidInput` naming each parameter that is out of its range.
  public init(
    level: Double, trend: Double = 0, season: Double = 0, damping: Double = 1
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      damping > 0 && damping <= 1, "damping", value: damping, "is not above 0 and at most 1")
    checks.require(level >= 0 && level <= 2, "level", value: level, "is not from 0 to 2")
    let most = max(level, (1 + damping) * (2 - level))
    checks.require(
      trend >= 0 && trend <= most, "trend", value: trend, "is not from 0 to \(most)")
    checks.require(
      season >= 0 && season <= 2 - level + 1e-12, "season", value: season,
      "is not from 0 to 2 less the level's \(level)")
    try checks.finish()
    self.init(unchecked: level, trend, season, damping)
  }

  init(unchecked level: Double, _ trend: Double, _ season: Double, _ damping: Double) {
    self.level = level
    self.trend = trend
    self.season = season
    self.damping = damping
  }

  private enum CodingKeys: CodingKey { case level, trend, season, damping }

  /// Reads the parameters and checks them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      level: container.decode(Double.self, forKey: .level),
      trend: container.decodeIfPresent(Double.self, forKey: .trend) ?? 0,
      season: container.decodeIfPresent(Double.self, forKey: .season) ?? 0,
      damping: container.decodeIfPresent(Double.self, forKey: .damping) ?? 1)
  }
}
