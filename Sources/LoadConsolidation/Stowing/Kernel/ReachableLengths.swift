/// Which lengths along each axis the pieces that are left can fill without a gap.
struct ReachableLengths {
  /// For each length the longest that can be filled within it, along each axis.
  private(set) var along: (length: [Int32], width: [Int32], height: [Int32])
  /// No space smaller than this along an axis takes any piece that is left.
  private(set) var leastPiece = CargoExtent(0 as Int32, 0, 0)

  /// For each item the sizes that its pieces show along each axis.
  private let sizes: [(length: [Int32], width: [Int32], height: [Int32])]
  private let whole: CargoExtent

  init(_ problem: StowageProblem, within whole: CargoExtent) {
    self.whole = whole
    sizes = problem.items.map { item in
      let extents = item.extents.filter { $0.fits(in: whole) }
      return (
        Array(Set(extents.map(\.length))).sorted(), Array(Set(extents.map(\.width))).sorted(),
        Array(Set(extents.map(\.height))).sorted()
      )
    }
    along = ([], [], [])
  }

  /// Counts again, for so many pieces of each item.
  mutating func update(_ remaining: [Int32]) {
    along.length = Self.table(remaining, sizes.lazy.map(\.length), upTo: whole.length)
    along.width = Self.table(remaining, sizes.lazy.map(\.width), upTo: whole.width)
    along.height = Self.table(remaining, sizes.lazy.map(\.height), upTo: whole.height)
    var least = CargoExtent(Int32.max, .max, .max)
    for (item, count) in remaining.enumerated() where count > 0 {
      least.length = min(least.length, sizes[item].length.first ?? .max)
      least.width = min(least.width, sizes[item].width.first ?? .max)
      least.height = min(least.height, sizes[item].height.first ?? .max)
    }
    leastPiece = least
  }

  /// Sums of subsets as a row of bits, one a length: adding a size shifts the row.
  private static func table(
    _ remaining: [Int32], _ sizes: some Sequence<[Int32]>, upTo limit: Int32
  ) -> [Int32] {
    let words = Int(limit) / 64 + 1
    var row = [UInt64](repeating: 0, count: words)
    row[0] = 1
    for (count, sizes) in zip(remaining, sizes) where count > 0 {
      for size in sizes {
        // As many as fit, in steps of powers of two.
        var left = min(count, limit / size)
        var step: Int32 = 1
        while left > 0 {
          let taken = min(step, left)
          add(Int(taken) * Int(size), to: &row)
          left -= taken
          step *= 2
        }
      }
    }
    var last: Int32 = 0
    return (0...limit).map { length in
      if row[Int(length) >> 6] >> (UInt64(length) & 63) & 1 == 1 { last = length }
      return last
    }
  }

  private static func add(_ size: Int, to row: inout [UInt64]) {
    let words = size >> 6
    let bits = UInt64(size & 63)
    guard words < row.count else { return }
    for word in stride(from: row.count - 1, through: words, by: -1) {
      var shifted = row[word - words] << bits
      if bits > 0, word > words { shifted |= row[word - words - 1] >> (64 - bits) }
      row[word] |= shifted
    }
  }
}
