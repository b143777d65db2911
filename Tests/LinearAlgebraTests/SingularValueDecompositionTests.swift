import LinearAlgebra
import SupplyChainCore
import Testing

@Suite struct SingularValueDecompositionTests {
  /// R 4.2.2: `h <- 1 / outer(1:5, 1:4, function(i, j) i + j - 1)`; `svd(h)$d`.
  @Test func hilbertMatrixAgreesWithR() throws {
    let rows = (1...5).map { i in (1...4).map { j in 1 / Double(i + j - 1) } }
    let decomposition = try SingularValueDecomposition(Matrix(rows: rows))
    let expected = [
      1.53229003311934652842, 0.18740046794616110892, 0.00873401062851498350,
      0.00017109147237815952,
    ]
    for (ours, theirs) in zip(decomposition.singularValues, expected) {
      #expect(isClose(ours, theirs))
    }
    #expect(decomposition.rank() == 4)
    #expect(isClose(decomposition.conditionNumber, expected[0] / expected[3]))
  }

  @Test(arguments: [(3, 5), (5, 3), (1, 4), (4, 4)])
  func factorsMultiplyToTheMatrix(rows: Int, columns: Int) throws {
    var generator = SeededGenerator(seed: UInt64(rows * 10 + columns))
    var matrix = Matrix.zeros(rows, columns)
    for row in 0..<rows { for column in 0..<columns { matrix[row, column] = generator.uniform() } }
    let decomposition = try SingularValueDecomposition(matrix)
    var scaled = decomposition.rightTransposed
    for (row, value) in decomposition.singularValues.enumerated() {
      for column in 0..<columns { scaled[row, column] *= value }
    }
    let product = try decomposition.left.multiplied(by: scaled)
    for row in 0..<rows {
      for column in 0..<columns {
        #expect((product[row, column] - matrix[row, column]).magnitude < 1e-12)
      }
    }
  }

  @Test func singularAndInvalid() throws {
    #expect(try SingularValueDecomposition(.zeros(2, 2)).rank() == 0)
    #expect(try SingularValueDecomposition(.zeros(2, 2)).conditionNumber == .infinity)
    #expect(throws: InvalidInput.self) { try SingularValueDecomposition(.zeros(0, 2)) }
    #expect(throws: InvalidInput.self) {
      try SingularValueDecomposition(Matrix(rows: [[.infinity]]))
    }
  }
}
