internal import LinearAlgebra
public import SupplyChainCore

/// A regression with its coefficients, how well they are known, and how well they explain the past.
///
/// ```swift
/// let sales = try TimeSeries([12, 15, 16, 20, 21, 24])
/// let fitted = try LinearRegression().fit(sales)
/// print(fitted.coefficients[1].name, fitted.coefficients[1].estimate, fitted.rSquared)
/// ```
public struct FittedLinearRegression: FittedForecastModel, Hashable, Codable {
  /// One coefficient and how well it is known.
  public struct Coefficient: Hashable, Sendable, Codable {
    /// What it belongs to: `intercept`, `trend`, `season 2`, `lag 1` or a regressor.
    public let name: String
    /// The estimate; zero where the column was left out.
    public let estimate: Double
    /// The standard error of the estimate; zero where the column was left out.
    public let standardError: Double
    /// Whether the column is in: it says something that the others do not, and no lasso brought its
    /// coefficient to zero.
    public let isIndependent: Bool
    let degreesOfFreedom: Double

    /// The estimate in standard errors.
    public var tStatistic: Double { estimate / standardError }

    /// The probability of an estimate this far from zero, were the coefficient zero.
    public var pValue: Double {
      2 * StudentT.cumulative(-tStatistic.magnitude, degreesOfFreedom)
    }

    /// The interval that holds the coefficient with a probability.
    ///
    /// - Parameter level: The probability, such as 0.95; anything outside 0…1 gives NaN.
    /// - Returns: The lower and the upper edge.
    public func interval(_ level: Double) -> (lower: Double, upper: Double) {
      let half = StudentT.quantile((1 + level) / 2, degreesOfFreedom) * standardError
      return (estimate - half, estimate + half)
    }
  }

  /// The coefficients, in the order of the columns.
  public let coefficients: [Coefficient]
  /// The observations less the coefficients estimated; under a ridge less their effective number.
  public let degreesOfFreedom: Double
  /// The standard deviation of the residuals.
  public let residualStandardDeviation: Double
  /// The share of the variance that the regression explains.
  public let rSquared: Double
  /// The residuals of the steps that the fit saw, in order.
  public let residuals: [Double]

  private let layout: RegressionLayout
  private let count: Int
  private let recent: [Double]
  /// The covariance of the coefficients, row by row.
  private let covariance: [[Double]]

  init(_ design: RegressionDesign, _ solution: RegressionSolution) throws(InvalidInput) {
    let freedom = solution.degreesOfFreedom
    layout = design.layout
    count = design.count
    recent = design.recent
    residuals = zip(solution.residuals, design.roots).map { $0 / $1 }
    degreesOfFreedom = freedom
    residualStandardDeviation = (solution.sumOfSquares / freedom).squareRoot()
    rSquared = RegressionDiagnostics.explainedShare(design, solution)
    let covariance = (0..<solution.covariance.rowCount).map { solution.covariance.row($0) }
    self.covariance = covariance
    coefficients = design.layout.names.indices.map { column in
      Coefficient(
        name: design.layout.names[column], estimate: solution.coefficients[column],
        standardError: max(0, covariance[column][column]).squareRoot(),
        isIndependent: !solution.dependentColumns.contains(column), degreesOfFreedom: freedom)
    }
  }

  /// The name of the method.
  public var name: String { layout.regression.name }

  /// R² corrected for the number of coefficients.
  public var adjustedRSquared: Double {
    1 - (1 - rSquared) * Double(residuals.count - 1) / degreesOfFreedom
  }

  /// The coefficient of a name; `nil` where there is none.
  public subscript(name: String) -> Coefficient? { coefficients.first { $0.name == name } }

  /// The distribution of the next observations of a regression without regressors of its own.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try forecast(horizon, regressors: [])
  }

  /// The distribution of the next observations.
  ///
  /// Student's distribution, with the uncertainty of the coefficients: that of a sum of steps counts
  /// it once and not for each step anew. Where the series' own past comes in, forecasts take the place
  /// of what is not yet known, and a surprise lives on as the lags tell.
  ///
  /// - Parameters:
  ///   - horizon: The number of steps ahead, at least one.
  ///   - regressors: What is known about these steps: the regressors of the fit, by name.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive, or a regressor is missing, unknown or
  ///   of another length, or the lags make the forecast grow without bounds.
  /// - Complexity: O(horizon · k²) for k coefficients.
  public func forecast(
    _ horizon: Int, regressors: [Regressor]
  ) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let columns = try known(regressors, horizon)
    let lags = layout.regression.lags
    var past = recent
    var (mean, deviations, sumDeviations): ([Double], [Double], [Double]) = ([], [], [])
    var total = [Double](repeating: 0, count: coefficients.count)
    // How much of a surprise is left after so many steps, and in the sum of the steps until then.
    var (echoes, square, running, sumSquare) = ([Double](), 0.0, 0.0, 0.0)
    let firstLag = layout.names.count - layout.regressors.count - lags.count
    for step in 0..<horizon {
      let row = layout.row(
        count + step, lagged: lags.map { past[past.count - $0] }, columns.map { $0[step] })
      let value = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1.estimate }
      guard value.magnitude <= TimeSeries.largestMagnitude else {
        throw InvalidInput("lags", value: lags, "make the forecast grow without bounds")
      }
      if !lags.isEmpty { past.append(value) }
      mean.append(value)
      var echo = step == 0 ? 1.0 : 0
      for (place, lag) in lags.enumerated() where lag <= step {
        echo += coefficients[firstLag + place].estimate * echoes[step - lag]
      }
      echoes.append(echo)
      square += echo * echo
      running += echo
      sumSquare += running * running
      let variance = residualStandardDeviation * residualStandardDeviation
      deviations.append((variance * square + form(row)).squareRoot())
      for column in row.indices { total[column] += row[column] }
      sumDeviations.append((variance * sumSquare + form(total)).squareRoot())
    }
    return Forecast(
      model: name, unchecked: mean,
      spread: .located(
        deviations: deviations, sumDeviations: sumDeviations,
        degreesOfFreedom: degreesOfFreedom))
  }

  /// The values of the regressors of the fit, in its order.
  private func known(
    _ regressors: [Regressor], _ horizon: Int
  ) throws(InvalidInput) -> [[Double]] {
    try LinearRegression.require(regressors, count: horizon)
    var known: [String: [Double]] = [:]
    for regressor in regressors { known[regressor.name] = regressor.values }
    var checks = InputChecks()
    for name in layout.regressors where known[name] == nil {
      checks.report("regressors.\(name)", "is missing")
    }
    for regressor in regressors where !layout.regressors.contains(regressor.name) {
      checks.report("regressors.\(regressor.name)", "is not one of the fit")
    }
    try checks.finish()
    return layout.regressors.map { known[$0] ?? [] }
  }

  /// The variance xᵀ V x that the coefficients' errors add.
  private func form(_ x: [Double]) -> Double {
    var sum = 0.0
    for row in x.indices where x[row] != 0 {
      for column in x.indices { sum += x[row] * covariance[row][column] * x[column] }
    }
    return max(0, sum)
  }
}
