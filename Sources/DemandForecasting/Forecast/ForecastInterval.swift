public import SupplyChainCore

/// The band of a forecast for one probability.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// let band = try Naive().forecast(sales, horizon: 2).interval(0.95)
/// print(band.level, band.lower[0] < 29, band.upper[0] > 29)  // 0.95 true true
/// ```
public struct ForecastInterval: Hashable, Sendable, Codable {
  /// The probability that a step lies within.
  public let level: Double
  /// The lower edge of each step.
  public let lower: [Double]
  /// The upper edge of each step.
  public let upper: [Double]

  init(unchecked level: Double, lower: [Double], upper: [Double]) {
    self.level = level
    self.lower = lower
    self.upper = upper
  }

  /// A band.
  ///
  /// - Parameters:
  ///   - level: The probability that a step lies within, between 0 and 1.
  ///   - lower: The lower edge of each step.
  ///   - upper: The upper edge of each step.
  /// - Throws: `InvalidInput` if the level is not between 0 and 1, or the edges differ in length or
  ///   cross.
  public init(level: Double, lower: [Double], upper: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireOpenUnit(level, "level")
    checks.require(
      lower.count == upper.count, "upper", value: "\(upper.count) steps",
      "has not \(lower.count) as the lower edge")
    for (step, edges) in zip(lower, upper).enumerated() {
      checks.require(
        edges.0 <= edges.1, "lower", at: step, value: edges.0, "is above the upper edge")
    }
    try checks.finish()
    self.init(unchecked: level, lower: lower, upper: upper)
  }

  private enum CodingKeys: CodingKey { case level, lower, upper }

  /// Reads a band and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      level: container.decode(Double.self, forKey: .level),
      lower: container.decode([Double].self, forKey: .lower),
      upper: container.decode([Double].self, forKey: .upper))
  }
}
