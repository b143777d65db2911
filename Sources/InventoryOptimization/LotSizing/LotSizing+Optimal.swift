extension LotSizing {
  /// The plan of least cost.
  ///
  /// Wagner and Whitin's recursion. The cost of serving all demand up to a period from the order of
  /// an earlier one is a straight line in cumulative demand, so that each step asks for the lowest of
  /// the lines so far; a Li Chao tree answers in O(log T), whatever the costs do from period to
  /// period (Wagner and Whitin 1958, <https://doi.org/10.1287/mnsc.5.1.89>; Federgruen and Tzur 1991,
  /// <https://doi.org/10.1287/mnsc.37.8.909>).
  /// Complexity: O(T log T).
  public var optimal: Plan {
    let count = demand.count
    // Cumulative demand through each period, and the cost of holding a unit from the first on.
    var cumulative = [Double](repeating: 0, count: count + 1)
    var held = [Double](repeating: 0, count: count + 1)
    for period in 0..<count {
      cumulative[period + 1] = cumulative[period] + demand[period]
      held[period + 1] = held[period] + holdingCosts[period]
    }
    // least[t]: the least cost of serving the first t periods, less the part that no plan changes.
    var least = [Double](repeating: 0, count: count + 1)
    var source = [Int](repeating: -1, count: count + 1)
    var lines = LowestLine(at: cumulative)
    for period in 0..<count {
      let slope = unitCosts[period] - held[period]
      lines.insert(
        .init(
          base: least[period] + orderingCosts[period], slope: slope, origin: cumulative[period],
          index: period))
      if demand[period] == 0 {
        least[period + 1] = least[period]
        continue
      }
      let line = lines.lowest(atIndex: period + 1)
      least[period + 1] = line.value(at: cumulative[period + 1])
      source[period + 1] = line.index
    }
    var periods: [Int] = []
    var period = count
    while period > 0 {
      if source[period] < 0 {
        period -= 1
      } else {
        period = source[period]
        periods.append(period)
      }
    }
    return plan(orderingIn: periods.reversed())
  }
}

/// The lowest of a growing set of lines at any of some fixed ascending points: a Li Chao tree.
private struct LowestLine {
  struct Line {
    /// The value at the origin, where the line of an order begins: near the values that matter, so
    /// that large cumulative demands do not cancel.
    var base: Double
    var slope: Double
    var origin: Double
    var index: Int

    func value(at x: Double) -> Double { base + slope * (x - origin) }
  }

  private let points: [Double]
  private var nodes: [Line]

  init(at points: [Double]) {
    self.points = points
    var size = 1
    while size < points.count { size *= 2 }
    nodes = Array(
      repeating: Line(base: .infinity, slope: 0, origin: 0, index: -1), count: 2 * size)
  }

  private var leaves: Int { nodes.count / 2 }

  private func point(_ index: Int) -> Double { points[min(index, points.count - 1)] }

  mutating func insert(_ inserted: Line) {
    var line = inserted
    var node = 1
    var lower = 0
    var upper = leaves
    while true {
      let middle = (lower + upper) / 2
      if line.value(at: point(middle)) < nodes[node].value(at: point(middle)) {
        swap(&line, &nodes[node])
      }
      if node >= leaves || line.index < 0 { return }
      // The loser can win on one side only: where it is lower at that end.
      if line.value(at: point(lower)) < nodes[node].value(at: point(lower)) {
        node = 2 * node
        upper = middle
      } else if line.value(at: point(upper - 1)) < nodes[node].value(at: point(upper - 1)) {
        node = 2 * node + 1
        lower = middle
      } else {
        return
      }
    }
  }

  func lowest(atIndex index: Int) -> Line {
    var node = leaves + index
    let x = point(index)
    var best = nodes[node]
    while node > 1 {
      node /= 2
      if nodes[node].value(at: x) < best.value(at: x) { best = nodes[node] }
    }
    return best
  }
}
