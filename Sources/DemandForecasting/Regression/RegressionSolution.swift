internal import LinearAlgebra
internal import RealModule
internal import SupplyChainCore

/// The coefficients of a design, and how well they are known.
struct RegressionSolution {
  /// One coefficient a column; zero where the column was left out.
  let coefficients: [Double]
  /// The weighted residuals.
  let residuals: [Double]
  /// The columns left out because they depend on others, or that a lasso brought to zero.
  let dependentColumns: Set<Int>
  /// The observations less the coefficients estimated; under a ridge less their effective number.
  let degreesOfFreedom: Double
  /// (XᵀX)⁻¹, or what takes its place under a penalty.
  let inverse: Matrix
  /// The share of each observation in its own fitted value.
  let leverages: [Double]
  /// The covariance of the coefficients.
  let covariance: Matrix

  /// The sum of squared weighted residuals.
  var sumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  init(_ design: RegressionDesign) throws(InvalidInput) {
    switch design.layout.regression.penalty {
    case .none: try self.init(ordinary: design)
    case .ridge(let weight): try self.init(ridge: design, weight)
    case .lasso(let weight): try self.init(lasso: design, weight)
    }
  }

  private init(ordinary design: RegressionDesign) throws(InvalidInput) {
    let factorization = try QRFactorization(design.matrix)
    let solution = try factorization.leastSquares(design.response)
    let inverse = factorization.inverseCrossProduct
    let leverages =
      design.layout.regression.standardErrors == .classical ? [] : factorization.leverages
    coefficients = solution.coefficients
    residuals = solution.residuals
    dependentColumns = Set(solution.dependentColumns)
    degreesOfFreedom = Double(design.response.count - solution.rank)
    self.inverse = inverse
    self.leverages = leverages
    covariance = try Self.covariance(
      design.layout.regression.standardErrors, design.matrix, solution.residuals,
      inverse: inverse, leverages: leverages, freedom: degreesOfFreedom)
  }

  /// The normal covariance, or the sandwich (XᵀX)⁻¹ M (XᵀX)⁻¹ around a meat M that allows for errors
  /// of unequal variance, or of dependence.
  static func covariance(
    _ errors: RegressionErrors, _ design: Matrix, _ residuals: [Double], inverse: Matrix,
    leverages: [Double], freedom: Double
  ) throws(InvalidInput) -> Matrix {
    let count = residuals.count
    var scores = design
    let lags: Int
    switch errors {
    case .classical:
      let sum = residuals.reduce(0) { $0 + $1 * $1 }
      return inverse.scaled(by: sum / freedom)
    case .heteroskedasticityConsistent(let correction):
      lags = 0
      for row in 0..<count {
        let rest = max(1e-12, 1 - leverages[row])
        let share =
          switch correction {
          case .hc0: 1.0
          case .hc1: (Double(count) / freedom).squareRoot()
          case .hc2: 1 / rest.squareRoot()
          case .hc3: 1 / rest
          }
        for column in 0..<design.columnCount { scores[row, column] *= residuals[row] * share }
      }
    case .autocorrelationConsistent(let given):
      lags = min(
        count - 1, max(0, given ?? Int(4 * Double.pow(Double(count) / 100, 2.0 / 9))))
      for row in 0..<count {
        for column in 0..<design.columnCount { scores[row, column] *= residuals[row] }
      }
    }
    let meat = meat(of: scores, lags: lags)
    return try inverse.multiplied(by: meat).multiplied(by: inverse)
  }

  /// Σ over lags of Bartlett's weight times the cross products of the scores that far apart.
  private static func meat(of scores: Matrix, lags: Int) -> Matrix {
    let (count, columns) = (scores.rowCount, scores.columnCount)
    var meat = Matrix.zeros(columns, columns)
    for lag in 0...lags {
      let weight = 1 - Double(lag) / Double(lags + 1)
      for a in 0..<columns {
        for b in 0..<columns {
          var sum = 0.0
          for row in lag..<count { sum += scores[row, a] * scores[row - lag, b] }
          meat[a, b] += weight * sum
          if lag > 0 { meat[b, a] += weight * sum }
        }
      }
    }
    return meat
  }
}
