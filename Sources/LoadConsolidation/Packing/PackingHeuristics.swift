/// Quick packings of one dimension, as bins that list item classes.
enum PackingHeuristics {
  /// First-fit decreasing, with a tree of the room left: O(n log n).
  static func firstFitDecreasing(_ classes: ItemClasses) -> [[Int]] {
    let count = classes.demands.reduce(0, +)
    var bins: [[Int]] = []
    // A binary tree over bins whose nodes know the largest room below; unopened bins are empty.
    var leaves = 1
    while leaves < count { leaves *= 2 }
    var room = [Int](repeating: classes.capacity, count: 2 * leaves)
    for (index, weight) in classes.weights.enumerated() {
      for _ in 0..<classes.demands[index] {
        var node = 1
        while node < leaves { node = room[2 * node] >= weight ? 2 * node : 2 * node + 1 }
        let bin = node - leaves
        if bin == bins.count { bins.append([]) }
        bins[bin].append(index)
        room[node] -= weight
        while node > 1 {
          node /= 2
          room[node] = max(room[2 * node], room[2 * node + 1])
        }
      }
    }
    return bins
  }

  /// Fills one bin after another as full as it goes, each around the heaviest item that is left
  /// (the minimum bin slack of Gupta and Ho, <https://doi.org/10.1080/095372899233208>, with the
  /// subset found by dynamic programming over sums instead of enumeration).
  ///
  /// `nil` where that would take more than `limit` steps.
  static func fullestBins(_ classes: ItemClasses, limit: Int) -> [[Int]]? {
    let capacity = classes.capacity
    let count = classes.demands.reduce(0, +)
    let expected = classes.totalWeight / capacity + 1
    guard capacity <= 1 << 20,
      expected.multipliedReportingOverflow(by: capacity).partialValue < limit / max(1, count)
    else { return nil }
    var left = classes.demands
    var bins: [[Int]] = []
    var reached = [Int32](repeating: -1, count: capacity + 1)
    var used = [Int32](repeating: 0, count: capacity + 1)
    var first = 0
    while true {
      while first < left.count && left[first] == 0 { first += 1 }
      guard first < left.count else { return bins }
      left[first] -= 1
      let room = capacity - classes.weights[first]
      fill(room, classes.weights, left, from: first, &reached, &used)
      var sum = room
      while reached[sum] < 0 && sum > 0 { sum -= 1 }
      var bin = [first]
      while sum > 0 {
        let item = Int(reached[sum])
        bin.append(item)
        left[item] -= 1
        sum -= classes.weights[item]
      }
      bins.append(bin)
    }
  }

  /// For each sum up to `room`, the last class of a subset that adds up to it; −1 where none does.
  private static func fill(
    _ room: Int, _ weights: [Int], _ left: [Int], from first: Int, _ reached: inout [Int32],
    _ used: inout [Int32]
  ) {
    for sum in 0...room { reached[sum] = -1 }
    reached[0] = 0
    var highest = 0
    for index in first..<weights.count where left[index] > 0 && weights[index] <= room {
      let weight = weights[index]
      let copies = Int32(clamping: left[index])
      let top = min(room, highest + weight * min(left[index], room / weight))
      guard weight <= top else { continue }
      for sum in 0...min(room, highest) { used[sum] = 0 }
      if highest < top { for sum in (highest + 1)...top { used[sum] = 0 } }
      for sum in weight...top
      where reached[sum] < 0 && reached[sum - weight] >= 0 && used[sum - weight] < copies {
        reached[sum] = Int32(index)
        used[sum] = used[sum - weight] + 1
      }
      highest = top
      // Nothing fills a bin better than full.
      if reached[room] >= 0 { return }
    }
  }
}
