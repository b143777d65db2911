private import RealModule
public import SupplyChainCore

/// The factorization A = LLᵀ of a symmetric positive definite matrix.
///
/// ```swift
/// let covariance = try Matrix(rows: [[4, 2], [2, 3]])
/// let factorization = try CholeskyFactorization(covariance)
/// let weights = try factorization.solve([2, 1])
/// print(weights)  // [0.5, 0.0]
/// ```
///
/// LAPACK `dpotrf`.
public struct CholeskyFactorization: Sendable {
  /// The lower triangle L, zeros above it.
  public let lower: Matrix

  /// The largest difference of mirrored elements that still counts as rounding, relative to the
  /// largest element.
  private static let symmetryTolerance = 1e-12

  /// Factorizes a matrix.
  ///
  /// - Parameter matrix: Symmetric up to rounding; the lower triangle is used.
  /// - Throws: `InvalidInput` if it is empty, not square, not symmetric or has an element that is
  ///   not finite; ``NotPositiveDefinite`` if it has no such factorization.
  /// - Complexity: O(n³)
  public init(_ matrix: Matrix) throws {
    try matrix.requireFactorizable()
    let order = matrix.rowCount
    guard matrix.columnCount == order else {
      throw InvalidInput(
        "matrix", value: "\(order) × \(matrix.columnCount)", "is not square")
    }
    let largest = matrix.storage.reduce(0) { max($0, $1.magnitude) }
    for column in 0..<order {
      for row in 0..<column {
        let difference = (matrix[row, column] - matrix[column, row]).magnitude
        guard difference <= Self.symmetryTolerance * largest else {
          throw InvalidInput(
            "matrix[\(row), \(column)]", value: matrix[row, column],
            "differs from its mirror image (\(matrix[column, row]))")
        }
      }
    }
    var lower = matrix
    let minor = LAPACK.cholesky(&lower.storage, order: order)
    guard minor == 0 else { throw NotPositiveDefinite(leadingMinor: minor) }
    for column in 0..<order { for row in 0..<column { lower[row, column] = 0 } }
    self.lower = lower
  }

  /// The solution x of Ax = b.
  ///
  /// - Parameter rightHandSide: The vector b, one number a row.
  /// - Returns: The vector x.
  /// - Throws: `InvalidInput` if the length does not fit or a number is not finite.
  /// - Complexity: O(n²)
  public func solve(_ rightHandSide: [Double]) throws(InvalidInput) -> [Double] {
    let order = lower.rowCount
    try require(rightHandSide, "rightHandSide", count: order)
    var x = rightHandSide
    for column in 0..<order {
      x[column] /= lower[column, column]
      for row in column + 1..<max(column + 1, order) { x[row] -= lower[row, column] * x[column] }
    }
    for column in (0..<order).reversed() {
      for row in column + 1..<max(column + 1, order) { x[column] -= lower[row, column] * x[row] }
      x[column] /= lower[column, column]
    }
    return x
  }

  /// The inverse of the matrix; to solve equations with it, ``solve(_:)`` is faster and closer.
  ///
  /// - Complexity: O(n³)
  public var inverse: Matrix {
    get throws(InvalidInput) {
      let order = lower.rowCount
      var columns: [[Double]] = []
      for index in 0..<order {
        var unit = [Double](repeating: 0, count: order)
        unit[index] = 1
        columns.append(try solve(unit))
      }
      return try Matrix(columns: columns)
    }
  }

  /// The natural logarithm of the determinant.
  public var logDeterminant: Double {
    (0..<lower.rowCount).reduce(0) { $0 + 2 * .log(lower[$1, $1]) }
  }
}

/// The error for a matrix that should be positive definite and is not.
public struct NotPositiveDefinite: Error, Hashable, Sendable, CustomStringConvertible {
  /// The order of the first leading minor that is not positive, counted from one.
  public let leadingMinor: Int

  /// What is wrong, in words.
  public var description: String {
    "the matrix is not positive definite: its leading minor of order \(leadingMinor) is not positive"
  }
}
