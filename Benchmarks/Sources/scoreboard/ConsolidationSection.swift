import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard consolidation`: real and generated freight, every method's cost, bound and gap.
struct ConsolidationSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consolidation",
    abstract: "Freight: every method's cost, savings, bound and time, each plan recounted.")

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "Only these sets: brunel, roadtrain, generated.")
  var sets = "brunel,roadtrain,generated"

  @Option(help: "How many shipments are generated.")
  var shipments = 2_000

  @Option(help: "How many carriers are generated.")
  var carriers = 40

  @Option(help: "At how many places a generated load may be unloaded.")
  var stops = 1

  @Option(
    help: "How many trailers each carrier has that has any; by default as many as are wanted.")
  var trailers: Int?

  @Option(help: "The seed of what is generated.")
  var seed: UInt64 = 1

  @Flag(help: "Print a line for every instance, and how bound and cost come together.")
  var instances = false

  func run() throws {
    let sets = Set(self.sets.split(separator: ",").map(String.init))
    if sets.contains("brunel") { try scoreBrunel() }
    if sets.contains("roadtrain") { try scoreRoadTrains() }
    if sets.contains("generated") {
      let problem = try Self.problem(
        shipments, carriers: carriers, seed: seed, stops: stops, trailers: trailers)
      try score("\(shipments) generated shipments", problem) { _ in [] }
    }
  }

  private static let methods: [(String, any ConsolidationMethod)] = [
    ("First fit", FirstFitDecreasing()), ("Savings", SavingsConsolidation()),
    ("Set partitioning", SetPartitioningConsolidation()),
  ]

  private func scoreBrunel() throws {
    let folder = try options.folder().appendingPathComponent("consolidation/freight_brunel")
    let freight = try BrunelFreight(folder, limit: options.limit)
    try score("freight_brunel, \(freight.problem.shipments.count) orders", freight.problem) {
      try freight.violations(of: $0)
    }
  }

  /// Every method on one problem.
  private func score(
    _ title: String, _ problem: ConsolidationProblem,
    recount: (LoadPlan) throws -> [String]
  ) throws {
    var table = TextTable(
      "\(title), \(problem.offers.count) offers", "moved", "loads", "cost", "freight", "saved",
      "bound", "gap", "s")
    for (name, method) in Self.methods {
      let start = ContinuousClock.now
      let result = try method.solve(
        problem, until: .runtime(.seconds(options.seconds)), seed: 1
      ) { progress in
        guard instances, let cost = progress.bestCost else { return }
        print(progress.elapsed, cost, progress.bound.map { "\($0)" } ?? "")
      }
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      let plan = result.plan
      for violation in try recount(plan).prefix(5) { print("\(name): \(violation)") }
      let alone = plan.costOfShippingAlone
      table.add(
        name, "\(problem.shipments.count - plan.leftOut.count)", "\(plan.loads.count)",
        String(format: "%.2f", plan.cost), String(format: "%.2f", plan.charge.total),
        String(format: "%.1f %%", alone > 0 ? 100 * plan.savings / alone : 0),
        result.bound.map { String(format: "%.2f", $0) } ?? "none",
        result.gap.map { String(format: "%.3f %%", 100 * $0) } ?? "",
        String(format: "%.2f", elapsed))
      if instances { print(result.proof) }
    }
    table.printOut()
    print()
  }

  private func scoreRoadTrains() throws {
    let folder = try options.folder().appendingPathComponent("consolidation/roadtrain")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("TL") }.sorted().prefix(options.limit ?? .max)
    var table = TextTable(
      "roadtrain", "instances", "cost", "first fit", "bound", "gap", "worst gap", "optimal", "s",
      "slowest")
    var sum = (
      cost: 0.0, firstFit: 0.0, bound: 0.0, gap: 0.0, worst: 0.0, seconds: 0.0, slowest: 0.0
    )
    var optimal = 0
    for file in files {
      let trains = try RoadTrains(folder.appendingPathComponent(file))
      let start = ContinuousClock.now
      let result = try SetPartitioningConsolidation().solve(
        trains.problem, until: .runtime(.seconds(options.seconds)))
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      for violation in trains.violations(of: result.plan) { print("\(file): \(violation)") }
      let gap = result.gap ?? 1
      if instances {
        print(
          file, result.plan.cost, result.bound ?? .nan, String(format: "%.3f %%", 100 * gap),
          String(format: "%.2f s", elapsed), result.proof)
      }
      sum.cost += result.plan.cost
      sum.firstFit += result.firstFitCost ?? 0
      sum.bound += result.bound ?? 0
      sum.gap += gap
      sum.worst = max(sum.worst, gap)
      sum.seconds += elapsed
      sum.slowest = max(sum.slowest, elapsed)
      if result.status == .optimal { optimal += 1 }
    }
    let count = Double(max(1, files.count))
    table.add(
      "Set partitioning", "\(files.count)", String(format: "%.1f", sum.cost),
      String(format: "%.1f", sum.firstFit), String(format: "%.1f", sum.bound),
      String(format: "%.3f %%", 100 * sum.gap / count), String(format: "%.3f %%", 100 * sum.worst),
      "\(optimal)", String(format: "%.2f", sum.seconds / count),
      String(format: "%.2f", sum.slowest))
    table.printOut()
    print()
  }

  /// Three kinds of equipment, lanes from four plants to twenty-five places, windows and classes; loads
  /// of several stops and a number of trailers for each carrier where wanted.
  static func problem(
    _ count: Int, carriers: Int, seed: UInt64, stops: Int = 1, trailers: Int? = nil
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
        carrier: "C\(index)", equipment: equipment[kind], rate: rate.adding(fuelSurcharge: 0.1),
        available: kind == 0 ? trailers : nil, maximumStops: stops)
    }
    return try ConsolidationProblem(
      shipments: shipments, offers: offers, rules: [IncompatibleClasses("food", "chemicals")],
      distances: DistanceTable(places: places))
  }
}
