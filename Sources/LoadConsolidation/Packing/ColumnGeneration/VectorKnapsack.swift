#if GLPK
  /// The knapsack of several dimensions, by depth-first branch and bound.
  ///
  /// Bounds are the fractional knapsack over a surrogate dimension, which adds up all dimensions by
  /// how scarce each is, and the best density left times the room of each single dimension.
  struct VectorKnapsack {
    private let dimensions: Int
    private let count: Int
    /// The class at each place of the order.
    private let order: [Int]
    private let values: [Double]
    private let limits: [Int]
    /// Sizes by place, `dimensions` numbers each.
    private let sizes: [Int]
    private let surrogates: [Double]
    /// The best value a unit of the surrogate can still bring, from each place on.
    private let surrogateDensity: [Double]
    /// The same for each dimension, `dimensions` numbers a place; infinity where something is free.
    private let densities: [Double]
    /// Places before this one hold items that make room; they come first, so that from there on room
    /// only shrinks.
    private let roomMakers: Int

    private var room: [Int]
    private var surrogateRoom: Double
    private var taken: [Int32] = []
    private var value = 0.0
    private var bestValue = 0.0
    private var bestTaken: [Int32] = []
    private var nodes = 0
    private var nodeLimit = Int.max

    /// Values up to 2³⁶ are whole numbers in floating point, sums of them as well; the bounds are
    /// products and may be off by a few units in the last place, which this covers.
    private static let boundSlack = 1 + 1e-12

    init(_ classes: VectorClasses, values all: [Double], limits allLimits: [Int]) {
      let dimensions = classes.dimensions
      let candidates = all.indices.filter { all[$0] > 0 && allLimits[$0] > 0 }
      let weights = Self.scarcity(classes, candidates, allLimits)
      func surrogate(_ index: Int) -> Double {
        var sum = 0.0
        for dimension in 0..<dimensions {
          sum += weights[dimension] * Double(classes.sizes[index * dimensions + dimension])
        }
        return sum
      }
      func makesRoom(_ index: Int) -> Bool {
        classes.sizes[(index * dimensions)..<((index + 1) * dimensions)].contains { $0 < 0 }
      }
      let makers = candidates.filter(makesRoom)
      let density = candidates.map { (index: $0, value: all[$0] / max(1e-12, surrogate($0))) }
      let others = density.filter { !makesRoom($0.index) }.sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.index < $1.index
      }
      order = makers + others.map(\.index)
      roomMakers = makers.count
      count = order.count
      self.dimensions = dimensions
      values = order.map { all[$0] }
      limits = order.map { allLimits[$0] }
      sizes = order.flatMap { classes.sizes[($0 * dimensions)..<(($0 + 1) * dimensions)] }
      // What makes room in the surrogate, too, is counted as taking none of a larger bin.
      var extra = 0.0
      surrogates = order.map { index in
        let size = surrogate(index)
        if size < 0 { extra -= size * Double(allLimits[index]) }
        return max(0, size)
      }
      room = classes.capacities
      surrogateRoom =
        extra
        + zip(weights, classes.capacities).reduce(0.0) { $0 + $1.0 * Double($1.1) }
      var surrogateDensity = [Double](repeating: 0, count: count + 1)
      var densities = [Double](repeating: 0, count: (count + 1) * dimensions)
      for place in stride(from: count - 1, through: 0, by: -1) {
        let own =
          surrogates[place] > 0 ? values[place] / surrogates[place] : Double.infinity
        surrogateDensity[place] = max(own, surrogateDensity[place + 1])
        for dimension in 0..<dimensions {
          let size = sizes[place * dimensions + dimension]
          densities[place * dimensions + dimension] = max(
            size > 0 ? values[place] / Double(size) : .infinity,
            densities[(place + 1) * dimensions + dimension])
        }
      }
      self.surrogateDensity = surrogateDensity
      self.densities = densities
    }

    /// How much a unit of each dimension counts in the surrogate.
    private static func scarcity(
      _ classes: VectorClasses, _ candidates: [Int], _ limits: [Int]
    ) -> [Double] {
      var totals = [Double](repeating: 0, count: classes.dimensions)
      for index in candidates {
        for dimension in 0..<classes.dimensions {
          totals[dimension] +=
            Double(limits[index]) * Double(classes.sizes[index * classes.dimensions + dimension])
        }
      }
      return totals.indices.map { dimension in
        let capacity = Double(classes.capacities[dimension])
        guard capacity > 0 else { return 0 }
        // A dimension asked for twice as much counts four times: the scarcest decides.
        let load = max(1e-6, totals[dimension] / capacity)
        return load * load / capacity
      }
    }

    // MARK: Searching

    /// The best pattern for each class it can start with, as far as it is worth enough.
    ///
    /// - Returns: Patterns as ascending lists of classes, the best first, and an upper bound on the
    ///   value of any pattern.
    mutating func patterns(
      above threshold: Double, count wanted: Int, nodesPerRoot: Int
    ) -> (patterns: [[Int32]], best: Double) {
      var found: [(value: Double, pattern: [Int32])] = []
      var upper = threshold
      if roomMakers > 0 {
        // With items that make room there is no first class that fits for sure: one search for all.
        bestValue = threshold
        bestTaken = []
        nodes = 0
        nodeLimit = nodesPerRoot * 20
        branch(from: 0)
        if nodes >= nodeLimit { upper = max(upper, bound(from: 0)) }
        upper = max(upper, bestValue)
        if !bestTaken.isEmpty { found.append((bestValue, bestTaken)) }
      }
      for root in roomMakers..<max(roomMakers, count) {
        if bound(from: root) <= threshold { break }
        bestValue = threshold
        bestTaken = []
        nodes = 0
        nodeLimit = nodesPerRoot
        guard take(root) else { continue }
        branch(from: root)
        if nodes >= nodeLimit { upper = max(upper, bound(from: root)) }
        giveBack(root)
        upper = max(upper, bestValue)
        if !bestTaken.isEmpty { found.append((bestValue, bestTaken)) }
        if found.count >= 3 * wanted {
          upper = max(upper, bound(from: root + 1))
          break
        }
      }
      found.sort { $0.value > $1.value }
      let patterns = found.prefix(wanted).map { item in
        item.pattern.map { Int32(order[Int($0)]) }.sorted()
      }
      return (patterns, upper)
    }

    /// The value of the best pattern, at least the given one; `nil` where the time is up first.
    mutating func best(atLeast start: Double, while continues: () -> Bool) -> Double? {
      bestValue = start
      nodeLimit = Int.max
      var limit = 1_000_000
      while true {
        nodes = 0
        nodeLimit = limit
        branch(from: 0)
        if nodes < nodeLimit { return bestValue }
        guard continues(), limit < 1 << 34 else { return nil }
        limit *= 4
      }
    }

    private mutating func take(_ place: Int) -> Bool {
      if place >= roomMakers {
        for dimension in 0..<dimensions
        where sizes[place * dimensions + dimension] > room[dimension] {
          return false
        }
      }
      for dimension in 0..<dimensions {
        room[dimension] -= sizes[place * dimensions + dimension]
      }
      surrogateRoom -= surrogates[place]
      value += values[place]
      taken.append(Int32(place))
      return true
    }

    private mutating func giveBack(_ place: Int) {
      for dimension in 0..<dimensions {
        room[dimension] += sizes[place * dimensions + dimension]
      }
      surrogateRoom += surrogates[place]
      value -= values[place]
      taken.removeLast()
    }

    private var isFeasible: Bool { room.allSatisfy { $0 >= 0 } }

    /// Tries every way to go on from a place with what is taken.
    private mutating func branch(from start: Int) {
      if value > bestValue, isFeasible {
        bestValue = value
        bestTaken = taken
      }
      var place = start
      while place < count {
        nodes += 1
        if nodes >= nodeLimit { return }
        if place == roomMakers && !isFeasible { return }
        if bound(from: place) <= bestValue { return }
        let copies = taken.reversed().prefix { $0 == Int32(place) }.count
        if copies < limits[place], take(place) {
          branch(from: place)
          giveBack(place)
        }
        place += 1
      }
    }

    /// An upper bound on the value of what is taken together with anything from a place on.
    private func bound(from place: Int) -> Double {
      guard place < count else { return value }
      if place < roomMakers {
        return value + surrogateDensity[place] * max(0, surrogateRoom) * Self.boundSlack
      }
      var bound = Double.infinity
      for dimension in 0..<dimensions {
        let density = densities[place * dimensions + dimension]
        // Nothing times infinity is anything.
        if density.isFinite { bound = min(bound, density * Double(room[dimension])) }
      }
      if bound + value <= bestValue { return (value + bound) * Self.boundSlack }
      var left = max(0, surrogateRoom)
      var gained = 0.0
      var next = place
      while next < count {
        let size = surrogates[next] * Double(limits[next])
        if size > left {
          gained += left * (values[next] / surrogates[next])
          break
        }
        left -= size
        gained += values[next] * Double(limits[next])
        next += 1
      }
      return (value + min(bound, gained)) * Self.boundSlack
    }
  }
#endif
