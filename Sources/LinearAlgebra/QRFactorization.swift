public import SupplyChainCore

/// A QR factorization with column pivoting that tells the rank of a matrix.
///
/// The columns are brought to length one first, so that a regressor counted in millions and one
/// counted in fractions are judged alike. A column is dependent when less than `rankTolerance` of
/// its length lies outside the span of the columns before it in pivot order.
///
/// ```swift
/// let design = try Matrix(rows: [[1, 0, 2], [1, 1, 3], [1, 2, 4], [1, 3, 5]])
/// let factorization = try QRFactorization(design)
/// print(factorization.rank)  // 2: the third column is the second plus twice the first
/// ```
///
/// LAPACK `dgeqp3` (Quintana-Ortí, Sun and Bischof 1998, <https://doi.org/10.1137/S1064827595296732>).
public struct QRFactorization: Sendable {
  /// The share of a column's length below which it counts as dependent on the others.
  ///
  /// Well above the rounding of a factorization (1e-16 times its size), well below the weakest
  /// column that still says something about the data.
  public static let defaultRankTolerance = 1e-10

  /// The number of rows of the matrix.
  public let rowCount: Int
  /// The number of columns of the matrix.
  public let columnCount: Int
  /// The number of linearly independent columns.
  public let rank: Int
  /// The columns in the order of the factorization: the first `rank` of them are independent.
  public let pivots: [Int]

  let packed: [Double]
  let reflectors: [Double]
  let columnNorms: [Double]

  /// Factorizes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: Any shape with at least one row and one column.
  ///   - rankTolerance: The share of a column's length below which it counts as dependent.
  /// - Throws: `InvalidInput` if the matrix is empty or too large for LAPACK, or an element is not
  ///   finite.
  /// - Complexity: O(rows · columns²)
  public init(
    _ matrix: Matrix, rankTolerance: Double = Self.defaultRankTolerance
  ) throws(InvalidInput) {
    try matrix.requireFactorizable()
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    var packed = matrix.storage
    var norms = [Double](repeating: 0, count: columns)
    for column in 0..<columns {
      let range = column * rows..<(column + 1) * rows
      // Scaled by the largest element, so that squares neither overflow nor vanish.
      let largest = packed[range].reduce(0) { max($0, $1.magnitude) }
      if largest == 0 { continue }
      let sum = packed[range].reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
      for index in range { packed[index] = packed[index] / largest / sum.squareRoot() }
      norms[column] = largest * sum.squareRoot()
    }
    var reflectors = [Double](repeating: 0, count: min(rows, columns))
    pivots = LAPACK.pivotedQR(&packed, rows: rows, columns: columns, reflectors: &reflectors)
    let tolerance = rankTolerance.isNaN ? Self.defaultRankTolerance : max(0, rankTolerance)
    rank =
      (0..<min(rows, columns)).firstIndex { packed[$0 * rows + $0].magnitude <= tolerance }
      ?? min(rows, columns)
    rowCount = rows
    columnCount = columns
    self.packed = packed
    self.reflectors = reflectors
    columnNorms = norms
  }

  /// The columns that depend on the others, in ascending order; empty at full column rank.
  public var dependentColumns: [Int] { pivots[rank...].sorted() }

  /// The coefficients that minimise the sum of squared residuals.
  ///
  /// - Parameter response: The right-hand side, one number a row.
  /// - Returns: The solution; a dependent column has the coefficient zero.
  /// - Throws: `InvalidInput` if the length does not fit or a number is not finite.
  /// - Complexity: O(rows · columns)
  public func leastSquares(_ response: [Double]) throws(InvalidInput) -> LeastSquaresSolution {
    try require(response, "response", count: rowCount)
    var rotated = response
    LAPACK.multiplyByQ(
      &rotated, transposed: true, a: packed, rows: rowCount, reflectors: reflectors)
    var coefficients = [Double](repeating: 0, count: columnCount)
    for (place, value) in backSubstituted(rotated).enumerated() {
      coefficients[pivots[place]] = value / columnNorms[pivots[place]]
    }
    // What lies outside the span of the independent columns is the residual.
    for index in 0..<rank { rotated[index] = 0 }
    LAPACK.multiplyByQ(
      &rotated, transposed: false, a: packed, rows: rowCount, reflectors: reflectors)
    return LeastSquaresSolution(
      coefficients: coefficients, residuals: rotated, rank: rank,
      dependentColumns: dependentColumns)
  }

  /// (XᵀX)⁻¹ over the independent columns; rows and columns of dependent ones are zero.
  ///
  /// Times the residual variance it is the covariance of the least-squares coefficients.
  ///
  /// - Complexity: O(columns³)
  public var inverseCrossProduct: Matrix {
    // The columns of R⁻¹, one back substitution each.
    var inverse = [Double](repeating: 0, count: rank * rank)
    var unit = [Double](repeating: 0, count: max(1, rank))
    for column in 0..<rank {
      unit[column] = 1
      for (row, value) in backSubstituted(unit).enumerated() {
        inverse[column * rank + row] = value
      }
      unit[column] = 0
    }
    var result = Matrix.zeros(columnCount, columnCount)
    for first in 0..<rank {
      for second in 0...first {
        var sum = 0.0
        for index in first..<rank {
          sum += inverse[index * rank + first] * inverse[index * rank + second]
        }
        let (row, column) = (pivots[first], pivots[second])
        let value = sum / columnNorms[row] / columnNorms[column]
        result[row, column] = value
        result[column, row] = value
      }
    }
    return result
  }

  /// The share of each observation in its own fitted value: the diagonal of the hat matrix.
  ///
  /// - Complexity: O(rows · columns²)
  public var leverages: [Double] {
    var result = [Double](repeating: 0, count: rowCount)
    for column in 0..<rank {
      var unit = [Double](repeating: 0, count: rowCount)
      unit[column] = 1
      LAPACK.multiplyByQ(
        &unit, transposed: false, a: packed, rows: rowCount, reflectors: reflectors)
      for row in 0..<rowCount { result[row] += unit[row] * unit[row] }
    }
    return result
  }

  /// Solves Rx = b for the independent columns.
  private func backSubstituted(_ rightHandSide: [Double]) -> [Double] {
    var solution = Array(rightHandSide.prefix(rank))
    for row in (0..<rank).reversed() {
      var value = solution[row]
      for column in row + 1..<max(row + 1, rank) {
        value -= packed[column * rowCount + row] * solution[column]
      }
      solution[row] = value / packed[row * rowCount + row]
    }
    return solution
  }
}

extension Matrix {
  /// Refuses what no factorization can take.
  func requireFactorizable() throws(InvalidInput) {
    var checks = InputChecks()
    for (count, name) in [(rowCount, "matrix.rowCount"), (columnCount, "matrix.columnCount")] {
      checks.require(count > 0, name, value: count, "is zero")
      checks.require(
        count <= LAPACK.largestSize, name, value: count, "is more than LAPACK can count")
    }
    try checks.finish()
    try requireFinite("matrix")
  }
}
