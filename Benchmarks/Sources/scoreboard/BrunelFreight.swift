import Foundation
import SupplyChain

/// Brunel University's orders of one day (Kalganova and Dzalbs 2019, CC BY 4.0,
/// <https://doi.org/10.17633/rd.brunel.7558679.v2>), as a consolidation problem.
///
/// An order comes from one of the plants that make its product and may serve its customer, through a
/// port that the plant uses. A plant sends so many orders a day; the order costs its units times the
/// plant's price. Loads leave from ports: door to port all goods may share one, door to door those of
/// a customer, and what customers fetch themselves travels at no cost. A row of the rates is a weight
/// band of a carrier's service: by air the weight times the rate, on the road the rate for the
/// vehicle, and the minimum in both. Orders that the plants cannot send today stay behind; as few as
/// possible.
struct BrunelFreight {
  let problem: ConsolidationProblem
  private let orders: [[String]]
  private let rates: [[String]]
  private let folder: URL

  init(_ folder: URL, limit: Int?) throws {
    self.folder = folder
    orders = Array(try Self.rows("OrderList.csv", in: folder).prefix(limit ?? .max))
    rates = try Self.rows("FreightRates.csv", in: folder)
    var plantsOfProduct: [String: [String]] = [:]
    for row in try Self.rows("ProductsPerPlant.csv", in: folder) {
      plantsOfProduct[row[1], default: []].append(row[0])
    }
    var portsOfPlant: [String: [String]] = [:]
    for row in try Self.rows("PlantPorts.csv", in: folder) {
      portsOfPlant[row[0], default: []].append(row[1])
    }
    var customersOfPlant: [String: Set<String>] = [:]
    for row in try Self.rows("VmiCustomers.csv", in: folder) {
      customersOfPlant[row[0], default: []].insert(row[1])
    }
    let unitCosts = Dictionary(
      try Self.rows("WhCosts.csv", in: folder).map { ($0[0], Double($0[1]) ?? 0) },
      uniquingKeysWith: { first, _ in first })
    let facilities = try Self.rows("WhCapacities.csv", in: folder).map {
      try Facility(name: $0[0], capacity: Int($0[1]) ?? 0)
    }
    let known = Set(facilities.map(\.name))
    let shipments = try orders.map { order in
      let plants = (plantsOfProduct[order[9]] ?? []).filter { plant in
        known.contains(plant) && customersOfPlant[plant].map { $0.contains(order[8]) } ?? true
      }
      let units = Double(order[12]) ?? 0
      return try Shipment(
        id: order[0],
        from: plants.flatMap { plant in
          (portsOfPlant[plant] ?? []).map { port in
            Shipment.Source(port, facility: plant, cost: units * (unitCosts[plant] ?? 0))
          }
        },
        to: Self.destination(order), size: LoadSize(weight: Double(order[13]) ?? 0),
        customer: order[8])
    }
    problem = try ConsolidationProblem(
      shipments: shipments, offers: try Self.offers(rates), facilities: facilities,
      unservable: .leftOut)
  }

  /// Where goods are handed over: at the port, at the customer's door, or at the plant's.
  private static func destination(_ order: [String]) -> String {
    switch order[5] {
    case "DTP": "DTP \(order[11])"
    case "DTD": "DTD \(order[11]) \(order[8])"
    default: "CRF"
    }
  }

  /// A carrier's service from a port: its card holds on every lane of the service.
  private struct Service: RateCard {
    let port: String
    let prefix: String
    let tariff: WeightBreakTariff

    func charge(for load: LoadProfile) -> Charge? {
      serves(load.lane) ? tariff.charge(for: load) : nil
    }

    func card(on lane: Lane) -> (any RateCard)? { serves(lane) ? tariff : nil }

    private func serves(_ lane: Lane) -> Bool {
      lane.origin == port && lane.destination.hasPrefix(prefix)
    }
  }

  /// Carriage at the customer's expense, from any port.
  private struct CustomersFreight: RateCard {
    func charge(for load: LoadProfile) -> Charge? { load.lane.destination == "CRF" ? .zero : nil }

    func card(on lane: Lane) -> (any RateCard)? { lane.destination == "CRF" ? self : nil }
  }

