internal import RealModule
public import SupplyChainCore

/// Watches a forecast in use, and says when it is off for good.
///
/// Single errors are noise. Three signs tell more: the tracking signal, which is near one when the errors
/// all have one sign; the drift alarm, which adds up what goes beyond noise in one direction until the
/// sum is too large for chance; and the size of recent errors against that of the errors in the history.
///
/// ```swift
/// var monitor = try ForecastMonitor(typicalError: 4)
/// for (actual, forecast) in [(52.0, 50.0), (47, 50), (58, 51), (61, 51), (63, 52), (66, 52)] {
///   try monitor.observe(actual: actual, forecast: forecast)
/// }
/// print(monitor.trackingSignal, monitor.alarm ?? "all is well")
/// if monitor.isRefitAdvised { print("fit the model anew") }
/// ```
///
/// Trigg 1964, <https://doi.org/10.1057/jors.1964.48>; Page 1954, <https://doi.org/10.1093/biomet/41.1-2.100>,
/// for the cumulative sums.
public struct ForecastMonitor: Hashable, Sendable, Codable {
  /// What a monitor may cry about.
  public enum Alarm: String, Hashable, Sendable, Codable, CaseIterable {
    /// Demand has been above the forecast for too long.
    case demandAbove
    /// Demand has been below the forecast for too long.
    case demandBelow
    /// Errors have become much larger, in both directions.
    case errorsGrown
  }

  /// When to cry.
  public struct Limits: Hashable, Sendable, Codable {
    /// How many typical errors the cumulative sum may reach.
    ///
    /// At 5 a false alarm comes every 930
    /// observations of normal noise, and a shift by one typical error is found after some 10.
    public var cumulativeSum = 5.0
    /// How much of each error, in typical errors, counts as noise.
    public var allowance = 0.5
    /// How many times the typical error the smoothed error may reach.
    public var growth = 2.0
    /// How much the newest error counts in smoothed errors.
    public var smoothing = 0.1

    /// The usual limits.
    public init() {}
  }

  /// The standard deviation that one-step errors had in the history.
  public let typicalError: Double
  /// When to cry.
  public let limits: Limits
  /// The number of observations since the start or the last reset.
  public private(set) var count = 0
  /// The sum of errors beyond the allowance upwards, in typical errors.
  public private(set) var upwardSum = 0.0
  /// The sum of errors beyond the allowance downwards, in typical errors.
  public private(set) var downwardSum = 0.0
  private var smoothedError = 0.0
  private var smoothedMagnitude: Double
  private var smoothedSquare = 1.0

  /// A monitor.
  ///
  /// - Parameters:
  ///   - typicalError: The standard deviation that one-step errors had in the history, above zero:
  ///     `forecast.standardDeviations[0]`, say.
  ///   - limits: When to cry.
  /// - Throws: `InvalidInput` if a number is out of range.
  public init(typicalError: Double, limits: Limits = Limits()) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(typicalError, "typicalError")
    checks.requirePositive(limits.cumulativeSum, "limits.cumulativeSum")
    checks.requireNonNegative(limits.allowance, "limits.allowance")
    checks.requirePositive(limits.growth, "limits.growth")
    checks.requireOpenUnit(limits.smoothing, "limits.smoothing")
    try checks.finish()
    self.typicalError = typicalError
    self.limits = limits
    // The mean magnitude of a normal error of deviation one.
    smoothedMagnitude = (2 / Double.pi).squareRoot()
  }

  private enum CodingKeys: CodingKey {
    case typicalError, limits, count, upwardSum, downwardSum, smoothedError, smoothedMagnitude
    case smoothedSquare
  }

  /// Reads a monitor and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      typicalError: container.decode(Double.self, forKey: .typicalError),
      limits: container.decode(Limits.self, forKey: .limits))
    count = try container.decode(Int.self, forKey: .count)
    upwardSum = try container.decode(Double.self, forKey: .upwardSum)
    downwardSum = try container.decode(Double.self, forKey: .downwardSum)
    smoothedError = try container.decode(Double.self, forKey: .smoothedError)
    smoothedMagnitude = try container.decode(Double.self, forKey: .smoothedMagnitude)
    smoothedSquare = try container.decode(Double.self, forKey: .smoothedSquare)
    var checks = InputChecks()
    for (name, value) in [
      ("upwardSum", upwardSum), ("downwardSum", downwardSum),
      ("smoothedMagnitude", smoothedMagnitude), ("smoothedSquare", smoothedSquare),
    ] {
      checks.requireNonNegative(value, name)
    }
    checks.requireFinite(smoothedError, "smoothedError")
    try checks.finish()
  }

  /// Takes in what came.
  ///
  /// - Parameters:
  ///   - actual: What came; `nil` where it is missing, which changes nothing.
  ///   - forecast: What was forecast one step before.
  /// - Throws: `InvalidInput` if a number is not finite.
  /// - Complexity: O(1)
  public mutating func observe(actual: Double?, forecast: Double) throws(InvalidInput) {
    guard let actual else { return }
    var checks = InputChecks()
    checks.requireFinite(actual, "actual")
    checks.requireFinite(forecast, "forecast")
    try checks.finish()
    // An error beyond all measure is one, and not the end of arithmetic.
    let error = min(max((actual - forecast) / typicalError, -1e6), 1e6)
    count += 1
    upwardSum = max(0, upwardSum + error - limits.allowance)
    downwardSum = max(0, downwardSum - error - limits.allowance)
    let share = limits.smoothing
    smoothedError += share * (error - smoothedError)
    smoothedMagnitude += share * (error.magnitude - smoothedMagnitude)
    smoothedSquare += share * (error * error - smoothedSquare)
  }

  /// The smoothed error over the smoothed magnitude, from −1 to 1: near zero while errors have both
  /// signs, near one while demand is always above the forecast.
  public var trackingSignal: Double {
    smoothedMagnitude > 0 ? smoothedError / smoothedMagnitude : 0
  }

  /// The size of recent errors over the typical one.
  public var errorGrowth: Double { smoothedSquare.squareRoot() }

  /// What is wrong; `nil` while nothing is.
  public var alarm: Alarm? {
    if upwardSum > limits.cumulativeSum && upwardSum >= downwardSum { return .demandAbove }
    if downwardSum > limits.cumulativeSum { return .demandBelow }
    return errorGrowth > limits.growth ? .errorsGrown : nil
  }

  /// Whether the model should be fitted anew: after an alarm.
  public var isRefitAdvised: Bool { alarm != nil }

  /// Starts again, after a new fit.
  ///
  /// - Parameter typicalError: That of the new fit.
  /// - Throws: `InvalidInput` if it is not above zero.
  public mutating func reset(typicalError: Double) throws(InvalidInput) {
    self = try ForecastMonitor(typicalError: typicalError, limits: limits)
  }
}
