private import SupplyChainCore

/// The decomposition A = UΣVᵀ into orthonormal vectors and singular values.
///
/// ```swift
/// let matrix = try Matrix(rows: [[3, 0], [0, 4], [0, 0]])
/// let decomposition = try SingularValueDecomposition(matrix)
/// print(decomposition.singularValues)  // [4.0, 3.0]
/// ```
///
/// LAPACK `dgesdd`: divide and conquer (Gu and Eisenstat 1995,
/// <https://doi.org/10.1137/S0895479892242232>).
public struct SingularValueDecomposition: Sendable {
  /// The singular values, largest first.
  public let singularValues: [Double]
  /// The left singular vectors, one a column.
  public let left: Matrix
  /// The right singular vectors, one a row.
  public let rightTransposed: Matrix

  /// Decomposes a matrix.
  ///
  /// - Parameter matrix: Any shape with at least one row and one column.
  /// - Throws: `InvalidInput` if it is empty, too large or has an element that is not finite;
  ///   ``NoConvergence`` if the iteration fails, which LAPACK does not exclude.
  /// - Complexity: O(rows · columns · min(rows, columns))
  public init(_ matrix: Matrix) throws {
    try matrix.requireFactorizable()
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    let rank = min(rows, columns)
    var work = matrix.storage
    var values = [Double](repeating: 0, count: rank)
    var left = [Double](repeating: 0, count: rows * rank)
    var right = [Double](repeating: 0, count: rank * columns)
    guard
      LAPACK.singularValues(
        &work, rows: rows, columns: columns, values: &values, left: &left, right: &right)
    else { throw NoConvergence() }
    singularValues = values
    self.left = Matrix(unchecked: left, rowCount: rows, columnCount: rank)
    rightTransposed = Matrix(unchecked: right, rowCount: rank, columnCount: columns)
  }

  /// The ratio of the largest to the smallest singular value; infinity for a singular matrix.
  public var conditionNumber: Double {
    guard let largest = singularValues.first, let smallest = singularValues.last, largest > 0
    else { return .infinity }
    return largest / smallest
  }

  /// The number of singular values above a share of the largest.
  ///
  /// - Parameter tolerance: The share below which a singular value counts as zero.
  /// - Returns: The rank, zero for a matrix of zeros.
  public func rank(tolerance: Double = QRFactorization.defaultRankTolerance) -> Int {
    let largest = singularValues.first ?? 0
    return largest > 0 ? singularValues.count { $0 > tolerance * largest } : 0
  }
}

/// The error for an iteration that did not converge.
public struct NoConvergence: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in words.
  public var description: String { "the singular value decomposition did not converge" }
}
