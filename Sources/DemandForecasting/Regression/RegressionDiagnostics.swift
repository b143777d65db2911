internal import LinearAlgebra
internal import Probability
internal import RealModule
internal import SupplyChainCore

/// Everything that tells whether a regression can be trusted.
///
/// ```swift
/// let sales = try TimeSeries([120, 118, 161, 119, 121, 158, 117, 122])
/// let price = try Regressor("price", [9, 9, 7, 9, 9, 7.1, 9, 9])
/// let diagnostics = try LinearRegression().diagnostics(sales, regressors: [price])
/// print(diagnostics.rSquared, diagnostics.durbinWatson)
/// print(diagnostics.varianceInflation["price"] ?? 1)  // above 10: regressors tell the same story
/// print(diagnostics.ljungBox(lags: 3).pValue)         // below 0.05: errors depend on one another
/// ```
///
/// Belsley, Kuh and Welsch 1980, Regression Diagnostics, <https://doi.org/10.1002/0471725153>.
public struct RegressionDiagnostics: Hashable, Sendable {
  /// A test statistic and the probability of a larger one, were nothing wrong.
  public struct Test: Hashable, Sendable {
    /// The statistic.
    public let statistic: Double
    /// The probability of a larger one by chance.
    public let pValue: Double
  }

  /// The share of the variance that the regression explains.
  public let rSquared: Double
  /// R² corrected for the number of coefficients.
  public let adjustedRSquared: Double
  /// Whether all coefficients but the intercept could be zero.
  public let fTest: Test
  /// The logarithm of the likelihood under normal errors.
  public let logLikelihood: Double
  /// The number of coefficients estimated.
  public let rank: Int
  /// The number of observations.
  public let observationCount: Int
  /// The columns that say nothing the others have not said, by name.
  public let dependentColumns: [String]
  /// The weighted residuals of the steps that the fit saw, in order.
  public let residuals: [Double]
  /// The share of each observation in its own fitted value; their sum is the rank.
  public let leverages: [Double]
  /// How far each observation moves the coefficients (Cook 1977).
  public let cooksDistances: [Double]
  /// How many times the other columns make the variance of each coefficient, by name.
  public let varianceInflation: [String: Double]

  init(_ design: RegressionDesign, _ solution: RegressionSolution) {
    let (n, k) = (Double(design.response.count), design.layout.names.count)
    let estimated = k - solution.dependentColumns.count
    let freedom = solution.degreesOfFreedom
    let sum = solution.sumOfSquares
    let explained = Self.explainedShare(design, solution)
    let ratio = explained / (1 - explained) * freedom / Double(max(1, estimated - 1))
    let leverages =
      solution.leverages.isEmpty
      ? ((try? QRFactorization(design.matrix))?.leverages ?? []) : solution.leverages
    rSquared = explained
    adjustedRSquared = 1 - (1 - explained) * (n - 1) / freedom
    fTest = Test(
      statistic: ratio,
      pValue: SpecialFunctions.beta(
        freedom / 2, Double(estimated - 1) / 2,
        freedom / (freedom + Double(estimated - 1) * ratio)))
    let logWeights = design.roots.reduce(0) { $0 + .log($1) }
    logLikelihood = logWeights - n / 2 * (.log(2 * .pi * sum / n) + 1)
    rank = estimated
    observationCount = design.response.count
    dependentColumns = solution.dependentColumns.sorted().map { design.layout.names[$0] }
    residuals = solution.residuals
    self.leverages = leverages
    cooksDistances = zip(solution.residuals, leverages).map { residual, leverage in
      residual * residual * leverage * freedom
        / (sum * Double(estimated) * (1 - leverage) * (1 - leverage))
    }
    let total = design.roots.reduce(0) { $0 + $1 * $1 }
    var inflation: [String: Double] = [:]
    for column in 1..<max(1, k) where !solution.dependentColumns.contains(column) {
      let values = design.matrix.column(column)
      let mean = zip(values, design.roots).reduce(0) { $0 + $1.0 * $1.1 } / total
      let spread = zip(values, design.roots).reduce(0) { sum, pair in
        sum + (pair.0 - mean * pair.1) * (pair.0 - mean * pair.1)
      }
      inflation[design.layout.names[column]] = spread * solution.inverse[column, column]
    }
    varianceInflation = inflation
  }

  /// R² with the weighted mean.
  static func explainedShare(_ design: RegressionDesign, _ solution: RegressionSolution) -> Double {
    let weights = design.roots.reduce(0) { $0 + $1 * $1 }
    let mean = zip(design.response, design.roots).reduce(0) { $0 + $1.0 * $1.1 / weights }
    let total = zip(design.response, design.roots).reduce(0) { sum, pair in
      sum + (pair.0 - mean * pair.1) * (pair.0 - mean * pair.1)
    }
    return total > 0 ? 1 - solution.sumOfSquares / total : 1
  }

  /// Akaike's information criterion; the variance counts as a parameter.
  public var akaikeCriterion: Double { -2 * logLikelihood + 2 * Double(rank + 1) }

  /// Akaike's criterion corrected for short series; infinite where there are too few observations.
  public var correctedAkaikeCriterion: Double {
    let (n, k) = (Double(observationCount), Double(rank + 1))
    return n - k - 1 > 0 ? akaikeCriterion + 2 * k * (k + 1) / (n - k - 1) : .infinity
  }

  /// The Bayesian information criterion.
  public var bayesianCriterion: Double {
    -2 * logLikelihood + Double(rank + 1) * .log(Double(observationCount))
  }

  /// The mean squared error of predicting each observation from all others, without a new fit.
  public var leaveOneOutError: Double {
    zip(residuals, leverages).reduce(0) { sum, pair in
      let error = pair.0 / max(1e-12, 1 - pair.1)
      return sum + error * error / Double(observationCount)
    }
  }

  /// The statistic of Durbin and Watson: near 2 where neighbouring residuals are independent, towards 0
  /// where they are alike and towards 4 where they alternate.
  public var durbinWatson: Double {
    let steps = zip(residuals.dropFirst(), residuals).reduce(0) { sum, pair in
      sum + (pair.0 - pair.1) * (pair.0 - pair.1)
    }
    return steps / residuals.reduce(0) { $0 + $1 * $1 }
  }

  /// The test of Ljung and Box: whether residuals up to so many steps apart depend on one another.
  ///
  /// - Parameters:
  ///   - lags: How many steps apart, from 1 to one less than there are observations; others are
  ///     brought within.
  ///   - fittedLags: How many lags of the series were estimated; they cost degrees of freedom.
  /// - Returns: The statistic and its probability by chance.
  public func ljungBox(lags: Int, fittedLags: Int = 0) -> Test {
    let n = residuals.count
    let lags = max(1, min(lags, n - 1))
    let mean = residuals.reduce(0) { $0 + $1 / Double(n) }
    let centred = residuals.map { $0 - mean }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    var sum = 0.0
    for lag in 1...lags {
      let correlation =
        zip(centred.dropFirst(lag), centred).reduce(0) { $0 + $1.0 * $1.1 } / total
      sum += correlation * correlation / Double(n - lag)
    }
    let statistic = Double(n) * Double(n + 2) * sum
    let freedom = Double(max(1, lags - fittedLags))
    return Test(
      statistic: statistic, pValue: SpecialFunctions.upperGamma(freedom / 2, statistic / 2))
  }
}
