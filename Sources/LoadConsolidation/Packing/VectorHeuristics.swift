internal import SupplyChainCore

/// Quick packings of several dimensions, one bin after another.
///
/// The item that suits the room left best goes next: the dot product of room and size, or the
/// distance between them (Panigrahy and others 2011, "Heuristics for vector bin packing").
struct VectorHeuristics {
  private let dimensions: Int
  private let count: Int
  /// The class of each item.
  private let classOf: [Int]
  /// Sizes as shares of the capacity, item by item.
  private let sizes: [Double]
  private let exact: [Int]
  private let capacities: [Int]
  private let conflicts: ItemConflicts

  /// With more than these the clock is read for each item.
  private static let manyItems = 5_000

  /// How an item's fit is judged.
  enum Measure: CaseIterable {
    case dotProduct, distance, weightedDot, largest
  }

  /// Prepares to pack some of the items of each class.
  init(_ classes: VectorClasses, _ residual: [Int]) {
    dimensions = classes.dimensions
    capacities = classes.capacities
    conflicts = classes.conflicts
    var classOf: [Int] = []
    var exact: [Int] = []
    for index in residual.indices {
      for _ in 0..<residual[index] {
        classOf.append(index)
        exact += classes.sizes[(index * dimensions)..<((index + 1) * dimensions)]
      }
    }
    self.classOf = classOf
    self.exact = exact
    count = classOf.count
    let capacities = capacities
    sizes = exact.indices.map { index in
      let capacity = capacities[index % capacities.count]
      return capacity == 0 ? 0 : Double(exact[index]) / Double(capacity)
    }
  }

  /// Packs all items; each bin lists classes.
  ///
  /// `nil` where the time is up before the end.
  ///
  /// - Complexity: O(count² · dimensions).
  func pack(
    _ measure: Measure, noise: Double = 0, _ generator: inout SeededGenerator,
    _ monitor: inout SearchMonitor
  ) -> [[Int]]? {
    var weights = [Double](repeating: 1, count: dimensions)
    if measure == .weightedDot || measure == .distance {
      for index in sizes.indices { weights[index % dimensions] += sizes[index] }
    }
    if noise > 0 {
      for dimension in 0..<dimensions {
        weights[dimension] *= 1 + noise * (2 * generator.uniform() - 1)
      }
    }
    var left = Array(0..<count)
    let length = (0..<count).map { item in
      (0..<dimensions).reduce(0.0) {
        $0 + weights[$1] * sizes[item * dimensions + $1] * sizes[item * dimensions + $1]
      }.squareRoot()
    }
    if noise > 0 {
      for index in left.indices { left.swapAt(index, generator.index(below: left.count)) }
    }
    var bins: [[Int]] = []
    var room = [Double](repeating: 1, count: dimensions)
    var exactRoom = capacities
    var bin: [Int] = []
    while !left.isEmpty {
      var best = -1
      var bestScore = -Double.infinity
      for position in left.indices {
        let item = left[position]
        let base = item * dimensions
        var fits = true
        var score = 0.0
        for dimension in 0..<dimensions {
          let size = sizes[base + dimension]
          if exact[base + dimension] > exactRoom[dimension] {
            fits = false
            break
          }
          switch measure {
          case .dotProduct, .weightedDot: score += weights[dimension] * size * room[dimension]
          case .distance:
            let rest = room[dimension] - size
            score -= weights[dimension] * rest * rest
          case .largest: score = max(score, weights[dimension] * size)
          }
        }
        guard fits, conflicts.isEmpty || !conflicts.forbids(classOf[item], with: bin) else {
          continue
        }
        // Among parallel items the dot product takes the longest; that is what fills bins.
        if measure == .dotProduct { score += length[item] * 1e-3 }
        if score > bestScore {
          bestScore = score
          best = position
        }
      }
      if best < 0 || left.count > Self.manyItems {
        guard monitor.continues() else { return nil }
      }
      if best < 0 {
        bins.append(bin)
        bin = []
        room = [Double](repeating: 1, count: dimensions)
        exactRoom = capacities
        continue
      }
      let item = left[best]
      left.swapAt(best, left.count - 1)
      left.removeLast()
      bin.append(classOf[item])
      for dimension in 0..<dimensions {
        room[dimension] -= sizes[item * dimensions + dimension]
        exactRoom[dimension] -= exact[item * dimensions + dimension]
      }
    }
    if !bin.isEmpty { bins.append(bin) }
    return bins
  }
}
