public import SupplyChainCore

/// A dense matrix of `Double`, stored column by column as LAPACK wants it.
///
/// A value type: copies share their storage until one of them is written to. Its shape is fixed.
///
/// ```swift
/// let a = try Matrix(rows: [[4, 2], [2, 3]])
/// let b = try a.multiplied(by: .identity(2))
/// print(b[1, 0], a.transposed == a)  // 2.0 true
/// ```
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The elements, column by column.
  package var storage: [Double]

  package init(unchecked storage: [Double], rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = storage
  }

  /// A matrix from its elements, column by column.
  ///
  /// - Parameters:
  ///   - elements: `rowCount` × `columnCount` numbers: the first column from top to bottom, then the
  ///     second, and so on. Any `Double` is allowed; a factorization refuses what is not finite.
  ///   - rowCount: The number of rows, zero or more.
  ///   - columnCount: The number of columns, zero or more.
  /// - Throws: `InvalidInput` if a count is negative or the number of elements does not fit.
  public init(columnMajor elements: [Double], rowCount: Int, columnCount: Int) throws(InvalidInput)
  {
    var checks = InputChecks()
    checks.require(rowCount >= 0, "rowCount", value: rowCount, "is negative")
    checks.require(columnCount >= 0, "columnCount", value: columnCount, "is negative")
    let (size, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    checks.require(
      !overflow && size == elements.count, "elements", value: elements.count,
      "is not the number of rows (\(rowCount)) times the number of columns (\(columnCount))")
    try checks.finish()
    self.init(unchecked: elements, rowCount: rowCount, columnCount: columnCount)
  }

  /// A matrix from its rows.
  ///
  /// - Parameter rows: The rows, all of one length.
  /// - Throws: `InvalidInput` naming each row whose length differs from that of the first.
  public init(rows: [[Double]]) throws(InvalidInput) {
    let columns = rows.first?.count ?? 0
    var checks = InputChecks()
    for (index, row) in rows.enumerated() where row.count != columns {
      checks.report(
        "rows", at: index, value: "\(row.count) elements", "has not \(columns) as the first row")
    }
    try checks.finish()
    var storage: [Double] = []
    storage.reserveCapacity(rows.count * columns)
    for column in 0..<columns { for row in rows { storage.append(row[column]) } }
    self.init(unchecked: storage, rowCount: rows.count, columnCount: columns)
  }

  /// A matrix from its columns.
  ///
  /// - Parameter columns: The columns, all of one length.
  /// - Throws: `InvalidInput` naming each column whose length differs from that of the first.
  public init(columns: [[Double]]) throws(InvalidInput) {
    let rows = columns.first?.count ?? 0
    var checks = InputChecks()
    for (index, column) in columns.enumerated() where column.count != rows {
      checks.report(
        "columns", at: index, value: "\(column.count) elements",
        "has not \(rows) as the first column")
    }
    try checks.finish()
    self.init(unchecked: columns.flatMap { $0 }, rowCount: rows, columnCount: columns.count)
  }

  /// A matrix of zeros.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows; none where it is negative.
  ///   - columnCount: The number of columns; none where it is negative.
  /// - Returns: The matrix.
  public static func zeros(_ rowCount: Int, _ columnCount: Int) -> Matrix {
    let (rows, columns) = (max(0, rowCount), max(0, columnCount))
    return Matrix(
      unchecked: Array(repeating: 0, count: rows * columns), rowCount: rows, columnCount: columns)
  }

  /// The identity matrix.
  ///
  /// - Parameter order: The number of rows and of columns.
  /// - Returns: Ones on the diagonal, zeros elsewhere.
  public static func identity(_ order: Int) -> Matrix {
    var matrix = zeros(order, order)
    for index in 0..<matrix.rowCount { matrix[index, index] = 1 }
    return matrix
  }

  /// The element of a row and a column, both counted from zero.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rowCount, "the row is out of range")
      return storage[column * rowCount + row]
    }
    set {
      precondition(row >= 0 && row < rowCount, "the row is out of range")
      storage[column * rowCount + row] = newValue
    }
  }

  /// The elements of a row.
  public func row(_ index: Int) -> [Double] {
    (0..<columnCount).map { self[index, $0] }
  }

  /// The elements of a column.
  public func column(_ index: Int) -> [Double] {
    Array(storage[index * rowCount..<(index + 1) * rowCount])
  }
}

extension Matrix: CustomStringConvertible {
  /// The rows, one a line.
  public var description: String {
    (0..<rowCount).map { "\(row($0))" }.joined(separator: "\n")
  }
}

extension Matrix: Codable {
  private enum CodingKeys: CodingKey { case rowCount, columnCount, elements }

  /// Reads a matrix and checks its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      columnMajor: container.decode([Double].self, forKey: .elements),
      rowCount: container.decode(Int.self, forKey: .rowCount),
      columnCount: container.decode(Int.self, forKey: .columnCount))
  }

  /// Writes the shape and the elements, column by column.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(columnCount, forKey: .columnCount)
    try container.encode(storage, forKey: .elements)
  }
}
