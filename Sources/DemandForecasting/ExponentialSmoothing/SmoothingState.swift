public import SupplyChainCore

/// Where exponential smoothing stands between two observations.
///
/// ```swift
/// let state = try SmoothingState(level: 120, slope: 1.5, seasonal: [-8, 3, 5])
/// print(state.seasonal[0])  // −8.0: the season of the next observation
/// ```
public struct SmoothingState: Hashable, Sendable, Codable {
  /// The level.
  public let level: Double
  /// What a step adds to the level, or the factor by which it grows under a multiplicative trend.
  public let slope: Double
  /// The season of the next observation, the one after it, and so on; empty without a season.
  public let seasonal: [Double]

  /// A state.
  ///
  /// - Parameters:
  ///   - level: The level.
  ///   - slope: What a step adds to the level, or its growth factor; no effect without a trend.
  ///   - seasonal: The season of the next observation, the one after it, and so on.
  /// - Throws: `InvalidInput` naming each number that is not finite.
  public init(level: Double, slope: Double = 0, seasonal: [Double] = []) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(level, "level")
    checks.requireFinite(slope, "slope")
    for (index, value) in seasonal.enumerated() {
      checks.requireFinite(value, "seasonal", at: index)
    }
    try checks.finish()
    self.init(unchecked: level, slope, seasonal)
  }

  init(unchecked level: Double, _ slope: Double, _ seasonal: [Double]) {
    self.level = level
    self.slope = slope
    self.seasonal = seasonal
  }

  private enum CodingKeys: CodingKey { case level, slope, seasonal }

  /// Reads a state and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      level: container.decode(Double.self, forKey: .level),
      slope: container.decodeIfPresent(Double.self, forKey: .slope) ?? 0,
      seasonal: container.decodeIfPresent([Double].self, forKey: .seasonal) ?? [])
  }
}
