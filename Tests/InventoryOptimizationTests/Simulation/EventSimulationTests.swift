import InventoryOptimization
import Probability
import SupplyChainCore
import Testing

@Suite struct EventSimulationTests {
  private let length: SimulationLength

  init() throws { length = try SimulationLength(periods: 3_000, warmUp: 50, replications: 12) }

  private func covers(_ estimate: Estimate, _ value: Double) -> Bool {
    estimate.interval(0.999).contains(value) && estimate.halfWidth(0.999) < 0.2 * value.magnitude
  }

  @Test func reorderPointsOfThePoissonProcess() throws {
    // Snyder and Shen, Example 5.8: rate 1.5, lead time 2, K 100, h 20, p 150: (3, 5) at 107.92.
    let best = try ContinuousReview.optimal(
      leadTimeDemand: Poisson(mean: 3), demandRate: 1.5, orderingCost: 100, holdingCost: 20,
      backorderCost: 150)
    let network = try EventSimulation(points: [
      .init(
        "shop", policy: .reorderPoint(best.reorderPoint, orderQuantity: best.orderQuantity),
        customers: CustomerArrivals(rate: 1.5), leadTime: Deterministic(2),
        costs: .init(holding: 20, backorder: 150, ordering: 100))
    ])
    let result = try network.run(for: length, seed: 1)
    let performance = best.policy.performance(reorderPoint: best.reorderPoint)
    #expect(covers(result.cost, best.cost.total))
    #expect(covers(result.fillRate, performance.fillRate))
    #expect(covers(result.points[0].readyRate, performance.readyRate))
    #expect(covers(result.points[0].stock, performance.averageStock))
    #expect(covers(result.points[0].backorders, performance.averageBackorders))
    #expect(covers(result.points[0].cycleServiceLevel, performance.cycleServiceLevel))
  }

  @Test func randomLeadTimesWithBaseStock() throws {
    // Palm's theorem: units on order are Poisson whatever the lead time's distribution.
    let network = try EventSimulation(points: [
      .init(
        "store", policy: .baseStock(9), customers: CustomerArrivals(rate: 2),
        leadTime: Gamma(mean: 3, standardDeviation: 2))
    ])
    let result = try network.run(for: length, seed: 2)
    let onOrder = try Poisson(mean: 6)
    #expect(covers(result.points[0].backorders, onOrder.loss(at: 9)))
    #expect(covers(result.points[0].stock, onOrder.complementaryLoss(at: 9)))
  }

  @Test func twoStagesOfMetric() throws {
    // The depot's units on order are Poisson; a shop's delay is checked against a third program's
    // exact two-stage distribution only in its mean: Little's law at the depot.
    let network = try EventSimulation(points: [
      .init(
        "shop", policy: .baseStock(6), customers: CustomerArrivals(rate: 1.5), suppliedBy: "depot",
        leadTime: Deterministic(1)),
      .init("depot", policy: .baseStock(5), leadTime: Deterministic(3)),
    ])
    let result = try network.run(for: length, seed: 3)
    let atDepot = try Poisson(mean: 4.5)
    #expect(covers(try #require(result["depot"]).stock, atDepot.complementaryLoss(at: 5)))
    // Shop: on hand less backorders is 6 less what is under way and what the depot owes it.
    let shop = try #require(result["shop"])
    let net = shop.stock.mean - shop.backorders.mean
    #expect((net - (6 - 1.5 - atDepot.loss(at: 5))).magnitude < 0.1)
  }

  @Test func theSeedDecidesAndNotTheThreads() throws {
    let network = try EventSimulation(points: [
      .init(
        "shop", policy: .minMax(reorderPoint: 4, orderUpToLevel: 20),
        customers: CustomerArrivals(
          interval: Uniform(from: 0, to: 1), orderSize: Gamma(mean: 2, standardDeviation: 1)),
        suppliedBy: "depot", leadTime: Lognormal(mean: 2, standardDeviation: 1),
        unmetDemand: .lost, ordersMayCross: false),
      .init(
        "depot", policy: .reorderPoint(30, orderQuantity: 50), leadTime: Deterministic(4)),
    ])
    let length = try SimulationLength(periods: 300, replications: 7)
    let one = try network.run(for: length, seed: 5, threads: 1)
    #expect(try network.run(for: length, seed: 5, threads: 3) == one)
    #expect(try network.run(for: length, seed: 6, threads: 1) != one)
    #expect(one.points[0].unitsLost.mean > 0)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    func problems(_ points: [EventSimulation.Point]) -> [String] {
      do {
        _ = try EventSimulation(points: points)
        return []
      } catch { return error.problems.map(\.description) }
    }
    let time = try Deterministic(1)
    #expect(problems([]) == ["points ([]) is empty"])
    #expect(
      problems([.init("a", policy: .baseStock(1), suppliedBy: "b", leadTime: time)])
        == ["points[0].supplier (b) is the name of no stock point"])
    #expect(
      problems([
        .init("a", policy: .baseStock(1), suppliedBy: "b", leadTime: time),
        .init("b", policy: .baseStock(1), suppliedBy: "a", leadTime: time),
      ]) == ["points[0].supplier (a) is supplied in a circle"])
    #expect(
      problems([
        .init("a", policy: .baseStock(1), leadTime: try Normal(mean: 1, standardDeviation: 1))
      ])
        == ["points[0].leadTime (-inf) can be negative"])
    #expect(throws: InvalidInput.self) { try CustomerArrivals(rate: 0) }
  }
}

@Suite struct OrderTimingTests {
  @Test func theTextbooksSerialSystem() throws {
    // Snyder and Shen, Example 6.1 at levels 6.49, 5.53, 10.69: 47.65 in the book, 47.668 from
    // stockpyl 1.0.2's `expected_cost` with its grid.
    let network = try StockSimulation(
      points: [
        StockPoint(
          "shop", policy: .baseStock(6.49),
          demand: IndependentDemand(try Normal(mean: 5, standardDeviation: 1)),
          suppliedBy: [.init("depot")], leadTime: FixedLeadTime(1),
          costs: .init(holding: 7, inTransit: 4, backorder: 37.12)),
        StockPoint(
          "depot", policy: .baseStock(5.53), suppliedBy: [.init("plant")],
          leadTime: FixedLeadTime(1), costs: .init(holding: 4, inTransit: 2)),
        StockPoint(
          "plant", policy: .baseStock(10.69), leadTime: FixedLeadTime(2), costs: .init(holding: 2)),
      ], orders: .afterDemand)
    let result = try network.run(
      for: SimulationLength(periods: 4_000, warmUp: 50, replications: 12), seed: 1)
    #expect(result.cost.interval(0.999).contains(47.66))
    #expect(result.cost.halfWidth(0.999) < 0.3)
  }

  @Test func anOrderThatKnowsItsDemandProtectsForOnePeriodLess() throws {
    func cost(_ leadTime: Int, _ orders: StockSimulation.OrderTiming) throws -> Double {
      let network = try StockSimulation(
        points: [
          StockPoint(
            "shop", policy: .baseStock(22), demand: IndependentDemand(try Poisson(mean: 6)),
            leadTime: FixedLeadTime(leadTime), costs: .init(holding: 1, backorder: 9))
        ], orders: orders)
      return try network.run(
        for: SimulationLength(periods: 2_000, warmUp: 100, replications: 2), seed: 4
      ).cost.mean
    }
    #expect((try cost(2, .beforeDemand) - cost(3, .afterDemand)).magnitude < 0.1)
  }
}
