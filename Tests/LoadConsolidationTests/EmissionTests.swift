import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct EmissionTests {
  /// One shipment of 10 t over 500 km: by road 390 kg (0.078 × 10 × 500) for 800, by rail 125 kg
  /// (0.025 × 10 × 500) for 870.
  static func problem(pricePerTonne: Double) throws -> ConsolidationProblem {
    try ConsolidationProblem(
      shipments: [Shipment(id: "A", from: "X", to: "Y", size: LoadSize(weight: 10_000))],
      offers: [
        CarrierOffer(
          carrier: "Road",
          equipment: Equipment(name: "trailer", capacity: LoadCapacity(weight: 24_000)),
          rate: PerLoadRate(price: 800)),
        CarrierOffer(
          carrier: "Rail",
          equipment: Equipment(name: "wagon", capacity: LoadCapacity(weight: 24_000)),
          rate: PerLoadRate(price: 870)),
      ],
      distances: DistanceTable(kilometres: [Lane(from: "X", to: "Y"): 500]),
      emissions: EmissionTerms(
        factors: EmissionFactors(
          edition: "GLEC 3.0", perTonneKilometre: ["trailer": 0.078, "wagon": 0.025]),
        pricePerTonne: pricePerTonne))
  }

  @Test func thePriceDecidesTheMode() throws {
    // 265 kg less for 70 more: rail pays from 264.15 a tonne.
    let road = try SavingsConsolidation().solve(Self.problem(pricePerTonne: 264)).plan
    #expect(road.loads[0].carrier == "Road")
    #expect(abs((road.emissions ?? 0) - 390) < 1e-9)
    #expect(abs(road.charge.emissions - 0.390 * 264) < 1e-9)
    #expect(abs(road.cost - (800 + 0.390 * 264)) < 1e-9)
    let rail = try SavingsConsolidation().solve(Self.problem(pricePerTonne: 265)).plan
    #expect(rail.loads[0].carrier == "Rail")
    #expect(
      LoadPlanChecker(try Self.problem(pricePerTonne: 265)).violations(of: rail) == [])
  }

  @Test func theCurveAndTheCap() throws {
    let problem = try Self.problem(pricePerTonne: 0)
    let curve = try EmissionTradeOff(by: SavingsConsolidation())
      .curve(problem, pricesPerTonne: [0, 300])
    #expect(curve.map(\.cost) == [800, 870])
    #expect(curve.map(\.kilograms) == [390, 125])
    let capped = try EmissionTradeOff().cheapest(problem, under: 200)
    #expect(capped.point?.cost == 870)
    #if GLPK
      // By Lagrange at 264.15 a tonne: 800 + (390 − 200) × 70 ÷ 265 = 850.19.
      let bound = try #require(capped.bound)
      #expect(bound <= 850.19 && bound > 849)
    #endif
    #expect(try EmissionTradeOff().cheapest(problem, under: 100, plans: 4).point == nil)
  }

  @Test func whatCannotBeCountedIsRefused() throws {
    let error = #expect(throws: InvalidInput.self) {
      try ConsolidationProblem(
        shipments: [Shipment(id: "A", from: "X", to: "Y", size: LoadSize(weight: 1))],
        offers: [
          CarrierOffer(
            carrier: "R", equipment: Equipment(name: "cart", capacity: LoadCapacity()),
            rate: PerLoadRate(price: 1))
        ],
        emissions: EmissionTerms(
          factors: EmissionFactors(edition: "E", perTonneKilometre: ["truck": 1])))
    }
    #expect(error?.problems.map(\.field) == ["offers.equipment", "shipments"])
    #expect(throws: InvalidInput.self) {
      try EmissionFactors(edition: "", perTonneKilometre: ["a": -.infinity])
    }
    #expect(throws: InvalidInput.self) {
      try EmissionTerms(
        factors: EmissionFactors(edition: "E", perTonneKilometre: [:]), pricePerTonne: .nan)
    }
    let plain = try ConsolidationProblem(shipments: [], offers: [])
    #expect(throws: InvalidInput.self) {
      try EmissionTradeOff().curve(plain, pricesPerTonne: [1])
    }
  }
}
