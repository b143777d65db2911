#if GLPK
  /// The knapsack of several dimensions, by depth-first branch and bound.
  ///
  /// The bound is Lagrange's: with a price for the room of each dimension, an item gains what its
  /// value exceeds the price of its size by, and a pattern is worth the price of the whole bin, plus
  /// the gains of what is in it, less the price of the room that it leaves. Every node keeps a list
  /// of its own of the items that still fit, by falling gain; so the bound is two additions, once it
  /// is known how many more items the room that is left can hold.
  struct VectorKnapsack {
    private let count: Int
    private let tables: VectorKnapsackTables
    /// Places before this one hold items that make room; they come first, so that from there on room
    /// only shrinks.
    private let roomMakers: Int
    /// What all other items of one bin can gain beside those at most.
    private let othersGain: Double
    /// What rounding can do to a bound.
    private let margin: Double
    /// A room below this, in money, is rounding; and so is an item that asks for less.
    private let leastUnit: Double

    private var depth = 0
    private var bestValue = 0.0
    private var bestTaken: [Int32] = []
    private var nodes = 0
    private var nodeLimit = Int.max

    /// Prepares a search at the given values and prices.
    ///
    /// - Parameters:
    ///   - classes: The sizes and the capacities.
    ///   - packed: The same in words.
    ///   - values: What an item of each class is worth.
    ///   - limits: How many items of each class a pattern may hold.
    ///   - prices: The price of a unit of each dimension, from `RoomPrices`.
    init(
      _ classes: VectorClasses, _ packed: PackedSizes, values: [Double], limits: [Int],
      prices: [Double]
    ) {
      let dimensions = classes.dimensions
      var makers: [VectorKnapsackTables.Entry] = []
      var others: [VectorKnapsackTables.Entry] = []
      for index in values.indices where values[index] > 0 && limits[index] > 0 {
        let sizes = classes.sizes[(index * dimensions)..<((index + 1) * dimensions)]
        let asked = zip(prices, sizes).reduce(0) { $0 + $1.0 * Double($1.1) }
        let entry = VectorKnapsackTables.Entry(
          index: index, copies: classes.copies(of: index, limit: limits[index]),
          value: values[index], asked: asked)
        if sizes.contains(where: { $0 < 0 }) { makers.append(entry) } else { others.append(entry) }
      }
      others.sort { $0.gain != $1.gain ? $0.gain > $1.gain : $0.index < $1.index }
      roomMakers = makers.reduce(0) { $0 + $1.copies }
      tables = VectorKnapsackTables(makers + others, packed, classes.conflicts)
      count = tables.count
      let whole = zip(prices, classes.capacities).reduce(0) { $0 + $1.0 * Double($1.1) }
      leastUnit = 1e-9 * whole
      // Items that make room leave more of it for the others.
      let room = makers.reduce(whole) { $0 - min(0, $1.asked) * Double($1.copies) }
      let least = others.reduce(Double.infinity) { min($0, $1.asked) }
      var most = count - roomMakers
      if least > leastUnit { most = Int(min(Double(most), room / least + 1e-6)) }
      othersGain = others.flatMap { repeatElement(max(0, $0.gain), count: $0.copies) }
        .prefix(most).reduce(0, +)
      let magnitude = (makers + others).reduce(whole) {
        $0 + max(0, $1.gain) * Double($1.copies)
      }
      margin = magnitude * Double(count + 16) * 0x1p-52
      tables.bounds[0] = whole
    }

    // MARK: Searching

    /// All searches of one call may take as many nodes as so many roots.
    private static let rootsInAll = 64

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
      var left = Self.rootsInAll * nodesPerRoot
      if roomMakers > 0 {
        start(above: threshold, nodes: nodesPerRoot * 4)
        if !branchOverMakers() { upper = max(upper, boundWithMakers(from: 0)) }
        upper = max(upper, bestValue)
        left -= nodes
        if !bestTaken.isEmpty { found.append((bestValue, bestTaken)) }
      }
      listOthers()
      var root = 0
      while root < tables.lengths[0] {
        bestValue = threshold
        let bound = bound(at: root)
        if bound <= threshold { break }
        if left <= 0 || found.count >= 3 * wanted || !continues() {
          upper = max(upper, bound)
          break
        }
        start(above: threshold, nodes: min(left, nodesPerRoot))
        enter(root)
        if tables.worths[depth] > bestValue { keep() }
        if !branch(from: depth) { upper = max(upper, bound) }
        depth = 0
        upper = max(upper, bestValue)
        left -= nodes
        if !bestTaken.isEmpty { found.append((bestValue, bestTaken)) }
        root = next(after: root)
      }
      found.sort { $0.value > $1.value }
      let patterns = found.prefix(wanted).map { item in
        item.pattern.map { tables.classes[Int($0)] }.sorted()
      }
      return (patterns, upper)
    }

    /// The value of the best pattern, at least the given one; `nil` where the time is up first.
    mutating func best(atLeast start: Double, while continues: () -> Bool) -> Double? {
      self.start(above: start, nodes: Self.nodesWithMakers)
      guard branchOverMakers() else { return nil }
      listOthers()
      while true {
        nodeLimit = nodes + Self.nodesBetweenLooks
        if branch(from: 0) { return bestValue }
        guard continues() else { return nil }
      }
    }

    /// Some ten milliseconds each.
    private static let nodesBetweenLooks = 500_000
    private static let nodesWithMakers = 2_000_000

    private mutating func start(above threshold: Double, nodes limit: Int) {
      bestValue = threshold
      bestTaken = []
      nodes = 0
      nodeLimit = limit
    }

    /// Every choice of items that make room, and with each the best others; `false` where that was
    /// cut short.
    private mutating func branchOverMakers() -> Bool {
      var place = 0
      while true {
        if place < roomMakers, nodes < nodeLimit, boundWithMakers(from: place) > bestValue {
          nodes += 1
          if !tables.allows(place, at: depth) {
            place += 1
            continue
          }
          take(place)
          if isFeasible {
            if tables.worths[depth] > bestValue { keep() }
            listOthers()
            let base = depth
            _ = branch(from: base)
            depth = base
          }
          place += 1
          continue
        }
        guard depth > 0 else { return nodes < nodeLimit }
        depth -= 1
        place = Int(tables.taken[depth]) + 1
        while place < roomMakers, tables.classes[place] == tables.classes[place - 1] { place += 1 }
      }
    }

    private func boundWithMakers(from place: Int) -> Double {
      tables.bounds[depth] + tables.makerGains[place] + othersGain + margin
    }

    /// Tries every way to go on from a list; depth first, without recursion, since a bin may hold
    /// more items than the stack does frames.
    ///
    /// `false` where the nodes were not enough; the next call with more of them goes on from there.
    private mutating func branch(from base: Int) -> Bool {
      while nodes < nodeLimit {
        let position = tables.cursors[depth]
        if position < tables.lengths[depth], bound(at: position) > bestValue {
          nodes += 1
          tables.cursors[depth] = next(after: position)
          if depth <= VectorKnapsackTables.ownLists || fits(place(at: position)) {
            enter(position)
            if tables.worths[depth] > bestValue { keep() }
          }
        } else if depth > base {
          depth -= 1
        } else {
          return true
        }
      }
      return false
    }

    /// Takes the item at a position of the list and lists what fits beside it.
    private mutating func enter(_ position: Int) {
      let list = tables.lists[depth]
      take(place(at: position))
      tables.cursors[depth] = position + 1
      if list.isLast {
        tables.lists[depth] = list
        tables.lengths[depth] = tables.lengths[depth - 1]
      } else {
        nodes += tables.filter(list, from: position + 1, into: depth) >> 3
      }
    }

    /// Lists all items that fit and make no room.
    private mutating func listOthers() { tables.filterAll(from: roomMakers, into: depth) }

    // MARK: One node

    private func place(at position: Int) -> Int { Int(tables.lists[depth].places[position]) }

    /// The next position with an item of another class.
    private func next(after position: Int) -> Int {
      let places = tables.lists[depth].places
      let one = tables.classes[Int(places[position])]
      var next = position + 1
      while next < tables.lengths[depth], tables.classes[Int(places[next])] == one { next += 1 }
      return next
    }

    private func fits(_ place: Int) -> Bool { tables.fits(place, at: depth) }

    private var isFeasible: Bool {
      let words = tables.words
      for word in 0..<words {
        let guards = tables.guards[word]
        if tables.room[depth * words + word] & guards != guards { return false }
      }
      return true
    }

    private mutating func take(_ place: Int) {
      let words = tables.words
      let room = tables.room + depth * words
      let size = tables.sizes + place * words
      for word in 0..<words { room[words + word] = room[word] &- size[word] }
      tables.taken[depth] = Int32(place)
      tables.bounds[depth + 1] = tables.bounds[depth] + tables.gains[place]
      tables.worths[depth + 1] = tables.worths[depth] + tables.values[place]
      depth += 1
    }

    private mutating func keep() {
      bestValue = tables.worths[depth]
      bestTaken = (0..<depth).map { tables.taken[$0] }
    }

    /// An upper bound on the value of what is taken with the item at a position or later ones.
    private func bound(at position: Int) -> Double {
      let list = tables.lists[depth]
      let own = tables.bounds[depth]
      let least = list.least[position]
      var end = tables.lengths[depth]
      if least > leastUnit {
        // A millionth more: both are sums.
        let most = (own - tables.worths[depth]) / least + 1e-6
        if most < 1 { return -.infinity }
        if most < Double(end - position) { end = position + Int(most) }
      }
      return own + tables.gains[Int(list.places[position])]
        + (list.sums[end] - list.sums[position + 1]) + margin
    }
  }
#endif
