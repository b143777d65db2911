public import SupplyChainCore

extension BinPackingProblem {
  /// Reads the BPPLIB format: the number of items, the capacity, then the weights, one a line.
  ///
  /// ```swift
  /// let problem = try BinPackingProblem(reading: "3\n10\n6\n5\n4\n")
  /// assert(problem.weights == [6, 5, 4])
  /// ```
  ///
  /// - Parameter text: The text; lines may end in any way, blank lines are skipped.
  /// - Throws: `InvalidInput` with the line of everything that is wrong: what is no number, a
  ///   number of weights that is not the one announced, an item heavier than a bin holds.
  public init(reading text: String) throws(InvalidInput) {
    var checks = InputChecks()
    let reader = NumberReader(text, &checks)
    let numbers = reader.lines.flatMap { line in line.values.map { (line.number, $0) } }
    guard checks.problems.isEmpty else { throw InvalidInput(checks.problems) }
    let last = reader.lines.last?.number ?? 1
    guard numbers.count >= 2 else {
      checks.report("text", line: last, "ends before the number of items and the capacity")
      throw InvalidInput(checks.problems)
    }
    let (countLine, count) = numbers[0]
    let (capacityLine, capacity) = numbers[1]
    let weights = numbers[2...]
    Self.check(capacity: capacity, count: weights.count, line: capacityLine, &checks)
    if count != weights.count {
      checks.report(
        "n", line: countLine, value: "\(count)",
        "is not the number of weights that follow (\(weights.count))")
    }
    for (index, weight) in weights.enumerated() {
      Self.check(
        weight: weight.1, at: index, line: weight.0, capacity: capacity, &checks)
    }
    guard checks.problems.isEmpty else { throw InvalidInput(checks.problems) }
    try self.init(capacity: capacity, weights: weights.map(\.1))
  }
}
