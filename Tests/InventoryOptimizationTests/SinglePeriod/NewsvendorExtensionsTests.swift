import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct NewsvendorBudgetTests {
  @Test func wholeUnitsAgainstAllCombinations() throws {
    // All pairs of quantities within the budget, tried in SciPy: (35, 16) at 36.98714678.
    let items = try [(40.0, 4.0), (20, 10)].map { mean, price in
      NewsvendorBudget.Item(
        try Newsvendor(demand: Poisson(mean: mean), price: price, purchaseCost: price / 2),
        unitResource: price / 2)
    }
    let plan = try NewsvendorBudget(items: items).plan(within: 150)
    #expect(plan.orders.map(\.quantity) == [35, 16])
    #expect((plan.expectedCost - 36.98714677640464).magnitude < 1e-9)
    #expect(plan.used == 150 && plan.multiplier > 0)
  }

  @Test func continuousDemandAgainstANonlinearSolver() throws {
    // SLSQP of SciPy 1.x: 74.81511, 36.54662, 119.72831 at 368.267559.
    let items = try [
      (100.0, 30.0, 1.0, 4.0, 3.0), (50, 20, 2, 10, 7), (200, 25, 0.5, 1, 1),
    ].map { mean, deviation, overage, underage, resource in
      NewsvendorBudget.Item(
        try Newsvendor(
          demand: Normal(mean: mean, standardDeviation: deviation), overageCost: overage,
          underageCost: underage), unitResource: resource)
    }
    let plan = try NewsvendorBudget(items: items).plan(within: 600)
    #expect((plan.expectedCost - 368.26755879729467).magnitude < 1e-5)
    #expect((plan.used - 600).magnitude < 1e-6)
    for (order, expected) in zip(plan.orders, [74.81511382, 36.54662089, 119.7283123]) {
      #expect((order.quantity - expected).magnitude < 1e-2)
    }
    let ample = try NewsvendorBudget(items: items).plan(within: 1e6)
    #expect(ample.multiplier == 0)
    #expect(ample.orders[0].quantity == items[0].newsvendor.optimal.quantity)
  }

  @Test func theMultiplierIsTheGainOfAnotherUnit() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<20 {
      var items: [NewsvendorBudget.Item] = []
      for _ in 0..<6 {
        let mean = 20 + 100 * generator.uniform()
        items.append(
          .init(
            try Newsvendor(
              demand: Gamma(mean: mean, standardDeviation: 0.4 * mean),
              overageCost: 0.5 + generator.uniform(), underageCost: 1 + 9 * generator.uniform()),
            unitResource: 1 + generator.uniform()))
      }
      let problem = try NewsvendorBudget(items: items)
      let budget = 400.0
      let plan = try problem.plan(within: budget)
      let more = try problem.plan(within: budget + 0.1)
      #expect(plan.used <= budget + 1e-9)
      let gain = (plan.expectedCost - more.expectedCost) / 0.1
      #expect((gain - plan.multiplier).magnitude < 1e-3 * (plan.multiplier + 1e-3))
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    #expect(throws: InvalidInput.self) { try NewsvendorBudget(items: []) }
    let item = try Newsvendor(demand: Poisson(mean: 4), overageCost: 1, underageCost: 1)
    #expect(throws: InvalidInput.self) {
      try NewsvendorBudget(items: [.init(item, unitResource: 0)])
    }
    let problem = try NewsvendorBudget(items: [.init(item, unitResource: 2)])
    #expect(throws: InvalidInput.self) { try problem.plan(within: .nan) }
    #expect(try problem.plan(within: 0).orders[0].quantity == 0)
  }
}

@Suite struct PriceSettingNewsvendorTests {
  @Test func linearDemand() throws {
    // Bounded Brent over the price in SciPy: 3.32438809, profit 180.5395030, quantity 89.9113796.
    let item = try PriceSettingNewsvendor(
      demand: .linear(intercept: 200, slope: 35, error: Normal(mean: 0, standardDeviation: 12)),
      purchaseCost: 1)
    let best = item.optimal
    #expect((best.price - 3.32438808860793).magnitude < 1e-5)
    #expect(((best.order.expectedProfit ?? 0) - 180.53950303267254).magnitude < 1e-7)
    #expect((best.order.quantity - 89.91137955989518).magnitude < 1e-3)
  }

