public import SupplyChainCore

extension Matrix {
  /// The matrix with rows and columns exchanged.
  ///
  /// - Complexity: O(rows · columns)
  public var transposed: Matrix {
    var result = Matrix.zeros(columnCount, rowCount)
    for column in 0..<columnCount {
      for row in 0..<rowCount {
        result.storage[row * columnCount + column] = storage[column * rowCount + row]
      }
    }
    return result
  }

  /// The product of two matrices.
  ///
  /// - Parameter other: A matrix with as many rows as this one has columns.
  /// - Returns: A matrix with the rows of this one and the columns of the other.
  /// - Throws: `InvalidInput` if the shapes do not fit.
  /// - Complexity: O(rows · columns · columns of the other)
  public func multiplied(by other: Matrix) throws(InvalidInput) -> Matrix {
    guard other.rowCount == columnCount else {
      throw InvalidInput(
        "other.rowCount", value: other.rowCount, "is not the number of columns (\(columnCount))")
    }
    var result = Matrix.zeros(rowCount, other.columnCount)
    let rows = rowCount
    // Column by column, so that the innermost loop runs along memory.
    for target in 0..<other.columnCount {
      for column in 0..<columnCount {
        let factor = other.storage[target * other.rowCount + column]
        for row in 0..<rows {
          result.storage[target * rows + row] += factor * storage[column * rows + row]
        }
      }
    }
    return result
  }

  /// The product with a column vector.
  ///
  /// - Parameter vector: As many numbers as there are columns.
  /// - Returns: As many numbers as there are rows.
  /// - Throws: `InvalidInput` if the length does not fit.
  /// - Complexity: O(rows · columns)
  public func multiplied(by vector: [Double]) throws(InvalidInput) -> [Double] {
    try multiplied(
      by: Matrix(unchecked: vector, rowCount: vector.count, columnCount: 1)
    ).storage
  }

  /// The sum of two matrices of one shape.
  ///
  /// - Parameter other: A matrix of the same shape.
  /// - Returns: The sum, element by element.
  /// - Throws: `InvalidInput` if the shapes differ.
  public func adding(_ other: Matrix) throws(InvalidInput) -> Matrix {
    guard other.rowCount == rowCount, other.columnCount == columnCount else {
      throw InvalidInput(
        "other", value: "\(other.rowCount) × \(other.columnCount)",
        "has not the shape \(rowCount) × \(columnCount)")
    }
    return Matrix(
      unchecked: zip(storage, other.storage).map(+), rowCount: rowCount, columnCount: columnCount)
  }

  /// The matrix with every element multiplied by a factor.
  public func scaled(by factor: Double) -> Matrix {
    Matrix(unchecked: storage.map { $0 * factor }, rowCount: rowCount, columnCount: columnCount)
  }

  /// The first element that is not finite, as the problem of a value called `name`.
  func requireFinite(_ name: String) throws(InvalidInput) {
    guard let index = storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw InvalidInput([
      .init(
        field: "\(name)[\(index % rowCount), \(index / rowCount)]", value: "\(storage[index])",
        reason: "is not a finite number")
    ])
  }
}

/// Refuses a vector of the wrong length or with an element that is not finite.
func require(_ vector: [Double], _ name: String, count: Int) throws(InvalidInput) {
  var checks = InputChecks()
  checks.require(
    vector.count == count, name, value: "\(vector.count) elements", "has not \(count) elements")
  for (index, value) in vector.enumerated() { checks.requireFinite(value, name, at: index) }
  try checks.finish()
}
