/// Which pairs of shipments may not share a load, one bit a pair.
struct ConflictMatrix: Sendable {
  private let words: [UInt64]
  private let wordsPerRow: Int
  /// Beyond the size of a matrix, the rules are asked each time.
  private let problem: ConsolidationProblem?

  /// Beyond this many shipments the matrix (3 MB) would cost more than it saves.
  private static let largest = 5_000

  /// - Complexity: O(n²) where there are rules about pairs, for up to 5,000 shipments.
  init(_ problem: ConsolidationProblem) {
    let count = problem.shipments.count
    guard !problem.rules.isEmpty, count <= Self.largest else {
      words = []
      wordsPerRow = 0
      self.problem = problem.rules.isEmpty ? nil : problem
      return
    }
    self.problem = nil
    wordsPerRow = (count + 63) / 64
    var words = [UInt64](repeating: 0, count: count * wordsPerRow)
    for first in 0..<count {
      let one = problem.shipments[first]
      for second in 0..<first {
        let other = problem.shipments[second]
        // Asked both ways round: a rule of a user's may be careless about symmetry.
        for rule in problem.rules
        where !rule.allows(one, with: other) || !rule.allows(other, with: one) {
          words[first * wordsPerRow + second / 64] |= 1 << UInt64(second % 64)
          words[second * wordsPerRow + first / 64] |= 1 << UInt64(first % 64)
          break
        }
      }
    }
    self.words = words
  }

  func forbids(_ first: Int, _ second: Int) -> Bool {
    if wordsPerRow > 0 {
      return words[first * wordsPerRow + second / 64] & (1 << UInt64(second % 64)) != 0
    }
    guard let problem else { return false }
    let (one, other) = (problem.shipments[first], problem.shipments[second])
    return !problem.rules.allSatisfy {
      $0.allows(one, with: other) && $0.allows(other, with: one)
    }
  }
}
