#if GLPK
  /// The patterns that are full in every dimension, listed where a packing into the fewest bins can
  /// have no others.
  ///
  /// So many bins leave so much room empty in all; where that is next to nothing, each bin of such a
  /// packing is full to that little. Column generation finds such patterns one by one and late.
  struct FullPatterns {
    private(set) var patterns: [[Int32]] = []

    private let dimensions: Int
    /// Single items, the largest in the tightest dimension first.
    private let items: [Int32]
    private let sizes: [Int]
    private let tightest: Int
    private let slack: [Int]
    private let capacities: [Int]
    private let conflicts: ItemConflicts
    /// The least size in the tightest dimension.
    private let least: Int
    /// The first item that is no larger than so much room in the tightest dimension.
    private var firstWithin: [Int]
    /// The places of what is taken.
    private var chosen: [Int]
    /// The room that is left at each depth.
    private var rooms: [Int]
    private var steps = 0
    private let continues: () -> Bool
    private var hasTime = true

    /// The share of a bin that a packing may leave empty in all.
    private static let mostSlack = 0.05
    private static let mostPatterns = 20_000
    /// Some half a second.
    private static let mostSteps = 100_000_000
    private static let largestTable = 1 << 20
    /// Of more items in a bin there are too many patterns.
    private static let mostItems = 5

    /// Lists them; `nil` where more than a little room is left, or nobody fills it.
    init?(_ classes: VectorClasses, bins: Int, while continues: @escaping () -> Bool) {
      self.continues = continues
      dimensions = classes.dimensions
      capacities = classes.capacities
      conflicts = classes.conflicts
      let dimensions = dimensions
      var total = [Int](repeating: 0, count: dimensions)
      for index in classes.demands.indices {
        for dimension in 0..<dimensions {
          total[dimension] +=
            classes.demands[index] * classes.sizes[index * dimensions + dimension]
        }
      }
      let slack = zip(classes.capacities, total).map { bins * $0 - $1 }
      self.slack = slack
      let isNothing = zip(slack, classes.capacities).allSatisfy { slack, capacity in
        slack >= 0 && Double(slack) <= Self.mostSlack * Double(capacity)
      }
      guard isNothing, bins > 0 else { return nil }
      let tightest = slack.indices.min { slack[$0] < slack[$1] } ?? 0
      self.tightest = tightest
      let order = classes.demands.indices.sorted {
        let one = classes.sizes[$0 * dimensions + tightest]
        let other = classes.sizes[$1 * dimensions + tightest]
        return one != other ? one > other : $0 < $1
      }
      let items = order.flatMap { index in
        repeatElement(
          Int32(index), count: classes.copies(of: index, limit: classes.demands[index]))
      }
      self.items = items
      sizes = items.flatMap { index in
        classes.sizes[(Int(index) * dimensions)..<((Int(index) + 1) * dimensions)]
      }
      guard capacities[tightest] <= Self.largestTable, let last = sizes.indices.last else {
        return nil
      }
      least = sizes[last + 1 - dimensions + tightest]
      firstWithin = []
      var place = items.count
      for room in 0...capacities[tightest] {
        while place > 0, sizes[(place - 1) * dimensions + tightest] <= room { place -= 1 }
        firstWithin.append(place)
      }
      let mean = (classes.demands.reduce(0, +) + bins - 1) / bins
      guard mean <= Self.mostItems else { return nil }
      chosen = Array(repeating: 0, count: mean)
      rooms = Array(repeating: 0, count: mean * dimensions)
      for dimension in 0..<dimensions { rooms[dimension] = capacities[dimension] }
      // Not more than a bin holds on average: of fuller ones there are too many.
      for count in 1...mean where hasTime { extend(0, from: 0, left: count) }
    }

    // MARK: Listing

    /// Adds so many items at or after a place, in every way.
    private mutating func extend(_ depth: Int, from start: Int, left: Int) {
      if left == 1 {
        close(depth, from: start)
        return
      }
      let room = depth * dimensions
      for place in start..<items.count where hasTime {
        look()
        let size = place * dimensions
        let rest = rooms[room + tightest] - sizes[size + tightest]
        // Items only get smaller from here on.
        if (left - 1) * sizes[size + tightest] < rest - slack[tightest] { return }
        if rest < (left - 1) * least || isRepeated(place, from: start) { continue }
        for dimension in 0..<dimensions {
          rooms[room + dimensions + dimension] = rooms[room + dimension] - sizes[size + dimension]
        }
        chosen[depth] = place
        extend(depth + 1, from: place + 1, left: left - 1)
      }
    }

    /// Whether the item before is of the same class and was passed over.
    private func isRepeated(_ place: Int, from start: Int) -> Bool {
      place > start && items[place] == items[place - 1]
    }

    /// Adds the last item: one of those that fill the tightest dimension.
    private mutating func close(_ depth: Int, from start: Int) {
      let room = depth * dimensions
      let tight = rooms[room + tightest]
      guard tight >= least else { return }
      var place = max(start, firstWithin[min(max(0, tight), capacities[tightest])])
      while place < items.count {
        let size = place * dimensions
        if sizes[size + tightest] < tight - slack[tightest] { break }
        look()
        if fills(size, room), !isRepeated(place, from: start) {
          let pattern = (chosen[..<depth] + [place]).map { items[$0] }.sorted()
          if isAllowed(pattern) { patterns.append(pattern) }
        }
        place += 1
      }
    }

    /// Counts a step, and looks at the clock now and then.
    private mutating func look() {
      steps += 1
      if patterns.count >= Self.mostPatterns || steps >= Self.mostSteps { hasTime = false }
      if steps & 0xFFFF == 0, !continues() { hasTime = false }
    }

    private func isAllowed(_ pattern: [Int32]) -> Bool {
      conflicts.isEmpty
        || pattern.indices.allSatisfy { last in
          pattern[..<last].allSatisfy { !conflicts.forbids(Int($0), Int(pattern[last])) }
        }
    }

    private func fills(_ size: Int, _ room: Int) -> Bool {
      for dimension in 0..<dimensions {
        let rest = rooms[room + dimension] - sizes[size + dimension]
        if rest < 0 || rest > slack[dimension] { return false }
      }
      return true
    }
  }
#endif
