import InventoryOptimization
import Probability
import SupplyChainCore
import Testing

/// Policies whose exact cost comes from a Markov chain that NumPy solved, and which a simulation has to
/// cover.
@Suite struct ExactPoliciesTests {
  private let length: SimulationLength

  init() throws { length = try SimulationLength(periods: 2_000, warmUp: 60, replications: 12) }

  private func covers(_ estimate: Estimate, _ value: Double) -> Bool {
    estimate.interval(0.999).contains(value) && estimate.halfWidth(0.999) < 0.1 * value.magnitude
  }

  @Test func minimumOrderInPacks() throws {
    // NumPy: level 14 is best at 25.8713393; level 20 costs 28.5609997 with 1 order in 8 periods.
    let item = try PositionReview(
      demand: Poisson(mean: 6), leadTime: 2, orderingCost: 20, holdingCost: 1, backorderCost: 9)
    func policy(_ level: Int) -> PackedPolicy<BaseStockPolicy> {
      PackedPolicy(of: 12, minimum: 48, BaseStockPolicy(level: Double(level)))
    }
    let best = try item.best(near: 20) { policy($0) }
    #expect(best.parameter == 14)
    #expect((best.evaluation.cost.total - 25.87133931971597).magnitude < 1e-8)
    let twenty = try item.evaluation(of: policy(20))
    #expect((twenty.cost.total - 28.5609996755755).magnitude < 1e-8)
    #expect((twenty.ordersPerPeriod - 0.125).magnitude < 1e-12)
    #expect((twenty.performance.fillRate - 0.990808928696127).magnitude < 1e-8)
    let network = try StockSimulation(points: [
      StockPoint(
        "shop", policy: policy(20), demand: IndependentDemand(try Poisson(mean: 6)),
        leadTime: FixedLeadTime(2), costs: .init(holding: 1, backorder: 9, ordering: 20))
    ])
    let result = try network.run(for: length, seed: 1)
    #expect(covers(result.cost, twenty.cost.total))
    #expect(covers(result.fillRate, twenty.performance.fillRate))
    #expect(covers(result.points[0].readyRate, twenty.performance.cycleServiceLevel))
  }

