internal import LinearAlgebra
internal import RealModule
public import SupplyChainCore

/// Linear regression of a series on trend, season and whatever else is known about each step.
///
/// Ordinary least squares by a QR factorization with rank detection: a regressor that says nothing
/// the others have not said is left out and named. Steps without an observation are left out of the
/// fit.
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

  /// A regression.
  ///
  /// - Parameters:
  ///   - trend: How the level moves in time.
  ///   - season: How the season comes in.
  public init(trend: Trend = .linear, season: Season = .dummies) {
    self.trend = trend
    self.season = season
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
  /// - Returns: The fitted regression.
  /// - Throws: `InvalidInput` if a regressor has not as many values as the series, two have one name,
  ///   or there are not more observations than coefficients.
  /// - Complexity: O(n · k²) for n observations and k coefficients.
  public func fit(
    _ series: TimeSeries, regressors: [Regressor]
  ) throws(InvalidInput) -> FittedLinearRegression {
    try Self.require(regressors, count: series.count)
    let layout = RegressionLayout(self, period: series.period, regressors: regressors.map(\.name))
    let steps = (0..<series.count).filter { series[$0] != nil }
    guard steps.count > layout.names.count else {
      throw InvalidInput(
        "series", value: "\(steps.count) observations",
        "has not more than the \(layout.names.count) coefficients to be estimated")
    }
    let rows = steps.map { step in layout.row(step, regressors.map { $0.values[step] }) }
    let factorization = try QRFactorization(Matrix(rows: rows))
    let response = steps.map { series.storage[$0] }
    let solution = try factorization.leastSquares(response)
    return FittedLinearRegression(
      layout: layout, series: series, response: response, factorization: factorization,
      solution: solution)
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

/// What the columns of a regression's design mean.
struct RegressionLayout: Hashable, Sendable, Codable {
  let regression: LinearRegression
  let period: Int
  let regressors: [String]
  /// The name of each column.
  let names: [String]

  init(_ regression: LinearRegression, period: Int, regressors: [String]) {
    self.regression = regression
    self.period = period
    self.regressors = regressors
    var names = ["intercept"]
    switch regression.trend {
    case .none: break
    case .linear: names.append("trend")
    case .quadratic: names += ["trend", "trend²"]
    }
    switch regression.season {
    case .none: break
    case .dummies: if period > 1 { names += (2...period).map { "season \($0)" } }
    case .fourier(let harmonics):
      for harmonic in 1..<max(1, min(harmonics, period / 2) + 1) {
        names.append("cosine \(harmonic)")
        // The sine of the highest harmonic of an even period is zero at every step.
        if 2 * harmonic < period { names.append("sine \(harmonic)") }
      }
    }
    self.names = names + regressors
  }

  /// The row of a step, counted from zero at the start of the history.
  func row(_ step: Int, _ regressors: [Double]) -> [Double] {
    var row = [1.0]
    let time = Double(step + 1)
    switch regression.trend {
    case .none: break
    case .linear: row.append(time)
    case .quadratic: row += [time, time * time]
    }
    switch regression.season {
    case .none: break
    case .dummies:
      if period > 1 { row += (1..<period).map { step % period == $0 ? 1 : 0 } }
    case .fourier(let harmonics):
      for harmonic in 1..<max(1, min(harmonics, period / 2) + 1) {
        // The remainder first, so that late steps keep their precision.
        let angle = 2 * .pi * Double(harmonic * (step % period) % period) / Double(period)
        row.append(.cos(angle))
        if 2 * harmonic < period { row.append(.sin(angle)) }
      }
    }
    return row + regressors
  }
}
