public import SupplyChainCore

extension VectorPackingProblem {
  /// Reads the .vbp format: the number of dimensions, the capacities, the number of items, then a
  /// line for each item with its sizes and its demand.
  ///
  /// ```swift
  /// let problem = try VectorPackingProblem(reading: "2\n10 10\n1\n7 2 3\n")
  /// assert(problem.count == 3)
  /// ```
  ///
  /// - Parameter text: The text; lines may end in any way, blank lines are skipped.
  /// - Throws: `InvalidInput` with the line of everything that is wrong: what is no number, a line
  ///   with too few or too many, a count that is not the one announced, an item that does not fit.
  public init(reading text: String) throws(InvalidInput) {
    var checks = InputChecks()
    let lines = NumberReader(text, &checks).lines
    guard checks.problems.isEmpty else { throw InvalidInput(checks.problems) }
    guard lines.count >= 3, lines[0].values.count == 1, lines[2].values.count == 1 else {
      checks.report(
        "text", line: lines.last?.number ?? 1,
        "does not start with the dimensions, the capacities and the number of items")
      throw InvalidInput(checks.problems)
    }
    let dimensions = lines[0].values[0]
    let capacities = lines[1].values
    let count = lines[2].values[0]
    if dimensions != capacities.count {
      checks.report(
        "dimensions", line: lines[0].number, value: "\(dimensions)",
        "is not the number of capacities that follow (\(capacities.count))")
    }
    if count != lines.count - 3 {
      checks.report(
        "n", line: lines[2].number, value: "\(count)",
        "is not the number of items that follow (\(lines.count - 3))")
    }
    Self.check(capacities: capacities, line: lines[1].number, &checks)
    var items: [Item] = []
    var total = 0
    for (index, line) in lines[3...].enumerated() {
      guard line.values.count == capacities.count + 1 else {
        checks.report(
          "items", at: index, line: line.number,
          "has \(line.values.count) numbers, not \(capacities.count) sizes and a demand")
        continue
      }
      let item = Item(
        sizes: Array(line.values.dropLast()), demand: line.values[capacities.count])
      Self.check(
        item, at: index, line: line.number, capacities: capacities, total: &total, &checks)
      items.append(item)
    }
    guard checks.problems.isEmpty else { throw InvalidInput(checks.problems) }
    try self.init(capacities: capacities, items: items)
  }
}
