import Foundation
import SupplyChain

/// The orders and rates of `supply-chain consolidate`, read from CSV.
struct ConsolidationFiles {
  private var shipments: [Shipment] = []
  private var lineOfShipment: [Int] = []
  private var offers: [CarrierOffer] = []
  private var distances: [Lane: Double] = [:]
  private var facilities: [Facility] = []
  private var hubs: [Hub] = []
  private var sources: [String: [Shipment.Source]] = [:]
  private var factors: (loaded: [String: Double], empty: [String: Double])?

  mutating func readOrders(_ input: ProgramInput, _ problems: inout FileProblems) {
    let optional = [
      "volume_m3", "pallets", "length_m", "ship_from", "ship_until", "deliver_from",
      "deliver_until", "class", "customer", "parts", "stackable", "priority", "cost_of_leaving",
    ]
    guard
      let table = CSVTable(
        text: input.text, file: input.name,
        required: ["order", "origin", "destination", "weight_kg"], optional: optional,
        problems: &problems)
    else { return }
    var lineOfOrder: [String: Int] = [:]
    for row in table.rows {
      var cells = RowReader(row)
      let id = cells.text("order")
      if let first = lineOfOrder.updateValue(row.line, forKey: id), !id.isEmpty {
        cells.report("order \"\(id)\" is on line \(first), too")
      }
      let size = LoadSize(
        weight: cells.number("weight_kg") ?? 0, volume: cells.optional("volume_m3") ?? 0,
        pallets: cells.optional("pallets") ?? 0, length: cells.optional("length_m") ?? 0)
      let shipping = cells.window("ship_from", "ship_until")
      let arriving = cells.window("deliver_from", "deliver_until")
      let origin = cells.text("origin")
      let destination = cells.text("destination")
      let leaving = cells.optional("cost_of_leaving")
      let parts = cells.whole("parts") ?? 1
      let priority = cells.whole("priority") ?? 0
      let stackable = row["stackable"] ?? "no"
      if !["yes", "no"].contains(stackable) {
        cells.report("stackable (\(stackable)) is neither yes nor no")
      }
      if cells.problems.isEmpty {
        let shipment = cells.attempt {
          try Shipment(
            id: id, from: sources[id] ?? [Shipment.Source(origin)], to: destination, size: size,
            shipping: shipping, arriving: arriving, productClass: row["class"],
            customer: row["customer"], parts: parts, isStackable: stackable == "yes",
            priority: priority, costOfLeaving: leaving)
        }
        if let shipment {
          shipments.append(shipment)
          lineOfShipment.append(row.line)
        }
      }
      cells.hand(to: &problems)
    }
  }

  /// Where orders can come from, read before the orders.
  mutating func readSources(_ input: ProgramInput, _ problems: inout FileProblems) {
    read(
      input, required: ["order", "origin"], optional: ["facility", "cost"], &problems
    ) { files, row, cells in
      let order = cells.text("order")
      let source = Shipment.Source(
        cells.text("origin"), facility: row["facility"], cost: cells.optional("cost") ?? 0)
      files.sources[order, default: []].append(source)
    }
  }

  /// How many orders each facility can send.
  mutating func readFacilities(_ input: ProgramInput, _ problems: inout FileProblems) {
    read(input, required: ["facility", "capacity"], optional: [], &problems) { files, _, cells in
      let name = cells.text("facility")
      guard let capacity = cells.whole("capacity") else { return cells.report("capacity is empty") }
      if let facility = cells.attempt({ try Facility(name: name, capacity: capacity) }) {
        files.facilities.append(facility)
      }
    }
  }

  /// Where goods may change vehicles.
  mutating func readHubs(_ input: ProgramInput, _ problems: inout FileProblems) {
    read(
      input, required: ["hub"],
      optional: ["cost_per_order", "cost_per_kg", "days_to_reach", "days_of_handling"], &problems
    ) { files, _, cells in
      let place = cells.text("hub")
      let perOrder = cells.optional("cost_per_order") ?? 0
      let perKilogram = cells.optional("cost_per_kg") ?? 0
      let days = (
        reach: cells.whole("days_to_reach") ?? 0, handling: cells.whole("days_of_handling") ?? 0
      )
      guard cells.problems.isEmpty else { return }
      let hub = cells.attempt {
        try Hub(
          place: place, costPerShipment: perOrder, costPerKilogram: perKilogram,
          daysToReach: days.reach, daysOfHandling: days.handling)
      }
      if let hub { files.hubs.append(hub) }
    }
  }

  /// How far it is between places.
  mutating func readDistances(_ input: ProgramInput, _ problems: inout FileProblems) {
    read(
      input, required: ["origin", "destination", "distance_km"], optional: [], &problems
    ) { files, _, cells in
      let lane = Lane(from: cells.text("origin"), to: cells.text("destination"))
      if let distance = cells.number("distance_km") { files.distances[lane] = distance }
    }
  }

  /// What a tonne-kilometre, and a kilometre of the empty vehicle, emits.
  mutating func readFactors(_ input: ProgramInput, _ problems: inout FileProblems) {
    factors = ([:], [:])
    read(
      input, required: ["equipment"], optional: ["kg_per_tonne_km", "kg_per_km"], &problems
    ) { files, _, cells in
      let equipment = cells.text("equipment")
      files.factors?.loaded[equipment] = cells.optional("kg_per_tonne_km") ?? 0
      files.factors?.empty[equipment] = cells.optional("kg_per_km") ?? 0
    }
  }

  private mutating func read(
    _ input: ProgramInput, required: [String], optional: [String],
    _ problems: inout FileProblems,
    _ body: (inout ConsolidationFiles, CSVTable.Row, inout RowReader) -> Void
  ) {
    guard
      let table = CSVTable(
        text: input.text, file: input.name, required: required, optional: optional,
        problems: &problems)
    else { return }
    for row in table.rows {
      var cells = RowReader(row)
      body(&self, row, &cells)
      cells.hand(to: &problems)
    }
  }

  mutating func readRates(_ input: ProgramInput, _ problems: inout FileProblems) {
    let table = CSVTable(
      text: input.text, file: input.name, required: RateTable.requiredColumns,
      optional: RateTable.optionalColumns, problems: &problems)
    let rates = RateTable(table, problems: &problems)
    offers = rates.offers
    distances.merge(rates.distances) { stated, _ in stated }
  }

  /// The problem; what cannot be meant is printed with the line of its order.
  func problem(
    rules: [any LoadRule], orders: String, emissionEdition: String, emissionPrice: Double
  ) throws -> ConsolidationProblem {
    do {
      let emissions = try factors.map { factors throws(InvalidInput) in
        try EmissionTerms(
          factors: EmissionFactors(
            edition: emissionEdition, perTonneKilometre: factors.loaded,
            perKilometre: factors.empty), pricePerTonne: emissionPrice)
      }
      return try ConsolidationProblem(
        shipments: shipments, offers: offers, rules: rules,
        distances: DistanceTable(kilometres: distances), facilities: facilities,
        hubs: hubs, emissions: emissions,
        // Who says that facilities are short expects that not all can move.
        unservable: facilities.isEmpty ? .refused : .leftOut)
    } catch {
      for problem in error.problems {
        let line = problem.index.flatMap {
          problem.field.hasPrefix("shipments") && $0 < lineOfShipment.count
            ? lineOfShipment[$0] : nil
        }
        note("\(orders):\(line ?? 1): \(problem)")
      }
      throw ProgramExit.badInput
    }
  }
}
