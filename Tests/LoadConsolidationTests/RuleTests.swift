import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct RuleTests {
  /// Two stops on a line, the near one first by distance; the rule wants the far one's goods out first.
  static func problem(_ rules: [any LoadRule]) throws -> ConsolidationProblem {
    try ConsolidationProblem(
      shipments: [
        Shipment(
          id: "near", from: "X", to: "N", size: LoadSize(weight: 1), productClass: "dry"),
        Shipment(
          id: "far", from: "X", to: "F", size: LoadSize(weight: 1), productClass: "frozen"),
      ],
      offers: [
        CarrierOffer(
          carrier: "T", equipment: Equipment(name: "truck", capacity: LoadCapacity(weight: 9)),
          rate: PerDistanceRate(perKilometre: 1, callOut: 200), maximumStops: 2)
      ], rules: rules,
      distances: DistanceTable(kilometres: [
        Lane(from: "X", to: "N"): 10, Lane(from: "X", to: "F"): 20, Lane(from: "N", to: "F"): 10,
        Lane(from: "F", to: "N"): 10,
      ]))
  }

  @Test func theOrderOfUnloadingDecidesTheWay() throws {
    let free = try SavingsConsolidation().solve(Self.problem([])).plan
    #expect(free.loads.map { $0.stops.map(\.place) } == [["N", "F"]])
    #expect(free.cost == 220)
    let ruled = try Self.problem([UnloadingOrder(["frozen", "dry"])])
    let plan = try SetPartitioningConsolidation().solve(ruled).plan
    #expect(plan.loads.map { $0.stops.map(\.place) } == [["F", "N"]])
    #expect(plan.cost == 230)
    #expect(LoadPlanChecker(ruled).violations(of: plan) == [])
  }

  @Test func ordersThatContradictKeepLoadsApart() throws {
    let problem = try Self.problem([
      UnloadingOrder(["frozen", "dry"]), UnloadingOrder(["dry", "frozen"]),
    ])
    let plan = try SetPartitioningConsolidation().solve(problem).plan
    #expect(plan.loads.count == 2)
    #expect(plan.loads[0].reason.hasSuffix("alone: frozen before dry when unloading"))
  }

  @Test func badPartsAreRefusedByName() throws {
    let error = #expect(throws: InvalidInput.self) {
      try Shipment(
        id: "A",
        from: [
          Shipment.Source("", cost: -1), Shipment.Source("X", facility: "f"),
          Shipment.Source("X", facility: "f"),
        ], to: "Y", size: .zero, parts: 0, priority: 100)
    }
    #expect(
      error?.problems.map(\.field) == [
        "shipment.sources.place", "shipment.sources.cost", "shipment.sources", "shipment.parts",
        "shipment.priority",
      ])
    #expect(throws: InvalidInput.self) {
      try Shipment(id: "A", from: [], to: "Y", size: .zero)
    }
    #expect(throws: InvalidInput.self) { try Facility(name: "", capacity: -1) }
    #expect(throws: InvalidInput.self) { try Hub(place: "H", costPerKilogram: .nan) }
    #expect(throws: InvalidInput.self) { try Hub(place: "H", daysToReach: -1) }
    #expect(throws: InvalidInput.self) {
      try Equipment(name: "t", capacity: LoadCapacity(), stackingLevels: 0)
    }
    let unknown = #expect(throws: InvalidInput.self) {
      try ConsolidationProblem(
        shipments: [
          Shipment(
            id: "A", from: [Shipment.Source("X", facility: "nowhere")], to: "Y", size: .zero)
        ],
        offers: [
          CarrierOffer(
            carrier: "T", equipment: Equipment(name: "t", capacity: LoadCapacity()),
            rate: PerLoadRate(price: 1))
        ], facilities: [Facility(name: "f", capacity: 1), Facility(name: "f", capacity: 2)],
        hubs: [Hub(place: "H"), Hub(place: "H")])
    }
    #expect(
      unknown?.problems.map(\.field) == [
        "facilities.name", "hubs.place", "shipments.sources.facility",
      ])
  }

  @Test func hugeNumbersAreNoTrap() throws {
    let problem = try ConsolidationProblem(
      shipments: [
        Shipment(
          id: "A", from: "X", to: "Y", size: LoadSize(weight: 1e300),
          shipping: DayWindow(earliest: .max - 1, latest: .max)),
        Shipment(id: "B", from: "X", to: "Y", size: LoadSize(weight: 1e300, volume: 1e308)),
      ],
      offers: [
        CarrierOffer(
          carrier: "T", equipment: Equipment(name: "t", capacity: LoadCapacity()),
          rate: PerLoadRate(price: 1e300), available: .max)
      ], facilities: [Facility(name: "f", capacity: .max)],
      hubs: [Hub(place: "H", daysToReach: 1_000_000, daysOfHandling: 1_000_000)])
    let result = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(1)))
    #expect(result.plan.loads.count + result.plan.leftOut.count >= 1)
    let wider = try WhatIf(problem, planned: result).answer(
      .windows(days: .max), until: .runtime(.seconds(1)))
    #expect(wider.result.plan.loads.count >= 1)
  }

  /// A rule that does not say what it looks at.
  private struct Opaque: LoadRule {
    let rule: any LoadRule
    var summary: String { rule.summary }
    func allows(_ first: Shipment, with second: Shipment) -> Bool {
      rule.allows(first, with: second)
    }
  }

  @Test(arguments: UInt64(0)..<6)
  func kindsChangeNothing(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shipments = try (0..<30).map { index in
      let least = Double(generator.index(below: 3)) * 4
      return try Shipment(
        id: "\(index)", from: "X", to: "Y", size: LoadSize(weight: 100 + 300 * generator.uniform()),
        productClass: ["food", "acid", "dry", nil][generator.index(below: 4)],
        customer: ["A", "B", nil][generator.index(below: 3)],
        temperature: generator.index(below: 2) == 0 ? nil : least...(least + 3))
    }
    let rules: [any LoadRule] = [
      IncompatibleClasses("food", "acid"), DedicatedClass("dry"), CompatibleTemperatures(),
      SeparateCustomers(["A"]), LoadLimit(shipments: 4),
    ]
    let offers = [
      try CarrierOffer(
        carrier: "T", equipment: Equipment(name: "truck", capacity: LoadCapacity(weight: 1_000)),
        rate: PerLoadRate(price: 50))
    ]
    let told = try ConsolidationProblem(
      shipments: shipments, offers: offers, rules: rules, productClasses: ["food", "acid", "dry"])
    let untold = try ConsolidationProblem(
      shipments: shipments, offers: offers,
      rules: rules.map { Opaque(rule: $0) } + [LoadLimit(shipments: 4)])
    let first = try SavingsConsolidation().solve(told).plan
    let second = try SavingsConsolidation().solve(untold).plan
    #expect(first.loads.map(\.shipments) == second.loads.map(\.shipments))
    #expect(LoadPlanChecker(told).violations(of: first) == [])
  }
}
