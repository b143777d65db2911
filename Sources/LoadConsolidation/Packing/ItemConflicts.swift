/// Which classes of items never share a bin, one bit a pair.
struct ItemConflicts: Sendable {
  private var bits: [UInt64] = []
  private var words = 0
  private let count: Int

  /// Whether there are none.
  var isEmpty: Bool { bits.isEmpty }

  /// No conflicts between so many classes.
  init(count: Int) { self.count = count }

  mutating func insert(_ first: Int, _ second: Int) {
    if bits.isEmpty {
      words = (count + 63) / 64
      bits = Array(repeating: 0, count: count * words)
    }
    bits[first * words + second / 64] |= 1 << UInt64(second % 64)
    bits[second * words + first / 64] |= 1 << UInt64(first % 64)
  }

  func forbids(_ first: Int, _ second: Int) -> Bool {
    !bits.isEmpty && bits[first * words + second / 64] >> UInt64(second % 64) & 1 == 1
  }

  func forbids(_ one: Int, with others: [Int]) -> Bool {
    !bits.isEmpty && others.contains { forbids(one, $0) }
  }

  /// Classes of which no two share a bin: a bin each is needed.
  ///
  /// - Complexity: O(classes²).
  func clique() -> [Int] {
    if bits.isEmpty { return [] }
    let degree = (0..<count).map { one in
      bits[(one * words)..<((one + 1) * words)].reduce(0) { $0 + $1.nonzeroBitCount }
    }
    var clique: [Int] = []
    for one in degree.indices.sorted(by: { (degree[$1], $0) < (degree[$0], $1) })
    where clique.allSatisfy({ forbids(one, $0) }) {
      clique.append(one)
    }
    return clique
  }
}
