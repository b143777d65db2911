import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain consolidate`: which orders travel together, with whom, at what price.
struct ConsolidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consolidate",
    abstract: "Consolidate orders into loads, priced by the carriers' rates.",
    discussion: """
      Orders: order, origin, destination, weight_kg, and as wanted volume_m3, pallets, length_m, \
      ship_from, ship_until, deliver_from, deliver_until (days), class, customer, parts (it may be \
      split into), stackable (yes or no), priority, cost_of_leaving.
      Rates: carrier, equipment, origin, destination, and as wanted max_weight_kg, max_volume_m3, \
      max_pallets, max_length_m, cost_per_load, cost_per_km, distance_km, cost_per_kg, \
      from_weight_kg, minimum_charge, fuel_surcharge, transit_days, available, max_stops, stop_off, \
      stacking_levels. Several rows of a carrier's lane are its weight breaks.
      Sources: order, origin, and as wanted facility, cost: where an order can come from. \
      Facilities: facility, capacity. Hubs: hub, and as wanted cost_per_order, cost_per_kg, \
      days_to_reach, days_of_handling. Distances: origin, destination, distance_km.
      CO₂: equipment, kg_per_tonne_km, kg_per_km.
      """)

  @Option(help: "The orders, a CSV file.")
  var orders: String

  @Option(help: "The rates, a CSV file.")
  var rates: String

  @Option(help: "Where each order can come from, a CSV file.")
  var sources: String?

  @Option(help: "How many orders each facility can send, a CSV file.")
  var facilities: String?

  @Option(help: "Where orders may change vehicles, a CSV file.")
  var hubs: String?

  @Option(help: "How far it is, a CSV file; loads of several stops need it.")
  var distances: String?

  @Option(name: .customLong("co2"), help: "The CO₂ factors of the equipment, a CSV file.")
  var emissions: String?

  @Option(name: .customLong("co2-price"), help: "What a tonne of CO₂ costs.")
  var emissionPrice = 0.0

  enum Method: String, ExpressibleByArgument, CaseIterable {
    case partitioning, savings
    case firstFit = "first-fit"
  }

  @Option(help: "How to plan.")
  var method = Method.partitioning

  @Option(help: "Two classes that share no load, as food:chemicals; may be repeated.")
  var apart: [String] = []

  @OptionGroup var search: SearchOptions

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "table or json.")
  var format = Format.table

  func validate() throws {
    guard apart.allSatisfy({ $0.split(separator: ":").count == 2 }) else {
      throw ValidationError("--apart takes two classes, as food:chemicals.")
    }
  }

  func run() throws {
    let orderInput = try ProgramInput(path: orders)
    let rateInput = try ProgramInput(path: rates)
    var problems = FileProblems()
    var files = ConsolidationFiles()
    // Sources first: orders take them, and distances before those that rates state.
    if let sources { files.readSources(try ProgramInput(path: sources), &problems) }
    if let facilities { files.readFacilities(try ProgramInput(path: facilities), &problems) }
    if let hubs { files.readHubs(try ProgramInput(path: hubs), &problems) }
    if let distances { files.readDistances(try ProgramInput(path: distances), &problems) }
    if let emissions { files.readFactors(try ProgramInput(path: emissions), &problems) }
    files.readOrders(orderInput, &problems)
    files.readRates(rateInput, &problems)
    try problems.endProgramIfAny()
    let pairs = apart.map { $0.split(separator: ":").map(String.init) }
    let problem = try files.problem(
      rules: pairs.map { IncompatibleClasses($0[0], $0[1]) }, orders: orderInput.name,
      emissionEdition: emissions ?? "none", emissionPrice: emissionPrice)
    let planner: any ConsolidationMethod =
      switch method {
      case .partitioning: SetPartitioningConsolidation()
      case .savings: SavingsConsolidation()
      case .firstFit: FirstFitDecreasing()
      }
    let bar = TerminalProgress()
    let result = try planner.solve(problem, until: search.limit, seed: search.seed) { progress in
      let cost = progress.bestCost.map { "cost \(money($0))" } ?? "no plan for all yet"
      bar.show(cost, fraction: search.share(of: progress))
    }
    bar.finish()
    switch format {
    case .table: printTable(result, problem)
    case .json: try printJSON(result, problem)
    }
    note(result.proof)
    if !result.plan.leftOut.isEmpty { throw ProgramExit.noFeasibleAnswer }
  }

  private func printTable(_ result: ConsolidationResult, _ problem: ConsolidationProblem) {
    for (index, load) in result.plan.loads.enumerated() {
      let orders = load.shipments.map { problem.shipments[$0].id }.joined(separator: " ")
      let way = ([load.origin] + load.stops.map(\.place)).joined(separator: " → ")
      print(
        "Load \(index + 1): \(load.carrier), \(load.equipment), \(way), day \(load.departure), "
          + "\(money(load.charge.total)): \(orders) (\(load.reason))")
    }
    for left in result.plan.leftOut {
      print("Left out: \(problem.shipments[left.shipment].id) (\(left.reason))")
    }
    let bound = result.bound.map { ", at least \(money($0))" } ?? ""
    print("Cost \(money(result.plan.cost))\(bound)")
    print("Savings \(money(result.plan.savings)) against shipping every order alone")
    if let firstFit = result.firstFitCost, result.plan.leftOut.isEmpty {
      print("Savings \(money(firstFit - result.plan.cost)) against first fit")
    }
    if let share = result.plan.meanUtilisation {
      print("Loads are \(Int((100 * share).rounded())) % full on average")
    }
    if let kilograms = result.plan.emissions { print("CO₂ \(Int(kilograms.rounded())) kg") }
    for scarcity in result.scarcities {
      let more =
        scarcity.shipmentsMoved > 0 ? "lets \(scarcity.shipmentsMoved) more move, and " : ""
      print("One more of \(scarcity.name) \(more)is worth \(money(scarcity.valueOfOneMore))")
    }
  }

  private func money(_ value: Double) -> String { String(format: "%.2f", value) }

  /// What the JSON says of a load.
  private struct LoadLine: Encodable {
    let orders: [String]
    let carrier: String
    let equipment: String
    let origin: String
    let stops: [String]
    let departure: Int
    let cost: Double
    let charge: Charge
    let utilisation: LoadSize
    let emissions: Double?
    let why: String
  }

  private struct Answer: Encodable {
    let loads: [LoadLine]
    let leftOut: [[String: String]]
    let cost: Double
    let savings: Double
    let firstFitCost: Double?
    let handlingCost: Double
    let emissions: Double?
    let meanUtilisation: Double?
    let bound: Double?
    let gap: Double?
    let status: String
    let proof: String
    let scarcities: [Scarcity]
  }

  private func printJSON(_ result: ConsolidationResult, _ problem: ConsolidationProblem) throws {
    let answer = Answer(
      loads: result.plan.loads.map { load in
        LoadLine(
          orders: load.shipments.map { problem.shipments[$0].id }, carrier: load.carrier,
          equipment: load.equipment, origin: load.origin, stops: load.stops.map(\.place),
          departure: load.departure, cost: load.charge.total, charge: load.charge,
          utilisation: load.utilisation, emissions: load.emissions, why: load.reason)
      },
      leftOut: result.plan.leftOut.map {
        ["order": problem.shipments[$0.shipment].id, "why": $0.reason]
      },
      cost: result.plan.cost, savings: result.plan.savings, firstFitCost: result.firstFitCost,
      handlingCost: result.plan.handlingCost, emissions: result.plan.emissions,
      meanUtilisation: result.plan.meanUtilisation, bound: result.bound, gap: result.gap,
      status: result.status.rawValue, proof: result.proof, scarcities: result.scarcities)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(answer), as: UTF8.self))
  }
}
