public import LoadConsolidation

/// Checks packings from first principles.
public enum PackingChecker {
  /// Everything that is wrong with a packing of one dimension; empty where nothing is.
  public static func violations(
    of result: PackingResult, for problem: BinPackingProblem
  ) -> [String] {
    violations(of: result, sizes: problem.weights.map { [$0] }, capacities: [problem.capacity])
  }

  /// Everything that is wrong with a packing of several dimensions; empty where nothing is.
  public static func violations(
    of result: PackingResult, for problem: VectorPackingProblem
  ) -> [String] {
    let sizes = problem.items.flatMap { Array(repeating: $0.sizes, count: $0.demand) }
    let owners = problem.items.enumerated().flatMap { Array(repeating: $0, count: $1.demand) }
    var found = violations(of: result, sizes: sizes, capacities: problem.capacities)
    for conflict in problem.conflicts {
      for (one, first) in owners.enumerated() where first == conflict.first {
        for (other, second) in owners.enumerated()
        where other != one && second == conflict.second
          && result.assignment[one] == result.assignment[other]
        {
          found.append("items \(first) and \(second) share bin \(result.assignment[one])")
        }
      }
    }
    return found
  }

  private static func violations(
    of result: PackingResult, sizes: [[Int]], capacities: [Int]
  ) -> [String] {
    guard result.assignment.count == sizes.count else {
      return ["\(result.assignment.count) items of \(sizes.count) are packed"]
    }
    var found: [String] = []
    var filled: [Int: [Int]] = [:]
    for (size, bin) in zip(sizes, result.assignment) {
      let before = filled[bin] ?? Array(repeating: 0, count: capacities.count)
      filled[bin] = zip(before, size).map { $0 + $1 }
    }
    if Set(filled.keys) != Set(0..<result.bins) {
      found.append("\(filled.count) bins hold items, not \(result.bins)")
    }
    for (bin, sums) in filled.sorted(by: { $0.key < $1.key }) {
      for (sum, capacity) in zip(sums, capacities) where sum > capacity {
        found.append("bin \(bin) holds \(sum) of \(capacity)")
      }
    }
    if result.bound > result.bins { found.append("the bound is above the number of bins") }
    return found
  }
}
