public import LoadConsolidation

/// Checks a load plan against its problem from first principles, sharing no code with the solvers.
public struct LoadPlanChecker {
  private let problem: ConsolidationProblem

  /// Money and kilometres are compared to this share of their size.
  private let tolerance = 1e-9

  /// A checker for the plans of a problem.
  public init(_ problem: ConsolidationProblem) { self.problem = problem }

  /// Everything that is wrong with the plan; empty where nothing is.
  public func violations(of plan: LoadPlan) -> [String] {
    var found = violationsOfJourneys(plan) + violationsOfFacilities(plan)
    var used = [Int](repeating: 0, count: problem.offers.count)
    for (index, load) in plan.loads.enumerated() {
      used[load.offer] += 1
      found += violations(of: load).map { "load \(index): \($0)" }
    }
    for (offer, count) in used.enumerated() {
      if let available = problem.offers[offer].available, count > available {
        found.append("offer \(offer) is used \(count) times, there are \(available)")
      }
    }
    let sum =
      plan.loads.map(\.charge.total).reduce(0, +) + plan.leftOut.map(\.cost).reduce(0, +)
      + handling(plan)
    if !isClose(sum, plan.cost) { found.append("the cost \(plan.cost) is not the sum \(sum)") }
    return found
  }

  /// Every part of every shipment moves once, all its way, or stays.
  private func violationsOfJourneys(_ plan: LoadPlan) -> [String] {
    var found: [String] = []
    var parts = [Int](repeating: 0, count: problem.shipments.count)
    var atHub: [String: Int] = [:]
    for load in plan.loads {
      for stop in load.stops {
        for item in stop.items {
          switch item.leg {
          case .direct: parts[item.shipment] += item.parts
          case .toHub:
            parts[item.shipment] += item.parts
            atHub["\(item.shipment) at \(stop.place)", default: 0] += item.parts
          case .fromHub: atHub["\(item.shipment) at \(load.origin)", default: 0] -= item.parts
          }
        }
      }
    }
    for (what, rest) in atHub.sorted(by: { $0.key < $1.key }) where rest != 0 {
      found.append("\(rest) parts of shipment \(what) come in and do not leave")
    }
    for out in plan.leftOut {
      parts[out.shipment] += out.parts
      let shipment = problem.shipments[out.shipment]
      let share = Double(out.parts) / Double(shipment.parts)
      if !isClose((shipment.costOfLeaving ?? 0) * share, out.cost) {
        found.append("shipment \(out.shipment) left at a wrong cost")
      }
      if out.reason.isEmpty { found.append("shipment \(out.shipment) left without a reason") }
    }
    for (shipment, count) in parts.enumerated() where count != problem.shipments[shipment].parts {
      found.append("shipment \(shipment) is planned \(count) times")
    }
    return found
  }

  private func violationsOfFacilities(_ plan: LoadPlan) -> [String] {
    var used: [String: Int] = [:]
    for item in plan.loads.flatMap(\.items) where item.leg != .fromHub {
      let source = problem.shipments[item.shipment].sources[item.source]
      if let facility = source.facility { used[facility, default: 0] += item.parts }
    }
    return problem.facilities.compactMap { facility in
      let count = used[facility.name] ?? 0
      return count > facility.capacity
        ? "facility \(facility.name) sends \(count) of \(facility.capacity)" : nil
    }
  }

  /// What sources and hubs cost.
  private func handling(_ plan: LoadPlan) -> Double {
    var sum = 0.0
    for load in plan.loads {
      for stop in load.stops {
        for item in stop.items where item.leg != .fromHub {
          let shipment = problem.shipments[item.shipment]
          let share = Double(item.parts) / Double(shipment.parts)
          sum += shipment.sources[item.source].cost * share
          guard item.leg == .toHub, let hub = problem.hubs.first(where: { $0.place == stop.place })
          else { continue }
          sum += hub.costPerShipment * Double(item.parts)
          sum += hub.costPerKilogram * shipment.size.weight * share
        }
      }
    }
    return sum
  }