  @Test func lotsUnderPeriodicReview() throws {
    // NumPy: r 15, Q 8, Poisson 6 a period, lead time 2: 28.4975154, fill rate 0.7986622102.
    let day = try Poisson(mean: 6)
    let policy = try PeriodicReorderPoint(
      demandPerReview: day, leadTimeDemand: day.sum(of: 2), protectionDemand: day.sum(of: 3),
      orderQuantity: 8)
    let cost = policy.expectedCost(
      reorderPoint: 15, orderingCost: 20, holdingCost: 1, backorderCost: 9)
    #expect((cost.total - 28.49751537305056).magnitude < 1e-8)
    #expect((policy.orderProbability - 0.7107473263557261).magnitude < 1e-10)
    #expect(
      (policy.performance(reorderPoint: 15).fillRate - 0.7986622102076084).magnitude < 1e-9)
    let chain = try PositionReview(
      demand: day, leadTime: 2, orderingCost: 20, holdingCost: 1, backorderCost: 9
    ).evaluation(of: ReorderPointPolicy(reorderPoint: 15, orderQuantity: 8))
    #expect((chain.cost.total - cost.total).magnitude < 1e-8)
    let point = policy.reorderPoint(for: try .fillRate(0.95))
    #expect(policy.performance(reorderPoint: point).fillRate >= 0.95)
    #expect(policy.performance(reorderPoint: point - 1).fillRate < 0.95)
    let best = try policy.reorderPoint(holdingCost: 1, backorderCost: 9)
    for other in [best - 1, best + 1] {
      #expect(
        policy.expectedCost(
          reorderPoint: other, orderingCost: 20, holdingCost: 1, backorderCost: 9
        ).total
          >= policy.expectedCost(
            reorderPoint: best, orderingCost: 20, holdingCost: 1, backorderCost: 9
          ).total)
    }
  }

  @Test func undershoot() throws {
    // Summed in NumPy over the uniform position: 15.000948 for Poisson 30 and lots of 48.
    let day = try Poisson(mean: 30)
    let policy = try PeriodicReorderPoint(
      demandPerReview: day, leadTimeDemand: day.sum(of: 1), protectionDemand: day.sum(of: 2),
      orderQuantity: 48)
    #expect((policy.expectedUndershoot - 15.000948054477355).magnitude < 1e-9)
    #expect((policy.orderProbability - 0.6249568331560167).magnitude < 1e-10)
  }

  @Test func customersWhoWantSeveralUnits() throws {
    // Under continuous review each customer is a review.
    let size = try Discrete(values: [1, 2, 6], probabilities: [0.6, 0.3, 0.1])
    let leadTimeDemand = try size.sum(ofRandom: Poisson(mean: 12))
    let withOne = try leadTimeDemand.adding(size)
    let policy = try PeriodicReorderPoint(
      demandPerReview: size, leadTimeDemand: leadTimeDemand, protectionDemand: withOne,
      orderQuantity: 30)
    let point = policy.reorderPoint(for: try .fillRate(0.95))
    let network = try EventSimulation(points: [
      .init(
        "shop", policy: .reorderPoint(point, orderQuantity: 30),
        customers: CustomerArrivals(rate: 6, orderSize: size), leadTime: Deterministic(2))
    ])
    let result = try network.run(
      for: SimulationLength(periods: 4_000, warmUp: 50, replications: 12), seed: 8)
    #expect(covers(result.fillRate, policy.performance(reorderPoint: point).fillRate))
    // A reorder point that knows nothing of order sizes gives less than it promises.
    let plain = try ContinuousReview(leadTimeDemand: leadTimeDemand, orderQuantity: 30)
    #expect(plain.reorderPoint(for: try .fillRate(0.95)) < point)
  }

  @Test func minMaxReviewedEveryFewPeriods() throws {
    // NumPy, all s and S: (16, 23) at 17.8747172.
    let item = try MinMaxReview(
      demandPerPeriod: Poisson(mean: 4), leadTime: 2, reviewPeriod: 3, orderingCost: 25,
      holdingCost: 1, backorderCost: 9)
    let best = item.optimal
    #expect(best.reorderPoint == 16 && best.orderUpToLevel == 23)
    #expect((best.cost - 17.874717188030203).magnitude < 1e-8)
    let network = try StockSimulation(points: [
      StockPoint(
        "shop",
        policy: ReviewedPolicy(every: 3, MinMaxPolicy(reorderPoint: 16, orderUpToLevel: 23)),
        demand: IndependentDemand(try Poisson(mean: 4)), leadTime: FixedLeadTime(2),
        costs: .init(holding: 1, backorder: 9, ordering: 25))
    ])
    #expect(covers(try network.run(for: length, seed: 5).cost, best.cost))
    let single = try MinMaxReview(
      demandPerPeriod: Poisson(mean: 4), leadTime: 2, orderingCost: 25, holdingCost: 1,
      backorderCost: 9)
    let same = try MinMaxReview(
      demand: Poisson(mean: 4), protectionDemand: Poisson(mean: 12), orderingCost: 25,
      holdingCost: 1, backorderCost: 9)
    #expect(single.optimal == same.optimal)
  }

  @Test func perishables() throws {
    // NumPy's chain over the older lot: 13 is best at 8.6675507; 12 throws away 0.2147868 a period.
    let milk = try PerishableReview(
      demand: Poisson(mean: 8), shelfLife: 2, unitCost: 1, holdingCost: 0.02, lostSaleCost: 4,
      disposalCost: 0.1)
    let best = milk.optimal
    #expect(best.level == 13 && (best.cost - 8.667550720552157).magnitude < 1e-8)
    let twelve = try milk.policy(level: 12)
    #expect((twelve.cost - 8.704043177947533).magnitude < 1e-8)
    #expect((twelve.unitsDisposed - 0.21478678062328196).magnitude < 1e-9)
    #expect((twelve.averageStock - 3.915038866686112).magnitude < 1e-8)
    for life in [2, 3, 4] {
      let item = try PerishableReview(
        demand: Poisson(mean: 4), shelfLife: life, unitCost: 1, holdingCost: 0.02,
        lostSaleCost: 4, disposalCost: 0.1)
      let policy = try item.policy(level: 9)
      let network = try StockSimulation(points: [
        StockPoint(
          "shop", policy: .baseStock(9), demand: IndependentDemand(try Poisson(mean: 4)),
          costs: .init(holding: 0.02, lostSale: 4, unit: 1, disposal: 0.1), unmetDemand: .lost,
          shelfLife: life)
      ])
      let result = try network.run(for: length, seed: UInt64(life))
      #expect(covers(result.cost, policy.cost))
      #expect(result.points[0].unitsDisposed.interval(0.999).contains(policy.unitsDisposed))
    }
    #expect(throws: InvalidInput.self) { try milk.policy(level: -1) }
  }

  @Test func lostSales() throws {
    // Sums and a quadrature in SciPy: (4, 20) costs 53.7859165; (6, 23) is best at 50.8522190.
    let shop = try LostSalesReview(
      demandRate: 10, leadTime: 0.5, orderingCost: 50, holdingCost: 2, lostSaleCost: 15)
    let policy = try shop.policy(reorderPoint: 4, orderQuantity: 20)
    #expect((policy.cost.total - 53.78591646139145).magnitude < 1e-8)
    #expect((policy.fillRate - 0.9329731749219763).magnitude < 1e-10)
    let best = shop.optimal
    #expect(best.reorderPoint == 6 && best.orderQuantity == 23)
    #expect((best.cost.total - 50.85221904387957).magnitude < 1e-8)
    let network = try EventSimulation(points: [
      .init(
        "shop", policy: .reorderPoint(4, orderQuantity: 20), customers: CustomerArrivals(rate: 10),
        leadTime: Deterministic(0.5), costs: .init(holding: 2, lostSale: 15, ordering: 50),
        unmetDemand: .lost)
    ])
    let result = try network.run(for: length, seed: 6)
    #expect(covers(result.cost, policy.cost.total))
    #expect(covers(result.fillRate, policy.fillRate))
  }

  @Test func sparePartsAreErlangsLossSystem() throws {
    // B(5, 2) = 0.036697 in Erlang's tables.
    let part = try LostSalesBaseStock(
      demandRate: 0.5, leadTime: 4, holdingCost: 3, lostSaleCost: 200)
    #expect((1 - (try part.policy(level: 5).fillRate) - 0.0366972477).magnitude < 1e-9)
    let best = part.optimal
    for level in [best.level - 1, best.level + 1] {
      #expect(try part.policy(level: level).cost >= best.cost)
    }
    // Whatever the distribution of the lead time: here a gamma distribution.
    let network = try EventSimulation(points: [
      .init(
        "store", policy: .baseStock(Double(best.level)), customers: CustomerArrivals(rate: 0.5),
        leadTime: Gamma(mean: 4, standardDeviation: 3), costs: .init(holding: 3, lostSale: 200),
        unmetDemand: .lost)
    ])
    let result = try network.run(
      for: SimulationLength(periods: 20_000, warmUp: 100, replications: 12), seed: 7)
    #expect(covers(result.cost, best.cost))
  }
}

