/// Which pairs of shipments may not share a load, one bit a pair of kinds.
///
/// Shipments that are alike to every rule are of one kind, so that thousands of them make few pairs.
struct ConflictMatrix: Sendable {
  private let words: [UInt64]
  private let wordsPerRow: Int
  /// The kind of each shipment.
  private let kindOf: [Int]
  /// Beyond the size of a matrix, the rules are asked each time.
  private let problem: ConsolidationProblem?

  /// Beyond this many kinds the matrix would cost more than it saves.
  private static let largest = 2_000

  /// - Complexity: O(n + k²) for n shipments of k kinds, up to 2,000 kinds.
  init(_ problem: ConsolidationProblem) {
    guard !problem.rules.isEmpty else {
      (words, wordsPerRow, kindOf, self.problem) = ([], 0, [], nil)
      return
    }
    var known: [[String]: Int] = [:]
    /// Two of each kind, where there are two.
    var members: [[Int]] = []
    var kindOf: [Int] = []
    for (index, shipment) in problem.shipments.enumerated() {
      let key = problem.rules.compactMap { $0.kind(of: shipment) }
      let kind = key.count == problem.rules.count ? known[key] : nil
      if let kind {
        if members[kind].count < 2 { members[kind].append(index) }
        kindOf.append(kind)
        continue
      }
      if key.count == problem.rules.count { known[key] = members.count }
      kindOf.append(members.count)
      members.append([index])
    }
    guard members.count <= Self.largest else {
      (words, wordsPerRow, self.kindOf, self.problem) = ([], 0, [], problem)
      return
    }
    self.problem = nil
    self.kindOf = kindOf
    wordsPerRow = (members.count + 63) / 64
    var words = [UInt64](repeating: 0, count: members.count * wordsPerRow)
    for first in members.indices {
      for second in 0...first {
        // One alone of its kind has no other to share with.
        guard let other = first == second ? members[first].dropFirst().first : members[second][0],
          !Self.allow(problem, members[first][0], other)
        else { continue }
        words[first * wordsPerRow + second / 64] |= 1 << UInt64(second % 64)
        words[second * wordsPerRow + first / 64] |= 1 << UInt64(first % 64)
      }
    }
    self.words = words
  }

  /// Asks both ways round: a rule of a user's may be careless about symmetry.
  private static func allow(_ problem: ConsolidationProblem, _ first: Int, _ second: Int) -> Bool {
    let (one, other) = (problem.shipments[first], problem.shipments[second])
    return problem.rules.allSatisfy {
      $0.allows(one, with: other) && $0.allows(other, with: one)
    }
  }

  func forbids(_ first: Int, _ second: Int) -> Bool {
    if wordsPerRow > 0 {
      let (one, other) = (kindOf[first], kindOf[second])
      return words[one * wordsPerRow + other / 64] & (1 << UInt64(other % 64)) != 0
    }
    guard let problem else { return false }
    return !Self.allow(problem, first, second)
  }
}
