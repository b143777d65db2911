import SupplyChain

/// What carriers ask, read from CSV: a row for each weight break of a carrier's equipment on a lane.
struct RateTable {
  private(set) var offers: [CarrierOffer] = []
  /// The distances that the table states.
  private(set) var distances: [Lane: Double] = [:]

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
    let stopOff: Double
    let maximumStops: Int
  }

  static let requiredColumns = ["carrier", "equipment", "origin", "destination"]
  static let optionalColumns = [
    "max_weight_kg", "max_volume_m3", "max_pallets", "max_length_m", "cost_per_load",
    "cost_per_km", "distance_km", "cost_per_kg", "from_weight_kg", "minimum_charge",
    "fuel_surcharge", "transit_days", "available", "max_stops", "stop_off", "stacking_levels",
  ]

  /// Reads a table; what is wrong is added to the problems.
  ///
  /// - Parameters:
  ///   - table: The table; nothing is read where there is none.
  ///   - sites: The places that a lane may join; `nil` for any.
  ///   - problems: Where problems go.
  init(_ table: CSVTable?, sites: KnownNames? = nil, problems: inout FileProblems) {
    guard let table else { return }
    var order: [OfferKey] = []
    var rates: [OfferKey: [Rate]] = [:]
    for row in table.rows {
      var cells = RowReader(row)
      let key = OfferKey(
        carrier: cells.text("carrier"), equipment: cells.text("equipment"),
        lane: Lane(from: cells.text("origin"), to: cells.text("destination")))
      if let sites {
        sites.check(key.lane.origin, "origin", &cells)
        sites.check(key.lane.destination, "destination", &cells)
      }
      if let rate = Self.rate(of: row, &cells), cells.problems.isEmpty {
        if rates[key] == nil { order.append(key) }
        rates[key, default: []].append(rate)
        if let distance = rate.distance { distances[key.lane] = distance }
      }
      cells.hand(to: &problems)
    }
    for key in order {
      guard let bands = rates[key], let first = bands.first else { continue }
      do {
        offers.append(try Self.offer(key, bands))
      } catch {
        for problem in error.problems {
          let line = problem.index.map { bands[min($0, bands.count - 1)].line } ?? first.line
          problems.add("\(problem)", file: table.file, line: line)
        }
      }
    }
  }

  private static func rate(of row: CSVTable.Row, _ cells: inout RowReader) -> Rate? {
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
    let stopOff = cells.optional("stop_off") ?? 0
    let maximumStops = cells.whole("max_stops") ?? 1
    let levels = cells.whole("stacking_levels") ?? 1
    return cells.attempt {
      Rate(
        line: row.line,
        equipment: try Equipment(
          name: name,
          capacity: LoadCapacity(
            weight: weight, volume: volume, pallets: pallets, length: length),
          stackingLevels: levels),
        band: band, perKilometre: perKilometre, distance: distance, fuel: fuel,
        transit: try TransitTime(days: days), available: available, stopOff: stopOff,
        maximumStops: maximumStops)
    }
  }

  private static func offer(_ key: OfferKey, _ rates: [Rate]) throws(InvalidInput) -> CarrierOffer {
    let first = rates[0]
    // The call-out of a distance is the same whatever the weight, so it is part of the flat price.
    let bands = rates.map { rate in
      var band = rate.band
      band.flat += rate.perKilometre * (rate.distance ?? 0)
      return band
    }
    let tariff = try WeightBreakTariff(bands: bands)
    let card = try LaneTariff([key.lane: tariff]).adding(stopOff: first.stopOff)
      .adding(fuelSurcharge: first.fuel)
    return try CarrierOffer(
      carrier: key.carrier, equipment: first.equipment, rate: card, available: first.available,
      maximumStops: first.maximumStops, transit: first.transit)
  }
}
