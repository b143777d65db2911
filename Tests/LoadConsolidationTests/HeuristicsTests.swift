import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct HeuristicsTests {
  static let methods: [any ConsolidationMethod] = [FirstFitDecreasing(), SavingsConsolidation()]

  @Test(arguments: 0..<2, 0..<12)
  func plansAreFeasible(method: Int, seed: UInt64) throws {
    let problem = try RandomConsolidation.problem(
      seed: seed, shipments: 5 + 6 * Int(seed), scarce: seed % 3 == 2)
    let result = try Self.methods[method].solve(problem)
    #expect(LoadPlanChecker(problem).violations(of: result.plan) == [])
    #expect(result.bound == nil)
    #expect(result.gap == nil)
    #expect(result.plan.loads.allSatisfy { !$0.reason.isEmpty })
  }

  @Test(arguments: UInt64(0)..<6)
  func savingsAreNeverNegativeWithEnoughVehicles(seed: UInt64) throws {
    let problem = try RandomConsolidation.problem(seed: seed, shipments: 30)
    let plan = try SavingsConsolidation().solve(problem).plan
    #expect(plan.savings >= -1e-6)
    #expect(plan.cost <= (try FirstFitDecreasing().solve(problem).plan.cost) + 1e-6)
  }

  @Test func sameInputSamePlan() throws {
    let problem = try RandomConsolidation.problem(seed: 3, shipments: 40)
    let first = try SavingsConsolidation().solve(problem, until: .iterations(1_000))
    let second = try SavingsConsolidation().solve(problem, until: .iterations(1_000))
    #expect(first == second)
  }

  @Test func nothingToMove() throws {
    let problem = try ConsolidationProblem(shipments: [], offers: [])
    let result = try SavingsConsolidation().solve(problem)
    #expect(result.plan.loads.isEmpty)
    #expect(result.plan.cost == 0)
  }

  @Test func aLoneShipmentNamesItsCheapestCompany() throws {
    let van = try Equipment(name: "van", capacity: LoadCapacity(weight: 100))
    let truck = try Equipment(name: "truck", capacity: LoadCapacity(weight: 1_000))
    let problem = try ConsolidationProblem(
      shipments: [
        Shipment(id: "A", from: "X", to: "Y", size: LoadSize(weight: 90)),
        Shipment(id: "B", from: "X", to: "Y", size: LoadSize(weight: 80)),
      ],
      offers: [
        CarrierOffer(carrier: "V", equipment: van, rate: PerLoadRate(price: 10)),
        CarrierOffer(carrier: "T", equipment: truck, rate: PerLoadRate(price: 50)),
      ])
    let plan = try SavingsConsolidation().solve(problem).plan
    #expect(plan.loads.count == 2)
    #expect(plan.loads[0].reason == "fixed price a load; alone: with B it would cost 30 more")
  }

  @Test func aLoneShipmentNamesTheRule() throws {
    let truck = try Equipment(name: "truck", capacity: LoadCapacity(weight: 1_000))
    let problem = try ConsolidationProblem(
      shipments: [
        Shipment(
          id: "A", from: "X", to: "Y", size: LoadSize(weight: 90), productClass: "food"),
        Shipment(
          id: "B", from: "X", to: "Y", size: LoadSize(weight: 80), productClass: "acid"),
      ],
      offers: [CarrierOffer(carrier: "T", equipment: truck, rate: PerLoadRate(price: 50))],
      rules: [IncompatibleClasses("acid", "food")])
    let plan = try SavingsConsolidation().solve(problem).plan
    #expect(
      plan.loads[0].reason == "fixed price a load; alone: acid and food do not share a load")
  }

  @Test func whoMustMoveGoesBeforeWhoMayStay() throws {
    let truck = try Equipment(name: "truck", capacity: LoadCapacity(weight: 100))
    let problem = try ConsolidationProblem(
      shipments: [
        Shipment(
          id: "A", from: "X", to: "Y", size: LoadSize(weight: 90), costOfLeaving: 500),
        Shipment(id: "B", from: "X", to: "Y", size: LoadSize(weight: 80)),
      ],
      offers: [
        CarrierOffer(
          carrier: "T", equipment: truck, rate: PerLoadRate(price: 50), available: 1)
      ])
    let plan = try SavingsConsolidation().solve(problem).plan
    #expect(plan.loads.map(\.shipments) == [[1]])
    #expect(plan.leftOut.map(\.shipment) == [0])
    #expect(plan.leftOut[0].reason == "every vehicle that could take it is taken")
    #expect(plan.cost == 550)
  }
}
