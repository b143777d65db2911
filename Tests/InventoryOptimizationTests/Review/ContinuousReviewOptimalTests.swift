import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct ContinuousReviewOptimalTests {
  /// Snyder and Shen, example 5.6; stockpyl 1.0.2: r_q_poisson_exact(20, 150, 100, 1.5, 2) and
  /// r_q_poisson_exact(2, 50, 100, 50, 2).
  @Test(arguments: [
    [20, 150, 100, 1.5, 2, 3, 5, 107.92358063314975],
    [2, 50, 100, 50, 2, 102, 77, 158.4699735674756],
  ])
  func poissonDemand(_ row: [Double]) throws {
    let best = try ContinuousReview.optimal(
      leadTimeDemand: Poisson(mean: row[3] * row[4]), demandRate: row[3], orderingCost: row[2],
      holdingCost: row[0], backorderCost: row[1])
    #expect(best.reorderPoint == row[5])
    #expect(best.orderQuantity == row[6])
    #expect(relativeError(best.cost.total, from: row[7]) < 1e-12)
  }

  static func textbook() throws -> Normal {
    try Normal(mean: 1_300.0 / 12, standardDeviation: 150 / 12.0.squareRoot())
  }

  /// scipy 1.17: Nelder-Mead over stockpyl's r_q_cost(r, Q, .225, 7.5, 8, 1300, 150, 1/12).
  @Test func normalDemand() throws {
    let best = try ContinuousReview.optimal(
      leadTimeDemand: Self.textbook(), demandRate: 1_300, orderingCost: 8, holdingCost: 0.225,
      backorderCost: 7.5)
    #expect(relativeError(best.reorderPoint, from: 126.86706347) < 1e-6)
    #expect(relativeError(best.orderQuantity, from: 328.44914301) < 1e-6)
    #expect(relativeError(best.cost.total, from: 78.07114627035176) < 1e-12)
  }

  /// stockpyl: r_q_eoqb_approximation and r_q_optimal_r_for_q(318, …) for the same item.
  @Test func economicOrderQuantity() throws {
    let plan = try ContinuousReview.withEconomicOrderQuantity(
      leadTimeDemand: Self.textbook(), demandRate: 1_300, orderingCost: 8, holdingCost: 0.225,
      backorderCost: 7.5)
    #expect(relativeError(plan.reorderPoint, from: 128.63781442427097) < 1e-6)
    #expect(relativeError(plan.orderQuantity, from: 308.5737801203754) < 1e-12)
    let policy = try ContinuousReview(leadTimeDemand: Self.textbook(), orderQuantity: 318)
    #expect(
      try relativeError(
        policy.reorderPoint(holdingCost: 0.225, backorderCost: 7.5), from: 127.78803486696552)
        < 1e-6)
  }

  @Test func nothingNearbyIsBetter() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<40 {
      let mean = 1 + 50 * generator.uniform()
      let demands: [any Distribution] = [
        try Normal(mean: mean, standardDeviation: 0.3 * mean),
        try Gamma(mean: mean, standardDeviation: 1.5 * mean),
        try Poisson(mean: mean), try NegativeBinomial(mean: mean, variance: 4 * mean),
        try Lognormal(mean: mean, standardDeviation: 0.6 * mean),
      ]
      let ordering = 200 * generator.uniform() + 0.01
      let holding = 0.05 + 3 * generator.uniform()
      let backorder = 0.5 + 30 * generator.uniform()
      for demand in demands {
        let best = try ContinuousReview.optimal(
          leadTimeDemand: demand, demandRate: mean, orderingCost: ordering, holdingCost: holding,
          backorderCost: backorder)
        let unit = best.policy.isInWholeUnits ? 1 : 0.01 * best.orderQuantity
        for (move, change) in [
          (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1),
        ] {
          let quantity = best.orderQuantity + Double(change) * unit
          guard quantity > 0 else { continue }
          let cost = try ContinuousReview(leadTimeDemand: demand, orderQuantity: quantity)
            .expectedCost(
              reorderPoint: best.reorderPoint + Double(move) * unit, demandRate: mean,
              orderingCost: ordering, holdingCost: holding, backorderCost: backorder)
          #expect(cost.total >= best.cost.total * (1 - 1e-12))
        }
        let simple = try ContinuousReview.withEconomicOrderQuantity(
          leadTimeDemand: demand, demandRate: mean, orderingCost: ordering, holdingCost: holding,
          backorderCost: backorder)
        #expect(simple.cost.total >= best.cost.total * (1 - 1e-12))
        if !best.policy.isInWholeUnits { #expect(simple.cost.total <= 1.118 * best.cost.total) }
      }
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    #expect(throws: InvalidInput.self) {
      try ContinuousReview.optimal(
        leadTimeDemand: Normal.standard, demandRate: 0, orderingCost: 1, holdingCost: 1,
        backorderCost: -1)
    }
  }
}