  /// An offer for each run of weight bands of a service that do not overlap.
  private static func offers(_ rates: [[String]]) throws -> [CarrierOffer] {
    var services: [[String]: [[String]]] = [:]
    for row in rates {
      services[[row[0], row[1], row[5], row[8], row[9], row[2]], default: []].append(row)
    }
    var offers: [CarrierOffer] = []
    for (key, rows) in services.sorted(by: {
      $0.key.joined(separator: " ") < $1.key.joined(separator: " ")
    }) {
      var runs: [[WeightBreakTariff.Band]] = []
      for row in rows.sorted(by: { (number($0[3]), number($0[7])) < (number($1[3]), number($1[7])) }
      ) {
        let isRoad = row[8] == "GROUND"
        let band = WeightBreakTariff.Band(
          from: number(row[3]), upTo: number(row[4]), rate: isRoad ? 0 : number(row[7]),
          minimumCharge: number(row[6]), flat: isRoad ? number(row[7]) : 0)
        let follows = { (run: [WeightBreakTariff.Band]) in
          (band.from - (run.last?.upTo ?? .infinity)).magnitude <= 0.0101
        }
        if let run = runs.firstIndex(where: follows) {
          runs[run].append(band)
        } else {
          runs.append([band])
        }
      }
      for run in runs {
        offers.append(
          try CarrierOffer(
            carrier: key[0],
            equipment: Equipment(
              name: key[3].lowercased(), capacity: LoadCapacity(weight: run.last?.upTo)),
            rate: Service(
              port: key[1], prefix: "\(key[2]) \(key[5])", tariff: WeightBreakTariff(bands: run))))
      }
    }
    offers.append(
      try CarrierOffer(
        carrier: "customer", equipment: Equipment(name: "own", capacity: LoadCapacity()),
        rate: CustomersFreight()))
    return offers
  }

  private static func number(_ cell: String) -> Double {
    Double(cell.filter { $0.isNumber || $0 == "." }) ?? 0
  }

  private static func rows(_ name: String, in folder: URL) throws -> [[String]] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      // Cells in quotes have commas in them, as "5,000.00".
      var cells = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == "," && !isQuoted {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
      }
      return cells.map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  // MARK: Recounting

  /// What is wrong with a plan, recounted from the rows of the files.
  func violations(of plan: LoadPlan) throws -> [String] {
    var found: [String] = []
    var times = [Int](repeating: 0, count: orders.count)
    var sent: [String: Int] = [:]
    var cost = 0.0
    let makes = Set(
      try Self.rows("ProductsPerPlant.csv", in: folder).map { "\($0[0]) \($0[1])" })
    let uses = Set(try Self.rows("PlantPorts.csv", in: folder).map { "\($0[0]) \($0[1])" })
    let managed = try Self.rows("VmiCustomers.csv", in: folder)
    let managedPlants = Set(managed.map { $0[0] })
    let managedPairs = Set(managed.map { "\($0[0]) \($0[1])" })
    let unitCosts = Dictionary(
      try Self.rows("WhCosts.csv", in: folder).map { ($0[0], Double($0[1]) ?? 0) },
      uniquingKeysWith: { first, _ in first })
    for load in plan.loads {
      let members = load.items
      var weight = 0.0
      for item in members {
        let order = orders[item.shipment]
        let plant = problem.shipments[item.shipment].sources[item.source].facility ?? ""
        times[item.shipment] += 1
        sent[plant, default: 0] += 1
        weight += Double(order[13]) ?? 0
        cost += (Double(order[12]) ?? 0) * (unitCosts[plant] ?? .nan)
        if !makes.contains("\(plant) \(order[9])") { found.append("\(plant) makes no \(order[9])") }
        if !uses.contains("\(plant) \(load.origin)") {
          found.append("\(plant) uses no \(load.origin)")
        }
        if managedPlants.contains(plant) && !managedPairs.contains("\(plant) \(order[8])") {
          found.append("\(plant) serves no \(order[8])")
        }
      }
      let services = Set(members.map { orders[$0.shipment][5] })
      let customers = Set(members.map { orders[$0.shipment][8] })
      if services.count != 1 || (services.contains("DTD") && customers.count != 1) {
        found.append("a load of \(services), \(customers.count) customers")
      }
      if services == ["CRF"] { continue }
      let charges = rates.filter {
        $0[0] == load.carrier && $0[1] == load.origin && $0[5] == services.first
          && Self.number($0[3]) <= weight + 0.0101 && weight <= Self.number($0[4]) + 0.0101
      }.map { row in
        max(Self.number(row[6]), Self.number(row[7]) * (row[8] == "GROUND" ? 1 : weight))
      }
      let charge = load.charge.total
      if !charges.contains(where: { ($0 - charge).magnitude < 1e-6 * max(1, charge) }) {
        found.append("\(load.carrier) has no row that charges \(charge) for \(weight) kg")
      }
      cost += charge
    }
    for out in plan.leftOut { times[out.shipment] += 1 }
    if times.contains(where: { $0 != 1 }) { found.append("an order is not planned once") }
    for row in try Self.rows("WhCapacities.csv", in: folder)
    where sent[row[0], default: 0] > Int(row[1]) ?? 0 {
      found.append("\(row[0]) sends \(sent[row[0], default: 0]) of \(row[1])")
    }
    if (cost - plan.cost).magnitude > 1e-6 * cost {
      found.append("costs \(cost), not \(plan.cost)")
    }
    return found
  }
}
