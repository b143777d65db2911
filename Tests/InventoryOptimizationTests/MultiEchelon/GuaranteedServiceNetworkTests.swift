import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct GuaranteedServiceNetworkTests {
  typealias Stage = GuaranteedServiceNetwork.Stage
  typealias Arc = GuaranteedServiceNetwork.Arc

  /// Snyder and Shen, example 6.5; stockpyl 1.0.2: service times and cost of gsm_tree.
  @Test func textbookExample() throws {
    let tree = try GuaranteedServiceNetwork(
      stages: [
        Stage("1", processingTime: 2, holdingCost: 1, supplyTime: 1),
        Stage("3", processingTime: 1, holdingCost: 2),
        Stage(
          "2", processingTime: 1, holdingCost: 3, demandStandardDeviation: 1, promisedTime: 0),
        Stage(
          "4", processingTime: 1, holdingCost: 3, demandStandardDeviation: 1, promisedTime: 1),
      ],
      arcs: [Arc(from: "1", to: "3"), Arc(from: "3", to: "2"), Arc(from: "3", to: "4")],
      safetyFactor: 1)
    let plan = tree.solve().plan
    #expect(plan.stages.map(\.serviceTime) == [0, 0, 0, 1])
    #expect(relativeError(plan.cost, from: 8.277916867529369) < 1e-12)
  }

  /// The notebook computer of Graves and Willems (2003), figure 6.14 of Snyder and Shen; stockpyl's
  /// gsm_tree on the instance.
  @Test func assemblyTree() throws {
    let times = [2, 3, 2, 4, 2, 3, 6, 4, 3, 2]
    let costs = [0.01, 0.03, 0.04, 0.06, 0.12, 0.13, 0.2, 0.08, 0.04, 0.5]
    let tree = try GuaranteedServiceNetwork(
      stages: (0..<10).map { index in
        Stage(
          "\(index + 1)", processingTime: times[index], holdingCost: costs[index],
          demandStandardDeviation: index == 9 ? 10 : 0, promisedTime: index == 9 ? 2 : nil)
      },
      arcs: [
        (1, 2), (2, 3), (3, 5), (4, 5), (5, 6), (6, 10), (7, 10), (8, 10), (9, 10),
      ].map { Arc(from: "\($0.0)", to: "\($0.1)") }, safetyFactor: 1.6448536269514722)
    #expect(relativeError(tree.solve().plan.cost, from: 18.824004472592172) < 1e-12)
  }

  /// Snyder and Shen, problem 6.9, whose tree branches both ways.
  @Test func mixedTree() throws {
    let tree = try GuaranteedServiceNetwork(
      stages: [
        Stage(
          "1", processingTime: 7, holdingCost: 0.12054794520547946, demandStandardDeviation: 4.1,
          promisedTime: 3),
        Stage(
          "2", processingTime: 7, holdingCost: 0.07671232876712329, demandStandardDeviation: 6.2,
          promisedTime: 3),
        Stage("3", processingTime: 21, holdingCost: 0.049315068493150684),
        Stage("4", processingTime: 3, holdingCost: 0.0027397260273972603),
        Stage("5", processingTime: 8, holdingCost: 0.010958904109589041),
        Stage("6", processingTime: 2, holdingCost: 0.00410958904109589),
      ],
      arcs: [("3", "1"), ("3", "2"), ("4", "3"), ("5", "3"), ("6", "5")].map {
        Arc(from: $0.0, to: $0.1)
      }, safetyFactor: 4)
    #expect(relativeError(tree.solve().plan.cost, from: 15.649530249501026) < 1e-12)
  }

  /// A random network: a tree, or one with further arcs, all from lower to higher numbers.
  static func random(
    _ generator: inout SeededGenerator, stages count: Int, furtherArcs: Int = 0,
    branchingUp: Bool = true,
    longest: Int = 3
  ) throws -> GuaranteedServiceNetwork {
    var arcs = Set<[Int]>()
    for stage in 1..<count {
      let other = generator.index(below: stage)
      arcs.insert(branchingUp && generator.uniform() < 0.5 ? [stage, other] : [other, stage])
    }
    // Directions follow a random order of the stages, so that no circle arises.
    var rank = Array(0..<count)
    generator.shuffle(&rank)
    if furtherArcs > 0 { arcs = Set(arcs.map { rank[$0[0]] < rank[$0[1]] ? $0 : [$0[1], $0[0]] }) }
    var tries = 0
    while tries < furtherArcs {
      tries += 1
      let (from, to) = (generator.index(below: count), generator.index(below: count))
      if rank[from] < rank[to] { arcs.insert([from, to]) }
    }
    let stages = (0..<count).map { stage in
      let isEnd = !arcs.contains { $0[0] == stage }
      let hasDemand = isEnd || generator.uniform() < 0.3
      return Stage(
        "\(stage)", processingTime: generator.index(below: longest + 1),
        holdingCost: 0.1 + 3 * generator.uniform(),
        demandStandardDeviation: hasDemand ? 5 * generator.uniform() : 0,
        promisedTime: hasDemand ? generator.index(below: longest + 1) : nil,
        supplyTime: generator.uniform() < 0.3 ? generator.index(below: longest) : 0)
    }
    return try GuaranteedServiceNetwork(
      stages: stages,
      arcs: arcs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map {
        Arc(
          from: "\($0[0])", to: "\($0[1])",
          unitsPerUnit: furtherArcs > 0 && generator.uniform() < 0.2 ? 2 : 1)
      }, safetyFactor: 1.5)
  }

  /// The deviation of all demand behind a stage, path by path.
  static func pooledDeviation(_ network: GuaranteedServiceNetwork, _ stage: Int) -> Double {
    func units(_ from: String, _ to: String) -> Double {
      from == to
        ? 1
        : network.arcs.filter { $0.from == from }.reduce(0) {
          $0 + $1.unitsPerUnit * units($1.to, to)
        }
    }
    return network.stages.reduce(0) { sum, demand in
      let seen = units(network.stages[stage].name, demand.name) * demand.demandStandardDeviation
      return sum + seen * seen
    }.squareRoot()
  }

  /// Every combination of service times, each stage with the least inbound time that they allow.
  static func leastCost(_ network: GuaranteedServiceNetwork) -> Double {
    let count = network.stages.count
    let index = Dictionary(
      uniqueKeysWithValues: network.stages.enumerated().map { ($1.name, $0) })
    let arcs = network.arcs.map { (index[$0.from] ?? 0, index[$0.to] ?? 0) }
    let weights = (0..<count).map {
      network.stages[$0].holdingCost * network.safetyFactor * pooledDeviation(network, $0)
    }
    // Nobody can need longer than his suppliers' longest time and his own.
    func longest(_ stage: Int) -> Int {
      arcs.filter { $0.1 == stage }.reduce(network.stages[stage].supplyTime) {
        max($0, longest($1.0))
      } + network.stages[stage].processingTime
    }
    let most = (0..<count).map(longest)
    var service = [Int](repeating: 0, count: count)
    var best = Double.infinity
    func evaluate() {
      var cost = 0.0
      for (stage, description) in network.stages.enumerated() {
        var inbound = description.supplyTime
        for (from, to) in arcs where to == stage { inbound = max(inbound, service[from]) }
        let time = inbound + description.processingTime - service[stage]
        if time < 0 { return }
        cost += weights[stage] * Double(time).squareRoot()
      }
      best = min(best, cost)
    }
    func assign(_ stage: Int) {
      guard stage < count else { return evaluate() }
      for time in 0...min(most[stage], network.stages[stage].promisedTime ?? .max) {
        service[stage] = time
        assign(stage + 1)
      }
    }
    assign(0)
    return best
  }

  /// That a plan keeps its own promises and costs what it says.
  static func check(_ plan: GuaranteedServiceNetwork.Plan, of network: GuaranteedServiceNetwork) {
    let chosen = Dictionary(uniqueKeysWithValues: plan.stages.map { ($0.name, $0) })
    var cost = 0.0
    for (index, (stage, chosen)) in zip(network.stages, plan.stages).enumerated() {
      #expect(chosen.serviceTime >= 0 && chosen.netReplenishmentTime >= 0)
      #expect(
        chosen.netReplenishmentTime
          == chosen.inboundTime + stage.processingTime - chosen.serviceTime)
      #expect(chosen.inboundTime >= stage.supplyTime)
      #expect(chosen.serviceTime <= stage.promisedTime ?? .max)
      let stock =
        network.safetyFactor * pooledDeviation(network, index)
        * Double(chosen.netReplenishmentTime).squareRoot()
      #expect(relativeError(chosen.safetyStock, from: stock) < 1e-12 || stock == 0)
      cost += stage.holdingCost * stock
    }
    for arc in network.arcs {
      #expect(chosen[arc.to]?.inboundTime ?? -1 >= chosen[arc.from]?.serviceTime ?? 0)
    }
    #expect(relativeError(plan.cost, from: cost) < 1e-12 || cost == 0)
  }

  @Test(arguments: 1...60)
  func treesAgreeWithEnumeration(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let tree = try Self.random(
      &generator, stages: 2 + generator.index(below: 3), branchingUp: !seed.isMultiple(of: 3))
    let result = tree.solve()
    #expect(result.isOptimal && result.gap == 0)
    #expect(relativeError(result.plan.cost, from: Self.leastCost(tree)) < 1e-9)
    Self.check(result.plan, of: tree)
  }

  @Test(arguments: 1...60)
  func generalNetworksAgreeWithEnumeration(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(1_000 + seed))
    let network = try Self.random(
      &generator, stages: 4 + generator.index(below: 2), furtherArcs: 6, longest: 2)
    let result = network.solve()
    #expect(result.isOptimal && result.gap == 0)
    #expect(relativeError(result.plan.cost, from: Self.leastCost(network)) < 1e-9)
    Self.check(result.plan, of: network)
  }

  /// On trees the relaxation alone is exact, and so both methods have to agree.
  @Test(arguments: 1...10)
  func branchAndBoundAgreesWithDynamicProgramming(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(2_000 + seed))
    let tree = try Self.random(&generator, stages: 25, longest: 6)
    let exact = tree.solve().plan.cost
    // A stage apart from all others, on a cycle that costs nothing, makes a general network of it.
    let apart = ["x", "y", "z"].map { Stage($0, processingTime: 1, holdingCost: 0) }
    let network = try GuaranteedServiceNetwork(
      stages: tree.stages + apart,
      arcs: tree.arcs + [
        Arc(from: "x", to: "y"), Arc(from: "x", to: "z"), Arc(from: "y", to: "z"),
      ], safetyFactor: tree.safetyFactor)
    let result = network.solve()
    #expect(result.isOptimal)
    #expect(relativeError(result.plan.cost, from: exact) < 1e-9)
  }

  @Test(arguments: 1...5)
  func largeNetworksAreProved(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(3_000 + seed))
    let network = try Self.random(&generator, stages: 50, furtherArcs: 105, longest: 8)
    var last = SearchProgress()
    let result = network.solve(until: .runtime(.seconds(60))) { last = $0 }
    #expect(result.isOptimal)
    #expect(relativeError(last.bestCost ?? .nan, from: result.plan.cost) < 1e-12)
    Self.check(result.plan, of: network)
    let again = network.solve(until: .runtime(.seconds(60)))
    #expect(again.plan == result.plan)
  }

  @Test func stoppedAtOnceItHasAPlanAndAGap() throws {
    var generator = SeededGenerator(seed: 4_000)
    let network = try Self.random(&generator, stages: 50, furtherArcs: 105, longest: 8)
    let result = network.solve(until: .iterations(0))
    #expect(!result.isOptimal && result.gap > 0 && result.gap <= 1)
    Self.check(result.plan, of: network)
    let best = network.solve()
    #expect(best.isOptimal)
    #expect(result.bound <= best.plan.cost && best.plan.cost <= result.plan.cost)
  }

  @Test func solvesOffTheActor() async throws {
    var generator = SeededGenerator(seed: 5_000)
    let network = try Self.random(&generator, stages: 12, furtherArcs: 20)
    let result = try await network.solve()
    #expect(result.isOptimal)
    Self.check(result.plan, of: network)
  }

  @Test func namesEveryProblem() {
    let error = #expect(throws: InvalidInput.self) {
      try GuaranteedServiceNetwork(
        stages: [
          Stage("a", processingTime: -1, holdingCost: 1),
          Stage("a", processingTime: 1, holdingCost: -1),
          Stage("b", processingTime: 1, holdingCost: .nan, demandStandardDeviation: .infinity),
        ],
        arcs: [
          Arc(from: "a", to: "c"), Arc(from: "a", to: "b"),
          Arc(from: "a", to: "b", unitsPerUnit: 0),
        ],
        safetyFactor: 0)
    }
    #expect(
      error?.problems.map(\.field) == [
        "safetyFactor", "stages.processingTime", "stages.name", "stages.holdingCost",
        "stages.holdingCost", "stages.demandStandardDeviation", "stages.promisedTime", "arcs.to",
        "arcs.unitsPerUnit", "arcs",
      ])
  }

  @Test func refusesACircle() {
    let error = #expect(throws: InvalidInput.self) {
      try GuaranteedServiceNetwork(
        stages: ["a", "b", "c"].map { Stage($0, processingTime: 1, holdingCost: 1) },
        arcs: [Arc(from: "a", to: "b"), Arc(from: "b", to: "c"), Arc(from: "c", to: "b")],
        safetyFactor: 1)
    }
    #expect(error?.problems.map(\.field) == ["arcs"])
    #expect(throws: InvalidInput.self) {
      try GuaranteedServiceNetwork(
        stages: [Stage("a", processingTime: 1, holdingCost: 1)], arcs: [Arc(from: "a", to: "a")],
        safetyFactor: 1)
    }
  }

  @Test func nothingToDecide() throws {
    let empty = try GuaranteedServiceNetwork(stages: [], arcs: [], safetyFactor: 1)
    #expect(empty.solve().plan.stages.isEmpty && empty.solve().plan.cost == 0)
    let triangle = try GuaranteedServiceNetwork(
      stages: ["a", "b", "c"].map { Stage($0, processingTime: 0, holdingCost: 0) },
      arcs: [Arc(from: "a", to: "b"), Arc(from: "a", to: "c"), Arc(from: "b", to: "c")],
      safetyFactor: 1)
    let result = triangle.solve()
    #expect(result.isOptimal && result.plan.cost == 0 && result.gap == 0)
  }
}
