import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct FiniteHorizonTests {
  /// stockpyl 1.0.2: finite_horizon_dp(num_periods=5, holding_cost=1, stockout_cost=20,
  /// terminal_holding_cost=1, terminal_stockout_cost=20, purchase_cost=2, fixed_cost=50,
  /// demand_mean=20, demand_sd=4, discount_factor=0.98), whose demand is cut off at four deviations.
  @Test func normalDemand() throws {
    let demand = try Discrete(rounding: Normal(mean: 20, standardDeviation: 4))
    let period = FiniteHorizon.Period(
      demand: demand, orderingCost: 50, unitCost: 2, holdingCost: 1, backorderCost: 20)
    let policy = try FiniteHorizon(
      periods: Array(repeating: period, count: 5), discountFactor: 0.98, finalHoldingCost: 1,
      finalBackorderCost: 20
    ).optimal
    #expect(policy.levels.map(\.reorderPoint) == [18, 19, 18, 19, 19])
    #expect(policy.levels.map(\.orderUpToLevel) == [47, 47, 47, 46, 25])
    #expect(relativeError(policy.cost(startingWith: 0), from: 441.3365091158926) < 1e-3)
  }

  /// The recursion in its plainest form, over demand that is bounded.
  static func plainCosts(
    _ horizon: FiniteHorizon, from lowest: Int, to highest: Int
  ) -> [Int: Double] {
    var next: [Int: Double] = [:]
    for stock in lowest * 10...highest {
      next[stock] =
        stock >= 0
        ? horizon.finalHoldingCost * Double(stock) : -horizon.finalBackorderCost * Double(stock)
    }
    var floor = lowest * 10
    for period in horizon.periods.reversed() {
      var position: [Int: Double] = [:]
      let widest = Int(period.demand.quantile(1))
      for level in floor + widest...highest {
        position[level] =
          period.unitCost * Double(level)
          + (0...widest).reduce(0) { sum, units in
            let left = level - units
            let now =
              left >= 0 ? period.holdingCost * Double(left) : -period.backorderCost * Double(left)
            return sum + period.demand.mass(at: units)
              * (now + horizon.discountFactor * (next[left] ?? .nan))
          }
      }
      floor += widest
      var value: [Int: Double] = [:]
      for stock in floor...highest {
        let stay = position[stock] ?? .nan
        let order = (stock...highest).map { position[$0] ?? .nan }.min() ?? .nan
        value[stock] = min(stay, period.orderingCost + order) - period.unitCost * Double(stock)
      }
      next = value
    }
    return next
  }

  @Test(arguments: 1...15)
  func agreesWithThePlainRecursion(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let periods = try (0..<3).map { _ in
      let weights = (0..<5).map { _ in 0.01 + generator.uniform() }
      let total = weights.reduce(0, +)
      return FiniteHorizon.Period(
        demand: try Discrete(values: Array(0..<5), probabilities: weights.map { $0 / total }),
        orderingCost: 12 * generator.uniform(), unitCost: 3 * generator.uniform(),
        holdingCost: 0.1 + generator.uniform(), backorderCost: 0.5 + 6 * generator.uniform())
    }
    let horizon = try FiniteHorizon(
      periods: periods, discountFactor: 0.9 + 0.1 * generator.uniform(),
      finalHoldingCost: generator.uniform(), finalBackorderCost: 4 * generator.uniform())
    let policy = horizon.optimal
    let plain = Self.plainCosts(horizon, from: -10, to: 12)
    for stock in policy.lowestStock...12 {
      #expect(relativeError(policy.cost(startingWith: stock), from: plain[stock] ?? .nan) < 1e-9)
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    #expect(throws: InvalidInput.self) { try FiniteHorizon(periods: []) }
    let period = FiniteHorizon.Period(
      demand: try Poisson(mean: 3), orderingCost: -1, holdingCost: 0, backorderCost: .nan)
    let error = #expect(throws: InvalidInput.self) {
      try FiniteHorizon(periods: [period], discountFactor: 1.5)
    }
    #expect(error?.problems.count == 4)
    let huge = FiniteHorizon.Period(
      demand: try Poisson(mean: 1e9), orderingCost: 1, holdingCost: 1, backorderCost: 1)
    #expect(throws: InvalidInput.self) { try FiniteHorizon(periods: [huge]) }
  }
}
