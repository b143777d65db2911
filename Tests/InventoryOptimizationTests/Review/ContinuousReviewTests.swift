import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct ContinuousReviewTests {
  /// scipy 1.17: brentq over numerical integrals of the survival function.
  @Test func reorderPointForAFillRate() throws {
    let demand = try LeadTimeDemand(
      demandMean: 20, demandStandardDeviation: 6, leadTimeMean: 5, leadTimeStandardDeviation: 1.5)
    let gamma = try ContinuousReview(leadTimeDemand: demand.gamma, orderQuantity: 60)
    let normal = try ContinuousReview(leadTimeDemand: demand.normal, orderQuantity: 60)
    let target = try ServiceTarget.fillRate(0.98)
    #expect(relativeError(gamma.reorderPoint(for: target), from: 154.9788709695804) < 1e-9)
    #expect(relativeError(normal.reorderPoint(for: target), from: 146.0025350071282) < 1e-9)
  }

  /// scipy: norm(100, sqrt(1080)).ppf(0.95).
  @Test func reorderPointForACycleService() throws {
    let policy = try ContinuousReview(
      leadTimeDemand: Normal(mean: 100, standardDeviation: 1_080.0.squareRoot()), orderQuantity: 60)
    let point = try policy.reorderPoint(for: .cycleService(0.95))
    #expect(relativeError(point, from: 154.05540611653052) < 1e-12)
    let performance = policy.performance(reorderPoint: point)
    #expect(relativeError(performance.cycleServiceLevel, from: 0.95) < 1e-12)
    #expect(relativeError(performance.safetyStock, from: 54.05540611653052) < 1e-12)
  }

  /// Snyder and Shen, example 5.1; stockpyl 1.0.2:
  /// r_q_cost(126.8, 318.5, .225, 7.5, 8, 1300, 150, 1/12).
  @Test func costUnderNormalDemand() throws {
    let policy = try ContinuousReview(
      leadTimeDemand: Normal(mean: 1_300.0 / 12, standardDeviation: 150 / 12.0.squareRoot()),
      orderQuantity: 318.5)
    let cost = policy.expectedCost(
      reorderPoint: 126.8, demandRate: 1_300, orderingCost: 8, holdingCost: 0.225,
      backorderCost: 7.5)
    #expect(relativeError(cost.total, from: 78.1065993227612) < 1e-9)
  }

  /// Snyder and Shen, example 5.6; stockpyl: r_q_cost_poisson(3, Q, 20, 150, 100, 1.5, 2).
  @Test(arguments: [(4.0, 109.67966885072147), (5, 107.92358063314975)])
  func costUnderPoissonDemand(_ quantity: Double, _ expected: Double) throws {
    let policy = try ContinuousReview(
      leadTimeDemand: Poisson(mean: 3), orderQuantity: quantity)
    let cost = policy.expectedCost(
      reorderPoint: 3, demandRate: 1.5, orderingCost: 100, holdingCost: 20, backorderCost: 150)
    #expect(relativeError(cost.total, from: expected) < 1e-12)
  }

  /// scipy: sums over poisson(3) for Q = 4.
  @Test(arguments: [
    (-3.0, 0.012446767091966016, 3.5124467670919657), (0, 0.3298393279370986, 1.0725512862304354),
    (3, 0.8362671639914647, 0.13046864029836158), (7, 0.9957244197503009, 0.0018130027266879695),
  ])
  func averagesInWholeUnits(_ point: Double, _ fillRate: Double, _ backorders: Double) throws {
    let policy = try ContinuousReview(leadTimeDemand: Poisson(mean: 3), orderQuantity: 4)
    #expect(policy.isInWholeUnits)
    let performance = policy.performance(reorderPoint: point)
    #expect(relativeError(performance.fillRate, from: fillRate) < 1e-11)
    #expect(relativeError(performance.averageBackorders, from: backorders) < 1e-12)
    #expect(
      relativeError(performance.averageStock, from: point + 2.5 - 3 + backorders) < 1e-12)
    #expect(try policy.reorderPoint(for: .fillRate(fillRate)) == point)
    #expect(try policy.reorderPoint(for: .fillRate(fillRate + 1e-6)) == point + 1)
  }

  @Test func reachesEveryTarget() throws {
    let demands: [any Distribution] = [
      try Normal(mean: 50, standardDeviation: 20), try Normal(mean: 50, standardDeviation: 0),
      try Gamma(mean: 50, standardDeviation: 80), try Lognormal(mean: 5, standardDeviation: 20),
      try Empirical([0, 0, 0, 12, 60]), try Poisson(mean: 0.02), try Poisson(mean: 1e6),
      try NegativeBinomial(mean: 4, variance: 90), try Uniform(from: 10, to: 20),
      try Normal(mean: 2, standardDeviation: 3).floored(at: 0),
    ]
    for demand in demands {
      for quantity in [1.0, 7, 500, 1e6] {
        let policy = try ContinuousReview(leadTimeDemand: demand, orderQuantity: quantity)
        for level in [0.05, 0.5, 0.9, 0.99, 0.99999] {
          let point = try policy.reorderPoint(for: .fillRate(level))
          let reached = policy.performance(reorderPoint: point).fillRate
          #expect(reached >= level - 1e-9, "\(demand), Q = \(quantity), \(level)")
          // No smaller point would do; the scale is that of the demand.
          let step = policy.isInWholeUnits ? 1 : 1e-3 * (demand.standardDeviation + 1e-3 * quantity)
          #expect(policy.performance(reorderPoint: point - step).fillRate < level + 1e-9)
          let cycle = try policy.reorderPoint(for: .cycleService(level))
          #expect(policy.performance(reorderPoint: cycle).cycleServiceLevel >= level - 1e-12)
        }
      }
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    #expect(throws: InvalidInput.self) { try ServiceTarget.fillRate(1) }
    #expect(throws: InvalidInput.self) { try ServiceTarget.cycleService(0) }
    #expect(throws: InvalidInput.self) { try ServiceTarget.fillRate(.nan) }
    #expect(throws: InvalidInput.self) {
      try ContinuousReview(leadTimeDemand: Normal.standard, orderQuantity: 0)
    }
  }
}
