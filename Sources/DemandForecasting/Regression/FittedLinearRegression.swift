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
    /// What it belongs to: `intercept`, `trend`, `season 2` or a regressor.
    public let name: String
    /// The estimate; zero where the column was left out.
    public let estimate: Double
    /// The standard error of the estimate; zero where the column was left out.
    public let standardError: Double
    /// Whether the column says something that the others do not.
    public let isIndependent: Bool

    /// The estimate in standard errors.
    public var tStatistic: Double { estimate / standardError }
  }

  /// The coefficients, in the order of the columns.
  public let coefficients: [Coefficient]
  /// The observations less the coefficients estimated.
  public let degreesOfFreedom: Int
  /// The standard deviation of the residuals.
  public let residualStandardDeviation: Double
  /// The share of the variance that the regression explains.
  public let rSquared: Double
  /// The residuals of the observed steps, in order.
  public let residuals: [Double]

  private let layout: RegressionLayout
  private let count: Int
  /// (XᵀX)⁻¹, row by row.
  private let inverse: [[Double]]

  init(
    layout: RegressionLayout, series: TimeSeries, response: [Double],
    factorization: QRFactorization, solution: LeastSquaresSolution
  ) {
    self.layout = layout
    count = series.count
    residuals = solution.residuals
    let freedom = response.count - solution.rank
    degreesOfFreedom = freedom
    let variance = solution.sumOfSquaredResiduals / Double(freedom)
    residualStandardDeviation = variance.squareRoot()
    let mean = response.reduce(0) { $0 + $1 / Double(response.count) }
    let total = response.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    rSquared = total > 0 ? 1 - solution.sumOfSquaredResiduals / total : 1
    let covariance = factorization.inverseCrossProduct
    inverse = (0..<covariance.rowCount).map { covariance.row($0) }
    let dependent = Set(solution.dependentColumns)
    let inverse = inverse
    coefficients = layout.names.indices.map { column in
      Coefficient(
        name: layout.names[column], estimate: solution.coefficients[column],
        standardError: (variance * inverse[column][column]).squareRoot(),
        isIndependent: !dependent.contains(column))
    }
  }

  /// The name of the method.
  public var name: String { layout.regression.name }

  /// R² corrected for the number of coefficients.
  public var adjustedRSquared: Double {
    let observations = Double(residuals.count)
    return 1 - (1 - rSquared) * (observations - 1) / Double(degreesOfFreedom)
  }

  /// The distribution of the next observations of a regression without regressors of its own.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try forecast(horizon, regressors: [])
  }

  /// The distribution of the next observations.
  ///
  /// Student's distribution, with the uncertainty of the coefficients: that of a sum of steps counts
  /// it once and not for each step anew.
  ///
  /// - Parameters:
  ///   - horizon: The number of steps ahead, at least one.
  ///   - regressors: What is known about these steps: the regressors of the fit, by name.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive, or a regressor is missing, unknown or
  ///   of another length.
  /// - Complexity: O(horizon · k²) for k coefficients.
  public func forecast(
    _ horizon: Int, regressors: [Regressor]
  ) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
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
    var (mean, deviations, sumDeviations): ([Double], [Double], [Double]) = ([], [], [])
    var total = [Double](repeating: 0, count: coefficients.count)
    for step in 0..<horizon {
      let row = layout.row(count + step, layout.regressors.map { known[$0]?[step] ?? 0 })
      mean.append(zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1.estimate })
      deviations.append(residualStandardDeviation * (1 + form(row)).squareRoot())
      for column in row.indices { total[column] += row[column] }
      sumDeviations.append(
        residualStandardDeviation * (Double(step + 1) + form(total)).squareRoot())
    }
    return Forecast(
      model: name, unchecked: mean,
      spread: .located(
        deviations: deviations, sumDeviations: sumDeviations,
        degreesOfFreedom: Double(degreesOfFreedom)))
  }

  /// The quadratic form xᵀ (XᵀX)⁻¹ x.
  private func form(_ x: [Double]) -> Double {
    var sum = 0.0
    for row in x.indices where x[row] != 0 {
      for column in x.indices { sum += x[row] * inverse[row][column] * x[column] }
    }
    return max(0, sum)
  }
}
