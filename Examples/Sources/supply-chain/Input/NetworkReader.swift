import Foundation
import SupplyChain

/// Reads the files one by one and remembers on which line each part stands.
struct NetworkReader {
  struct Parts {
    var products: [Product] = []
    var sites: [Site] = []
    var items: [StockedItem] = []
    var offers: [CarrierOffer] = []
    var vehicles: [DeliveryVehicle] = []
  }

  let folder: URL
  var problems = FileProblems()
  var calendar: SalesCalendar?
  var periods = 0

  private var lines: [String: (file: String, lines: [Int])] = [:]
  private var productNames = KnownNames(file: "products.csv")
  private var siteNames = KnownNames(file: "sites.csv")

  init(folder: URL) { self.folder = folder }

  mutating func read() -> Parts {
    var parts = Parts()
    parts.products = products()
    parts.sites = sites()
    let stock = stock()
    parts.items = items(stock: stock)
    parts.offers = offers()
    parts.vehicles = vehicles()
    return parts
  }

  /// Reports a problem that the network as a whole has, on the line of the part it names.
  mutating func report(_ problem: InvalidInput.Problem) {
    let list = problem.field.split(separator: ".").first.map(String.init) ?? problem.field
    let place = lines[list]
    let line = problem.index.flatMap { index in
      place.flatMap { $0.lines.indices.contains(index) ? $0.lines[index] : nil }
    }
    problems.add("\(problem)", file: place?.file ?? folder.relativePath, line: line ?? 1)
  }

  /// Builds one part from each row; what is wrong with a row is reported on its line.
  private mutating func parts<Part>(
    _ list: String, of table: CSVTable?,
    _ make: (CSVTable.Row, inout FileProblems) throws -> Part?
  ) -> [Part] {
    guard let table else { return [] }
    var parts: [Part] = []
    var numbers: [Int] = []
    for row in table.rows {
      do {
        guard let part = try make(row, &problems) else { continue }
        parts.append(part)
        numbers.append(row.line)
      } catch let error as InvalidInput {
        for problem in error.problems { problems.add("\(problem)", file: row.file, line: row.line) }
      } catch {
        problems.add("\(error)", file: row.file, line: row.line)
      }
    }
    lines[list] = (table.file, numbers)
    return parts
  }

  private mutating func table(
    _ name: String, required: [String], optional: [String]
  ) -> CSVTable? {
    CSVTable(
      folder: folder, name: name, required: required, optional: optional, problems: &problems)
  }

  // MARK: The files

  private mutating func products() -> [Product] {
    let table = table(
      "products.csv",
      required: ["product", "unit_cost", "weight_kg", "volume_m3", "units_per_pallet"],
      optional: ["name", "class", "service_level"])
    productNames.collect("product", of: table, &problems)
    return parts("products", of: table) { row, problems in
      let id = row.text("product", &problems)
      let cost = row.number("unit_cost", &problems)
      let weight = row.number("weight_kg", &problems)
      let volume = row.number("volume_m3", &problems)
      let pallet = row.number("units_per_pallet", &problems)
      let service = row.number("service_level", default: 0.95, &problems)
      guard let id, let cost, let weight, let volume, let pallet, let service else { return nil }
      return try Product(
        id: id, name: row["name"], freightClass: row["class"], unitCost: cost, weight: weight,
        volume: volume, unitsPerPallet: pallet, serviceLevel: service)
    }
  }

  private mutating func sites() -> [Site] {
    let table = table(
      "sites.csv", required: ["site", "latitude", "longitude"],
      optional: ["name", "supplied_by", "share", "review_days", "lead_time_days"])
    siteNames.collect("site", of: table, &problems)
    let known = siteNames
    return parts("sites", of: table) { row, problems in
      let id = row.text("site", &problems)
      let latitude = row.number("latitude", &problems)
      let longitude = row.number("longitude", &problems)
      let share = row["share"] == nil ? nil : row.number("share", &problems)
      let review = row.integer("review_days", default: 7, &problems)
      let leadTime = row.integer("lead_time_days", default: 7, &problems)
      let supplier = row["supplied_by"]
      if let supplier { _ = known.check(supplier, "supplied_by", row, &problems) }
      guard let id, let latitude, let longitude, let review, let leadTime else { return nil }
      return try Site(
        id: id, name: row["name"], latitude: latitude, longitude: longitude,
        suppliedBy: supplier, share: share, reviewDays: review, leadTimeDays: leadTime)
    }
  }

