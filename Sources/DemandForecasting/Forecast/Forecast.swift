public import SupplyChainCore

/// The distribution of the next observations of a series, one step ahead after another.
///
/// It draws a fan chart by its quantiles, and hands the demand over a lead time to an inventory
/// policy as a distribution. The demand of several steps is no sum of independent steps: what
/// surprises us today moves the level, and with it every later step, so its spread grows faster.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// let forecast = try ExponentialSmoothing.simple.forecast(sales, horizon: 6).nonNegative
/// print(forecast.mean, forecast.quantile(0.9), forecast.interval(0.8).lower)
/// let reorderPoint = try forecast.demand(over: 3).quantile(0.95)
/// ```
public struct Forecast: Hashable, Sendable {
  /// The name of the model that made it.
  public var model: String
  /// The expected value of each step.
  public let mean: [Double]
  /// Whether demand below zero counts as none.
  public let isNonNegative: Bool

  /// The centre of each step before anything below zero was cut off.
  let centre: [Double]
  let spread: Spread

  /// How the steps lie around the mean.
  enum Spread: Hashable, Sendable, Codable {
    /// The scale of each step, and that of the sum of the first so many: standard deviations of the
    /// normal distribution, or scales of Student's distribution with degrees of freedom.
    case located(deviations: [Double], sumDeviations: [Double], degreesOfFreedom: Double? = nil)
    /// Simulated futures: all paths' first steps, then their second steps, and so on.
    case paths(values: [Double], count: Int)
    /// Units demanded, of the same distribution at every step.
    case counts(CountMixture)
  }

  init(model: String, unchecked centre: [Double], spread: Spread, isNonNegative: Bool = false) {
    self.model = model
    self.centre = centre
    self.spread = spread
    self.isNonNegative = isNonNegative
    mean = isNonNegative ? Self.floored(centre, spread) : centre
  }

  /// A forecast with normal steps.
  ///
  /// - Parameters:
  ///   - model: The name of the model.
  ///   - mean: The expected value of each step; at least one.
  ///   - standardDeviations: The standard deviation of each step.
  ///   - sumStandardDeviations: The standard deviation of the sum of the first step, of the first
  ///     two, and so on; by default that of independent steps.
  /// - Throws: `InvalidInput` if the lengths differ or are zero, a number is not finite, or a
  ///   deviation is negative.
  public init(
    model: String, mean: [Double], standardDeviations: [Double],
    sumStandardDeviations: [Double]? = nil
  ) throws(InvalidInput) {
    var total = 0.0
    let sums =
      sumStandardDeviations
      ?? standardDeviations.map { deviation in
        total += deviation * deviation
        return total.squareRoot()
      }
    self.init(
      model: model, unchecked: mean,
      spread: .located(deviations: standardDeviations, sumDeviations: sums))
    try check()
  }

  /// A forecast by simulated futures.
  ///
  /// - Parameters:
  ///   - model: The name of the model.
  ///   - paths: Equally likely futures, all of the same number of steps; at least one of each.
  /// - Throws: `InvalidInput` if there is none, their lengths differ, or a number is not finite.
  public init(model: String, paths: [[Double]]) throws(InvalidInput) {
    let horizon = paths.first?.count ?? 0
    for (index, path) in paths.enumerated() where path.count != horizon {
      throw InvalidInput(
        "paths", at: index, value: "\(path.count) steps", "has not \(horizon) as the first one")
    }
    var values: [Double] = []
    for step in 0..<horizon { for path in paths { values.append(path[step]) } }
    self.init(model: model, pathValues: values, count: paths.count)
    try check()
  }

  /// Simulated futures, step by step; none of them empty.
  init(model: String, pathValues values: [Double], count: Int, isNonNegative: Bool = false) {
    let steps = count > 0 ? values.count / count : 0
    let mean = (0..<steps).map { step in
      values[step * count..<(step + 1) * count].reduce(0) { $0 + $1 / Double(count) }
    }
    self.init(
      model: model, unchecked: mean, spread: .paths(values: values, count: count),
      isNonNegative: isNonNegative)
  }

  /// The number of steps.
  public var horizon: Int { mean.count }

  /// Every problem of a forecast put together by hand or read from a file.
  private func check() throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!mean.isEmpty, "mean", value: "[]", "is empty")
    for (step, value) in centre.enumerated() { checks.requireFinite(value, "mean", at: step) }
    switch spread {
    case .located(let deviations, let sums, let freedom):
      if let freedom { checks.requirePositive(freedom, "degreesOfFreedom") }
      for (name, values) in [("standardDeviations", deviations), ("sumStandardDeviations", sums)] {
        checks.require(
          values.count == horizon, name, value: "\(values.count) steps",
          "has not \(horizon) as the mean")
        for (step, value) in values.enumerated() {
          checks.requireNonNegative(value, name, at: step)
        }
      }
    case .paths(let values, let count):
      checks.require(
        count > 0 && values.count == count.multipliedReportingOverflow(by: horizon).partialValue,
        "paths", value: "\(values.count) values", "are not \(count) for each step")
      for (index, value) in values.enumerated() { checks.requireFinite(value, "paths", at: index) }
    case .counts(let mixture): mixture.check(&checks)
    }
    try checks.finish()
  }
}

extension Forecast: Codable {
  private enum CodingKeys: CodingKey { case model, centre, isNonNegative, spread }

  /// Reads a forecast and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      model: try container.decode(String.self, forKey: .model),
      unchecked: try container.decode([Double].self, forKey: .centre),
      spread: try container.decode(Spread.self, forKey: .spread),
      isNonNegative: try container.decode(Bool.self, forKey: .isNonNegative))
    try check()
  }

  /// Writes what the forecast was made from.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    try container.encode(centre, forKey: .centre)
    try container.encode(spread, forKey: .spread)
    try container.encode(isNonNegative, forKey: .isNonNegative)
  }
}