@Suite struct ServiceConstraintTests {
  @Test func theLeastLevelThatGivesAService() throws {
    let item = try PositionReview(
      demand: Poisson(mean: 6), leadTime: 2, holdingCost: 1, backorderCost: 0)
    for target in [
      try ServiceTarget.cycleService(0.95), try .fillRate(0.98), try .readyRate(0.97),
      try .timeWeighted(0.99, demandPerPeriod: 6),
    ] {
      func policy(_ point: Int) -> MinMaxPolicy {
        MinMaxPolicy(reorderPoint: Double(point), orderUpToLevel: Double(point + 40))
      }
      let found = try item.least(near: 3, giving: target) { policy($0) }
      #expect(try item.least(near: 40, giving: target) { policy($0) }.parameter == found.parameter)
      func service(_ point: Int) throws -> [Double] {
        let performance = try item.evaluation(of: policy(point)).performance
        return [
          performance.cycleServiceLevel, performance.fillRate, performance.readyRate,
          1 - performance.averageBackorders / 6,
        ]
      }
      let reached = try service(found.parameter)
      let missed = try service(found.parameter - 1)
      #expect(zip(reached, missed).contains { $0 >= target.level && $1 < target.level })
    }
  }

  @Test func baseStockIsANewsvendor() throws {
    // Snyder and Shen, Example 4.4: demand 50 ± 8, h 0.18, p 0.70, lead time 4.
    let policy = try PeriodicReview(
      leadTimeDemand: Normal(mean: 200, standardDeviation: 16),
      protectionDemand: Normal(mean: 250, standardDeviation: 8 * 5.0.squareRoot()))
    let level = try policy.orderUpToLevel(holdingCost: 0.18, backorderCost: 0.70)
    #expect((level - 264.7668943).magnitude < 1e-6)
    let cost = try policy.expectedCost(
      orderUpToLevel: level, holdingCost: 0.18, backorderCost: 0.70)
    #expect((cost.total - 4.4667810).magnitude < 1e-6)
    #expect(throws: InvalidInput.self) {
      try policy.orderUpToLevel(holdingCost: 0, backorderCost: 1)
    }
  }
}