  /// What is on hand; nothing where there is no such file.
  private mutating func stock() -> [ItemKey: Double] {
    guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("stock.csv").path)
    else {
      note("\(folder.appendingPathComponent("stock.csv").relativePath): not there, so no stock")
      return [:]
    }
    let table = table("stock.csv", required: ["product", "site", "on_hand"], optional: [])
    var stock: [ItemKey: Double] = [:]
    for row in table?.rows ?? [] {
      let product = row.text("product", &problems)
      let site = row.text("site", &problems)
      let amount = row.number("on_hand", &problems)
      guard let product, let site, let amount else { continue }
      let isProduct = productNames.check(product, "product", row, &problems)
      let isSite = siteNames.check(site, "site", row, &problems)
      guard isProduct, isSite else { continue }
      if !(amount >= 0 && amount.isFinite) {
        problems.add(
          "on_hand \(amount) is negative or not finite", file: row.file, line: row.line)
      }
      if stock.updateValue(amount, forKey: ItemKey(product: product, site: site)) != nil {
        problems.add(
          "\(product) at \(site) is there twice", file: row.file, line: row.line)
      }
    }
    return stock
  }

  private mutating func items(stock: [ItemKey: Double]) -> [StockedItem] {
    let table = table(
      "sales.csv", required: ["date", "product", "site", "quantity"], optional: [])
    guard let table else { return [] }
    let histories = histories(in: table)
    calendar = histories.calendar
    guard problems.isEmpty, let calendar else { return [] }
    let series = histories.series(by: calendar)
    periods = series.first?.values.count ?? 0
    var numbers: [Int] = []
    var items: [StockedItem] = []
    for (key, values, line) in series {
      let gaps = values.count { $0 == nil }
      if gaps > 0 {
        note("\(table.file): \(gaps) missing of \(key.product) at \(key.site)")
      }
      do {
        items.append(
          try StockedItem(
            product: key.product, site: key.site,
            history: TimeSeries(values, period: calendar.season), onHand: stock[key] ?? 0))
        numbers.append(line)
      } catch {
        for problem in error.problems { problems.add("\(problem)", file: table.file, line: line) }
      }
    }
    lines["items"] = (table.file, numbers)
    return items
  }

  private mutating func histories(in table: CSVTable) -> SalesHistories {
    var histories = SalesHistories()
    for row in table.rows {
      let product = row.text("product", &problems)
      let site = row.text("site", &problems)
      guard let dateText = row.text("date", &problems), let product, let site else { continue }
      guard let date = SalesDate(dateText) else {
        problems.add(
          "date \"\(dateText)\" is not a date such as 1995-07 or 1995-07-31", file: row.file,
          line: row.line)
        continue
      }
      let isProduct = productNames.check(product, "product", row, &problems)
      let isSite = siteNames.check(site, "site", row, &problems)
      guard isProduct, isSite else { continue }
      var quantity: Double?
      if row["quantity"] != nil {
        guard let number = row.number("quantity", &problems) else { continue }
        guard number.isFinite, number >= 0 else {
          problems.add(
            "quantity \(row["quantity"] ?? "") is \(number < 0 ? "negative" : "not finite")",
            file: row.file, line: row.line)
          continue
        }
        quantity = number
      }
      let key = ItemKey(product: product, site: site)
      if let reason = histories.add(quantity, on: date, to: key, line: row.line) {
        problems.add(reason, file: row.file, line: row.line)
      }
    }
    return histories
  }

  private mutating func offers() -> [CarrierOffer] {
    let table = table(
      "carriers.csv", required: ["carrier", "equipment", "origin", "destination", "transit_days"],
      optional: [
        "max_weight_kg", "max_volume_m3", "max_pallets", "cost_per_load", "cost_per_kg",
        "minimum_charge",
      ])
    let sites = siteNames
    return parts("offers", of: table) { row, problems in
      let carrier = row.text("carrier", &problems)
      let equipment = row.text("equipment", &problems)
      let origin = row.text("origin", &problems)
      let destination = row.text("destination", &problems)
      let days = row.integer("transit_days", &problems)
      let perLoad = row.number("cost_per_load", default: 0, &problems)
      let perKilogram = row.number("cost_per_kg", default: 0, &problems)
      let minimum = row.number("minimum_charge", default: 0, &problems)
      let limits = ["max_weight_kg", "max_volume_m3", "max_pallets"].map { column in
        row[column].flatMap { _ in row.number(column, &problems) }
      }
      guard let carrier, let equipment, let origin, let destination, let days, let perLoad,
        let perKilogram, let minimum
      else { return nil }
      let isOrigin = sites.check(origin, "origin", row, &problems)
      let isDestination = sites.check(destination, "destination", row, &problems)
      guard isOrigin, isDestination else { return nil }
      let lane = Lane(from: origin, to: destination)
      let rate = try WeightBreakTariff(bands: [
        .init(from: 0, rate: perKilogram, minimumCharge: minimum, flat: perLoad)
      ])
      return try CarrierOffer(
        carrier: carrier,
        equipment: Equipment(
          name: equipment,
          capacity: LoadCapacity(weight: limits[0], volume: limits[1], pallets: limits[2])),
        rate: LaneTariff([lane: rate]), transit: TransitTime(days: days))
    }
  }

  private mutating func vehicles() -> [DeliveryVehicle] {
    let table = table(
      "vehicles.csv",
      required: [
        "vehicle", "site", "count", "capacity_kg", "capacity_m3", "fixed_cost", "cost_per_km",
        "cost_per_hour",
      ], optional: ["max_hours"])
    let sites = siteNames
    return parts("vehicles", of: table) { row, problems in
      let name = row.text("vehicle", &problems)
      let site = row.text("site", &problems)
      let count = row.integer("count", &problems)
      let weight = row.number("capacity_kg", &problems)
      let volume = row.number("capacity_m3", &problems)
      let fixed = row.number("fixed_cost", &problems)
      let perKilometre = row.number("cost_per_km", &problems)
      let perHour = row.number("cost_per_hour", &problems)
      let hours = row["max_hours"].flatMap { _ in row.number("max_hours", &problems) }
      guard let name, let site, let count, let weight, let volume, let fixed, let perKilometre,
        let perHour, sites.check(site, "site", row, &problems)
      else { return nil }
      return try DeliveryVehicle(
        name: name, site: site, count: count, weightCapacity: weight, volumeCapacity: volume,
        fixedCost: fixed, costPerKilometre: perKilometre, costPerHour: perHour,
        maximumHours: hours)
    }
  }
}
