/// Patterns of one dimension, by dynamic programming over the room in a bin.
///
/// Classes are taken from light to heavy; the table of a class holds, for each room, the best value
/// of the classes up to it. What a class reaches as the heaviest of its pattern is one candidate, so
/// a single table yields a good pattern for every class.
struct BinPackingKernel: PackingKernel {
  let demands: [Int]
  private let classes: ItemClasses
  private let capacity: Int
  /// Groups of 1, 2, 4 … items of a class: any number up to the demand is a choice of groups.
  private var groups: [Group] = []
  private var table: [Float] = []

  private struct Group {
    let index: Int
    let copies: Int
    let weight: Int
  }

  /// The largest table, in cells: 256 MB.
  private static let largestTable = 1 << 26

  /// `nil` where the table would be too large.
  init?(_ classes: ItemClasses) {
    self.classes = classes
    demands = classes.demands
    capacity = classes.capacity
    for index in classes.weights.indices.reversed() {
      var left = min(demands[index], capacity / classes.weights[index])
      var copies = 1
      while left > 0 {
        let taken = min(copies, left)
        groups.append(
          Group(index: index, copies: taken, weight: taken * classes.weights[index]))
        left -= taken
        copies *= 2
      }
    }
    guard capacity < Self.largestTable / (groups.count + 1) else { return nil }
    table = [Float](repeating: 0, count: (groups.count + 1) * (capacity + 1))
  }

  func leastBins(for residual: [Int]) -> Int {
    (total(residual) + capacity - 1) / capacity
  }

  private func total(_ residual: [Int]) -> Int {
    var sum = 0
    for index in residual.indices { sum += residual[index] * classes.weights[index] }
    return sum
  }

  func wastesTooMuch(_ pattern: [Int32], of residual: [Int], in bins: Int) -> Bool {
    let filled = pattern.reduce(0) { $0 + classes.weights[Int($1)] }
    return capacity - filled > bins * capacity - total(residual)
  }

  // MARK: Pricing

  mutating func price(
    _ duals: [Double], limits: [Int], above threshold: Double, count: Int
  ) -> (patterns: [[Int32]], best: Double) {
    let width = capacity + 1
    // The groups that the limits allow; a group may hold fewer copies than it could.
    var active: [Group] = []
    var left = limits
    for group in groups where left[group.index] > 0 && duals[group.index] > 0 {
      let copies = min(group.copies, left[group.index])
      left[group.index] -= copies
      active.append(
        Group(
          index: group.index, copies: copies, weight: copies * classes.weights[group.index]))
    }
    guard !active.isEmpty else { return ([], 0) }
    var candidates: [(value: Float, group: Int)] = []
    table.withUnsafeMutableBufferPointer { table in
      guard let base = table.baseAddress else { return }
      base.update(repeating: 0, count: width)
      for (row, group) in active.enumerated() {
        let profit = Float(duals[group.index]) * Float(group.copies)
        let before = base + row * width
        let after = before + width
        let weight = group.weight
        candidates.append((before[capacity - weight] + profit, row))
        // Later groups are heavier by at least one item, so no more room than this is asked for.
        let top =
          row + 1 < active.count ? capacity - classes.weights[active[row + 1].index] : -1
        guard top >= 0 else { break }
        after.update(from: before, count: min(weight, top + 1))
        if weight <= top {
          let shifted = before - weight
          for room in weight...top {
            let with = shifted[room] + profit
            let without = before[room]
            after[room] = with > without ? with : without
          }
        }
      }
    }
    let best = candidates.reduce(0) { max($0, $1.value) }
    candidates = candidates.filter { Double($0.value) > threshold }
    candidates.sort { $0.value != $1.value ? $0.value > $1.value : $0.group < $1.group }
    let patterns = candidates.prefix(count).map { trace(active, from: $0.group) }
    return (patterns, Double(best))
  }

  /// The pattern whose heaviest group is the given one.
  private func trace(_ active: [Group], from last: Int) -> [Int32] {
    let width = capacity + 1
    var pattern: [Int32] = []
    var row = last
    var room = capacity
    var isTaken = true
    while true {
      if isTaken {
        let group = active[row]
        for _ in 0..<group.copies { pattern.append(Int32(group.index)) }
        room -= group.weight
      }
      row -= 1
      guard row >= 0 else { break }
      isTaken = table[(row + 1) * width + room] > table[row * width + room]
    }
    return pattern.sorted()
  }

  // MARK: Proof

  func exactBest(_ duals: [Int64]) -> Int64? {
    var best = [Int64](repeating: 0, count: capacity + 1)
    best.withUnsafeMutableBufferPointer { best in
      for group in groups where duals[group.index] > 0 {
        let profit = duals[group.index] * Int64(group.copies)
        var room = capacity
        while room >= group.weight {
          let with = best[room - group.weight] + profit
          if with > best[room] { best[room] = with }
          room -= 1
        }
      }
    }
    return best[capacity]
  }

  // MARK: Quick packing

  mutating func quickPacking(of residual: [Int]) -> [[Int]] {
    // Best fit decreasing.
    var bins: [[Int]] = []
    var room: [Int] = []
    for index in residual.indices {
      let weight = classes.weights[index]
      for _ in 0..<residual[index] {
        var best = -1
        for bin in room.indices
        where room[bin] >= weight && (best < 0 || room[bin] < room[best]) {
          best = bin
        }
        if best < 0 {
          best = bins.count
          bins.append([])
          room.append(capacity)
        }
        bins[best].append(index)
        room[best] -= weight
      }
    }
    return bins
  }
}
