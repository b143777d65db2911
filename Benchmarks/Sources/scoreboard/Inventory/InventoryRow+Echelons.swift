import SupplyChain

extension InventoryRow {
  /// Several stages.
  static let echelons =
    [
      InventoryRow("serial system, normal demand", "3 stages") {
        number(
          try SerialSystem(
            stages: [
              .init(leadTime: 1, holdingCost: 7), .init(leadTime: 1, holdingCost: 4),
              .init(leadTime: 2, holdingCost: 2),
            ],
            demand: NormalDemand(rate: 5, standardDeviation: 1), backorderCost: 37.12
          ).optimal.cost)
      },
      InventoryRow("serial system, Poisson demand", "4 stages") {
        number(
          try SerialSystem(
            stages: [1, 0.75, 0.5, 0.25].map { .init(leadTime: 0.25, holdingCost: $0) },
            demand: PoissonDemand(rate: 16), backorderCost: 99
          ).optimal.cost)
      },
      InventoryRow("warehouse and shops, exact", "20 shops") {
        let best = try DistributionSystem(
          warehouse: .init(leadTime: 4, holdingCost: 1),
          retailers: (1...20).map {
            .init(
              demandRate: 0.1 * Double($0), leadTime: 2, holdingCost: 1.5, backorderCost: 20)
          }
        ).optimal()
        return "\(number(best.cost)), warehouse \(best.warehouseLevel)"
      },
      InventoryRow("guaranteed service, tree", "100 stages") { answer(to: try tree(100)) },
      InventoryRow("guaranteed service, tree", "10,000 stages") { answer(to: try tree(10_000)) },
    ]
    + (1...5).map { seed in
      InventoryRow("guaranteed service, network", "50 stages, 100 arcs, seed \(seed)") {
        answer(to: try network(50, arcs: 100, seed: seed))
      }
    }
    + [
      InventoryRow("guaranteed service, network", "200 stages, 500 arcs") {
        answer(to: try network(200, arcs: 500, seed: 1))
      }
    ]

  private static func answer(to network: GuaranteedServiceNetwork) -> String {
    let result = network.solve(until: .runtime(.seconds(60)))
    let cost = number(result.plan.cost)
    return result.isOptimal ? "\(cost), proved" : "\(cost), gap \(number(100 * result.gap)) %"
  }

  /// A random distribution tree.
  private static func tree(_ count: Int) throws -> GuaranteedServiceNetwork {
    var generator = SeededGenerator(seed: 1)
    let suppliers = (1..<count).map { stage in
      max(0, stage - 8) + generator.index(below: min(8, stage))
    }
    return try network(
      count, suppliers.enumerated().map { ($1, $0 + 1) }, longest: 8, &generator)
  }

  /// A random network: each stage is supplied by an earlier one, and further arcs at random.
  private static func network(_ count: Int, arcs: Int, seed: Int) throws
    -> GuaranteedServiceNetwork
  {
    var generator = SeededGenerator(seed: UInt64(seed))
    var chosen = Set((1..<count).map { [generator.index(below: $0), $0] })
    while chosen.count < arcs {
      let (first, second) = (generator.index(below: count), generator.index(below: count))
      if first < second { chosen.insert([first, second]) }
    }
    let sorted = chosen.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    return try network(count, sorted.map { ($0[0], $0[1]) }, longest: 8, &generator)
  }

  private static func network(
    _ count: Int, _ arcs: [(Int, Int)], longest: Int, _ generator: inout SeededGenerator
  ) throws -> GuaranteedServiceNetwork {
    var suppliers = [[Int]](repeating: [], count: count)
    var hasCustomer = [Bool](repeating: false, count: count)
    for (from, to) in arcs {
      suppliers[to].append(from)
      hasCustomer[from] = true
    }
    var costs: [Double] = []
    let stages = (0..<count).map { stage in
      let supply = suppliers[stage].map { costs[$0] }.max() ?? 1
      costs.append(supply + 0.2 + 1.8 * generator.uniform())
      return GuaranteedServiceNetwork.Stage(
        "\(stage)", processingTime: 1 + generator.index(below: longest),
        holdingCost: costs[stage],
        demandStandardDeviation: hasCustomer[stage] ? 0 : 1 + 9 * generator.uniform(),
        promisedTime: hasCustomer[stage] ? nil : generator.index(below: 3))
    }
    return try GuaranteedServiceNetwork(
      stages: stages, arcs: arcs.map { .init(from: "\($0.0)", to: "\($0.1)") },
      safetyFactor: 1.645)
  }
}
