internal import Probability

/// The renewal functions and one-period costs behind ``MinMaxReview``, each computed once.
struct MinMaxKernel {
  private let item: MinMaxReview
  /// m(j): the expected number of visits to j units below S in an order cycle; and its sums M(j).
  private var visits: [Double] = []
  private var totals: [Double] = [0]
  private var masses: [Double] = []
  private let massOfZero: Double
  /// The one-period cost of levels from `origin` on.
  private var costs: [Double] = []
  private var origin: Int
  /// The level of least one-period cost.
  private let best: Int

  init(_ item: MinMaxReview) {
    self.item = item
    massOfZero = item.demand.mass(at: 0)
    let ratio = item.backorderCost / (item.backorderCost + item.holdingCost)
    var level = Int(item.protectionDemands[item.protectionDemands.count / 2].quantile(ratio))
    if item.protectionDemands.count > 1 {
      // The least of a sum of convex costs is between their own.
      while Self.evaluate(item, level + 1) < Self.evaluate(item, level) { level += 1 }
      while Self.evaluate(item, level - 1) <= Self.evaluate(item, level) { level -= 1 }
    }
    best = level
    origin = level
  }

  /// A period's share of a review period.
  var perPeriod: Double { 1 / Double(item.protectionDemands.count) }

  mutating func optimal() -> MinMaxReview.Policy {
    var lower = best
    var upper = best
    repeat { lower -= 1 } while cost(lower, upper) > oneCost(lower)
    var least = cost(lower, upper)
    var candidate = upper + 1
    while oneCost(candidate) <= least {
      let value = cost(lower, candidate)
      if value < least {
        upper = candidate
        least = value
        while lower + 1 < upper, cost(lower, upper) <= oneCost(lower + 1) { lower += 1 }
        least = cost(lower, upper)
      }
      candidate += 1
    }
    return .init(reorderPoint: lower, orderUpToLevel: upper, cost: least * perPeriod)
  }

  /// The expected cost of a review period: that of a cycle over its reviews.
  mutating func cost(_ lower: Int, _ upper: Int) -> Double {
    let gap = upper - lower
    extendVisits(to: gap)
    extendCosts(from: lower + 1, to: upper)
    var sum = item.orderingCost
    let top = upper - origin
    visits.withUnsafeBufferPointer { visits in
      costs.withUnsafeBufferPointer { costs in
        for below in 0..<gap { sum += visits[below] * costs[top - below] }
      }
    }
    return sum / totals[gap]
  }

  private mutating func oneCost(_ level: Int) -> Double {
    extendCosts(from: level, to: level)
    return costs[level - origin]
  }

  /// The cost of the periods that a review's order is the last to reach, from a level.
  private static func evaluate(_ item: MinMaxReview, _ level: Int) -> Double {
    var cost = 0.0
    for demand in item.protectionDemands {
      cost +=
        item.holdingCost * demand.complementaryLoss(at: Double(level))
        + item.backorderCost * demand.loss(at: Double(level))
    }
    return cost
  }

  private func evaluate(_ level: Int) -> Double { Self.evaluate(item, level) }

  private mutating func extendCosts(from lower: Int, to upper: Int) {
    if lower < origin {
      // Doubling downwards keeps the moves of the array few.
      let start = min(lower, origin - costs.count)
      costs.insert(contentsOf: (start..<origin).map(evaluate), at: 0)
      origin = start
    }
    while origin + costs.count <= upper { costs.append(evaluate(origin + costs.count)) }
  }

  private mutating func extendVisits(to count: Int) {
    while visits.count < count {
      let j = visits.count
      masses.append(item.demand.mass(at: j))
      var sum = j == 0 ? 1.0 : 0
      masses.withUnsafeBufferPointer { masses in
        visits.withUnsafeBufferPointer { visits in
          for units in stride(from: 1, through: j, by: 1) {
            sum += masses[units] * visits[j - units]
          }
        }
      }
      visits.append(sum / (1 - massOfZero))
      totals.append((totals.last ?? 0) + visits[j])
    }
  }
}
