import Foundation
import LinearAlgebra
import SupplyChainCore
import Testing

@Suite struct MatrixTests {
  @Test func rowsAndColumnsDescribeTheSameMatrix() throws {
    let byRows = try Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    let byColumns = try Matrix(columns: [[1, 4], [2, 5], [3, 6]])
    let flat = try Matrix(columnMajor: [1, 4, 2, 5, 3, 6], rowCount: 2, columnCount: 3)
    #expect(byRows == byColumns)
    #expect(byRows == flat)
    #expect(byRows[1, 2] == 6)
    #expect(byRows.row(0) == [1, 2, 3])
    #expect(byRows.column(1) == [2, 5])
  }

  @Test func productOfTwoMatrices() throws {
    let a = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    let b = try Matrix(rows: [[7, 8, 9], [10, 11, 12]])
    let product = try a.multiplied(by: b)
    #expect(product == (try Matrix(rows: [[27, 30, 33], [61, 68, 75], [95, 106, 117]])))
    #expect(try a.multiplied(by: [1, -1]) == [-1, -1, -1])
    #expect(try a.multiplied(by: .identity(2)) == a)
    #expect(
      try product.transposed == b.transposed.multiplied(by: a.transposed))
  }

  @Test func sumAndScale() throws {
    let a = try Matrix(rows: [[1, 2]])
    #expect(try a.adding(a) == a.scaled(by: 2))
    #expect(throws: InvalidInput.self) { try a.adding(a.transposed) }
  }

  @Test func shapesThatCannotBeMeantAreRefusedByName() throws {
    let ragged = #expect(throws: InvalidInput.self) {
      try Matrix(rows: [[1, 2], [3], [4, 5, 6]])
    }
    #expect(ragged?.problems.map(\.index) == [1, 2])
    #expect(throws: InvalidInput.self) { try Matrix(columns: [[1], [2, 3]]) }
    #expect(throws: InvalidInput.self) {
      try Matrix(columnMajor: [1], rowCount: .max, columnCount: .max)
    }
    #expect(throws: InvalidInput.self) {
      try Matrix(columnMajor: [], rowCount: -1, columnCount: 0)
    }
    let a = try Matrix(rows: [[1, 2]])
    #expect(throws: InvalidInput.self) { try a.multiplied(by: a) }
    #expect(throws: InvalidInput.self) { try a.multiplied(by: [1]) }
  }

  @Test func emptyMatricesAreAllowed() throws {
    #expect(try Matrix(rows: []).rowCount == 0)
    #expect(Matrix.zeros(-3, 2).rowCount == 0)
    #expect(try Matrix.zeros(2, 0).multiplied(by: .zeros(0, 3)) == .zeros(2, 3))
  }

  @Test func codingKeepsTheValueAndChecksTheShape() throws {
    let matrix = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    let data = try JSONEncoder().encode(matrix)
    #expect(try JSONDecoder().decode(Matrix.self, from: data) == matrix)
    let wrong = Data(#"{"rowCount":2,"columnCount":2,"elements":[1,2,3]}"#.utf8)
    #expect(throws: InvalidInput.self) { try JSONDecoder().decode(Matrix.self, from: wrong) }
  }
}
