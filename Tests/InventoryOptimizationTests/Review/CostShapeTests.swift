import InventoryOptimization
import Probability
import SupplyChainCore
import Testing

/// What theory says of the shape of costs, on random items.
@Suite struct CostShapeTests {
  private static func demands(_ generator: inout SeededGenerator) throws -> [any Distribution] {
    let mean = 5 + 100 * generator.uniform()
    let deviation = (0.1 + 0.6 * generator.uniform()) * mean
    return [
      try Normal(mean: mean, standardDeviation: deviation),
      try Gamma(mean: mean, standardDeviation: deviation),
      try Lognormal(mean: mean, standardDeviation: deviation), try Poisson(mean: mean),
      try NegativeBinomial(mean: mean, variance: mean * (1.1 + 3 * generator.uniform())),
      try Empirical((0..<9).map { _ in 2 * mean * generator.uniform() }),
    ]
  }

  /// That second differences are not negative, beyond rounding.
  private func isConvex(_ values: [Double]) -> Bool {
    let scale = values.map(\.magnitude).max() ?? 1
    return zip(zip(values, values.dropFirst()), values.dropFirst(2)).allSatisfy {
      $0.0.0 + $0.1 - 2 * $0.0.1 >= -1e-10 * scale
    }
  }

  @Test func newsvendorCostsAreConvex() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10 {
      for demand in try Self.demands(&generator) {
        let item = try Newsvendor(
          demand: demand, overageCost: 0.1 + generator.uniform(),
          underageCost: 0.1 + 9 * generator.uniform())
        let grid = (0...60).map { (Double($0) * demand.mean / 20).rounded() }
        let step = max(1, (demand.mean / 20).rounded())
        let costs = (0...60).map { item.order(Double($0) * step).expectedCost }
        #expect(isConvex(costs))
        #expect(grid.allSatisfy { item.order($0).expectedCost >= item.optimal.expectedCost - 1e-9 })
      }
    }
  }

  @Test func reorderPointCostsAreConvexAndBounded() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<10 {
      for demand in try Self.demands(&generator) {
        let rate = demand.mean * (1 + 9 * generator.uniform())
        let (fixed, holding) = (1 + 99 * generator.uniform(), 0.1 + generator.uniform())
        let backorder = holding * (2 + 30 * generator.uniform())
        let best = try ContinuousReview.optimal(
          leadTimeDemand: demand, demandRate: rate, orderingCost: fixed, holdingCost: holding,
          backorderCost: backorder)
        func cost(_ point: Double) -> Double {
          best.policy.expectedCost(
            reorderPoint: point, demandRate: rate, orderingCost: fixed, holdingCost: holding,
            backorderCost: backorder
          ).total
        }
        let costs = (-20...20).map { cost(best.reorderPoint + Double($0)) }
        #expect(isConvex(costs))
        #expect(costs.allSatisfy { $0 >= best.cost.total * (1 - 1e-9) })
        // Uncertainty costs something; the simple quantity at most 11.8 % more (Axsäter 1996).
        let steady = try EconomicOrderQuantity(
          demandRate: rate, orderingCost: fixed, holdingCost: holding, backorderCost: backorder)
        #expect(best.cost.total >= steady.optimal.cost * (1 - 1e-9))
        if !(demand is any DiscreteDistribution) {
          let simple = try ContinuousReview.withEconomicOrderQuantity(
            leadTimeDemand: demand, demandRate: rate, orderingCost: fixed, holdingCost: holding,
            backorderCost: backorder)
          #expect(simple.cost.total <= 1.118034 * best.cost.total)
          #expect(simple.cost.total >= best.cost.total * (1 - 1e-9))
        }
      }
    }
  }

  @Test func sparePartsCostsAreConvex() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      let part = try LostSalesBaseStock(
        demandRate: 0.1 + 5 * generator.uniform(), leadTime: 0.5 + 5 * generator.uniform(),
        holdingCost: 0.1 + generator.uniform(), lostSaleCost: 1 + 99 * generator.uniform())
      #expect(isConvex(try (0...60).map { try part.policy(level: $0).cost }))
    }
  }

  @Test func noPolicyNearTheOptimumCostsLess() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<10 {
      let item = try MinMaxReview(
        demandPerPeriod: Poisson(mean: 1 + 9 * generator.uniform()),
        leadTime: generator.index(below: 4), reviewPeriod: 1 + generator.index(below: 3),
        orderingCost: 40 * generator.uniform(), holdingCost: 1,
        backorderCost: 2 + 20 * generator.uniform())
      let best = item.optimal
      for lower in -2...2 {
        for upper in -2...2 where best.orderUpToLevel + upper > best.reorderPoint + lower {
          let other = try item.policy(
            reorderPoint: best.reorderPoint + lower, orderUpToLevel: best.orderUpToLevel + upper)
          #expect(other.cost >= best.cost * (1 - 1e-12))
        }
      }
      // The same by the Markov chain of the position.
      if item.protectionDemands.count == 1 {
        let demand = item.demand
        let periods = Int((item.protectionDemands[0].mean / demand.mean).rounded())
        let chain = try PositionReview(
          demand: demand, leadTime: periods - 1, orderingCost: item.orderingCost, holdingCost: 1,
          backorderCost: item.backorderCost
        ).evaluation(
          of: MinMaxPolicy(
            reorderPoint: Double(best.reorderPoint), orderUpToLevel: Double(best.orderUpToLevel)))
        #expect((chain.cost.total - best.cost).magnitude < 1e-7 * best.cost)
      }
    }
  }

  @Test func serviceRisesWithTheReorderPoint() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<10 {
      for demand in try Self.demands(&generator) {
        let policy = try ContinuousReview(
          leadTimeDemand: demand, orderQuantity: (1 + 99 * generator.uniform()).rounded())
        let rows = (-20...40).map {
          policy.performance(reorderPoint: (demand.mean * (1 + Double($0) / 20)).rounded())
        }
        for (less, more) in zip(rows, rows.dropFirst()) {
          #expect(less.fillRate <= more.fillRate + 1e-12)
          #expect(less.cycleServiceLevel <= more.cycleServiceLevel)
          #expect(less.averageBackorders >= more.averageBackorders - 1e-9)
          #expect(less.averageStock <= more.averageStock + 1e-9)
        }
        #expect(rows.allSatisfy { $0.fillRate >= -1e-12 && $0.fillRate <= 1 })
      }
    }
  }
}
