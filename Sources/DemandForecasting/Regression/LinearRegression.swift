internal import LinearAlgebra
public import SupplyChainCore

/// Linear regression of a series on trend, season, its own past and whatever else is known about each
/// step.
///
/// Least squares by a QR factorization with rank detection: a regressor that says nothing the others
/// have not said is left out and named. Steps without an observation are left out of the fit.
///
/// ```swift
/// let sales = try TimeSeries([120, 118, 161, 119, 121, 158, 117, 122], period: 1)
/// let promotion = try Regressor("promotion", [0, 0, 1, 0, 0, 1, 0, 0])
/// let fitted = try LinearRegression(trend: .none, season: .none)
///   .fit(sales, regressors: [promotion])
/// print(fitted.coefficients[1].estimate)  // 40: what a promotion brings
/// let forecast = try fitted.forecast(2, regressors: [Regressor("promotion", [1, 0])])
/// ```
public struct LinearRegression: ForecastModel, Hashable, Codable {
  /// How the level moves in time.
  public enum Trend: Hashable, Sendable, Codable {
    /// It does not.
    case none
    /// Along a line.
    case linear
    /// Along a parabola.
    case quadratic
  }

  /// How the season comes in.
  public enum Season: Hashable, Sendable, Codable {
    /// It does not.
    case none
    /// One effect for each place of the season but the first.
    case dummies
    /// Pairs of sine and cosine waves, as many as stated: few for a smooth season.
    case fourier(harmonics: Int)
  }

  /// How the level moves in time.
  public var trend: Trend
  /// How the season comes in; a series of period 1 has none.
  public var season: Season
  /// Which earlier observations of the series itself come in: 1 for the one before, and so on.
  public var lags: [Int]
  /// What keeps coefficients small.
  public var penalty: RegressionPenalty
  /// How the errors of the coefficients are estimated.
  public var standardErrors: RegressionErrors

  /// A regression.
  ///
  /// - Parameters:
  ///   - trend: How the level moves in time.
  ///   - season: How the season comes in.
  ///   - lags: Which earlier observations of the series itself come in, each 1 or more.
  ///   - penalty: What keeps coefficients small; none by default.
  ///   - standardErrors: How the errors of the coefficients are estimated; by default as if the errors
  ///     of the steps were independent and of one variance.
  public init(
    trend: Trend = .linear, season: Season = .dummies, lags: [Int] = [],
    penalty: RegressionPenalty = .none, standardErrors: RegressionErrors = .classical
  ) {
    self.trend = trend
    self.season = season
    self.lags = lags
    self.penalty = penalty
    self.standardErrors = standardErrors
  }

  /// The name.
  public var name: String { "Regression" }

  /// Fits the regression on trend and season alone.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedLinearRegression {
    try fit(series, regressors: [])
  }

  /// Fits the regression.
  ///
  /// - Parameters:
  ///   - series: The history.
  ///   - regressors: What else is known: one value for each step of the history.
  ///   - weights: How much each step counts, above zero: the inverse of its error variance, say, or
  ///     less for what is long ago. All alike by default.
  /// - Returns: The fitted regression.
  /// - Throws: `InvalidInput` if a regressor has not as many values as the series, two have one name,
  ///   a lag, a penalty or a weight is out of range, or there are not more observations than
  ///   coefficients.
  /// - Complexity: O(n · k²) for n observations and k coefficients.
  public func fit(
    _ series: TimeSeries, regressors: [Regressor], weights: [Double]? = nil
  ) throws(InvalidInput) -> FittedLinearRegression {
    let design = try RegressionDesign(self, series, regressors: regressors, weights: weights)
    return try FittedLinearRegression(design, try RegressionSolution(design))
  }

  /// Everything that tells whether a regression can be trusted.
  ///
  /// - Parameters:
  ///   - series: The history.
  ///   - regressors: What else is known: one value for each step of the history.
  ///   - weights: How much each step counts, above zero; all alike by default.
  /// - Returns: The diagnostics.
  /// - Throws: `InvalidInput` where ``fit(_:regressors:weights:)`` does, and for a penalised
  ///   regression, for which they do not hold.
  /// - Complexity: O(n · k²) for n observations and k coefficients.
  public func diagnostics(
    _ series: TimeSeries, regressors: [Regressor] = [], weights: [Double]? = nil
  ) throws(InvalidInput) -> RegressionDiagnostics {
    guard penalty == .none else {
      throw InvalidInput("penalty", value: penalty, "leaves the diagnostics without a meaning")
    }
    let design = try RegressionDesign(self, series, regressors: regressors, weights: weights)
    return RegressionDiagnostics(design, try RegressionSolution(design))
  }

  /// Refuses regressors that cannot be meant.
  static func require(_ regressors: [Regressor], count: Int) throws(InvalidInput) {
    var checks = InputChecks()
    var names: Set<String> = []
    for regressor in regressors {
      checks.require(
        regressor.values.count == count, "regressors.\(regressor.name)",
        value: "\(regressor.values.count) values", "has not one for each of \(count) steps")
      if !names.insert(regressor.name).inserted {
        checks.report("regressors.\(regressor.name)", "is there twice")
      }
    }
    try checks.finish()
  }
}
