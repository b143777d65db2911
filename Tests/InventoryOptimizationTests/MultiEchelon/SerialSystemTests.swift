import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct SerialSystemTests {
  static func textbook() throws -> SerialSystem {
    try SerialSystem(
      stages: [
        .init(leadTime: 1, holdingCost: 7), .init(leadTime: 1, holdingCost: 4),
        .init(leadTime: 2, holdingCost: 2),
      ],
      demand: NormalDemand(rate: 5, standardDeviation: 1), backorderCost: 37.12)
  }

  /// Snyder and Shen, example 6.1.
  ///
  /// stockpyl 1.0.2 finds 47.6654 on a coarse grid; the digits here are
  /// from the same recursion in numpy on a grid ten times as fine, with its convolutions by FFT.
  @Test func textbookExample() throws {
    let best = try Self.textbook().optimal
    #expect(relativeError(best.cost, from: 47.66014958357) < 1e-6)
    for (level, expected) in zip(
      best.echelonLevels, [6.490880975414433, 12.01760579919284, 22.706])
    {
      #expect(relativeError(level, from: expected) < 1e-4)
    }
    #expect((best.localLevels.reduce(0, +) - best.echelonLevels[2]).magnitude < 1e-9)
    let heuristic = try Self.textbook().newsvendorHeuristic
    // stockpyl: newsvendor_heuristic
    for (level, expected) in zip(
      heuristic.echelonLevels, [6.490880975286938, 12.027434723327854, 22.634032391786285])
    {
      #expect(relativeError(level, from: expected) < 1e-9)
    }
    #expect(heuristic.cost > best.cost && heuristic.cost < 1.01 * best.cost)
  }

  /// Shang and Song (2003), instances 1 and 17.
  ///
  /// The levels are those of stockpyl's optimize_base_stock_levels; the costs are from the recursion in
  /// numpy with all of the Poisson distribution, of whose tail stockpyl leaves out a part (12.6869 and
  /// 16.1979).
  @Test(arguments: [
    (9.0, [8.0, 13, 18, 22], 12.68789782790389), (99, [11, 17, 22, 27], 16.20554413743742),
  ])
  func poissonDemand(_ backorderCost: Double, _ levels: [Double], _ cost: Double) throws {
    let system = try SerialSystem(
      stages: [1, 0.75, 0.5, 0.25].map { .init(leadTime: 0.25, holdingCost: $0) },
      demand: PoissonDemand(rate: 16), backorderCost: backorderCost)
    let best = try system.optimal
    #expect(best.echelonLevels == levels)
    #expect(relativeError(best.cost, from: cost) < 1e-6)
    #expect(try system.policy(echelonLevels: levels).cost == best.cost)
  }

  /// A single stage is a base-stock policy, whose level and cost are the newsvendor's.
  @Test func oneStage() throws {
    let system = try SerialSystem(
      stages: [.init(leadTime: 2, holdingCost: 1)],
      demand: NormalDemand(rate: 10, standardDeviation: 3), backorderCost: 9)
    let order = try Newsvendor(
      demand: Normal(mean: 20, standardDeviation: 3 * 2.0.squareRoot()), overageCost: 1,
      underageCost: 9
    ).optimal
    let best = try system.optimal
    #expect(relativeError(best.echelonLevels[0], from: order.quantity) < 1e-4)
    #expect(relativeError(best.cost, from: order.expectedCost) < 1e-6)
  }

  /// Shang and Song's bounds hold on random rows of stages.
  @Test(arguments: 1...12)
  func boundsHold(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var cost = 0.0
    let stages = (0..<(1 + generator.index(below: 4))).map { _ in
      cost += 0.2 + generator.uniform()
      return SerialSystem.Stage(leadTime: 0.2 + generator.uniform(), holdingCost: cost)
    }
    let system = try SerialSystem(
      stages: stages.reversed(), demand: PoissonDemand(rate: 2 + 8 * generator.uniform()),
      backorderCost: 2 + 40 * generator.uniform())
    let best = try system.optimal
    for (bounds, level) in zip(try system.newsvendorBounds, best.echelonLevels) {
      #expect(bounds.contains(level))
    }
    #expect(try system.newsvendorHeuristic.cost >= best.cost * (1 - 1e-12))
  }

  @Test func noLevelsNearbyAreBetter() throws {
    let system = try SerialSystem(
      stages: [.init(leadTime: 1, holdingCost: 5), .init(leadTime: 0.5, holdingCost: 2)],
      demand: PoissonDemand(rate: 6), backorderCost: 20)
    let best = try system.optimal
    for first in -3...3 {
      for second in -3...3 {
        let levels = [
          best.echelonLevels[0] + Double(first), best.echelonLevels[1] + Double(second),
        ]
        #expect(try system.policy(echelonLevels: levels).cost >= best.cost * (1 - 1e-12))
      }
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let demand = try PoissonDemand(rate: 6)
    #expect(throws: InvalidInput.self) {
      try SerialSystem(stages: [], demand: demand, backorderCost: 1)
    }
    #expect(throws: InvalidInput.self) {
      try SerialSystem(
        stages: [.init(leadTime: 1, holdingCost: 1), .init(leadTime: 1, holdingCost: 2)],
        demand: demand, backorderCost: 1)
    }
    #expect(throws: InvalidInput.self) {
      try SerialSystem(
        stages: [.init(leadTime: 1e9, holdingCost: 1)], demand: demand, backorderCost: 1)
    }
    #expect(throws: InvalidInput.self) { try Self.textbook().policy(echelonLevels: [1]) }
    let error = #expect(throws: InvalidInput.self) {
      try SerialSystem(
        stages: [.init(leadTime: 1, holdingCost: 1)], demand: WildDemand(), backorderCost: 1)
    }
    #expect(error?.problems.map(\.field) == ["demand.variance"])
  }

  /// Demand without a variance.
  struct WildDemand: DemandProcess {
    var rate: Double { 1 }

    func distribution(over time: Double) -> any Distribution { Wild() }

    struct Wild: Distribution {
      var mean: Double { 1 }
      var variance: Double { .infinity }
      func cumulative(_ x: Double) -> Double { x > 0 ? 1 : 0 }
      func quantile(_ p: Double) -> Double { 0 }
      func loss(at x: Double) -> Double { 0 }
    }
  }
}
