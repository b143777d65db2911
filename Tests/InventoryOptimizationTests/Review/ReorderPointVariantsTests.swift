import InventoryOptimization
import Probability
import SupplyChainCore
import Testing

@Suite struct ReorderPointVariantsTests {
  private let leadTimeDemand: Normal

  init() throws {
    leadTimeDemand = try Normal(mean: 1300.0 / 12, standardDeviation: 150 / 12.0.squareRoot())
  }

  @Test func heuristicsOfTheTextbook() throws {
    // stockpyl 1.0.2, rq.r_q_…_approximation(.225, 7.5, 8, 1300, 150, 1/12).
    let level = try ContinuousReview.expectedInventoryLevelApproximation(
      leadTimeDemand: leadTimeDemand, demandRate: 1300, orderingCost: 8, holdingCost: 0.225,
      unitShortageCost: 7.5)
    #expect((level.reorderPoint - 213.97044213580244).magnitude < 1e-5)
    #expect((level.orderQuantity - 318.5901810768729).magnitude < 1e-5)
    #expect((level.cost - 95.45114022285196).magnitude < 1e-6)
    let loss = try ContinuousReview.lossFunctionApproximation(
      leadTimeDemand: leadTimeDemand, demandRate: 1300, orderingCost: 8, holdingCost: 0.225,
      backorderCost: 7.5)
    #expect((loss.reorderPoint - 126.8670634479628).magnitude < 1e-4)
    #expect((loss.orderQuantity - 328.4491421980451).magnitude < 1e-4)
    let separate = try ContinuousReview.orderQuantityWithSafetyStock(
      leadTimeDemand: leadTimeDemand, demandRate: 1300, orderingCost: 8, holdingCost: 0.225,
      backorderCost: 7.5)
    #expect((separate.reorderPoint - 190.3369965715624).magnitude < 1e-6)
    #expect((separate.orderQuantity - 304.0467800264368).magnitude < 1e-6)
    let backorders = try ContinuousReview.withEconomicOrderQuantity(
      leadTimeDemand: leadTimeDemand, demandRate: 1300, orderingCost: 8, holdingCost: 0.225,
      backorderCost: 7.5)
    #expect((backorders.reorderPoint - 128.63781442427097).magnitude < 1e-4)
    #expect((backorders.orderQuantity - 308.5737801203754).magnitude < 1e-6)
  }

