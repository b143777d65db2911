internal import SupplyChainCore

/// Writes out a plan for people: loads with dates and prices, and the reasons.
struct LoadPlanner {
  let evaluator: LoadEvaluator
  /// Reasons are looked for no longer than this.
  private let end: ContinuousClock.Instant

  /// A planner that looks for reasons as long as a search has time left, and a little longer: within
  /// what a deadline and a cancellation allow.
  init(_ evaluator: LoadEvaluator, after monitor: SearchMonitor) {
    self.evaluator = evaluator
    let left = monitor.wasCancelled ? .zero : monitor.remainingTime ?? .seconds(3_600)
    let allowance = monitor.wasCancelled ? .zero : monitor.progress.elapsed / 100
    end = .now + max(left, allowance, Self.leastTime)
  }

  private static let leastTime = Duration.milliseconds(10)

  private var hasTime: Bool { .now < end }

  private var problem: ConsolidationProblem { evaluator.problem }
  private var items: FreightItems { evaluator.items }

  func plan(_ working: WorkingPlan) -> LoadPlan {
    let loads = working.loads.compactMap(\.self)
      .map { (first: $0.members.min() ?? 0, load: $0) }.sorted { $0.first < $1.first }
      .map(\.load)
    let lone = LoneShipments(evaluator, loads: loads)
    let moved = loads.flatMap { $0.members.filter { items.leg[$0] != .fromHub } }
    let alone = moved.reduce(0.0) { $0 + costAlone($1) }
    let sources = loads.reduce(0.0) { sum, load in
      load.members.reduce(sum) { $0 + items.cost[$1] }
    }
    return LoadPlan(
      loads: loads.enumerated().compactMap { index, load in
        written(
          load, why: load.members.count == 1 ? lone.reason(for: index, hasTime: hasTime) : nil)
      },
      leftOut: leftOut(working), handlingCost: sources + working.hubCost,
      costOfShippingAlone: alone)
  }

  /// What an atom costs by itself from the source that it comes from in the plan: straight, or where
  /// nobody goes straight, each leg by itself.
  private func costAlone(_ item: Int) -> Double {
    let ways = items.ways[items.atom[item]].filter {
      items.source[$0.items[0]] == items.source[item]
    }
    for way in ways {
      let loads = way.items.compactMap { evaluator.price(alone: $0) }
      if loads.count < way.items.count { continue }
      return loads.reduce(way.items.count > 1 ? way.cost : 0) { $0 + $1.cost }
    }
    return 0
  }

  private func leftOut(_ working: WorkingPlan) -> [LoadPlan.LeftOut] {
    let groups = Dictionary(grouping: working.leftOut) { items.shipmentOfAtom[$0] }
    return groups.sorted { $0.key < $1.key }.map { shipment, atoms in
      let whole = problem.shipments[shipment]
      let cost = whole.costOfLeaving.map { $0 * Double(atoms.count) / Double(whole.parts) }
      guard hasTime else {
        return LoadPlan.LeftOut(
          shipment: shipment, parts: atoms.count,
          reason: "the time was up before a reason was looked for", cost: cost ?? 0)
      }
      let obstacle = evaluator.obstacle(
        toMoving: atoms[0], remaining: working.remaining, facilities: working.facilityRemaining)
      // What could still move was left because moving it costs more.
      let isChoice =
        obstacle == .availability
        && items.ways[atoms[0]].contains { way in
          way.items.allSatisfy { evaluator.price(alone: $0, remaining: working.remaining) != nil }
        }
      let reason =
        if isChoice, let cost {
          "moving it costs more than leaving it (\(Text.number(cost)))"
        } else {
          obstacle.description(in: problem)
        }
      return LoadPlan.LeftOut(
        shipment: shipment, parts: atoms.count, reason: reason, cost: cost ?? 0)
    }
  }

  private func written(_ load: PricedLoad, why: String?) -> Load? {
    guard let route = evaluator.route(of: load.members),
      let window = evaluator.departure(of: load.members, with: load.offer, on: route)
    else { return nil }
    let offer = problem.offers[load.offer]
    let profile = evaluator.profile(of: load.members, size: load.size, on: route)
    let card = evaluator.card(of: load.offer, on: route.lane)
    // A window without a start begins where it ends; one without either begins on day 0.
    let departure =
      window.earliest != .min ? window.earliest : window.latest != .max ? window.latest : 0
    let stops = route.stops.map { place in
      Load.Stop(
        place: items.placeNames[place],
        arrival: departure.addingCapped(
          offer.transit.days(over: route.distance(to: place) ?? 0)),
        items: cargo(load.members.filter { items.destination[$0] == place }))
    }
    let size = LoadSize(load.size)
    let room = load.members.reduce(into: SIMD4<Double>.zero) {
      $0 += evaluator.room(of: $1, in: load.offer)
    }
    let emissions = evaluator.emissions(of: load.size, with: load.offer, on: route)
    var charge = card?.charge(for: profile) ?? .zero
    charge.emissions += (emissions ?? 0) * (problem.emissions?.pricePerTonne ?? 0) / 1_000
    let count = stops.reduce(0) { $0 + $1.items.count }
    return Load(
      offer: load.offer, carrier: offer.carrier, equipment: offer.equipment.name,
      origin: items.placeNames[items.origin[load.members[0]]], stops: stops,
      departure: departure, latestDeparture: window.latest, distance: route.distance, size: size,
      utilisation: offer.equipment.capacity.utilisation(of: LoadSize(room)),
      emissions: emissions, charge: charge,
      reason: [card?.explanation(of: profile) ?? "", why ?? "\(count) shipments together"]
        .filter { !$0.isEmpty }.joined(separator: "; "))
  }

  /// What is unloaded at a stop, parts of a shipment in one line.
  private func cargo(_ members: [Int]) -> [Load.Item] {
    var cargo: [Load.Item] = []
    for item in members.sorted() {
      let shipment = evaluator.shipment(of: item)
      if let last = cargo.last, last.shipment == shipment, last.source == items.source[item],
        last.leg == items.leg[item]
      {
        cargo[cargo.count - 1] = Load.Item(
          shipment: shipment, parts: last.parts + 1, source: last.source, leg: last.leg)
      } else {
        cargo.append(
          Load.Item(
            shipment: shipment, parts: 1, source: items.source[item], leg: items.leg[item]))
      }
    }
    return cargo
  }
}

extension Int {
  /// The sum, or the largest number there is: a user may count days from anywhere.
  fileprivate func addingCapped(_ days: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(days)
    return overflow ? .max : sum
  }
}
