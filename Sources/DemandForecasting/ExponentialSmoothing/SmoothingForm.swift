public import SupplyChainCore

/// How the parts of a series come together in exponential smoothing: Pegels' taxonomy with an error.
///
/// The code is the one of the literature: error, trend, season, each `N` (none), `A` (additive) or
/// `M` (multiplicative), a `d` for a damped trend.
///
/// ```swift
/// let form = try SmoothingForm("AAdM")
/// print(form.trend == .dampedAdditive, form)  // true ETS(A,Ad,M)
/// ```
///
/// Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008
/// (<https://doi.org/10.1007/978-3-540-71918-2>).
public struct SmoothingForm: Hashable, Sendable {
  /// Whether the error is added to the expectation or scales it.
  public enum ErrorKind: String, Hashable, Sendable, Codable {
    /// The spread does not depend on the level.
    case additive = "A"
    /// The spread is a share of the level.
    case multiplicative = "M"
  }

  /// How the level moves from step to step.
  public enum Trend: String, Hashable, Sendable, Codable, CaseIterable {
    /// The level stays.
    case none = "N"
    /// The level grows by an amount.
    case additive = "A"
    /// The level grows by an amount that dies away.
    case dampedAdditive = "Ad"
    /// The level grows by a factor.
    case multiplicative = "M"
    /// The level grows by a factor that dies away.
    case dampedMultiplicative = "Md"
  }

  /// How the season comes in.
  public enum Season: String, Hashable, Sendable, Codable, CaseIterable {
    /// There is no season.
    case none = "N"
    /// The season adds an amount.
    case additive = "A"
    /// The season scales the level.
    case multiplicative = "M"
  }

  /// How the error comes in.
  public var error: ErrorKind
  /// How the level moves.
  public var trend: Trend
  /// How the season comes in.
  public var season: Season

  /// A form from its three parts.
  ///
  /// - Parameters:
  ///   - error: How the error comes in.
  ///   - trend: How the level moves.
  ///   - season: How the season comes in.
  public init(error: ErrorKind, trend: Trend, season: Season) {
    self.error = error
    self.trend = trend
    self.season = season
  }

  /// A form from its code, such as `ANN`, `AAdN` or `MAM`.
  ///
  /// - Parameter code: Error, trend and season, without separators.
  /// - Throws: `InvalidInput` if the code names no form.
  public init(_ code: String) throws(InvalidInput) {
    let letters = Array(code)
    guard letters.count >= 3, let error = ErrorKind(rawValue: String(letters[0])),
      let trend = Trend(rawValue: String(letters[1..<letters.count - 1])),
      let season = Season(rawValue: String(letters[letters.count - 1]))
    else {
      throw InvalidInput(
        "form", value: code,
        "is not an error (A, M), a trend (N, A, Ad, M, Md) and a season (N, A, M)")
    }
    self.init(error: error, trend: trend, season: season)
  }

  /// The code without separators: `AAdM`.
  public var code: String { error.rawValue + trend.rawValue + season.rawValue }

  /// Whether the trend dies away.
  public var isDamped: Bool { trend == .dampedAdditive || trend == .dampedMultiplicative }

  /// Whether the form makes sense for positive observations alone.
  public var needsPositiveValues: Bool {
    error == .multiplicative || season == .multiplicative || hasMultiplicativeTrend
  }

  /// Whether the variance of the form's forecasts is bounded at every finite horizon.
  ///
  /// An additive error under a multiplicative season or trend divides by what may come near zero.
  public var isStable: Bool {
    error == .multiplicative || (season != .multiplicative && !hasMultiplicativeTrend)
  }

  /// Error and trend alone.
  var withoutSeason: SmoothingForm { SmoothingForm(error: error, trend: trend, season: .none) }

  var hasMultiplicativeTrend: Bool { trend == .multiplicative || trend == .dampedMultiplicative }

  /// The number of smoothing parameters.
  var smoothingCount: Int {
    1 + (trend == .none ? 0 : 1) + (season == .none ? 0 : 1) + (isDamped ? 1 : 0)
  }

  /// The number of everything estimated: smoothing parameters, initial states and the variance.
  func parameterCount(period: Int) -> Int {
    smoothingCount + 1 + (trend == .none ? 0 : 1) + (season == .none ? 0 : period - 1) + 1
  }
}

extension SmoothingForm: CustomStringConvertible {
  /// The form as the literature writes it: `ETS(A,Ad,M)`.
  public var description: String {
    "ETS(\(error.rawValue),\(trend.rawValue),\(season.rawValue))"
  }
}

extension SmoothingForm: Codable {
  /// Reads the code of a form.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the code of the form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
