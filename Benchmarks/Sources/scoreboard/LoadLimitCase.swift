import SupplyChain

/// A problem of loads that no solver ends within seconds, to see how soon it stops when it is told to.
struct LoadLimitCase: Sendable {
  let name: String
  /// Solves until a criterion holds, and says in a few words what came out.
  let solve: @Sendable (_ stop: any StoppingCriterion) throws -> String

  static func all() throws -> [LoadLimitCase] {
    var cases: [LoadLimitCase] = []
    for count in [100, 2_000, 5_000, 20_000] {
      cases.append(
        consolidation(
          "\(count) shipments",
          try ConsolidationSection.problem(count, carriers: 40, seed: 1)))
    }
    cases += [
      consolidation(
        "2000 shipments, 3 stops",
        try ConsolidationSection.problem(2_000, carriers: 40, seed: 1, stops: 3)),
      consolidation(
        "2000 shipments, scarce trailers",
        try ConsolidationSection.problem(2_000, carriers: 40, seed: 1, trailers: 30)),
    ]
    return try cases + packing() + cutting() + stowing()
  }

  private static func consolidation(
    _ name: String, _ problem: ConsolidationProblem
  ) -> LoadLimitCase {
    LoadLimitCase(name: name) { stop in
      let result = try SetPartitioningConsolidation().solve(problem, until: stop)
      let bound = result.bound.map { "\(Int($0))" } ?? "no bound"
      return "\(result.plan.loads.count) loads, \(Int(result.plan.cost)) ≥ \(bound)"
    }
  }

  private static func packing() throws -> [LoadLimitCase] {
    var generator = SeededGenerator(seed: 5)
    // Items between a tenth and four fifths of the capacity, at a fine grain.
    func bins(_ count: Int) throws -> BinPackingProblem {
      try BinPackingProblem(
        capacity: 10_000,
        weights: (0..<count).map { _ in 1_000 + generator.index(below: 7_000) })
    }
    let vectors = try VectorPackingProblem(
      capacities: [1_000, 1_000],
      items: (0..<500).map { _ in
        .init(sizes: [50 + generator.index(below: 350), 50 + generator.index(below: 350)])
      })
    let cases = try [1_000, 20_000].map { count in
      let problem = try bins(count)
      return LoadLimitCase(name: "\(count) items into bins") { stop in
        let result = try BinPacking().solve(problem, until: stop)
        return "\(result.bins) bins ≥ \(result.bound)"
      }
    }
    return cases + [
      LoadLimitCase(name: "500 items of two sizes") { stop in
        let result = try VectorPacking().solve(vectors, until: stop)
        return "\(result.bins) bins ≥ \(result.bound)"
      }
    ]
  }

  private static func cutting() throws -> [LoadLimitCase] {
    var generator = SeededGenerator(seed: 7)
    let problem = try CuttingStockProblem(
      stocks: [.init(length: 6_000, cost: 13), .init(length: 12_000, cost: 25.5, available: 400)],
      pieces: (0..<150).map { _ in
        .init(length: 300 + generator.index(below: 2_700), demand: 1 + generator.index(below: 30))
      }, kerf: 3)
    return [
      LoadLimitCase(name: "150 lengths to be cut") { stop in
        let plan = try CuttingStock().solve(problem, until: stop)
        return "\(plan.cost) ≥ \(plan.bound)"
      }
    ]
  }

  private static func stowing() throws -> [LoadLimitCase] {
    try [(20, 8), (20, 5_000)].map { kinds, count in
      var generator = SeededGenerator(seed: 9)
      // With many pieces they are small, so that they fill the container as well.
      let size = count > 1_000 ? 40 : 300
      let problem = try StowageProblem(
        space: CargoSpace(length: 5_898, width: 2_352, height: 2_393),
        items: (0..<kinds).map { kind in
          try CargoItem(
            "kind \(kind)", length: size + generator.index(below: 2 * size),
            width: size + generator.index(below: size),
            height: size + generator.index(below: size), count: count)
        })
      return LoadLimitCase(name: "\(kinds * count) pieces in a container") { stop in
        let plan = Stowing().solve(problem, until: stop)
        return "\(plan.placements.count) pieces, \(Int(1_000 * plan.fill)) ‰"
      }
    }
  }
}
