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
    var found: [String] = []
    var times = [Int](repeating: 0, count: problem.shipments.count)
    for load in plan.loads { for shipment in load.shipments { times[shipment] += 1 } }
    for out in plan.leftOut {
      times[out.shipment] += 1
      let cost = problem.shipments[out.shipment].costOfLeaving ?? 0
      if cost != out.cost { found.append("shipment \(out.shipment) left at a wrong cost") }
      if out.reason.isEmpty { found.append("shipment \(out.shipment) left without a reason") }
    }
    for (shipment, count) in times.enumerated() where count != 1 {
      found.append("shipment \(shipment) is planned \(count) times")
    }
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
    if !isClose(sum, plan.cost) { found.append("the cost \(plan.cost) is not the sum \(sum)") }
    return found
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
    for shipment in members {
      let size = shipment.size
      for (index, part) in [size.weight, size.volume, size.pallets, size.length].enumerated() {
        total[index] += part
      }
      if shipment.origin != load.origin { found.append("\(shipment.id) is not loaded there") }
      for needed in shipment.requirements where !offer.equipment.features.contains(needed) {
        found.append("\(shipment.id) needs \(needed)")
      }
      for day in [load.departure, load.latestDeparture] where !shipment.shipWindow.contains(day) {
        found.append("\(shipment.id) cannot leave on day \(day)")
      }
    }
    let capacity = offer.equipment.capacity
    for (limit, sum) in zip(
      [capacity.weight, capacity.volume, capacity.pallets, capacity.length], total)
    where sum > (limit ?? .infinity) * (1 + 1e-9) {
      found.append("holds \(sum) of \(limit ?? 0)")
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
      shipments: members.count)
    for rule in problem.rules where !rule.allows(profile) { found.append(rule.summary) }
    guard let charge = offer.rate.charge(for: profile) else {
      return found + ["the carrier has no rate for it"]
    }
    if !isClose(charge.total, load.charge.total) {
      found.append("costs \(charge.total), not \(load.charge.total)")
    }
    return found
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
      for index in stop.shipments {
        let shipment = problem.shipments[index]
        if shipment.destination != stop.place {
          found.append("\(shipment.id) is unloaded at the wrong place")
        }
        if !shipment.deliveryWindow.contains(stop.arrival) {
          found.append("\(shipment.id) cannot arrive on day \(stop.arrival)")
        }
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
