public import SupplyChainCore

/// What a least-squares problem has for an answer.
///
/// ```swift
/// let design = try Matrix(rows: [[1, 1], [1, 2], [1, 3]])
/// let line = try LeastSquaresSolution(design: design, response: [3, 5, 7])
/// print(line.coefficients)  // [1.0, 2.0] up to rounding
/// ```
public struct LeastSquaresSolution: Hashable, Sendable, Codable {
  /// One coefficient a column; zero for a dependent column.
  public let coefficients: [Double]
  /// The response less the fitted value, one a row.
  public let residuals: [Double]
  /// The number of linearly independent columns.
  public let rank: Int
  /// The columns left out because they depend on the others, in ascending order.
  public let dependentColumns: [Int]

  /// The sum of squared residuals.
  public var sumOfSquaredResiduals: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  init(coefficients: [Double], residuals: [Double], rank: Int, dependentColumns: [Int]) {
    self.coefficients = coefficients
    self.residuals = residuals
    self.rank = rank
    self.dependentColumns = dependentColumns
  }

  /// Solves a least-squares problem; for several responses factorize once (``QRFactorization``).
  ///
  /// - Parameters:
  ///   - design: One row an observation, one column a coefficient.
  ///   - response: One number a row.
  /// - Throws: `InvalidInput` if the shapes do not fit or a number is not finite.
  /// - Complexity: O(rows · columns²)
  public init(design: Matrix, response: [Double]) throws(InvalidInput) {
    self = try QRFactorization(design).leastSquares(response)
  }
}
