import SupplyChainCore

extension VRPLIBReader {
  /// A matrix larger than this would not fit the memory of most machines.
  private static let largestMatrix = 30_000

  /// The distances of an `EDGE_WEIGHT_SECTION`, whose line breaks mean nothing.
  mutating func explicitMatrix(_ dimension: Int) -> RoutingProblem.Matrix? {
    guard let section = sections["EDGE_WEIGHT_SECTION"] else {
      checks.report("EDGE_WEIGHT_SECTION", line: lastLine, "is missing; the text is cut off")
      return nil
    }
    guard dimension <= Self.largestMatrix else {
      checks.report(
        "EDGE_WEIGHT_SECTION", line: section.line, value: "\(dimension)",
        "is more rows than can be held")
      return nil
    }
    let format = headers["EDGE_WEIGHT_FORMAT"]?.value.uppercased() ?? "FULL_MATRIX"
    let cells: [(Int) -> Range<Int>] = [
      { _ in 0..<dimension }, { $0 + 1..<dimension }, { $0..<dimension }, { 0..<$0 },
      { 0..<$0 + 1 },
    ]
    let names = [
      "FULL_MATRIX", "UPPER_ROW", "UPPER_DIAG_ROW", "LOWER_ROW", "LOWER_DIAG_ROW",
    ]
    guard let index = names.firstIndex(of: format) else {
      checks.report(
        "EDGE_WEIGHT_FORMAT", line: headers["EDGE_WEIGHT_FORMAT"]?.line ?? section.line,
        value: String(format.prefix(60)), "is not a format this reader knows")
      return nil
    }
    let given = section.rows.flatMap(\.values)
    let expected = (0..<dimension).reduce(0) { $0 + cells[index]($1).count }
    guard given.count == expected else {
      checks.report(
        "EDGE_WEIGHT_SECTION", line: section.line, value: "\(given.count) numbers",
        "are not the \(expected) of \(format) for DIMENSION \(dimension)")
      return nil
    }
    for row in section.rows where row.values.contains(where: { $0 < 0 }) {
      checks.report("EDGE_WEIGHT_SECTION", line: row.line, "has a negative distance")
    }
    var values = [Double](repeating: 0, count: dimension * dimension)
    var next = 0
    for row in 0..<dimension {
      for column in cells[index](row) {
        values[row * dimension + column] = given[next]
        if index > 0 { values[column * dimension + row] = given[next] }
        next += 1
      }
    }
    return RoutingProblem.Matrix(size: dimension, values: values)
  }
}

extension RoutingProblem.Matrix {
  /// The same table with its rows and columns in another order.
  func reordered(by order: [Int]) -> Self {
    Self(size: size, values: order.flatMap { row in order.map { self[row, $0] } })
  }
}
