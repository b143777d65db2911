import Foundation
import SupplyChain

/// The orders and rates of `supply-chain consolidate`, read from CSV.
struct ConsolidationFiles {
  private var shipments: [Shipment] = []
  private var lineOfShipment: [Int] = []
  private var offers: [CarrierOffer] = []
  private var distances: [Lane: Double] = [:]

  mutating func readOrders(_ input: ProgramInput, _ problems: inout FileProblems) {
    let optional = [
      "volume_m3", "pallets", "length_m", "ship_from", "ship_until", "deliver_from",
      "deliver_until", "class", "customer", "cost_of_leaving",
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
      if cells.problems.isEmpty {
        let shipment = cells.attempt {
          try Shipment(
            id: id, from: origin, to: destination, size: size, shipping: shipping,
            arriving: arriving, productClass: row["class"], customer: row["customer"],
            costOfLeaving: leaving)
        }
        if let shipment {
          shipments.append(shipment)
          lineOfShipment.append(row.line)
        }
      }
      cells.hand(to: &problems)
    }
  }

  mutating func readRates(_ input: ProgramInput, _ problems: inout FileProblems) {
    let table = CSVTable(
      text: input.text, file: input.name, required: RateTable.requiredColumns,
      optional: RateTable.optionalColumns, problems: &problems)
    let rates = RateTable(table, problems: &problems)
    offers = rates.offers
    distances = rates.distances
  }

  /// The problem; what cannot be meant is printed with the line of its order.
  func problem(rules: [any LoadRule], orders: String) throws -> ConsolidationProblem {
    do {
      return try ConsolidationProblem(
        shipments: shipments, offers: offers, rules: rules,
        distances: DistanceTable(kilometres: distances))
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
