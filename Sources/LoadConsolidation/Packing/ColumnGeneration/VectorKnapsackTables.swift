#if GLPK
  /// Flat memory for the inner loop of `VectorKnapsack`.
  ///
  /// The sizes of an item stand side by side in words of 64 bits, a field a dimension, with a guard
  /// bit above each: one subtraction a word tells whether all of them fit.
  final class VectorKnapsackTables {
    /// Equal items.
    struct Entry {
      let index: Int
      let copies: Int
      let value: Double
      /// The price of its size.
      let asked: Double
      var gain: Double { value - asked }
    }

    /// Items that fit, by falling gain.
    struct List {
      var places: UnsafeMutablePointer<Int32>
      /// The positive gains before each position, added up.
      var sums: UnsafeMutablePointer<Double>
      /// The least that an item from a position on asks for.
      var least: UnsafeMutablePointer<Double>
      /// Deeper nodes share this list.
      var isLast: Bool
    }

    /// So many nodes from the top have lists of their own; further down there is little to list.
    static let ownLists = 10

    let count: Int
    private let conflicts: ItemConflicts
    let words: Int
    let guards: UnsafeMutablePointer<UInt64>
    /// `words` a place.
    let sizes: UnsafeMutablePointer<UInt64>
    let values: UnsafeMutablePointer<Double>
    let asked: UnsafeMutablePointer<Double>
    let gains: UnsafeMutablePointer<Double>
    /// The positive gains from each place on.
    let makerGains: UnsafeMutablePointer<Double>
    /// The class at each place.
    let classes: [Int32]

    // By depth: what is taken, and with it the room, the value, the value of all of the room and what
    // is in it, and the list of what fits.
    let taken: UnsafeMutablePointer<Int32>
    let room: UnsafeMutablePointer<UInt64>
    let worths: UnsafeMutablePointer<Double>
    let bounds: UnsafeMutablePointer<Double>
    let cursors: UnsafeMutablePointer<Int>
    let lengths: UnsafeMutablePointer<Int>
    let lists: UnsafeMutablePointer<List>
    private let own: [List]

    init(_ entries: [Entry], _ packed: PackedSizes, _ conflicts: ItemConflicts) {
      self.conflicts = conflicts
      func memory<Number: AdditiveArithmetic>(_ count: Int) -> UnsafeMutablePointer<Number> {
        let memory = UnsafeMutablePointer<Number>.allocate(capacity: count)
        memory.initialize(repeating: .zero, count: count)
        return memory
      }
      let count = entries.reduce(0) { $0 + $1.copies }
      self.count = count
      words = packed.guards.count
      guards = memory(words)
      sizes = memory(count * words)
      values = memory(count)
      asked = memory(count)
      gains = memory(count)
      makerGains = memory(count + 1)
      taken = memory(count + 1)
      room = memory((count + 1) * words)
      worths = memory(count + 1)
      bounds = memory(count + 1)
      cursors = memory(count + 1)
      lengths = memory(count + 1)
      classes = entries.flatMap { repeatElement(Int32($0.index), count: $0.copies) }
      let depths = min(count, Self.ownLists)
      own = (0...depths).map { depth in
        List(
          places: memory(count), sums: memory(count + 1), least: memory(count + 1),
          isLast: depth == depths)
      }
      lists = UnsafeMutablePointer<List>.allocate(capacity: count + 1)
      lists.initialize(repeating: own[depths], count: count + 1)
      for word in 0..<words {
        guards[word] = packed.guards[word]
        room[word] = packed.room[word]
      }
      var place = 0
      for entry in entries {
        for _ in 0..<entry.copies {
          for word in 0..<words {
            sizes[place * words + word] = packed.packed[entry.index * words + word]
          }
          values[place] = entry.value
          asked[place] = entry.asked
          gains[place] = entry.gain
          place += 1
        }
      }
      for place in stride(from: count - 1, through: 0, by: -1) {
        makerGains[place] = makerGains[place + 1] + max(0, gains[place])
      }
    }

    /// Whether an item fits the room at a depth: no field of the difference borrows from its guard
    /// bit.
    func fits(_ place: Int, at depth: Int) -> Bool {
      let room = room + depth * words
      let size = sizes + place * words
      for word in 0..<words where (room[word] &- size[word]) & guards[word] != guards[word] {
        return false
      }
      return allows(place, at: depth)
    }

    /// Whether an item is in conflict with nothing that is taken.
    func allows(_ place: Int, at depth: Int) -> Bool {
      if conflicts.isEmpty { return true }
      let one = Int(classes[place])
      for other in 0..<depth where conflicts.forbids(one, Int(classes[Int(taken[other])])) {
        return false
      }
      return true
    }

    /// Lists the items of a list from a position on that fit at a depth; how many were looked at.
    func filter(_ list: List, from start: Int, into depth: Int) -> Int {
      let end = lengths[depth - 1]
      let target = own[depth]
      var length = 0
      if words == 1 && conflicts.isEmpty {
        let (room, guards) = (room[depth], guards[0])
        for position in start..<max(start, end) {
          let place = list.places[position]
          target.places[length] = place
          if (room &- sizes[Int(place)]) & guards == guards { length += 1 }
        }
      } else {
        for position in start..<max(start, end) {
          let place = list.places[position]
          target.places[length] = place
          if fits(Int(place), at: depth) { length += 1 }
        }
      }
      finish(target, length, depth)
      return end - start
    }

    /// Lists the items from a place on that fit at a depth.
    func filterAll(from first: Int, into depth: Int) {
      let target = own[min(depth, own.count - 1)]
      var length = 0
      for place in first..<max(first, count) where fits(place, at: depth) {
        target.places[length] = Int32(place)
        length += 1
      }
      finish(target, length, depth)
    }

    private func finish(_ list: List, _ length: Int, _ depth: Int) {
      lists[depth] = list
      lengths[depth] = length
      cursors[depth] = 0
      var sum = 0.0
      list.sums[0] = 0
      for position in 0..<length {
        sum += max(0, gains[Int(list.places[position])])
        list.sums[position + 1] = sum
      }
      var least = Double.infinity
      list.least[length] = least
      for position in stride(from: length - 1, through: 0, by: -1) {
        least = min(least, asked[Int(list.places[position])])
        list.least[position] = least
      }
    }

    deinit {
      guards.deallocate()
      sizes.deallocate()
      values.deallocate()
      asked.deallocate()
      gains.deallocate()
      makerGains.deallocate()
      taken.deallocate()
      room.deallocate()
      worths.deallocate()
      bounds.deallocate()
      cursors.deallocate()
      lengths.deallocate()
      lists.deallocate()
      for list in own {
        list.places.deallocate()
        list.sums.deallocate()
        list.least.deallocate()
      }
    }
  }
#endif
