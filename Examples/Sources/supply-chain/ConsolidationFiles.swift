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
      var cells = RowReader(row, in: input.name)
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

  /// What makes rows belong to one offer.
  private struct OfferKey: Hashable {
    let carrier: String
    let equipment: String
    let lane: Lane
  }

  /// A row of the rates: one weight break of an offer.
  private struct Rate {
    let line: Int
    let equipment: Equipment
    let band: WeightBreakTariff.Band
    let perKilometre: Double
    let distance: Double?
    let fuel: Double
    let transit: TransitTime
    let available: Int?
  }

  mutating func readRates(_ input: ProgramInput, _ problems: inout FileProblems) {
    let optional = [
      "max_weight_kg", "max_volume_m3", "max_pallets", "max_length_m", "cost_per_load",
      "cost_per_km", "distance_km", "cost_per_kg", "from_weight_kg", "minimum_charge",
      "fuel_surcharge", "transit_days", "available",
    ]
    guard
      let table = CSVTable(
        text: input.text, file: input.name,
        required: ["carrier", "equipment", "origin", "destination"], optional: optional,
        problems: &problems)
    else { return }
    var order: [OfferKey] = []
    var rates: [OfferKey: [Rate]] = [:]
    for row in table.rows {
      var cells = RowReader(row, in: input.name)
      let key = OfferKey(
        carrier: cells.text("carrier"), equipment: cells.text("equipment"),
        lane: Lane(from: cells.text("origin"), to: cells.text("destination")))
      if let rate = rate(of: row, &cells), cells.problems.isEmpty {
        if rates[key] == nil { order.append(key) }
        rates[key, default: []].append(rate)
        if let distance = rate.distance { distances[key.lane] = distance }
      }
      cells.hand(to: &problems)
    }
    for key in order {
      guard let bands = rates[key], let first = bands.first else { continue }
      do {
        offers.append(try offer(key, bands))
      } catch {
        for problem in error.problems {
          let line = problem.index.map { bands[min($0, bands.count - 1)].line } ?? first.line
          problems.add("\(problem)", file: input.name, line: line)
        }
      }
    }
  }

  private func rate(of row: CSVTable.Row, _ cells: inout RowReader) -> Rate? {
    let name = cells.text("equipment")
    let weight = cells.optional("max_weight_kg")
    let volume = cells.optional("max_volume_m3")
    let pallets = cells.optional("max_pallets")
    let length = cells.optional("max_length_m")
    let band = WeightBreakTariff.Band(
      from: cells.optional("from_weight_kg") ?? 0, rate: cells.optional("cost_per_kg") ?? 0,
      minimumCharge: cells.optional("minimum_charge") ?? 0,
      flat: cells.optional("cost_per_load") ?? 0)
    let perKilometre = cells.optional("cost_per_km") ?? 0
    let distance = cells.optional("distance_km")
    if perKilometre > 0 && distance == nil { cells.report("cost_per_km needs distance_km") }
    let fuel = cells.optional("fuel_surcharge") ?? 0
    let days = cells.whole("transit_days") ?? 0
    let available = cells.whole("available")
    return cells.attempt {
      Rate(
        line: row.line,
        equipment: try Equipment(
          name: name,
          capacity: LoadCapacity(
            weight: weight, volume: volume, pallets: pallets, length: length)),
        band: band, perKilometre: perKilometre, distance: distance, fuel: fuel,
        transit: try TransitTime(days: days), available: available)
    }
  }

  private func offer(_ key: OfferKey, _ rates: [Rate]) throws(InvalidInput) -> CarrierOffer {
    let first = rates[0]
    // The call-out of a distance is the same whatever the weight, so it is part of the flat price.
    let bands = rates.map { rate in
      var band = rate.band
      band.flat += rate.perKilometre * (rate.distance ?? 0)
      return band
    }
    let tariff = try WeightBreakTariff(bands: bands)
    let card = try LaneTariff([key.lane: tariff]).adding(fuelSurcharge: first.fuel)
    return try CarrierOffer(
      carrier: key.carrier, equipment: first.equipment, rate: card, available: first.available,
      transit: first.transit)
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
