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
    private let tables: Tables
    /// Places before this one hold items that make room; they come first, so that from there on room
    /// only shrinks.
    private let roomMakers: Int

    private var surrogateRoom: Double
    /// The places of what is taken, ascending.
    private var taken: [Int32] = []
    private var value = 0.0
    private var bestValue = 0.0
    private var bestTaken: [Int32] = []
    private var nodes = 0
    private var nodeLimit = Int.max

    /// Values up to 2³⁶ are whole numbers in floating point, sums of them as well; the bounds are
    /// products and may be off by a few units in the last place, which this covers.
    private static let boundSlack = 1 + 1e-12

    /// Flat memory for the inner loop.
    private final class Tables {
      let values: UnsafeMutablePointer<Double>
      let surrogates: UnsafeMutablePointer<Double>
      /// The best value a unit of each dimension can still bring, from each place on; infinity where
      /// something is free.
      let densities: UnsafeMutablePointer<Double>
      let sizes: UnsafeMutablePointer<Int>
      let limits: UnsafeMutablePointer<Int>
      let copies: UnsafeMutablePointer<Int>
      let room: UnsafeMutablePointer<Int>

      init(count: Int, dimensions: Int) {
        func memory<Number: AdditiveArithmetic>(_ count: Int) -> UnsafeMutablePointer<Number> {
          let memory = UnsafeMutablePointer<Number>.allocate(capacity: count)
          memory.initialize(repeating: .zero, count: count)
          return memory
        }
        values = memory(count)
        surrogates = memory(count)
        densities = memory((count + 1) * dimensions)
        sizes = memory(count * dimensions)
        limits = memory(count)
        copies = memory(count)
        room = memory(dimensions)
      }

      deinit {
        values.deallocate()
        surrogates.deallocate()
        densities.deallocate()
        sizes.deallocate()
        limits.deallocate()
        copies.deallocate()
        room.deallocate()
      }
    }

    init(_ classes: VectorClasses, values: [Double], limits: [Int]) {
      dimensions = classes.dimensions
      let dimensions = dimensions
      let candidates = values.indices.filter { values[$0] > 0 && limits[$0] > 0 }
      let weights = Self.scarcity(classes, candidates, limits)
      let surrogate = values.indices.map { index in
        (0..<dimensions).reduce(0.0) {
          $0 + weights[$1] * Double(classes.sizes[index * dimensions + $1])
        }
      }
      func makesRoom(_ index: Int) -> Bool {
        classes.sizes[(index * dimensions)..<((index + 1) * dimensions)].contains { $0 < 0 }
      }
      let makers = candidates.filter(makesRoom)
      let others = candidates.filter { !makesRoom($0) }
        .map { (index: $0, density: values[$0] / max(1e-12, surrogate[$0])) }
        .sorted { $0.density != $1.density ? $0.density > $1.density : $0.index < $1.index }
      order = makers + others.map(\.index)
      roomMakers = makers.count
      count = order.count
      tables = Tables(count: count, dimensions: dimensions)
      // What makes room in the surrogate, too, is counted as taking none of a larger bin.
      surrogateRoom = zip(weights, classes.capacities).reduce(0) { $0 + $1.0 * Double($1.1) }
      for (place, index) in order.enumerated() {
        tables.values[place] = values[index]
        tables.limits[place] = limits[index]
        tables.surrogates[place] = max(0, surrogate[index])
        surrogateRoom += max(0, -surrogate[index]) * Double(limits[index])
        for dimension in 0..<dimensions {
          tables.sizes[place * dimensions + dimension] =
            classes.sizes[index * dimensions + dimension]
        }
      }
      for dimension in 0..<dimensions { tables.room[dimension] = classes.capacities[dimension] }
      for place in stride(from: count - 1, through: 0, by: -1) {
        for dimension in 0..<dimensions {
          let entry = place * dimensions + dimension
          let size = tables.sizes[entry]
          let own = size > 0 ? tables.values[place] / Double(size) : .infinity
          tables.densities[entry] = max(own, tables.densities[entry + dimensions])
        }
      }
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
      above threshold: Double, count wanted: Int, nodesPerRoot: Int,
      while continues: () -> Bool
    ) -> (patterns: [[Int32]], best: Double) {
      var found: [(value: Double, pattern: [Int32])] = []
      var upper = threshold
      bestValue = threshold
      if roomMakers > 0 {
        // With items that make room no first class fits for sure: one search for all of them.
        search(from: 0, nodesPerRoot * 20, &upper)
        if !bestTaken.isEmpty { found.append((bestValue, bestTaken)) }
      }
      for root in roomMakers..<max(roomMakers, count) {
        bestValue = threshold
        if bound(from: root) <= threshold { break }
        if !continues() {
          upper = .infinity
          break
        }
        guard fits(root) else { continue }
        change(root, by: 1)
        taken.append(Int32(root))
        search(from: root, nodesPerRoot, &upper)
        change(root, by: -1)
        taken.removeLast()
        if !bestTaken.isEmpty { found.append((bestValue, bestTaken)) }
        if found.count >= 3 * wanted {
          bestValue = threshold
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

    private mutating func search(from place: Int, _ limit: Int, _ upper: inout Double) {
      bestTaken = []
      nodes = 0
      nodeLimit = limit
      branch(from: place)
      if nodes >= nodeLimit { upper = max(upper, bound(from: place)) }
      upper = max(upper, bestValue)
    }

    /// The value of the best pattern, at least the given one; `nil` where the time is up first.
    mutating func best(atLeast start: Double, while continues: () -> Bool) -> Double? {
      bestValue = start
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

    /// Whether an item fits the room; what makes room fits anywhere, its pattern is checked whole.
    private func fits(_ place: Int) -> Bool {
      if place < roomMakers { return true }
      for dimension in 0..<dimensions
      where tables.sizes[place * dimensions + dimension] > tables.room[dimension] {
        return false
      }
      return true
    }

    private mutating func change(_ place: Int, by count: Int) {
      for dimension in 0..<dimensions {
        tables.room[dimension] -= count * tables.sizes[place * dimensions + dimension]
      }
      surrogateRoom -= Double(count) * tables.surrogates[place]
      value += Double(count) * tables.values[place]
      tables.copies[place] += count
    }

    private var isFeasible: Bool {
      for dimension in 0..<dimensions where tables.room[dimension] < 0 { return false }
      return true
    }

    /// Tries every way to go on from a place with what is taken; depth first, without recursion,
    /// since a bin may hold more items than the stack does frames.
    private mutating func branch(from start: Int) {
      let depth = taken.count
      var place = start
      if value > bestValue && isFeasible { keep() }
      while true {
        nodes += 1
        if isOpen(place) {
          if tables.copies[place] < tables.limits[place] && fits(place) {
            change(place, by: 1)
            taken.append(Int32(place))
            if value > bestValue && isFeasible { keep() }
          } else {
            place += 1
          }
          continue
        }
        guard taken.count > depth, let last = taken.last else { return }
        place = Int(last)
        change(place, by: -1)
        taken.removeLast()
        place += 1
      }
    }

    private func isOpen(_ place: Int) -> Bool {
      if place >= count || nodes >= nodeLimit { return false }
      if place == roomMakers && !isFeasible { return false }
      return bound(from: place) > bestValue
    }

    private mutating func keep() {
      bestValue = value
      bestTaken = taken
    }

    /// An upper bound on the value of what is taken together with anything from a place on.
    private func bound(from place: Int) -> Double {
      guard place < count else { return value }
      let values = tables.values
      // Among what makes room, anything may still come.
      if place < roomMakers { return .infinity }
      var gain = Double.infinity
      for dimension in 0..<dimensions {
        let density = tables.densities[place * dimensions + dimension]
        // Nothing times infinity is anything.
        if density < .infinity { gain = min(gain, density * Double(tables.room[dimension])) }
      }
      if value + gain <= bestValue { return (value + gain) * Self.boundSlack }
      var left = max(0, surrogateRoom)
      var gained = 0.0
      var next = place
      while next < count {
        let size = tables.surrogates[next] * Double(tables.limits[next])
        if size > left {
          gained += left * (values[next] / tables.surrogates[next])
          break
        }
        left -= size
        gained += values[next] * Double(tables.limits[next])
        next += 1
      }
      return (value + min(gain, gained)) * Self.boundSlack
    }
  }
#endif
