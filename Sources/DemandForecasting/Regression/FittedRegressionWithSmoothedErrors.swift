internal import LinearAlgebra
public import SupplyChainCore

/// A regression whose errors exponential smoothing follows, after a history.
///
/// ```swift
/// let sales = try TimeSeries([20, 22, 31, 24, 27, 36, 26, 29, 39, 31, 33, 42, 34])
/// let promotion = try Regressor("promotion", [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0])
/// let fitted = try RegressionWithSmoothedErrors().fit(sales, regressors: [promotion])
/// print(fitted.errors.name, fitted.coefficients[0].standardError)
/// ```
public struct FittedRegressionWithSmoothedErrors: Hashable, Sendable, Codable {
  /// The coefficients of the regressors.
  public let coefficients: [FittedLinearRegression.Coefficient]
  /// The smoothing of what the regressors leave.
  public let errors: FittedExponentialSmoothing
  private let covariance: [[Double]]

  init(
    names: [String], estimate: RegressionWithSmoothedErrors.Estimate,
    errors: FittedExponentialSmoothing, variance: Double
  ) {
    let covariance = names.indices.map { row in
      names.indices.map { variance * estimate.inverse[row, $0] }
    }
    self.covariance = covariance
    self.errors = errors
    coefficients = names.indices.map { column in
      .init(
        name: names[column], estimate: estimate.coefficients[column],
        standardError: max(0, covariance[column][column]).squareRoot(),
        isIndependent: covariance[column][column] > 0,
        degreesOfFreedom: Double(estimate.degreesOfFreedom))
    }
  }

  /// The name of the method.
  public var name: String { "Regression with \(errors.name) errors" }

  /// The distribution of the next observations.
  ///
  /// - Parameters:
  ///   - horizon: The number of steps ahead, at least one.
  ///   - regressors: What is known about these steps: the regressors of the fit, by name.
  /// - Returns: The forecast, with the uncertainty of the coefficients.
  /// - Throws: `InvalidInput` if the horizon is not positive, or a regressor is missing or of another
  ///   length.
  public func forecast(
    _ horizon: Int, regressors: [Regressor]
  ) throws(InvalidInput) -> Forecast {
    let base = try errors.forecast(horizon)
    try LinearRegression.require(regressors, count: horizon)
    var columns: [[Double]] = []
    for coefficient in coefficients {
      guard let regressor = regressors.first(where: { $0.name == coefficient.name }) else {
        throw InvalidInput("regressors.\(coefficient.name)", "is missing")
      }
      columns.append(regressor.values)
    }
    guard case .located(let deviations, let sums, let freedom) = base.spread else { return base }
    var total = [Double](repeating: 0, count: columns.count)
    var (mean, own, ownSums): ([Double], [Double], [Double]) = ([], [], [])
    for step in 0..<horizon {
      let row = columns.map { $0[step] }
      mean.append(
        zip(row, coefficients).reduce(base.centre[step]) { $0 + $1.0 * $1.1.estimate })
      for column in row.indices { total[column] += row[column] }
      own.append((deviations[step] * deviations[step] + form(row)).squareRoot())
      ownSums.append((sums[step] * sums[step] + form(total)).squareRoot())
    }
    return Forecast(
      model: name, unchecked: mean,
      spread: .located(deviations: own, sumDeviations: ownSums, degreesOfFreedom: freedom))
  }

  private func form(_ x: [Double]) -> Double {
    var sum = 0.0
    for row in x.indices {
      for column in x.indices { sum += x[row] * covariance[row][column] * x[column] }
    }
    return max(0, sum)
  }
}
