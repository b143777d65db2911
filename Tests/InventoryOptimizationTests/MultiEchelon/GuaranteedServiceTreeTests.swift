import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct GuaranteedServiceTreeTests {
  typealias Stage = GuaranteedServiceTree.Stage
  typealias Arc = GuaranteedServiceTree.Arc

  /// Snyder and Shen, example 6.5; stockpyl 1.0.2: service times and cost of gsm_tree.
  @Test func textbookExample() throws {
    let tree = try GuaranteedServiceTree(
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
    let plan = tree.optimal
    #expect(plan.stages.map(\.serviceTime) == [0, 0, 0, 1])
    #expect(relativeError(plan.cost, from: 8.277916867529369) < 1e-12)
  }

  /// The notebook computer of Graves and Willems (2003), figure 6.14 of Snyder and Shen; stockpyl's
  /// gsm_tree on the instance.
  @Test func assemblyTree() throws {
    let times = [2, 3, 2, 4, 2, 3, 6, 4, 3, 2]
    let costs = [0.01, 0.03, 0.04, 0.06, 0.12, 0.13, 0.2, 0.08, 0.04, 0.5]
    let tree = try GuaranteedServiceTree(
      stages: (0..<10).map { index in
        Stage(
          "\(index + 1)", processingTime: times[index], holdingCost: costs[index],
          demandStandardDeviation: index == 9 ? 10 : 0, promisedTime: index == 9 ? 2 : nil)
      },
      arcs: [
        (1, 2), (2, 3), (3, 5), (4, 5), (5, 6), (6, 10), (7, 10), (8, 10), (9, 10),
      ].map { Arc(from: "\($0.0)", to: "\($0.1)") }, safetyFactor: 1.6448536269514722)
    #expect(relativeError(tree.optimal.cost, from: 18.824004472592172) < 1e-12)
  }

  /// Snyder and Shen, problem 6.9, whose tree branches both ways.
  @Test func mixedTree() throws {
    let tree = try GuaranteedServiceTree(
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
    #expect(relativeError(tree.optimal.cost, from: 15.649530249501026) < 1e-12)
  }

  /// Every combination of service times, each stage with the least inbound time that they allow.
  static func leastCost(_ tree: GuaranteedServiceTree) -> Double {
    let count = tree.stages.count
    let index = Dictionary(uniqueKeysWithValues: tree.stages.enumerated().map { ($1.name, $0) })
    let arcs = tree.arcs.map { (index[$0.from] ?? 0, index[$0.to] ?? 0) }
    var variances = tree.stages.map { $0.demandStandardDeviation * $0.demandStandardDeviation }
    // Names ascend along the arcs in these tests only by chance: sum along every path instead.
    func pooled(_ stage: Int) -> Double {
      variances[stage] + arcs.filter { $0.0 == stage }.reduce(0) { $0 + pooled($1.1) }
    }
    let pools = (0..<count).map(pooled)
    variances = pools
    let most = tree.stages.reduce(0) { $0 + $1.processingTime + $1.supplyTime }
    var service = [Int](repeating: 0, count: count)
    var best = Double.infinity
    func evaluate() {
      var cost = 0.0
      for stage in 0..<count {
        let description = tree.stages[stage]
        let inbound = max(
          description.supplyTime, arcs.filter { $0.1 == stage }.map { service[$0.0] }.max() ?? 0)
        let time = inbound + description.processingTime - service[stage]
        // More inbound time than needed is allowed: it only makes a stock of nothing.
        cost +=
          description.holdingCost * tree.safetyFactor * pools[stage].squareRoot()
          * Double(max(0, time)).squareRoot()
        if time < 0 { return }
      }
      best = min(best, cost)
    }
    func assign(_ stage: Int) {
      guard stage < count else { return evaluate() }
      for time in 0...min(most, tree.stages[stage].promisedTime ?? .max) {
        service[stage] = time
        assign(stage + 1)
      }
    }
    assign(0)
    return best
  }

  @Test(arguments: 1...60)
  func agreesWithEnumeration(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 2 + generator.index(below: 3)
    var arcs: [(Int, Int)] = []
    for stage in 1..<count {
      let other = generator.index(below: stage)
      // A third of the trees distribute from one source, the others branch both ways.
      let isDistribution = seed.isMultiple(of: 3) || generator.uniform() < 0.5
      arcs.append(isDistribution ? (other, stage) : (stage, other))
    }
    let stages = (0..<count).map { stage in
      let isEnd = !arcs.contains { $0.0 == stage }
      let hasDemand = isEnd || generator.uniform() < 0.3
      return Stage(
        "\(stage)", processingTime: generator.index(below: 4),
        holdingCost: 0.1 + 3 * generator.uniform(),
        demandStandardDeviation: hasDemand ? 5 * generator.uniform() : 0,
        promisedTime: hasDemand ? generator.index(below: 4) : nil,
        supplyTime: generator.uniform() < 0.3 ? generator.index(below: 3) : 0)
    }
    let tree = try GuaranteedServiceTree(
      stages: stages, arcs: arcs.map { Arc(from: "\($0.0)", to: "\($0.1)") }, safetyFactor: 1.5)
    let plan = tree.optimal
    #expect(relativeError(plan.cost, from: Self.leastCost(tree)) < 1e-9)
    // The plan keeps its own promises.
    for (stage, chosen) in zip(stages, plan.stages) {
      #expect(chosen.netReplenishmentTime >= 0)
      #expect(chosen.inboundTime >= stage.supplyTime)
      #expect(chosen.serviceTime <= stage.promisedTime ?? .max)
    }
    for (from, to) in arcs {
      #expect(plan.stages[to].inboundTime >= plan.stages[from].serviceTime)
    }
    #expect(relativeError(plan.stages.reduce(0) { $0 + $1.cost }, from: plan.cost) < 1e-12)
  }

  @Test func namesEveryProblem() {
    let error = #expect(throws: InvalidInput.self) {
      try GuaranteedServiceTree(
        stages: [
          Stage("a", processingTime: -1, holdingCost: 1),
          Stage("a", processingTime: 1, holdingCost: -1),
          Stage("b", processingTime: 1, holdingCost: 1, demandStandardDeviation: 2),
        ],
        arcs: [Arc(from: "a", to: "c"), Arc(from: "a", to: "b"), Arc(from: "b", to: "a")],
        safetyFactor: 0)
    }
    #expect(
      error?.problems.map(\.field) == [
        "safetyFactor", "stages.processingTime", "stages.name", "stages.holdingCost",
        "stages.promisedTime", "arcs.to", "arcs",
      ])
  }
}
