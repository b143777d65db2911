import Foundation
import SupplyChain

/// A product at a site.
struct ItemKey: Hashable {
  let product: String
  let site: String
}

/// Reads the files of a network one by one and remembers on which line each part stands.
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
  private(set) var calendar: SeriesCalendar?
  /// The number of the first period after all histories.
  private(set) var nextPeriod = 0

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

  /// Prints what only the whole network shows to be wrong, by the lines of the parts that the error
  /// names, and ends the program.
  mutating func endProgram(naming error: InvalidInput) throws {
    for problem in error.problems {
      let list = problem.field.split(separator: ".").first.map(String.init) ?? problem.field
      let place = lines[list]
      let line = problem.index.flatMap { index in
        place.flatMap { $0.lines.indices.contains(index) ? $0.lines[index] : nil }
      }
      problems.add("\(problem)", file: place?.file ?? folder.relativePath, line: line ?? 1)
    }
    try problems.endProgramIfAny()
  }

  // MARK: The files

  private mutating func products() -> [Product] {
    let table = table(
      "products.csv",
      required: ["product", "unit_cost", "weight_kg", "volume_m3", "units_per_pallet"],
      optional: ["name", "class", "service_level"])
    productNames.collect("product", of: table, &problems)
    return parts("products", of: table) { row, cells in
      let id = cells.text("product")
      let cost = cells.number("unit_cost")
      let weight = cells.number("weight_kg")
      let volume = cells.number("volume_m3")
      let pallet = cells.number("units_per_pallet")
      let service = cells.optional("service_level") ?? 0.95
      guard let cost, let weight, let volume, let pallet else { return nil }
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
    return parts("sites", of: table) { row, cells in
      let id = cells.text("site")
      let latitude = cells.coordinate("latitude")
      let longitude = cells.coordinate("longitude")
      let share = cells.optional("share")
      let review = cells.whole("review_days") ?? 7
      let leadTime = cells.whole("lead_time_days") ?? 7
      if let supplier = row["supplied_by"] { known.check(supplier, "supplied_by", &cells) }
      guard let latitude, let longitude else { return nil }
      return try Site(
        id: id, name: row["name"], latitude: latitude, longitude: longitude,
        suppliedBy: row["supplied_by"], share: share, reviewDays: review,
        leadTimeDays: leadTime)
    }
  }

  /// What is on hand; nothing where there is no such file.
  private mutating func stock() -> [ItemKey: Double] {
    let file = folder.appendingPathComponent("stock.csv")
    guard FileManager.default.fileExists(atPath: file.path) else {
      note("\(file.relativePath): is not there, so nothing is on hand")
      return [:]
    }
    let table = table("stock.csv", required: ["product", "site", "on_hand"], optional: [])
    var stock: [ItemKey: Double] = [:]
    for row in table?.rows ?? [] {
      var cells = RowReader(row)
      let key = itemKey(of: &cells)
      if let amount = cells.number("on_hand"), stock.updateValue(amount, forKey: key) != nil {
        cells.report("\(key.product) at \(key.site) is there twice")
      }
      cells.hand(to: &problems)
    }
    return stock
  }

  private mutating func items(stock: [ItemKey: Double]) -> [StockedItem] {
    let table = table(
      "sales.csv", required: ["date", "product", "site", "quantity"], optional: [])
    guard let table else { return [] }
    var sales = DatedTable<ItemKey>()
    for row in table.rows {
      var cells = RowReader(row)
      let key = itemKey(of: &cells)
      // An empty quantity is a missing one.
      let quantity = cells.optional("quantity")
      if cells.problems.isEmpty,
        let reason = sales.add(
          quantity, on: row["date"], to: key, named: "\(key.product) at \(key.site)",
          line: row.line)
      {
        cells.report(reason)
      }
      cells.hand(to: &problems)
    }
    guard problems.isEmpty, let calendar = sales.calendar(aligned: true),
      let last = sales.lastDate
    else { return [] }
    sales.reportSuspicions(by: calendar, in: table.file, to: &problems)
    guard problems.isEmpty else { return [] }
    self.calendar = calendar
    nextPeriod = calendar.period(of: last) + 1
    return items(of: sales, until: last, by: calendar, stock: stock, in: table.file)
  }

  private mutating func items(
    of sales: DatedTable<ItemKey>, until last: SeriesDate, by calendar: SeriesCalendar,
    stock: [ItemKey: Double], in file: String
  ) -> [StockedItem] {
    var numbers: [Int] = []
    var items: [StockedItem] = []
    for key in sales.keys {
      let line = sales.line(of: key)
      let (values, gaps) = sales.regular(key, by: calendar, until: last)
      if gaps > 0 {
        note(
          "\(file):\(line): \(gaps) dates of \(key.product) at \(key.site) are not there and "
            + "count as missing")
      }
      do {
        items.append(
          try StockedItem(
            product: key.product, site: key.site,
            history: TimeSeries(values, period: calendar.season), onHand: stock[key] ?? 0))
        numbers.append(line)
      } catch {
        for problem in error.problems { problems.add("\(problem)", file: file, line: line) }
      }
    }
    lines["items"] = (file, numbers)
    return items
  }

  private mutating func offers() -> [CarrierOffer] {
    let table = table(
      "carriers.csv", required: RateTable.requiredColumns, optional: RateTable.optionalColumns)
    return RateTable(table, sites: siteNames, problems: &problems).offers
  }

  private mutating func vehicles() -> [DeliveryVehicle] {
    let table = table(
      "vehicles.csv",
      required: [
        "vehicle", "site", "count", "capacity_kg", "capacity_m3", "fixed_cost", "cost_per_km",
        "cost_per_hour",
      ], optional: ["max_hours"])
    let known = siteNames
    return parts("vehicles", of: table) { row, cells in
      let name = cells.text("vehicle")
      let site = cells.text("site")
      known.check(site, "site", &cells)
      let count = cells.whole("count")
      let weight = cells.number("capacity_kg")
      let volume = cells.number("capacity_m3")
      let fixed = cells.number("fixed_cost")
      let perKilometre = cells.number("cost_per_km")
      let perHour = cells.number("cost_per_hour")
      let hours = cells.optional("max_hours")
      guard let count, let weight, let volume, let fixed, let perKilometre, let perHour else {
        if row["count"] == nil { cells.report("count is empty") }
        return nil
      }
      return try DeliveryVehicle(
        name: name, site: site, count: count, weightCapacity: weight, volumeCapacity: volume,
        fixedCost: fixed, costPerKilometre: perKilometre, costPerHour: perHour,
        maximumHours: hours)
    }
  }

  // MARK: Rows

  private mutating func table(
    _ name: String, required: [String], optional: [String]
  ) -> CSVTable? {
    CSVTable(
      folder: folder, name: name, required: required, optional: optional, problems: &problems)
  }

  /// Builds one part from each row; what is wrong with a row is reported on its line.
  private mutating func parts<Part>(
    _ list: String, of table: CSVTable?,
    _ make: (CSVTable.Row, inout RowReader) throws -> Part?
  ) -> [Part] {
    guard let table else { return [] }
    var parts: [Part] = []
    var numbers: [Int] = []
    for row in table.rows {
      var cells = RowReader(row)
      do {
        let part = try make(row, &cells)
        if let part, cells.problems.isEmpty {
          parts.append(part)
          numbers.append(row.line)
        }
      } catch let error as InvalidInput {
        // A cell that is wrong by itself has been named already.
        if cells.problems.isEmpty { for problem in error.problems { cells.report("\(problem)") } }
      } catch {
        cells.report("\(error)")
      }
      cells.hand(to: &problems)
    }
    lines[list] = (table.file, numbers)
    return parts
  }

  /// The product and the site that a row names, both known.
  private func itemKey(of cells: inout RowReader) -> ItemKey {
    let key = ItemKey(product: cells.text("product"), site: cells.text("site"))
    productNames.check(key.product, "product", &cells)
    siteNames.check(key.site, "site", &cells)
    return key
  }
}
