import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct MinMaxReviewTests {
  /// h, p, K, Poisson mean, s, S, cost: stockpyl 1.0.2, s_s_discrete_exact.
  ///
  /// The last is the figure of
  /// Zheng and Federgruen's kind of instance that takes it 22 seconds.
  static let references: [[Double]] = [
    [1, 4, 5, 6, 4, 10, 8.034111561471642], [1, 9, 64, 20, 14, 62, 49.17303574493941],
    [1, 4, 100, 3.5, -3, 25, 23.891456582262805], [0.5, 20, 1_000, 12, 6, 223, 108.71784161281545],
    [1, 9, 500, 100, 68, 309, 286.7994],
  ]

  @Test(arguments: references)
  func optimalPolicy(_ row: [Double]) throws {
    let policy = try MinMaxReview(
      demand: Poisson(mean: row[3]), orderingCost: row[2], holdingCost: row[0],
      backorderCost: row[1]
    ).optimal
    #expect(policy.reorderPoint == Int(row[4]))
    #expect(policy.orderUpToLevel == Int(row[5]))
    #expect(relativeError(policy.cost, from: row[6]) < 2e-7)
  }

  @Test func noPolicyNearbyIsBetter() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<12 {
      let mean = 0.3 + 6 * generator.uniform()
      let demand: any DiscreteDistribution =
        generator.uniform() < 0.5
        ? try Poisson(mean: mean) : try NegativeBinomial(mean: mean, variance: 3 * mean)
      let item = try MinMaxReview(
        demand: demand, orderingCost: 30 * generator.uniform(),
        holdingCost: 0.2 + generator.uniform(), backorderCost: 1 + 9 * generator.uniform())
      let best = item.optimal
      for lower in best.reorderPoint - 5...best.reorderPoint + 5 {
        for upper in max(
          lower + 1, best.orderUpToLevel - 6)...max(lower + 1, best.orderUpToLevel + 6)
        {
          let cost = try item.policy(reorderPoint: lower, orderUpToLevel: upper).cost
          #expect(cost >= best.cost * (1 - 1e-12))
        }
      }
    }
  }

  @Test func costAgreesWithASimulation() throws {
    let demand = try NegativeBinomial(mean: 4, variance: 9)
    let policy = try MinMaxReview(
      demand: demand, orderingCost: 20, holdingCost: 1, backorderCost: 6
    ).optimal
    var generator = SeededGenerator(seed: 8)
    let table = try Discrete(rounding: demand)
    var level = policy.orderUpToLevel
    var cost = 0.0
    let periods = 200_000
    for _ in 0..<periods {
      if level <= policy.reorderPoint {
        cost += 20
        level = policy.orderUpToLevel
      }
      level -= Int(table.sample(using: &generator))
      cost += level > 0 ? Double(level) : -6 * Double(level)
    }
    #expect(relativeError(cost / Double(periods), from: policy.cost) < 0.015)
  }

  @Test func orderForOrderWithoutAFixedCost() throws {
    let policy = try MinMaxReview(
      demand: Poisson(mean: 6), orderingCost: 0, holdingCost: 1, backorderCost: 4
    ).optimal
    // The newsvendor's level and cost.
    #expect(policy.orderUpToLevel == 8)
    #expect(relativeError(policy.cost, from: 3.5701069457709376) < 1e-9)
  }

  /// Snyder and Shen, example 4.7; stockpyl: s_s_power_approximation(.18, .7, 2.5, 50, 8).
  @Test func powerApproximation() {
    let levels = MinMaxReview.powerApproximation(
      demandMean: 50, protectionMean: 50, protectionStandardDeviation: 8, orderingCost: 2.5,
      holdingCost: 0.18, backorderCost: 0.7)
    #expect(relativeError(levels.reorderPoint, from: 40.19461695647407) < 1e-12)
    #expect(relativeError(levels.orderUpToLevel, from: 74.29017010980579) < 1e-12)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let demand = try Poisson(mean: 5)
    #expect(throws: InvalidInput.self) {
      try MinMaxReview(demand: demand, orderingCost: -1, holdingCost: 1, backorderCost: 1)
    }
    #expect(throws: InvalidInput.self) {
      try MinMaxReview(
        demand: Poisson(mean: 0), orderingCost: 1, holdingCost: 1, backorderCost: 1)
    }
    #expect(throws: InvalidInput.self) {
      try MinMaxReview(demand: demand, orderingCost: 1e300, holdingCost: 1, backorderCost: 1)
    }
    let item = try MinMaxReview(
      demand: demand, orderingCost: 1, holdingCost: 1, backorderCost: 1)
    #expect(throws: InvalidInput.self) { try item.policy(reorderPoint: 5, orderUpToLevel: 5) }
    #expect(throws: InvalidInput.self) {
      try item.policy(reorderPoint: .min, orderUpToLevel: .max)
    }
  }
}
