import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct SourcingTests {
  typealias Features = RandomSourcing.Features

  static let kinds: [Features] = [
    [.facilities], [.scarce], [.facilities, .stacking], [.facilities, .emissions],
    [.facilities, .scarce],
  ]

  /// The plan against the best of all plans, with loads listed and with loads searched for.
  @Test(arguments: 0..<5, UInt64(0)..<6)
  func againstEveryPlan(kind: Int, seed: UInt64) throws {
    let problem = try RandomSourcing.problem(seed: seed, shipments: 6, Self.kinds[kind])
    #if GLPK
      var every = EveryPlan(problem)
      let best = every.cheapest()
    #endif
    for limit in [300_000, 1] {
      let result = try SetPartitioningConsolidation(loadLimit: limit).solve(problem)
      #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
      #if GLPK
        let stranded = result.plan.leftOut.reduce(0) { sum, left in
          let shipment = problem.shipments[left.shipment]
          return sum + (shipment.costOfLeaving == nil ? 1 + shipment.priority : 0)
        }
        #expect(stranded == best.stranded)
        #expect(abs(result.plan.cost - best.cost) < 1e-6)
        let bound = try #require(result.bound)
        #expect(bound <= best.cost + 1e-9)
        #expect(bound >= best.cost * (1 - 1e-6))
        #expect(result.status == .optimal)
      #endif
    }
  }

  @Test(arguments: UInt64(0)..<16)
  func plansAreFeasible(seed: UInt64) throws {
    let all: Features = [
      .facilities, .hub, .parts, .stacking, .emissions, .scarce, .stops, .unloading,
    ]
    // Each feature in and out, with each other.
    let features = all.intersection(Features(rawValue: Int(seed &* 37 % 256)))
    let problem = try RandomSourcing.problem(seed: seed, shipments: 14, features)
    let checker = LoadPlanChecker(problem)
    let methods: [any ConsolidationMethod] = [
      FirstFitDecreasing(), SavingsConsolidation(), SetPartitioningConsolidation(),
      SetPartitioningConsolidation(loadLimit: 200), SetPartitioningConsolidation(linkedLimit: 0),
    ]
    for method in methods {
      let result = try method.solve(problem, until: .runtime(.seconds(2)))
      #expect(checker.violations(of: result.plan) == [], "\(method), \(features)")
      if let bound = result.bound { #expect(bound <= result.plan.cost) }
    }
  }

  /// Without any time there is a plan all the same, and what it does not explain it says.
  @Test(arguments: UInt64(0)..<8)
  func plansWithoutTimeAreFeasible(seed: UInt64) throws {
    let problem = try RandomSourcing.problem(
      seed: seed, shipments: 40, seed % 2 == 0 ? [.facilities, .scarce] : [.hub, .stops])
    let checker = LoadPlanChecker(problem)
    let methods: [any ConsolidationMethod] = [
      FirstFitDecreasing(), SavingsConsolidation(), SetPartitioningConsolidation(),
    ]
    for method in methods {
      let plan = try method.solve(problem, until: .runtime(.zero)).plan
      #expect(checker.violations(of: plan) == [], "\(method)")
      #expect(plan.loads.allSatisfy { !$0.reason.isEmpty })
      #expect(plan.leftOut.allSatisfy { !$0.reason.isEmpty })
    }
  }

  /// However it is found, no bound may be above what another search found.
  @Test(arguments: UInt64(20)..<28)
  func boundsAgree(seed: UInt64) throws {
    let problem = try RandomSourcing.problem(
      seed: seed, shipments: 12, [.facilities, .stops, .parts])
    let listed = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(4)))
    let searched = try SetPartitioningConsolidation(loadLimit: 1)
      .solve(problem, until: .runtime(.seconds(4)))
    let shared = try SetPartitioningConsolidation(linkedLimit: 0).solve(problem)
    let best = min(listed.plan.cost, searched.plan.cost, shared.plan.cost)
    for result in [listed, searched, shared] where result.plan.leftOut.isEmpty {
      if let bound = result.bound { #expect(bound <= best + 1e-9) }
    }
  }

  @Test func goodsAreSplitWhereThatSavesATruck() throws {
    let truck = try Equipment(name: "truck", capacity: LoadCapacity(pallets: 20))
    let offer = try CarrierOffer(
      carrier: "T", equipment: truck, rate: PerLoadRate(price: 100))
    func cost(parts: Int) throws -> Double {
      let problem = try ConsolidationProblem(
        shipments: [15.0, 15, 10].enumerated().map { index, pallets in
          try Shipment(
            id: "\(index)", from: "X", to: "Y", size: LoadSize(pallets: pallets),
            parts: index == 2 ? parts : 1)
        }, offers: [offer])
      let result = try SetPartitioningConsolidation().solve(problem)
      #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
      return result.plan.cost
    }
    // 15, 15 and 10 take three trucks of 20; 15 + 5 and 15 + 5 take two.
    #expect(try cost(parts: 1) == 300)
    #if GLPK
      #expect(try cost(parts: 2) == 200)
    #endif
  }

  @Test func aShipmentLargerThanAnyTruckMovesInParts() throws {
    let truck = try Equipment(name: "truck", capacity: LoadCapacity(pallets: 20))
    let problem = try ConsolidationProblem(
      shipments: [
        Shipment(id: "big", from: "X", to: "Y", size: LoadSize(pallets: 45), parts: 45)
      ],
      offers: [CarrierOffer(carrier: "T", equipment: truck, rate: PerLoadRate(price: 100))])
    let plan = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(2))).plan
    #expect(plan.loads.count == 3)
    #expect(plan.loads.flatMap(\.items).map(\.parts).reduce(0, +) == 45)
    #expect(LoadPlanChecker(problem).violations(of: plan) == [])
  }

  @Test func stackedGoodsTakeHalfTheFloor() throws {
    let truck = try Equipment(
      name: "truck", capacity: LoadCapacity(pallets: 10), stackingLevels: 2)
    func loads(_ isStackable: Bool) throws -> Int {
      let problem = try ConsolidationProblem(
        shipments: (0..<4).map {
          try Shipment(
            id: "\($0)", from: "X", to: "Y", size: LoadSize(pallets: 5),
            isStackable: isStackable)
        },
        offers: [CarrierOffer(carrier: "T", equipment: truck, rate: PerLoadRate(price: 100))])
      return try SavingsConsolidation().solve(problem).plan.loads.count
    }
    #expect(try loads(false) == 2)
    #expect(try loads(true) == 1)
  }

  #if GLPK
    // Six shipments of 300 kg from two plants to three customers: straight, each takes a van of its
    // own, 6 × 100 = 600. Over the hub two trucks bring them in and three vans take them on:
    // 2 × 80 + 3 × 60 = 340, and handling 6 × 5 = 30.
    @Test func aHubPoolsWhatNoLaneFills() throws {
      let shipments = try (0..<6).map {
        try Shipment(
          id: "\($0)", from: ["P", "Q"][$0 % 2], to: ["A", "B", "C"][$0 / 2],
          size: LoadSize(weight: 300), shipping: DayWindow(earliest: 0, latest: 1))
      }
      let van = try Equipment(name: "van", capacity: LoadCapacity(weight: 1_000))
      var prices: [Lane: PerLoadRate] = [:]
      for plant in ["P", "Q"] {
        prices[Lane(from: plant, to: "H")] = try PerLoadRate(price: 80)
        for customer in ["A", "B", "C"] {
          prices[Lane(from: plant, to: customer)] = try PerLoadRate(price: 100)
          prices[Lane(from: "H", to: customer)] = try PerLoadRate(price: 60)
        }
      }
      let problem = try ConsolidationProblem(
        shipments: shipments,
        offers: [CarrierOffer(carrier: "V", equipment: van, rate: LaneTariff(prices))],
        hubs: [Hub(place: "H", costPerShipment: 5, daysToReach: 1)])
      let result = try SetPartitioningConsolidation().solve(problem)
      #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
      #expect(result.plan.cost == 370)
      #expect(result.plan.handlingCost == 30)
      #expect(result.plan.costOfShippingAlone == 600)
      #expect(result.status == .optimal)
    }

    @Test func whatIsScarceHasAValue() throws {
      let shipments = try (0..<3).map {
        try Shipment(id: "\($0)", from: "X", to: "Y", size: LoadSize(weight: 900))
      }
      let van = try Equipment(name: "van", capacity: LoadCapacity(weight: 1_000))
      let problem = try ConsolidationProblem(
        shipments: shipments,
        offers: [
          CarrierOffer(
            carrier: "Cheap", equipment: van, rate: PerLoadRate(price: 70), available: 2),
          CarrierOffer(carrier: "Dear", equipment: van, rate: PerLoadRate(price: 110)),
        ])
      let result = try SetPartitioningConsolidation().solve(problem)
      #expect(result.plan.cost == 250)
      let scarcity = try #require(result.scarcities.first)
      #expect(scarcity.name == "Cheap, van")
      #expect(abs(scarcity.valueOfOneMore - 40) < 1e-6)
      #expect(scarcity.shipmentsMoved == 0)
      let answer = try WhatIf(problem, planned: result).answer(.vehicles(1, of: 0))
      #expect(answer.saving == 40)
      #expect(abs((answer.savingAtMost ?? 0) - 40) < 1e-6)
      let larger = try WhatIf(problem, planned: result)
        .answer(.capacity(LoadSize(weight: 800), of: 0))
      #expect(larger.saving == 250 - 140)
      #expect(throws: InvalidInput.self) {
        try WhatIf(problem, planned: result).answer(.vehicles(1, of: 7))
      }
    }
  #endif

  @Test func windowsThatMeetSaveALoad() throws {
    let van = try Equipment(name: "van", capacity: LoadCapacity(weight: 1_000))
    let problem = try ConsolidationProblem(
      shipments: (0..<2).map {
        try Shipment(
          id: "\($0)", from: "X", to: "Y", size: LoadSize(weight: 400),
          shipping: DayWindow(day: 2 * $0))
      },
      offers: [CarrierOffer(carrier: "V", equipment: van, rate: PerLoadRate(price: 70))])
    let result = try SetPartitioningConsolidation().solve(problem)
    #expect(result.plan.cost == 140)
    #expect(try WhatIf(problem, planned: result).answer(.windows(days: 1)).saving == 70)
  }
}