  private func isClose(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) <= tolerance * max(1, abs(first), abs(second))
  }

  private func violations(of load: Load) -> [String] {
    var found: [String] = []
    let offer = problem.offers[load.offer]
    if offer.carrier != load.carrier || offer.equipment.name != load.equipment {
      found.append("carrier or equipment are not those of the offer")
    }
    if load.stops.isEmpty || load.stops.contains(where: \.shipments.isEmpty) {
      found.append("a stop without shipments")
    }
    if Set(load.stops.map(\.place)).count != load.stops.count { found.append("a stop twice") }
    if load.stops.count > offer.maximumStops { found.append("too many stops") }
    found += violations(ofWay: load, offer)

    let members = load.shipments.map { problem.shipments[$0] }
    var total = [0.0, 0, 0, 0]
    var room = [0.0, 0, 0, 0]
    for item in load.items {
      let shipment = problem.shipments[item.shipment]
      let share = Double(item.parts) / Double(shipment.parts)
      let size = shipment.size
      let levels = shipment.isStackable ? Double(offer.equipment.stackingLevels) : 1
      for (index, part) in [size.weight, size.volume, size.pallets, size.length].enumerated() {
        total[index] += part * share
        room[index] += part * share / (index < 2 ? 1 : levels)
      }
      let isThere =
        item.leg == .fromHub
        ? problem.hubs.contains { $0.place == load.origin }
        : shipment.sources[item.source].place == load.origin
      if !isThere { found.append("\(shipment.id) is not loaded there") }
      for needed in shipment.requirements where !offer.equipment.features.contains(needed) {
        found.append("\(shipment.id) needs \(needed)")
      }
      for day in [load.departure, load.latestDeparture]
      where !mayLeave(item, on: day, from: load.origin) {
        found.append("\(shipment.id) cannot leave on day \(day)")
      }
    }
    let capacity = offer.equipment.capacity
    for (limit, sum) in zip(
      [capacity.weight, capacity.volume, capacity.pallets, capacity.length], room)
    where sum > (limit ?? .infinity) * (1 + 1e-9) {
      found.append("holds \(sum) of \(limit ?? 0)")
    }
    for (position, stop) in load.stops.enumerated() {
      for later in load.stops[(position + 1)...] {
        for (one, other) in stop.shipments.flatMap({ one in later.shipments.map { (one, $0) } })
        where problem.rules.contains(where: {
          $0.unloads(problem.shipments[other], before: problem.shipments[one])
        }) {
          found.append("\(problem.shipments[other].id) stands before \(problem.shipments[one].id)")
        }
      }
    }
    for rule in problem.rules {
      for first in members.indices {
        for second in members.indices where first != second {
          if !rule.allows(members[first], with: members[second]) {
            found.append("\(members[first].id), \(members[second].id): \(rule.summary)")
          }
        }
      }
    }
    let last = load.stops.last?.place ?? ""
    let profile = LoadProfile(
      lane: Lane(from: load.origin, to: last), distance: load.distance,
      directDistance: problem.distances.distance(from: load.origin, to: last),
      stops: load.stops.count,
      size: LoadSize(
        weight: total[0], volume: total[1], pallets: total[2], length: total[3]),
      shipments: Set(load.shipments).count)
    for rule in problem.rules where !rule.allows(profile) { found.append(rule.summary) }
    guard let charge = offer.rate.charge(for: profile) else {
      return found + ["the carrier has no rate for it"]
    }
    var price = charge.total
    if let terms = problem.emissions {
      let kilograms =
        terms.factors.kilograms(
          of: offer.equipment.name, weight: total[0], distance: load.distance ?? .nan) ?? .nan
      price += kilograms * terms.pricePerTonne / 1_000
      if !isClose(kilograms, load.emissions ?? .nan) { found.append("emits \(kilograms) kg") }
    }
    if !isClose(price, load.charge.total) {
      found.append("costs \(price), not \(load.charge.total)")
    }
    return found
  }

  private func firstDay(of shipment: Shipment) -> Int {
    shipment.shipWindow.earliest == .min ? 0 : shipment.shipWindow.earliest
  }

  private func mayLeave(_ item: Load.Item, on day: Int, from place: String) -> Bool {
    let shipment = problem.shipments[item.shipment]
    guard item.leg == .fromHub else { return shipment.shipWindow.contains(day) }
    guard let hub = problem.hubs.first(where: { $0.place == place }) else { return false }
    return day >= firstDay(of: shipment) + hub.daysToReach + hub.daysOfHandling
  }

  /// Distances and days along the stops.
  private func violations(ofWay load: Load, _ offer: CarrierOffer) -> [String] {
    var found: [String] = []
    var previous = load.origin
    var travelled: Double? = 0
    for stop in load.stops {
      let leg = problem.distances.distance(from: previous, to: stop.place)
      travelled = travelled.flatMap { sum in leg.map { sum + $0 } }
      previous = stop.place
      if offer.transit.kilometresPerDay == nil || travelled != nil {
        let days = offer.transit.days(over: travelled ?? 0)
        if stop.arrival - load.departure != days {
          found.append("\(stop.place) is \(days) days away")
        }
      }
      for item in stop.items {
        let shipment = problem.shipments[item.shipment]
        let hub = problem.hubs.first { $0.place == stop.place }
        if item.leg == .toHub ? hub == nil : shipment.destination != stop.place {
          found.append("\(shipment.id) is unloaded at the wrong place")
        }
        let isInTime =
          item.leg == .toHub
          ? stop.arrival <= firstDay(of: shipment) + (hub?.daysToReach ?? 0)
          : shipment.deliveryWindow.contains(stop.arrival)
        if !isInTime { found.append("\(shipment.id) cannot arrive on day \(stop.arrival)") }
      }
    }
    switch (travelled, load.distance) {
    case (let sum?, let distance?) where !isClose(sum, distance):
      found.append("is \(sum) km, not \(distance)")
    case (nil, _?), (_?, nil): found.append("known and unknown distances differ")
    default: break
    }
    return found
  }
}
