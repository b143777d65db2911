internal import Probability

/// The dynamic program behind ``FiniteHorizon``, over flat tables.
struct FiniteHorizonKernel {
  /// Demand beyond this probability is left out of a period's table.
  static let tail = 1e-13

  private let horizon: FiniteHorizon
  /// The ends of the stock table.
  ///
  /// Highest is the most that any period could want; lowest
  /// is what the worst demands leave of nothing.
  private let lowest: Int
  private let highest: Int

  init(_ horizon: FiniteHorizon) {
    self.horizon = horizon
    // More stock than all demand that can still come is never wanted.
    let total = horizon.periods.reduce(0.0) { $0 + $1.demand.quantile(1 - Self.tail) }
    // A fixed cost can make it worth waiting for some periods' demand.
    let largest = horizon.periods.map { $0.demand.quantile(1 - Self.tail) }.max() ?? 0
    let wait =
      horizon.periods.map { period in
        period.orderingCost / period.backorderCost
      }.max() ?? 0
    lowest = -Int(min(total, largest + min(wait, 1e6)).rounded(.up)) - 1
    highest = max(1, Int(total.rounded(.up)))
  }

  func solve() -> FiniteHorizon.Policy {
    let count = highest - lowest + 1
    let periods = horizon.periods
    var levels = [FiniteHorizon.Levels](
      repeating: .init(reorderPoint: lowest, orderUpToLevel: lowest), count: periods.count)
    var tables = [[Int]](repeating: [], count: periods.count)
    var costs = [[Double]](repeating: [], count: periods.count)
    // Below the table the cost goes on as a straight line: with an order in the last period or any
    // other it falls by a unit's price, at the very end by a backorder's cost.
    var next = (lowest...highest).map { stock in
      stock >= 0
        ? horizon.finalHoldingCost * Double(stock) : -horizon.finalBackorderCost * Double(stock)
    }
    var slopeBelow = -horizon.finalBackorderCost
    for index in periods.indices.reversed() {
      let period = periods[index]
      let position = positionCosts(period, next: next, slopeBelow: slopeBelow)
      // From the top down: the best level at or above each stock.
      var value = [Double](repeating: 0, count: count)
      var target = [Int](repeating: 0, count: count)
      var best = Double.infinity
      var bestLevel = highest
      var point = lowest - 1
      for offset in stride(from: count - 1, through: 0, by: -1) {
        let stay = position[offset]
        let order = best + period.orderingCost
        let stock = lowest + offset
        let orders = order < stay
        value[offset] = (orders ? order : stay) - period.unitCost * Double(stock)
        target[offset] = orders ? bestLevel : stock
        if orders, point < lowest { point = stock }
        if stay < best {
          best = stay
          bestLevel = stock
        }
      }
      levels[index] = .init(reorderPoint: point, orderUpToLevel: bestLevel)
      tables[index] = target
      costs[index] = value
      // Where the lowest stock orders, so does all below it.
      slopeBelow =
        target[0] > lowest
        ? -period.unitCost
        : -period.backorderCost + horizon.discountFactor * slopeBelow
      next = value
    }
    return .init(levels: levels, lowestStock: lowest, orderUpTo: tables, costs: costs)
  }

  /// The expected cost of standing at each level after ordering, the goods up to it included.
  private func positionCosts(
    _ period: FiniteHorizon.Period, next: [Double], slopeBelow: Double
  ) -> [Double] {
    let demand = period.demand
    let first = max(0, Int(demand.quantile(Self.tail)))
    let last = max(first, Int(demand.quantile(1 - Self.tail)))
    let masses = (first...last).map { demand.mass(at: $0) * horizon.discountFactor }
    let count = next.count
    return [Double](unsafeUninitializedCapacity: count) { result, initialized in
      next.withUnsafeBufferPointer { next in
        masses.withUnsafeBufferPointer { masses in
          for offset in 0..<count {
            let level = Double(lowest + offset)
            var sum =
              period.unitCost * level + period.holdingCost * demand.complementaryLoss(at: level)
              + period.backorderCost * demand.loss(at: level)
            let inside = min(masses.count, max(0, offset - first + 1))
            let top = offset - first
            for index in 0..<inside { sum += masses[index] * next[top - index] }
            for index in inside..<masses.count {
              sum += masses[index] * (next[0] + slopeBelow * Double(top - index))
            }
            result.initializeElement(at: offset, to: sum)
          }
        }
      }
      initialized = count
    }
  }
}
