import Benchmark
import InventoryOptimization
import Probability
import SupplyChainCore

let benchmarks: @Sendable () -> Void = {
  Benchmark("economic order quantity, 1,000 items") { benchmark in
    for _ in benchmark.scaledIterations {
      for item in 1...1_000 {
        blackHole(
          try EconomicOrderQuantity(
            demandRate: Double(item), orderingCost: 50, holdingCost: 2
          ).optimal)
      }
    }
  }
  Benchmark("reorder point for a fill rate, normal, 1,000 items") { benchmark in
    let target = try ServiceTarget.fillRate(0.98)
    for _ in benchmark.scaledIterations {
      for item in 1...1_000 {
        let demand = try Normal(mean: Double(item), standardDeviation: 0.4 * Double(item))
        let policy = try ContinuousReview(leadTimeDemand: demand, orderQuantity: 60)
        blackHole(policy.reorderPoint(for: target))
      }
    }
  }
  Benchmark("reorder point for a fill rate, gamma, 1,000 items") { benchmark in
    let target = try ServiceTarget.fillRate(0.98)
    for _ in benchmark.scaledIterations {
      for item in 1...1_000 {
        let demand = try Gamma(mean: Double(item), standardDeviation: 0.4 * Double(item))
        let policy = try ContinuousReview(leadTimeDemand: demand, orderQuantity: 60)
        blackHole(policy.reorderPoint(for: target))
      }
    }
  }
}
