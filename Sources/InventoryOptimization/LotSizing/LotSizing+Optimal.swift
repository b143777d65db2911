extension LotSizing {
  /// The plan of least cost.
  ///
  /// Wagner and Whitin's recursion. The cost of serving all demand up to a period from the order of
  /// an earlier one is a straight line in cumulative demand, so that each step asks for the lowest of
  /// the lines so far; a Li Chao tree answers in O(log T), whatever the costs do from period to
  /// period (Wagner and Whitin 1958, <https://doi.org/10.1287/mnsc.5.1.89>; Federgruen and Tzur 1991,
  /// <https://doi.org/10.1287/mnsc.37.8.909>). Where customers wait, what an order costs that serves
  /// demand from an earlier period on is a straight line too, in the cumulative backorder cost
  /// (Zangwill 1969, <https://doi.org/10.1287/mnsc.15.9.506>).
  /// Complexity: O(T log T).
  public var optimal: Plan {
    let count = demand.count
    // Cumulative demand through each period, and the cost of holding a unit from the first on.
    var cumulative = [Double](repeating: 0, count: count + 1)
    var held = cumulative
    for period in 0..<count {
      cumulative[period + 1] = cumulative[period] + demand[period]
      held[period + 1] = held[period] + holdingCosts[period]
    }
    // least[t]: the least cost of serving the first t periods, less the part that no plan changes.
    var least = cumulative.map { _ in 0.0 }
    var source = [Int](repeating: -1, count: count + 1)
    var lines = LowestLine(at: cumulative)
    var waiting = backorderCosts.map { Waiting(self, cumulative, held, $0) }
    var firsts = Array(0..<count)
    for period in 0..<count {
      var base = least[period]
      if let (cost, first) = waiting?.start(period, least[period]) {
        base = cost
        firsts[period] = first
      }
      lines.insert(
        .init(
          base: base + orderingCosts[period], slope: unitCosts[period] - held[period],
          origin: cumulative[period], index: period))
      least[period + 1] = demand[period] == 0 ? least[period] : .infinity
      // Where nothing is wanted an order can still be for those who wait.
      if demand[period] == 0, waiting == nil { continue }
      let line = lines.lowest(atIndex: period + 1)
      let cost = line.value(at: cumulative[period + 1])
      if cost < least[period + 1] {
        least[period + 1] = cost
        source[period + 1] = line.index
      }
    }
    var lots: [Lot] = []
    var end = count
    while end > 0 {
      if source[end] < 0 {
        end -= 1
      } else {
        lots.append(Lot(first: firsts[source[end]], period: source[end], end: end))
        end = firsts[source[end]]
      }
    }
    return plan(lots.reversed())
  }
}

/// Where the demand begins that each order serves, if customers may wait for it.
private struct Waiting {
  private let cumulative: [Double]
  /// Demand before each period, weighted with what owing and holding a unit from the first period on
  /// costs: the one is not paid for it, the other counts in no plan.
  private let weighted: [Double]
  /// The price of a unit by each order and of waiting for it, and its rank among those of all orders.
  private let prices: [Double]
  private let ranks: [Int]
  private var lines: LowestLine

  init(
    _ item: LotSizing, _ cumulative: [Double], _ held: [Double], _ backorderCosts: [Double]
  ) {
    self.cumulative = cumulative
    var owed = [0.0]
    var weighted = [0.0]
    for (period, cost) in backorderCosts.enumerated() {
      weighted.append(weighted[period] + item.demand[period] * (owed[period] + held[period]))
      owed.append(owed[period] + cost)
    }
    let prices = item.demand.indices.map { item.unitCosts[$0] + owed[$0] }
    let sorted = Set(prices).sorted()
    var rank: [Double: Int] = [:]
    for (index, price) in sorted.enumerated() { rank[price] = index }
    ranks = prices.map { rank[$0] ?? 0 }
    lines = LowestLine(at: sorted)
    self.prices = prices
    self.weighted = weighted
  }

  /// The least cost of all before an order and of those who wait for it.
  ///
  /// - Parameters:
  ///   - period: The period of the order, ascending from call to call.
  ///   - served: The least cost of serving all periods before it.
  /// - Returns: The cost, less the part of the demand of the order's own period, and the first period
  ///   that the order serves.
  mutating func start(_ period: Int, _ served: Double) -> (cost: Double, first: Int) {
    lines.insert(
      .init(
        base: served + weighted[period], slope: -cumulative[period], origin: 0, index: period))
    let line = lines.lowest(atIndex: ranks[period])
    guard line.index != period else { return (served, period) }
    let cost =
      line.value(at: prices[period]) + prices[period] * cumulative[period] - weighted[period]
    return (cost, line.index)
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
