import Probability
import SupplyChain

extension InventoryRow {
  /// Networks that are played through.
  static let simulations = [
    InventoryRow(
      "simulation, normal demand", "3 stages in series", count: 1_000_000, of: "periods"
    ) {
      try serial(IndependentDemand(Normal(mean: 5, standardDeviation: 1)), threads: 1)
    },
    InventoryRow(
      "simulation, Poisson demand", "3 stages in series", count: 1_000_000, of: "periods"
    ) {
      try serial(PoissonDemand(rate: 5), threads: 1)
    },
  ]

  /// The serial system of Snyder and Shen's Example 6.1.
  private static func serial(
    _ demand: some DemandPattern, threads: ThreadCount
  ) throws -> String {
    let network = try StockSimulation(
      points: [
        StockPoint(
          "shop", policy: .baseStock(6.49), demand: demand, suppliedBy: [.init("depot")],
          leadTime: FixedLeadTime(1), costs: .init(holding: 7, inTransit: 4, backorder: 37.12)),
        StockPoint(
          "depot", policy: .baseStock(5.53), suppliedBy: [.init("plant")],
          leadTime: FixedLeadTime(1), costs: .init(holding: 4, inTransit: 2)),
        StockPoint(
          "plant", policy: .baseStock(10.69), leadTime: FixedLeadTime(2), costs: .init(holding: 2)),
      ], orders: .afterDemand)
    let result = try network.run(
      for: SimulationLength(periods: 99_900, warmUp: 100, replications: 10), seed: 1,
      threads: threads)
    return "\(number(result.cost.mean)) ± \(number(result.cost.halfWidth(0.95)))"
  }
}
