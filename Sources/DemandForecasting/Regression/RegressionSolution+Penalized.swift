internal import LinearAlgebra
internal import SupplyChainCore

/// The columns but the intercept at mean zero and variance one, as penalties want them.
private struct StandardizedDesign {
  /// One a row: what the intercept's column is, the root of the weight.
  let roots: [Double]
  let means: [Double]
  let scales: [Double]
  /// The standardised columns without the intercept, times the roots of the weights.
  let columns: [[Double]]
  let responseMean: Double
  /// The centred response, times the roots of the weights.
  let response: [Double]
  let totalWeight: Double

  init(_ design: RegressionDesign) {
    let roots = design.roots
    let total = roots.reduce(0) { $0 + $1 * $1 }
    func mean(_ weighted: [Double]) -> Double {
      zip(weighted, roots).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    var (means, scales, columns): ([Double], [Double], [[Double]]) = ([], [], [])
    for index in 1..<max(1, design.matrix.columnCount) {
      let column = design.matrix.column(index)
      let centre = mean(column)
      let centred = zip(column, roots).map { $0 - centre * $1 }
      let scale = (centred.reduce(0) { $0 + $1 * $1 } / total).squareRoot()
      means.append(centre)
      scales.append(scale)
      columns.append(scale > 0 ? centred.map { $0 / scale } : centred)
    }
    let centre = mean(design.response)
    response = zip(design.response, roots).map { $0 - centre * $1 }
    responseMean = centre
    totalWeight = total
    self.roots = roots
    self.means = means
    self.scales = scales
    self.columns = columns
  }

  /// The coefficients of the design from those of the standardised columns.
  func original(_ standardized: [Double]) -> [Double] {
    var result = [responseMean]
    for (index, coefficient) in standardized.enumerated() {
      let own = scales[index] > 0 ? coefficient / scales[index] : 0
      result.append(own)
      result[0] -= own * means[index]
    }
    return result
  }

  /// The matrix that brings a covariance of the standardised coefficients to the design's, the
  /// intercept from the mean of the response included.
  func back(_ inner: Matrix) throws(InvalidInput) -> Matrix {
    let count = means.count + 1
    var transform = Matrix.zeros(count, count)
    var middle = Matrix.zeros(count, count)
    transform[0, 0] = 1
    middle[0, 0] = 1 / totalWeight
    for a in 1..<max(1, count) {
      guard scales[a - 1] > 0 else { continue }
      transform[a, a] = 1 / scales[a - 1]
      transform[0, a] = -means[a - 1] / scales[a - 1]
      for b in 1..<count { middle[a, b] = inner[a - 1, b - 1] }
    }
    return try transform.multiplied(by: middle).multiplied(by: transform.transposed)
  }
}

extension RegressionSolution {
  /// (XᵀX + λI) β = Xᵀy over the standardised columns, as the least squares of a longer design.
  init(ridge design: RegressionDesign, _ weight: Double) throws(InvalidInput) {
    let standard = StandardizedDesign(design)
    let count = standard.columns.count
    let rows = design.response.count
    var solution = [Double](repeating: 0, count: count)
    var inner = Matrix.zeros(count, count)
    var freedom = 1.0
    if count > 0 {
      let padded = standard.columns.enumerated().map { index, column in
        column + (0..<count).map { $0 == index ? weight.squareRoot() : 0 }
      }
      let factorization = try QRFactorization(try Matrix(columns: padded))
      solution =
        try factorization.leastSquares(
          standard.response + [Double](repeating: 0, count: count)
        ).coefficients
      let inverse = factorization.inverseCrossProduct
      // (A)⁻¹ XᵀX (A)⁻¹ with XᵀX = A − λI.
      let square = try inverse.multiplied(by: inverse)
      inner = try inverse.adding(square.scaled(by: -weight))
      // The trace of the hat matrix is the number of coefficients that are left free.
      for index in 0..<count { freedom += 1 - weight * inverse[index, index] }
    }
    try self.init(
      penalized: design, coefficients: standard.original(solution),
      freedom: Double(rows) - freedom, inverse: try standard.back(inner), absent: [])
  }

  /// Coordinate descent: one coefficient after another takes what the others leave, less the penalty,
  /// until none of them moves.
  init(lasso design: RegressionDesign, _ weight: Double) throws(InvalidInput) {
    let standard = StandardizedDesign(design)
    let (count, total) = (standard.columns.count, standard.totalWeight)
    var coefficients = [Double](repeating: 0, count: count)
    var residuals = standard.response
    let scale = (residuals.reduce(0) { $0 + $1 * $1 } / total).squareRoot()
    for _ in 0..<Self.mostSweeps {
      var largestMove = 0.0
      for (index, column) in standard.columns.enumerated() where standard.scales[index] > 0 {
        var product = 0.0
        for row in residuals.indices { product += column[row] * residuals[row] }
        let free = coefficients[index] + product / total
        let next = free > weight ? free - weight : free < -weight ? free + weight : 0
        let move = next - coefficients[index]
        guard move != 0 else { continue }
        for row in residuals.indices { residuals[row] -= move * column[row] }
        coefficients[index] = next
        largestMove = max(largestMove, move.magnitude)
      }
      if largestMove <= 1e-13 * scale { break }
    }
    let active = coefficients.indices.filter { coefficients[$0] != 0 }
    var inner = Matrix.zeros(count, count)
    if !active.isEmpty {
      let own = try QRFactorization(
        try Matrix(columns: active.map { standard.columns[$0] })
      ).inverseCrossProduct
      for (a, row) in active.enumerated() {
        for (b, column) in active.enumerated() { inner[row, column] = own[a, b] }
      }
    }
    try self.init(
      penalized: design, coefficients: standard.original(coefficients),
      freedom: Double(design.response.count - active.count - 1),
      inverse: try standard.back(inner),
      absent: coefficients.indices.filter { coefficients[$0] == 0 }.map { $0 + 1 })
  }

  /// Coordinate descent gains a digit every few sweeps unless columns are all but equal.
  private static let mostSweeps = 10_000

  private init(
    penalized design: RegressionDesign, coefficients: [Double], freedom: Double, inverse: Matrix,
    absent: [Int]
  ) throws(InvalidInput) {
    let fitted = try design.matrix.multiplied(by: coefficients)
    let residuals = zip(design.response, fitted).map { $0 - $1 }
    // With as many coefficients as observations there is still an error.
    let freedom = max(1, freedom)
    self.init(
      coefficients: coefficients, residuals: residuals, dependentColumns: Set(absent),
      degreesOfFreedom: freedom, inverse: inverse, leverages: [],
      covariance: inverse.scaled(by: residuals.reduce(0) { $0 + $1 * $1 } / freedom))
  }

  private init(
    coefficients: [Double], residuals: [Double], dependentColumns: Set<Int>,
    degreesOfFreedom: Double, inverse: Matrix, leverages: [Double], covariance: Matrix
  ) {
    self.coefficients = coefficients
    self.residuals = residuals
    self.dependentColumns = dependentColumns
    self.degreesOfFreedom = degreesOfFreedom
    self.inverse = inverse
    self.leverages = leverages
    self.covariance = covariance
  }
}
