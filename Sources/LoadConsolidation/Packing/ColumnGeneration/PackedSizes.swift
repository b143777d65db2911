#if GLPK
  /// How the sizes of several dimensions stand side by side in words.
  struct PackedSizes: Sendable {
    /// `guards.count` words for each class.
    private(set) var packed: [UInt64]
    /// The guard bit of each field.
    private(set) var guards: [UInt64] = []
    /// An empty bin, guard bits set.
    private(set) var room: [UInt64] = []

    /// `nil` where the numbers are too large for a field.
    init?(capacities: [Int], sizes: [Int], demands: [Int]) {
      let dimensions = capacities.count
      var fields: [(word: Int, shift: Int)] = []
      var used = 64
      for dimension in 0..<dimensions {
        // Neither a bin with everything in it that makes room nor one that is overfull may leave its
        // field.
        var range = Int128(2 * capacities[dimension])
        for index in demands.indices {
          let own = sizes[(index * dimensions)..<((index + 1) * dimensions)]
          guard own.contains(where: { $0 < 0 }) else { continue }
          range += Int128(demands[index]) * Int128(own[own.startIndex + dimension].magnitude)
        }
        guard range < Int128(1) << 62 else { return nil }
        let width = 65 - (UInt64(range) + 1).leadingZeroBitCount
        if used + width > 64 {
          guards.append(0)
          room.append(0)
          used = 0
        }
        let word = guards.count - 1
        fields.append((word, used))
        let guardBit = UInt64(1) << UInt64(used + width - 1)
        guards[word] |= guardBit
        room[word] |= guardBit | UInt64(capacities[dimension]) << UInt64(used)
        used += width
      }
      packed = Array(repeating: 0, count: demands.count * guards.count)
      for index in demands.indices {
        for dimension in 0..<dimensions {
          let size = UInt64(bitPattern: Int64(sizes[index * dimensions + dimension]))
          let place = index * guards.count + fields[dimension].word
          packed[place] &+= size &<< UInt64(fields[dimension].shift)
        }
      }
    }
  }
#endif
