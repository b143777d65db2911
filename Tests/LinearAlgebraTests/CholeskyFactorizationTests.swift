import LinearAlgebra
import SupplyChainCore
import Testing

@Suite struct CholeskyFactorizationTests {
  /// The textbook example; R 4.2.2: `t(chol(A))`, `determinant(A)$modulus`.
  @Test func factorAgreesWithR() throws {
    let matrix = try Matrix(rows: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    let factorization = try CholeskyFactorization(matrix)
    #expect(factorization.lower == (try Matrix(rows: [[2, 0, 0], [6, 1, 0], [-8, 5, 3]])))
    #expect(isClose(factorization.logDeterminant, 3.5835189384561121))
    let product = try matrix.multiplied(by: factorization.inverse)
    for row in 0..<3 {
      for column in 0..<3 {
        #expect((product[row, column] - (row == column ? 1 : 0)).magnitude < 1e-10)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func solutionSolvesTheEquations(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let order = 1 + generator.index(below: 8)
    var root = Matrix.identity(order)
    for row in 0..<order { for column in 0..<order { root[row, column] += generator.uniform() } }
    let matrix = try root.multiplied(by: root.transposed)
    let x = (0..<order).map { _ in generator.uniform() }
    let solution = try CholeskyFactorization(matrix).solve(matrix.multiplied(by: x))
    for (ours, wanted) in zip(solution, x) { #expect((ours - wanted).magnitude < 1e-6) }
  }

  @Test func indefiniteMatricesAreNamed() throws {
    let error = #expect(throws: NotPositiveDefinite.self) {
      try CholeskyFactorization(Matrix(rows: [[1, 2], [2, 1]]))
    }
    #expect(error?.leadingMinor == 2)
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    #expect(throws: InvalidInput.self) {
      try CholeskyFactorization(Matrix(rows: [[1, 2], [3, 9]]))
    }
    #expect(throws: InvalidInput.self) { try CholeskyFactorization(Matrix(rows: [[1, 2]])) }
    #expect(throws: InvalidInput.self) { try CholeskyFactorization(Matrix(rows: [[.nan]])) }
    #expect(throws: InvalidInput.self) { try CholeskyFactorization(.identity(2)).solve([1]) }
  }
}
