/// A k-d tree over points in space: the nearest neighbours of each point without a matrix.
///
/// Bentley 1975, <https://doi.org/10.1145/361002.361007>. Planar points have z = 0.
struct KDTree: ~Copyable {
  private static let leafSize = 8

  private let points: FlatArray<Double>
  private let order: IndexArray
  private let count: Int
  /// Per node of the implicit tree: the axis and place of the cut.
  private let axis: IndexArray
  private let cut: FlatArray<Double>

  /// Builds the tree of `points`, three numbers each.
  ///
  /// - Complexity: O(n log n) on average.
  init(points: [Double]) {
    self.points = FlatArray(points)
    count = points.count / 3
    order = IndexArray((0..<Int32(count)).map { $0 })
    var nodes = 1
    var leaves = 1
    while count / leaves > Self.leafSize {
      leaves *= 2
      nodes += leaves
    }
    axis = IndexArray(repeating: -1, count: nodes)
    cut = FlatArray(repeating: 0, count: nodes)
    build(node: 0, 0..<count)
  }

  private func coordinate(_ point: Int, _ axis: Int) -> Double { points[3 * point + axis] }

  private func build(node: Int, _ range: Range<Int>) {
    guard 2 * node + 2 < axis.count, range.count > 1 else { return }
    var widest = 0
    var width = -1.0
    for axis in 0..<3 {
      var low = Double.infinity
      var high = -Double.infinity
      for position in range {
        low = min(low, coordinate(order[position], axis))
        high = max(high, coordinate(order[position], axis))
      }
      if high - low > width { (widest, width) = (axis, high - low) }
    }
    let middle = range.lowerBound + range.count / 2
    select(middle, in: range, axis: widest)
    axis[node] = widest
    cut[node] = coordinate(order[middle], widest)
    build(node: 2 * node + 1, range.lowerBound..<middle)
    build(node: 2 * node + 2, middle..<range.upperBound)
  }

  /// Puts the element of rank `rank` at its place, smaller ones before it (Hoare's selection).
  private func select(_ rank: Int, in range: Range<Int>, axis: Int) {
    var low = range.lowerBound
    var high = range.upperBound - 1
    while low < high {
      let pivot = coordinate(order[low + (high - low) / 2], axis)
      var left = low
      var right = high
      while left <= right {
        while coordinate(order[left], axis) < pivot { left += 1 }
        while coordinate(order[right], axis) > pivot { right -= 1 }
        if left <= right {
          let kept = order[left]
          order[left] = order[right]
          order[right] = kept
          left += 1
          right -= 1
        }
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { return }
    }
  }

  /// The `limit` points nearest to a point, itself left out, nearest first, ties by index.
  func neighbours(of point: Int, limit: Int, into found: inout NearestSet) {
    found.reset(limit: limit)
    search(node: 0, 0..<count, point, &found)
    found.sort()
  }

  private func search(
    node: Int, _ range: Range<Int>, _ point: Int, _ found: inout NearestSet
  ) {
    guard 2 * node + 2 < axis.count, range.count > 1 else {
      for position in range {
        let other = order[position]
        if other == point { continue }
        let x = points[3 * other] - points[3 * point]
        let y = points[3 * other + 1] - points[3 * point + 1]
        let z = points[3 * other + 2] - points[3 * point + 2]
        found.offer(other, at: x * x + y * y + z * z)
      }
      return
    }
    let middle = range.lowerBound + range.count / 2
    let offset = coordinate(point, axis[node]) - cut[node]
    let lower = range.lowerBound..<middle
    let upper = middle..<range.upperBound
    if offset < 0 {
      search(node: 2 * node + 1, lower, point, &found)
      if found.admits(offset * offset) { search(node: 2 * node + 2, upper, point, &found) }
    } else {
      search(node: 2 * node + 2, upper, point, &found)
      if found.admits(offset * offset) { search(node: 2 * node + 1, lower, point, &found) }
    }
  }
}

/// The nearest points found so far: a binary heap with the farthest on top.
struct NearestSet {
  private(set) var entries: [(distance: Double, index: Int)] = []
  private var limit = 0

  mutating func reset(limit: Int) {
    entries.removeAll(keepingCapacity: true)
    self.limit = limit
  }

  @inline(__always) func admits(_ distance: Double) -> Bool {
    entries.count < limit || (limit > 0 && distance < entries[0].distance)
  }

  @inline(__always) mutating func offer(_ index: Int, at distance: Double) {
    if entries.count < limit {
      entries.append((distance, index))
      var child = entries.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        if entries[parent].distance >= entries[child].distance { return }
        entries.swapAt(parent, child)
        child = parent
      }
    } else if limit > 0, distance < entries[0].distance {
      entries[0] = (distance, index)
      siftDown()
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= entries.count { return }
      if child + 1 < entries.count, entries[child + 1].distance > entries[child].distance {
        child += 1
      }
      if entries[parent].distance >= entries[child].distance { return }
      entries.swapAt(parent, child)
      parent = child
    }
  }

  mutating func sort() {
    entries.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.index < $1.index }
  }
}
