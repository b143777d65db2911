/// Distances and durations between slots, read from tables: slots at the same place share a row.
final class LegTable {
  private let distances: FlatArray<Double>
  private let durations: FlatArray<Double>
  private let place: IndexArray
  private let stride: Int

  /// Computes both tables: a row for each client, and for the two ends of each type of vehicle.
  init(_ kernel: RoutingKernel) {
    let n = kernel.clientCount
    var slots = Array(0..<n)
    var places = (0..<n).map { Int32($0) }
    for type in 0..<kernel.typeCount {
      let first = kernel.firstRoute[type]
      guard first < kernel.firstRoute[type + 1] else { continue }
      for _ in first..<kernel.firstRoute[type + 1] {
        places += [Int32(slots.count), Int32(slots.count + 1)]
      }
      slots += [kernel.startSlot(first), kernel.endSlot(first)]
    }
    stride = slots.count
    place = IndexArray(places)
    let needsDurations = kernel.isTimed
    distances = FlatArray(repeating: 0, count: stride * stride)
    durations = FlatArray(repeating: 0, count: needsDurations ? stride * stride : 0)
    for (row, from) in slots.enumerated() {
      for (column, to) in slots.enumerated() where from != to {
        let distance = kernel.distance(from, to)
        distances[row * stride + column] = distance
        if needsDurations {
          durations[row * stride + column] = kernel.duration(
            from, to, distance: kernel.openDistance(from, to))
        }
      }
    }
  }

  @inline(__always) func distance(_ from: Int, _ to: Int) -> Double {
    distances[place[from] &* stride &+ place[to]]
  }

  @inline(__always) func duration(_ from: Int, _ to: Int) -> Double {
    durations[place[from] &* stride &+ place[to]]
  }
}
