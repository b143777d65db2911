public import SupplyChainCore

extension PackingFile {
  /// The same problem with pairs of items that never share a bin, as a vector-packing problem.
  ///
  /// ```swift
  /// let file = try PackingFile(reading: "3\n10\n2\n3\n4\n").keepingApart("0 1\n1 2\n")
  /// let result = try file.solve(until: .runtime(.seconds(1)), seed: 1) { _ in }
  /// assert(result.bins == 2)
  /// ```
  ///
  /// - Parameter text: Two items a line, counted from zero in the order of the file.
  /// - Returns: The problem with the pairs.
  /// - Throws: `InvalidInput` with the line of everything that is wrong: what is no number, a line
  ///   without two of them, an item that is not there.
  public func keepingApart(_ text: String) throws(InvalidInput) -> PackingFile {
    let capacities: [Int]
    let items: [VectorPackingProblem.Item]
    var conflicts: [VectorPackingProblem.Conflict] = []
    switch self {
    case .bin(let problem):
      capacities = [problem.capacity]
      items = problem.weights.map { .init(sizes: [$0]) }
    case .vector(let problem):
      capacities = problem.capacities
      items = problem.items
      conflicts = problem.conflicts
    }
    var checks = InputChecks()
    for line in NumberReader(text, &checks).lines {
      guard line.values.count == 2 else {
        checks.report(
          "conflicts", line: line.number, value: "\(line.values.count)",
          "numbers are not the two items of a pair")
        continue
      }
      for item in line.values where !items.indices.contains(item) {
        checks.report(
          "conflicts", line: line.number, value: "\(item)",
          "is not the number of one of \(items.count) items")
      }
      conflicts.append(.init(line.values[0], line.values[1]))
    }
    try checks.finish()
    return .vector(
      try VectorPackingProblem(capacities: capacities, items: items, conflicts: conflicts))
  }
}
