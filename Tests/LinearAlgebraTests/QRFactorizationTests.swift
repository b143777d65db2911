import LinearAlgebra
import SupplyChainCore
import Testing

@Suite struct QRFactorizationTests {
  /// R 4.2.2: `f <- lm(Employed ~ ., data = longley)`; `coef(f)`, `sqrt(diag(vcov(f)))`,
  /// `deviance(f)`, `hatvalues(f)[1:3]`.
  @Test func longleyAgreesWithR() throws {
    let design = try Matrix(rows: Longley.rows.map { [1] + $0 })
    let factorization = try QRFactorization(design)
    #expect(factorization.rank == 7)
    let solution = try factorization.leastSquares(Longley.employed)
    let expected = [
      -3.4822586345958148e3, 1.5061872271372779e-2, -3.5819179292591e-2, -2.020229803816824e-2,
      -1.0332268671735891e-2, -5.1104105653579195e-2, 1.8291514646135503,
    ]
    let errors = [
      8.9042038360737558e2, 8.4914925774767377e-2, 3.3491007772243411e-2, 4.8839968165170283e-3,
      2.1427416316167568e-3, 2.2607320006937259e-1, 4.5547849914221344e-1,
    ]
    #expect(isClose(solution.sumOfSquaredResiduals, 0.83642405550591969))
    let covariance = factorization.inverseCrossProduct
      .scaled(by: solution.sumOfSquaredResiduals / 9)
    for index in 0..<7 {
      #expect(isClose(solution.coefficients[index], expected[index]))
      #expect(isClose(covariance[index, index].squareRoot(), errors[index]))
    }
    let leverages = [0.42453693062653147, 0.56497829770226593, 0.36207471236564803]
    for (ours, theirs) in zip(factorization.leverages, leverages) {
      #expect(isClose(ours, theirs))
    }
    #expect(isClose(factorization.leverages.reduce(0, +), 7))
  }

  @Test func dependentColumnsAreFoundAndLeftOut() throws {
    // The third column is the second plus twice the first; the fourth is zero.
    let design = try Matrix(rows: [[1, 0, 2, 0], [1, 1, 3, 0], [1, 2, 4, 0], [1, 3, 5, 0]])
    let factorization = try QRFactorization(design)
    #expect(factorization.rank == 2)
    #expect(factorization.dependentColumns.count == 2)
    #expect(factorization.dependentColumns.contains(3))
    let solution = try factorization.leastSquares([1, 2, 3, 4])
    #expect(solution.sumOfSquaredResiduals < 1e-24)
    for column in factorization.dependentColumns {
      #expect(solution.coefficients[column] == 0)
      #expect(factorization.inverseCrossProduct[column, column] == 0)
    }
  }

  @Test(arguments: [1e-150, 1e-9, 1, 1e9, 1e150])
  func rankDoesNotDependOnUnits(scale: Double) throws {
    let design = try Matrix(rows: [[1, scale], [1, 2 * scale], [1, 4 * scale]])
    let factorization = try QRFactorization(design)
    #expect(factorization.rank == 2)
    let solution = try factorization.leastSquares([1, 2, 4])
    #expect(isClose(solution.coefficients[1] * scale, 1))
  }

  /// The residuals of any least-squares solution are orthogonal to every column.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func residualsAreOrthogonalToTheDesign(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let columns = 1 + generator.index(below: 6)
    let rows = columns + generator.index(below: 20)
    var design = Matrix.zeros(rows, columns)
    for row in 0..<rows { for column in 0..<columns { design[row, column] = generator.uniform() } }
    let response = (0..<rows).map { _ in generator.uniform() }
    let solution = try LeastSquaresSolution(design: design, response: response)
    for product in try design.transposed.multiplied(by: solution.residuals) {
      #expect(product.magnitude < 1e-10)
    }
    let fitted = try design.multiplied(by: solution.coefficients)
    for row in 0..<rows { #expect(isClose(fitted[row] + solution.residuals[row], response[row])) }
  }

  @Test func moreColumnsThanRows() throws {
    let factorization = try QRFactorization(Matrix(rows: [[1, 2, 3]]))
    #expect(factorization.rank == 1)
    let solution = try factorization.leastSquares([6])
    #expect(isClose(solution.residuals[0] + 1, 1))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsRefusedByName(value: Double) throws {
    let error = #expect(throws: InvalidInput.self) {
      try QRFactorization(Matrix(rows: [[1, 2], [3, value]]))
    }
    #expect(error?.problems.first?.field == "matrix[1, 1]")
    let response = #expect(throws: InvalidInput.self) {
      try QRFactorization(.identity(2)).leastSquares([1, value])
    }
    #expect(response?.problems.first?.index == 1)
  }

  @Test func emptyAndMismatchedAreRefused() throws {
    #expect(throws: InvalidInput.self) { try QRFactorization(.zeros(0, 0)) }
    #expect(throws: InvalidInput.self) { try QRFactorization(.zeros(3, 0)) }
    #expect(throws: InvalidInput.self) { try QRFactorization(.identity(3)).leastSquares([1]) }
  }
}

/// Whether two numbers agree to nine digits.
func isClose(_ a: Double, _ b: Double, tolerance: Double = 1e-9) -> Bool {
  (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}
