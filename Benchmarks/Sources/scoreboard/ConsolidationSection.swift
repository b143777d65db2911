import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard consolidation`: generated freight, every method against shipping alone.
struct ConsolidationSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consolidation",
    abstract: "Generated freight: every method's cost, savings, bound and time.")

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "How many shipments.")
  var shipments = 2_000

  @Option(help: "How many carriers.")
  var carriers = 40

  func run() throws {
    let problem = try Self.problem(shipments, carriers: carriers, seed: 1)
    var table = TextTable(
      "\(problem.shipments.count) shipments, \(problem.offers.count) offers", "loads", "cost",
      "saved", "bound", "gap", "s")
    let methods: [(String, any ConsolidationMethod)] = [
      ("First fit", FirstFitDecreasing()), ("Savings", SavingsConsolidation()),
      ("Set partitioning", SetPartitioningConsolidation()),
    ]
    for (name, method) in methods {
      let start = ContinuousClock.now
      let result = try method.solve(
        problem, until: .runtime(.seconds(options.seconds)), seed: 1
      ) { _ in }
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      table.add(
        name, "\(result.plan.loads.count)", String(format: "%.0f", result.plan.cost),
        String(format: "%.1f %%", 100 * result.plan.savings / result.plan.costOfShippingAlone),
        result.bound.map { String(format: "%.0f", $0) } ?? "none",
        result.gap.map { String(format: "%.2f %%", 100 * $0) } ?? "",
        String(format: "%.2f", elapsed))
    }
    table.printOut()
  }

  /// Three kinds of equipment, lanes from four plants to twenty-five places, windows and classes.
  static func problem(
    _ count: Int, carriers: Int, seed: UInt64
  ) throws -> ConsolidationProblem {
    var generator = SeededGenerator(seed: seed)
    let places = (0..<29).map { index in
      DistanceTable.Place(
        code: "P\(index)", latitude: 44 + 10 * generator.uniform(),
        longitude: 12 * generator.uniform())
    }
    let classes = ["food", "chemicals", "dry"]
    let shipments = try (0..<count).map { index in
      let day = generator.index(below: 10)
      return try Shipment(
        id: "S\(index)", from: "P\(generator.index(below: 4))",
        to: "P\(4 + generator.index(below: 25))",
        size: LoadSize(
          weight: 200 + 7_000 * generator.uniform(), volume: 2 + 25 * generator.uniform(),
          pallets: Double(1 + generator.index(below: 11))),
        shipping: DayWindow(earliest: day, latest: day + 1 + generator.index(below: 4)),
        productClass: classes[generator.index(below: 3)])
    }
    let equipment = [
      try Equipment(
        name: "trailer", capacity: LoadCapacity(weight: 24_000, volume: 82, pallets: 33)),
      try Equipment(
        name: "rigid", capacity: LoadCapacity(weight: 12_000, volume: 45, pallets: 18)),
      try Equipment(name: "network", capacity: LoadCapacity(weight: 6_000)),
    ]
    let offers = try (0..<carriers).map { index in
      let kind = index % 3
      let level = 0.85 + 0.3 * generator.uniform()
      let rate: any RateCard =
        kind == 2
        ? try WeightBreakTariff(
          breaks: [
            (from: 0, rate: 0.34 * level), (from: 500, rate: 0.25 * level),
            (from: 2_000, rate: 0.19 * level),
          ], minimumCharge: 70, billsDeficitWeight: true,
          chargeableWeight: ChargeableWeight(perCubicMetre: 250))
        : try PerDistanceRate(
          perKilometre: (kind == 0 ? 1.45 : 1.05) * level, callOut: 60 * level)
      return try CarrierOffer(
        carrier: "C\(index)", equipment: equipment[kind], rate: rate.adding(fuelSurcharge: 0.1))
    }
    return try ConsolidationProblem(
      shipments: shipments, offers: offers, rules: [IncompatibleClasses("food", "chemicals")],
      distances: DistanceTable(places: places))
  }
}