  @Test func noHeuristicBeatsTheOptimum() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let mean = 20 + 400 * generator.uniform()
      let demand = try Normal(
        mean: mean, standardDeviation: (0.1 + 0.4 * generator.uniform()) * mean)
      let rate = mean * (2 + 20 * generator.uniform())
      let fixed = 5 + 200 * generator.uniform()
      let holding = 0.1 + 3 * generator.uniform()
      let backorder = holding * (3 + 60 * generator.uniform())
      let best = try ContinuousReview.optimal(
        leadTimeDemand: demand, demandRate: rate, orderingCost: fixed, holdingCost: holding,
        backorderCost: backorder)
      func cost(_ plan: ContinuousReview.Approximation) throws -> Double {
        try ContinuousReview(leadTimeDemand: demand, orderQuantity: plan.orderQuantity)
          .expectedCost(
            reorderPoint: plan.reorderPoint, demandRate: rate, orderingCost: fixed,
            holdingCost: holding, backorderCost: backorder
          ).total
      }
      let least = best.cost.total * (1 - 1e-9)
      let loss = try cost(
        .lossFunctionApproximation(
          demand, rate, fixed, holding, backorder))
      let separate = try cost(
        .orderQuantityWithSafetyStock(demand, rate, fixed, holding, backorder))
      #expect(loss >= least && loss < 1.01 * best.cost.total)
      #expect(separate >= least)
    }
  }

  @Test func theCostOfAShortageDecidesTheService() throws {
    let policy = try ContinuousReview(
      leadTimeDemand: Normal(mean: 100, standardDeviation: 30), orderQuantity: 400)
    // Bounded Brent in SciPy.
    let unit = try policy.reorderPoint(minimizing: .perUnit(3), holdingCost: 2, demandRate: 1_200)
    #expect((unit - 123.15391831258486).magnitude < 1e-4)
    let occasion = try policy.reorderPoint(
      minimizing: .perOccasion(60), holdingCost: 2, demandRate: 1_200)
    #expect((occasion - 118.5903163190892).magnitude < 1e-4)
    // So cheap a shortage is worth no safety stock at all.
    #expect(
      try policy.reorderPoint(minimizing: .perOccasion(1), holdingCost: 2, demandRate: 1_200) == 100
    )
    let time = try policy.reorderPoint(
      minimizing: .perUnitAndTime(18), holdingCost: 2, demandRate: 1_200)
    #expect((policy.performance(reorderPoint: time).readyRate - 0.9).magnitude < 1e-9)
  }

  @Test func fourMeasuresOfService() throws {
    let policy = try ContinuousReview(
      leadTimeDemand: Normal(mean: 100, standardDeviation: 30), orderQuantity: 60)
    // 2 units on backorder on average: Brent over a quadrature in SciPy.
    let point = policy.reorderPoint(for: try .timeWeighted(0.96, demandPerPeriod: 50))
    #expect((point - 110.97660586658056).magnitude < 1e-6)
    #expect(
      policy.reorderPoint(for: try .readyRate(0.97))
        == policy.reorderPoint(for: try .fillRate(0.97)))
    let periodic = try PeriodicReview(
      leadTimeDemand: Normal(mean: 40, standardDeviation: 12),
      protectionDemand: Normal(mean: 60, standardDeviation: 15))
    for target in [
      try ServiceTarget.cycleService(0.95), try .fillRate(0.95), try .readyRate(0.95),
      try .timeWeighted(0.95, demandPerPeriod: 20),
    ] {
      let level = periodic.orderUpToLevel(for: target)
      let performance = periodic.performance(orderUpToLevel: level)
      let reached = [
        performance.cycleServiceLevel, performance.fillRate, performance.readyRate,
        1 - performance.averageBackorders / 20,
      ]
      #expect(reached.contains { ($0 - 0.95).magnitude < 1e-9 })
    }
    #expect(throws: InvalidInput.self) { try ServiceTarget.fillRate(1) }
    #expect(throws: InvalidInput.self) { try ServiceTarget.timeWeighted(0.9, demandPerPeriod: 0) }
  }

  @Test func aBudgetGoesWhereItBringsMost() throws {
    // Bounded Brent over the split in SciPy: 126.785765 and 57.857139, leaving 341.888636.
    let items = try [(100.0, 30.0, 200.0, 1_200.0, 2.0), (40, 20, 80, 480, 25)].map {
      mean, deviation, quantity, rate, value in
      SafetyStockPortfolio.Item(
        try ContinuousReview(
          leadTimeDemand: Normal(mean: mean, standardDeviation: deviation),
          orderQuantity: quantity), demandRate: rate, unitValue: value)
    }
    let portfolio = try SafetyStockPortfolio(items: items)
    let split = try portfolio.split(budget: 500)
    #expect((split.reorderPoints[0] - 126.78576488240633).magnitude < 1e-3)
    #expect((split.reorderPoints[1] - 57.857138809407495).magnitude < 1e-3)
    #expect((split.shortageValue - 341.88863643549).magnitude < 1e-5)
    #expect(split.safetyStockValue <= 500)
    let curve = portfolio.exchangeCurve(points: 12)
    for (less, more) in zip(curve, curve.dropFirst()) {
      #expect(less.safetyStockValue <= more.safetyStockValue)
      #expect(less.shortageValue >= more.shortageValue)
    }
    // The same service for all costs as much and leaves more missing.
    let uniform = portfolio.uniform(try .fillRate(0.98))
    let better = try portfolio.split(budget: uniform.safetyStockValue)
    #expect(better.shortageValue < uniform.shortageValue)
  }

  @Test func cycleStockIsAHyperbola() throws {
    let exchange = try CycleStockExchange(items: [
      .init(demandRate: 1_200, unitValue: 2), .init(demandRate: 480, unitValue: 25),
    ])
    let quantities = exchange.orderQuantities(ordersPerTime: 24)
    let orders = 1_200 / quantities[0] + 480 / quantities[1]
    #expect((orders - 24).magnitude < 1e-9)
    let stock = 0.5 * (quantities[0] * 2 + quantities[1] * 25)
    #expect((stock - exchange.stockValue(ordersPerTime: 24)).magnitude < 1e-9)
    let ratio = exchange.impliedCostRatio(ordersPerTime: 24)
    let economic = try EconomicOrderQuantity(
      demandRate: 480, orderingCost: ratio, holdingCost: 25
    ).optimal.orderQuantity
    #expect((economic - quantities[1]).magnitude < 1e-9)
  }

  @Test func manyItemsAtOnce() async throws {
    let target = try ServiceTarget.fillRate(0.98)
    @Sendable func policy(_ number: Int) throws -> (ContinuousReview, ServiceTarget) {
      let mean = Double(number)
      return (
        try ContinuousReview(
          leadTimeDemand: Normal(mean: mean, standardDeviation: 0.4 * mean), orderQuantity: mean),
        target
      )
    }
    // Number 0 is refused and the others are not.
    var found: [Double?] = []
    try (0..<10_000).forEachReorderPoint(threads: 2, of: policy) { number, point in
      #expect(number == found.count)
      found.append(try? point.get())
    }
    #expect(found.count == 10_000 && found[0] == nil)
    for number in stride(from: 1, to: 10_000, by: 777) {
      let (review, target) = try policy(number)
      #expect(found[number] == review.reorderPoint(for: target))
    }
    let stream = AsyncStream { continuation in
      for number in 0..<5_000 { continuation.yield(number) }
      continuation.finish()
    }
    var streamed: [Double?] = []
    try await stream.forEachReorderPoint(of: policy) { _, point in
      streamed.append(try? point.get())
    }
    #expect(streamed == Array(found.prefix(5_000)))
  }
}

extension ContinuousReview.Approximation {
  fileprivate static func lossFunctionApproximation(
    _ demand: Normal, _ rate: Double, _ fixed: Double, _ holding: Double, _ backorder: Double
  ) throws -> Self {
    try ContinuousReview.lossFunctionApproximation(
      leadTimeDemand: demand, demandRate: rate, orderingCost: fixed, holdingCost: holding,
      backorderCost: backorder)
  }

  fileprivate static func orderQuantityWithSafetyStock(
    _ demand: Normal, _ rate: Double, _ fixed: Double, _ holding: Double, _ backorder: Double
  ) throws -> Self {
    try ContinuousReview.orderQuantityWithSafetyStock(
      leadTimeDemand: demand, demandRate: rate, orderingCost: fixed, holdingCost: holding,
      backorderCost: backorder)
  }
}