  @Test func demandOfConstantElasticity() throws {
    // The same in SciPy: 1.82063965, profit 68.837305933, quantity 103.2559588.
    let item = try PriceSettingNewsvendor(
      demand: .power(
        scale: 500, elasticity: 2.5, error: Lognormal(mean: 1, standardDeviation: 0.3)),
      purchaseCost: 1)
    let best = item.optimal
    #expect((best.price - 1.8206396522817296).magnitude < 1e-5)
    #expect(((best.order.expectedProfit ?? 0) - 68.83730593327255).magnitude < 1e-6)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let error = try Normal(mean: 0, standardDeviation: 1)
    #expect(throws: InvalidInput.self) {
      try PriceResponse.power(scale: 1, elasticity: 1, error: error)
    }
    let demand = try PriceResponse.linear(intercept: 10, slope: 10, error: error)
    #expect(throws: InvalidInput.self) {
      try PriceSettingNewsvendor(demand: demand, purchaseCost: 2)
    }
    #expect(throws: InvalidInput.self) { try demand.distribution(at: -1) }
  }
}

@Suite struct NewsvendorYieldTests {
  private let item: Newsvendor

  init() throws {
    item = try Newsvendor(
      demand: Normal(mean: 50, standardDeviation: 8), overageCost: 0.18, underageCost: 0.70)
  }

  @Test func proportionalYield() throws {
    // Quadrature and Brent in SciPy: 63.38973495 at 2.1984898839.
    let order = item.optimal(under: ProportionalYield(try Uniform(from: 0.8, to: 1)))
    #expect((order.quantity - 63.38973495278311).magnitude < 1e-3)
    #expect((order.expectedCost - 2.1984898839019835).magnitude < 1e-5)
    let sure = item.optimal(under: ProportionalYield(try Deterministic(1)))
    #expect((sure.quantity - item.optimal.quantity).magnitude < 1e-9)
  }

  @Test func additiveYield() throws {
    // The same: 59.21137237 at 2.0298896565.
    let order = item.optimal(under: AdditiveYield(try Uniform(from: -5, to: 0)))
    #expect((order.quantity - 59.21137237441608).magnitude < 1e-3)
    #expect((order.expectedCost - 2.0298896564800817).magnitude < 1e-5)
  }

  @Test func theSimulationAgrees() throws {
    // Lost sales without stock kept: each period is a season.
    let yield = ProportionalYield(try Uniform(from: 0.8, to: 1))
    let order = item.order(62, under: yield)
    let network = try StockSimulation(points: [
      StockPoint(
        "shop", policy: .baseStock(62), demand: IndependentDemand(item.demand),
        costs: .init(lostSale: 0.70, disposal: 0.18), unmetDemand: .lost, yield: yield,
        shelfLife: 1, initialStock: 0)
    ])
    let result = try network.run(
      for: SimulationLength(periods: 2_000, warmUp: 10, replications: 12), seed: 3)
    #expect(result.cost.interval(0.999).contains(order.expectedCost))
    #expect(result.fillRate.interval(0.999).contains(order.fillRate))
  }

  @Test func returnsTakePartOfThePrice() throws {
    // Of 60 the customers of 30 % get theirs back, for goods worth 12 that cost 2 to take back:
    // 60 · 0.7 + 0.3 · 10 = 45 are kept, so the ratio is (45 − 25) / 45.
    let item = try Newsvendor(
      demand: Normal(mean: 400, standardDeviation: 80), price: 60, purchaseCost: 25,
      returns: CustomerReturns(share: 0.3, value: 12, handlingCost: 2))
    #expect((item.criticalRatio - 20.0 / 45).magnitude < 1e-12)
    #expect(throws: InvalidInput.self) {
      try Newsvendor(
        demand: Normal(mean: 400, standardDeviation: 80), price: 60, purchaseCost: 25,
        returns: CustomerReturns(share: 0.8))
    }
  }
}
