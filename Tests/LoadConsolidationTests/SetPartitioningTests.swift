import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct SetPartitioningTests {
  /// The cheapest plan by trying every partition; loads go straight to one place.
  static func cheapest(_ problem: ConsolidationProblem) -> Double {
    func price(_ members: [Int]) -> Double {
      let shipments = members.map { problem.shipments[$0] }
      let size = shipments.reduce(LoadSize.zero) { $0 + $1.size }
      guard Set(shipments.map(\.lane)).count == 1 else { return .infinity }
      let earliest = shipments.map(\.shipWindow.earliest).max() ?? 0
      let latest = shipments.map(\.shipWindow.latest).min() ?? 0
      guard earliest <= latest else { return .infinity }
      for rule in problem.rules {
        for one in shipments {
          for other in shipments where one != other && !rule.allows(one, with: other) {
            return .infinity
          }
        }
      }
      let profile = LoadProfile(
        lane: shipments[0].lane, size: size, shipments: shipments.count)
      return problem.offers.filter { $0.equipment.capacity.holds(size) }
        .compactMap { $0.rate.charge(for: profile)?.total }.min() ?? .infinity
    }
    func best(_ left: [Int]) -> Double {
      guard let first = left.first else { return 0 }
      let others = Array(left.dropFirst())
      var cheapest = problem.shipments[first].costOfLeaving.map { $0 + best(others) } ?? .infinity
      for subset in 0..<(1 << others.count) {
        let with = others.indices.filter { subset & (1 << $0) != 0 }.map { others[$0] }
        let cost = price([first] + with)
        if cost < cheapest {
          cheapest = min(cheapest, cost + best(others.filter { !with.contains($0) }))
        }
      }
      return cheapest
    }
    return best(Array(problem.shipments.indices))
  }

  static func problem(seed: UInt64, shipments count: Int) throws -> ConsolidationProblem {
    var generator = SeededGenerator(seed: seed)
    let shipments = try (0..<count).map { index in
      let day = generator.index(below: 3)
      return try Shipment(
        id: "S\(index)", from: "X", to: generator.index(below: 4) == 0 ? "Z" : "Y",
        size: LoadSize(
          weight: 50 + 400 * generator.uniform(),
          pallets: Double(1 + generator.index(below: 4))),
        shipping: DayWindow(earliest: day, latest: day + 2),
        productClass: index == 0 ? "food" : ["food", "acid", "dry"][generator.index(below: 3)],
        costOfLeaving: generator.index(below: 5) == 0 ? 150 : nil)
    }
    return try ConsolidationProblem(
      shipments: shipments,
      offers: [
        CarrierOffer(
          carrier: "A",
          equipment: Equipment(name: "truck", capacity: LoadCapacity(weight: 1_000, pallets: 9)),
          rate: PerLoadRate(price: 300)),
        CarrierOffer(
          carrier: "B", equipment: Equipment(name: "box", capacity: LoadCapacity(weight: 600)),
          rate: WeightBreakTariff(
            breaks: [(from: 0, rate: 0.9), (from: 300, rate: 0.5)], minimumCharge: 80)),
      ],
      rules: [IncompatibleClasses("food", "acid")], productClasses: ["food", "acid", "dry"])
  }

  /// Two ways to the same optimum: loads listed, and loads searched for, at other dual prices.
  @Test(arguments: UInt64(0)..<6)
  func proofsAgree(seed: UInt64) throws {
    let problem = try RandomConsolidation.problem(seed: seed, shipments: 20)
    let results = try [300_000, 1].map { limit in
      try SetPartitioningConsolidation(loadLimit: limit)
        .solve(problem, until: .runtime(.seconds(3)))
    }
    for result in results {
      for other in results {
        if let bound = other.bound { #expect(bound <= result.plan.cost + 1e-6) }
      }
    }
  }

  /// Parts of a plan are made anew where the whole is too large for a linear program.
  @Test(arguments: UInt64(0)..<4)
  func partByPart(seed: UInt64) throws {
    let problem = try RandomConsolidation.problem(seed: seed, shipments: 24, scarce: true)
    let savings = try SavingsConsolidation().solve(problem, until: .runtime(.seconds(2)))
    let parts = try SetPartitioningConsolidation(linkedLimit: 0)
      .solve(problem, until: .runtime(.seconds(2)))
    let whole = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(4)))
    #expect(LoadPlanChecker(problem).violations(of: parts.plan) == [])
    func stranded(_ plan: LoadPlan) -> Int {
      plan.leftOut.count { problem.shipments[$0.shipment].costOfLeaving == nil }
    }
    #expect(stranded(parts.plan) <= stranded(savings.plan))
    if stranded(parts.plan) == stranded(savings.plan) {
      #expect(parts.plan.cost <= savings.plan.cost + 1e-6)
    }
    if let bound = whole.bound, stranded(parts.plan) == stranded(whole.plan) {
      #expect(parts.plan.cost >= bound - 1e-6)
    }
  }

  @Test(arguments: UInt64(0)..<12)
  func againstEveryPartition(seed: UInt64) throws {
    let problem = try Self.problem(seed: seed, shipments: 7)
    let result = try SetPartitioningConsolidation().solve(problem)
    let cheapest = Self.cheapest(problem)
    #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
    #if GLPK
      #expect(result.status == .optimal)
      #expect(abs(result.plan.cost - cheapest) < 1e-6)
      #expect(abs((result.bound ?? 0) - cheapest) < 1e-6)
    #else
      #expect(result.bound == nil)
      #expect(result.plan.cost >= cheapest - 1e-6)
    #endif
  }

  @Test(arguments: UInt64(0)..<9)
  func plansAreFeasible(seed: UInt64) throws {
    let problem = try RandomConsolidation.problem(
      seed: seed, shipments: 6 + 2 * Int(seed), scarce: seed % 3 == 2)
    let heuristic = try SavingsConsolidation().solve(problem)
    let result = try SetPartitioningConsolidation(loadLimit: 1_000)
      .solve(problem, until: .runtime(.seconds(3)))
    #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
    let stranded = { (plan: LoadPlan) in
      plan.leftOut.count { problem.shipments[$0.shipment].costOfLeaving == nil }
    }
    #expect(stranded(result.plan) <= stranded(heuristic.plan))
    if stranded(result.plan) == stranded(heuristic.plan) {
      #expect(result.plan.cost <= heuristic.plan.cost + 1e-6)
    }
    if let bound = result.bound { #expect(bound <= result.plan.cost) }
    #expect(!result.proof.isEmpty)
  }

  @Test func aCancelledSearchReturnsWhatItHas() async throws {
    let problem = try RandomConsolidation.problem(seed: 2, shipments: 25)
    let task = Task {
      try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(60)))
    }
    task.cancel()
    let result = try await task.value
    #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
  }
}
