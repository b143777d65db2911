/// The dynamic program of ``CapacitatedLotSizing``.
///
/// With f the least cost of the periods so far by net stock, K, c and C the fixed cost, the price and
/// the capacity: ordering leads to g(z) = min(f(z), f(z − C) + K + c C, min f(b) + K + c (z − b)) with b
/// the ends of pieces of f in [z − C, z]; and demand to the next f.
struct CapacitatedLotSizingKernel {
  private let problem: CapacitatedLotSizing
  private let item: LotSizing
  private let count: Int
  /// Demand before each period.
  private let cumulative: [Double]

  init(_ problem: CapacitatedLotSizing) {
    self.problem = problem
    item = problem.item
    count = item.demand.count
    var cumulative = [0.0]
    for demand in item.demand { cumulative.append(cumulative[cumulative.count - 1] + demand) }
    self.cumulative = cumulative
  }

  func solve() -> LotSizing.Plan? {
    // Stock levels closer than this are one: sums in another order differ by rounding.
    let resolution = 1e-11 * (cumulative[count] + (problem.capacities.max() ?? 0))
    var costs = [PiecewiseCost(at: 0, resolution: resolution)]
    for period in 0..<count {
      costs.append(next(costs[period], period))
      if costs[period + 1].isEmpty { return nil }
    }
    guard costs[count].value(at: 0) < .infinity else { return nil }
    var plan = item.plan([])
    var stock = 0.0
    for period in (0..<count).reversed() {
      plan.stock[period] = max(0, stock)
      plan.backorders[period] = max(0, -stock)
      let before = source(costs[period], of: stock + item.demand[period], period)
      plan.orders[period] = max(0, stock + item.demand[period] - before)
      if plan.orders[period] <= resolution { plan.orders[period] = 0 }
      // Within the resolution of nothing, or of the start, is that.
      stock = before.magnitude <= resolution ? 0 : before
    }
    item.price(&plan)
    return plan
  }

  /// The least cost with one period more.
  private func next(_ before: PiecewiseCost, _ period: Int) -> PiecewiseCost {
    let order = item.orderingCosts[period]
    let price = item.unitCosts[period]
    let capacity = min(problem.capacities[period], cumulative[count])
    let demand = item.demand[period]
    // From what may be owed at the end of the period to all that is wanted later.
    let owed = item.backorderCosts == nil || period == count - 1 ? 0 : -cumulative[period + 1]
    let latest = cumulative[count] - cumulative[period]
    var costs = before
    if capacity > 0 {
      costs = costs.lower(before.shifted(by: capacity, adding: order + price * capacity))
      costs = costs.lower(before.reached(within: capacity, fixed: order, price: price))
    }
    costs = costs.clipped(to: (owed + demand)...max(owed + demand, latest))
    return costs.shifted(by: -demand, adding: 0)
      .adding(
        slopeBelowZero: -(item.backorderCosts?[period] ?? 0),
        slopeAboveZero: item.holdingCosts[period])
  }

  /// The stock before an order that leads to a stock after it at least cost.
  private func source(_ before: PiecewiseCost, of stock: Double, _ period: Int) -> Double {
    let capacity = min(problem.capacities[period], cumulative[count])
    let order = item.orderingCosts[period]
    let price = item.unitCosts[period]
    var best = stock
    var least = before.value(at: stock)
    func consider(_ source: Double) {
      let cost = before.value(at: source) + order + price * (stock - source)
      if cost < least {
        least = cost
        best = source
      }
    }
    guard capacity > 0 else { return best }
    consider(stock - capacity)
    for end in before.ends where end < stock && end >= stock - capacity { consider(end) }
    return best
  }
}
