import Foundation
import Probability
import SupplyChain

extension InventoryRow {
  /// How much more the policies of approximations cost than the best, each evaluated exactly.
  static let approximations = [
    InventoryRow("(r, Q) loss function", "2,000 random items, error") {
      try excess { item in
        let plan = try ContinuousReview.lossFunctionApproximation(
          leadTimeDemand: item.demand, demandRate: item.rate, orderingCost: item.ordering,
          holdingCost: item.holding, backorderCost: item.backorder)
        return (plan.reorderPoint, plan.orderQuantity)
      }
    },
    InventoryRow("(r, Q) order quantity with backorders", "2,000 random items, error") {
      try excess { item in
        let plan = try ContinuousReview.withEconomicOrderQuantity(
          leadTimeDemand: item.demand, demandRate: item.rate, orderingCost: item.ordering,
          holdingCost: item.holding, backorderCost: item.backorder)
        return (plan.reorderPoint, plan.orderQuantity)
      }
    },
    InventoryRow("(r, Q) order quantity, safety stock", "2,000 random items, error") {
      try excess { item in
        let plan = try ContinuousReview.orderQuantityWithSafetyStock(
          leadTimeDemand: item.demand, demandRate: item.rate, orderingCost: item.ordering,
          holdingCost: item.holding, backorderCost: item.backorder)
        return (plan.reorderPoint, plan.orderQuantity)
      }
    },
    InventoryRow("(r, Q) expected inventory level", "2,000 random items, error") {
      try levelApproximationExcess()
    },
    InventoryRow("(s, S) power approximation", "500 random items, error") {
      try powerApproximationExcess()
    },
    InventoryRow("(R, S) averages between reviews", "500 random items, error") {
      try periodicAverageError()
    },
  ]

  private struct Item {
    let demand: Normal
    let rate, ordering, holding, backorder: Double

    init(using generator: inout SeededGenerator) throws {
      let mean = 20 + 400 * generator.uniform()
      demand = try Normal(
        mean: mean, standardDeviation: (0.1 + 0.4 * generator.uniform()) * mean)
      rate = mean * (2 + 20 * generator.uniform())
      ordering = 5 + 200 * generator.uniform()
      holding = 0.1 + 3 * generator.uniform()
      backorder = holding * (3 + 60 * generator.uniform())
    }
  }

  private static func summary(_ errors: [Double]) -> String {
    let sorted = errors.sorted()
    let percent = { (value: Double) in String(format: "%.3f %%", 100 * value) }
    let mean = errors.reduce(0, +) / Double(errors.count)
    return "mean \(percent(mean)), 95 % \(percent(sorted[errors.count * 95 / 100])), "
      + "max \(percent(sorted[errors.count - 1]))"
  }

  private static func excess(
    _ plan: (Item) throws -> (point: Double, quantity: Double)
  ) throws -> String {
    var generator = SeededGenerator(seed: 1)
    return summary(
      try (0..<2_000).map { _ in
        let item = try Item(using: &generator)
        let best = try ContinuousReview.optimal(
          leadTimeDemand: item.demand, demandRate: item.rate, orderingCost: item.ordering,
          holdingCost: item.holding, backorderCost: item.backorder)
        let plan = try plan(item)
        let cost = try ContinuousReview(
          leadTimeDemand: item.demand, orderQuantity: plan.quantity
        ).expectedCost(
          reorderPoint: plan.point, demandRate: item.rate, orderingCost: item.ordering,
          holdingCost: item.holding, backorderCost: item.backorder)
        return cost.total / best.cost.total - 1
      })
  }

  /// Against the best (r, Q) for a cost of each unit missing, found by a search over both numbers.
  private static func levelApproximationExcess() throws -> String {
    var generator = SeededGenerator(seed: 1)
    var errors: [Double] = []
    while errors.count < 2_000 {
      let item = try Item(using: &generator)
      let shortage = item.backorder
      guard
        let plan = try? ContinuousReview.expectedInventoryLevelApproximation(
          leadTimeDemand: item.demand, demandRate: item.rate, orderingCost: item.ordering,
          holdingCost: item.holding, unitShortageCost: shortage),
        item.demand.cumulative(plan.reorderPoint) > 0.8
      else { continue }
      func cost(_ quantity: Double, at point: Double? = nil) throws -> Double {
        let policy = try ContinuousReview(leadTimeDemand: item.demand, orderQuantity: quantity)
        let point =
          try point
          ?? policy.reorderPoint(
            minimizing: .perUnit(shortage), holdingCost: item.holding, demandRate: item.rate)
        let performance = policy.performance(reorderPoint: point)
        return item.holding * performance.averageStock
          + (item.ordering + shortage * performance.shortagePerCycle) * item.rate / quantity
      }
      var least = Double.infinity
      for step in -20...20 {
        least = min(least, try cost(plan.orderQuantity * pow(1.02, Double(step))))
      }
      errors.append(try cost(plan.orderQuantity, at: plan.reorderPoint) / least - 1)
    }
    return summary(errors)
  }

  private static func powerApproximationExcess() throws -> String {
    var generator = SeededGenerator(seed: 1)
    return summary(
      try (0..<500).map { _ in
        let mean = 2 + 40 * generator.uniform()
        let variance = mean * (1 + 4 * generator.uniform())
        let demand = try NegativeBinomial(mean: mean, variance: variance)
        let leadTime = generator.index(below: 5)
        let ordering = 4 + 100 * generator.uniform()
        let backorder = 4 + 95 * generator.uniform()
        let item = try MinMaxReview(
          demandPerPeriod: demand, leadTime: leadTime, orderingCost: ordering, holdingCost: 1,
          backorderCost: backorder)
        let periods = Double(leadTime + 1)
        let levels = MinMaxReview.powerApproximation(
          demandMean: mean, protectionMean: mean * periods,
          protectionStandardDeviation: (variance * periods).squareRoot(), orderingCost: ordering,
          holdingCost: 1, backorderCost: backorder)
        let point = Int(levels.reorderPoint.rounded())
        let policy = try item.policy(
          reorderPoint: point,
          orderUpToLevel: max(point + 1, Int(levels.orderUpToLevel.rounded())))
        return policy.cost / item.optimal.cost - 1
      })
  }

  /// The three-point rule of ``PeriodicReview`` against the average over 100 points of time.
  private static func periodicAverageError() throws -> String {
    var generator = SeededGenerator(seed: 1)
    return summary(
      try (0..<500).map { _ in
        let mean = 5 + 50 * generator.uniform()
        let deviation = (0.1 + 0.6 * generator.uniform()) * mean
        let leadTime = 1 + 9 * generator.uniform()
        let interval = 1 + 9 * generator.uniform()
        func demand(_ time: Double) throws -> Gamma {
          try Gamma(mean: mean * time, standardDeviation: deviation * time.squareRoot())
        }
        let policy = try PeriodicReview(
          leadTimeDemand: demand(leadTime), protectionDemand: demand(leadTime + interval))
        let level = policy.orderUpToLevel(for: try .fillRate(0.9 + 0.09 * generator.uniform()))
        let stock = try (0..<100).reduce(0.0) { sum, step in
          let time = leadTime + interval * (Double(step) + 0.5) / 100
          return sum + (try demand(time).complementaryLoss(at: level)) / 100
        }
        let approximate = policy.performance(orderUpToLevel: level).averageStock
        return (approximate / stock - 1).magnitude
      })
  }
}
