/// The items of a vector-packing problem, equal ones together, in flat arrays.
struct VectorClasses: Sendable {
  let capacities: [Int]
  let dimensions: Int
  /// `dimensions` numbers for each class.
  let sizes: [Int]
  /// How many items there are of each class.
  let demands: [Int]
  /// Which classes never share a bin.
  let conflicts: ItemConflicts
  /// The items of each class, numbered with their demand unfolded.
  private let items: [[Int]]
  /// The room of a bin with everything in it that makes room.
  private let roomiest: [Int]

  init(_ problem: VectorPackingProblem) {
    var neighbours = Array(repeating: Set<Int>(), count: problem.items.count)
    for conflict in problem.conflicts {
      neighbours[conflict.first].insert(conflict.second)
      neighbours[conflict.second].insert(conflict.first)
    }
    var classOf = Array(repeating: -1, count: problem.items.count)
    var index: [Kind: Int] = [:]
    var sizes: [Int] = []
    var items: [[Int]] = []
    var next = 0
    for (position, item) in problem.items.enumerated() where item.demand > 0 {
      let kind = Kind(sizes: item.sizes, neighbours: neighbours[position])
      let numbers = next..<(next + item.demand)
      next += item.demand
      if let known = index[kind] {
        items[known] += numbers
        classOf[position] = known
      } else {
        index[kind] = items.count
        classOf[position] = items.count
        sizes += item.sizes
        items.append(Array(numbers))
      }
    }
    var conflicts = ItemConflicts(count: items.count)
    for conflict in problem.conflicts {
      let pair = (classOf[conflict.first], classOf[conflict.second])
      if pair.0 >= 0 && pair.1 >= 0 { conflicts.insert(pair.0, pair.1) }
    }
    self.init(
      capacities: problem.capacities, sizes: sizes, demands: items.map(\.count), items: items,
      conflicts: conflicts)
  }

  /// What makes two items the same.
  private struct Kind: Hashable {
    let sizes: [Int]
    let neighbours: Set<Int>
  }

  /// Classes of items that nobody asks back for.
  init(
    capacities: [Int], sizes: [Int], demands: [Int], items: [[Int]] = [],
    conflicts: ItemConflicts? = nil
  ) {
    self.conflicts = conflicts ?? ItemConflicts(count: demands.count)
    self.capacities = capacities
    self.sizes = sizes
    self.demands = demands
    self.items = items
    dimensions = capacities.count
    var roomiest = capacities
    for entry in sizes.indices where sizes[entry] < 0 {
      roomiest[entry % dimensions] -= sizes[entry] * demands[entry / dimensions]
    }
    self.roomiest = roomiest
  }

  /// How many items of a class can be in one bin, at most a limit.
  func copies(of index: Int, limit: Int) -> Int {
    var most = conflicts.forbids(index, index) ? min(1, limit) : limit
    for dimension in 0..<dimensions {
      let size = sizes[index * dimensions + dimension]
      // With items that make room there is no telling from the capacity.
      if size < 0 { return conflicts.forbids(index, index) ? min(1, limit) : limit }
      if size > 0 { most = min(most, roomiest[dimension] / size) }
    }
    return most
  }

  /// The sum of the shares of capacity that a class takes.
  func share(_ index: Int) -> Double {
    (0..<dimensions).reduce(0.0) { sum, dimension in
      capacities[dimension] == 0
        ? sum : sum + Double(sizes[index * dimensions + dimension]) / Double(capacities[dimension])
    }
  }

  /// The bin of each item of the problem, from bins that list classes.
  func assignment(of bins: [[Int]]) -> [Int] {
    var next = [Int](repeating: 0, count: demands.count)
    var assignment = [Int](repeating: 0, count: demands.reduce(0, +))
    for (bin, classes) in bins.enumerated() {
      for one in classes {
        assignment[items[one][next[one]]] = bin
        next[one] += 1
      }
    }
    return assignment
  }

  /// First-fit decreasing by the sum of shares; each bin lists classes.
  ///
  /// - Complexity: O(items × dimensions), times up to 2,000 bins; fewer where there are more than
  ///   50,000 items.
  func firstFitDecreasing(_ residual: [Int]) -> [[Int]] {
    let shares = demands.indices.map(share)
    let order = demands.indices.sorted {
      shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1
    }
    var bins: [[Int]] = []
    var room: [Int] = []
    let tried = min(2_000, max(20, 100_000_000 / max(1, residual.reduce(0, +))))
    for index in order {
      // Equal items need not try again where the one before did not fit; and only the newest bins
      // are tried, so that a million items do not take hours.
      var bin = max(0, bins.count - tried)
      for _ in 0..<residual[index] {
        while bin < bins.count
          && !(fits(index, room, bin) && !conflicts.forbids(index, with: bins[bin]))
        {
          bin += 1
        }
        if bin == bins.count {
          bins.append([])
          room += capacities
        }
        bins[bin].append(index)
        for dimension in 0..<dimensions {
          room[bin * dimensions + dimension] -= sizes[index * dimensions + dimension]
        }
      }
    }
    return bins
  }

  private func fits(_ index: Int, _ room: [Int], _ bin: Int) -> Bool {
    for dimension in 0..<dimensions
    where sizes[index * dimensions + dimension] > room[bin * dimensions + dimension] {
      return false
    }
    return true
  }
}
