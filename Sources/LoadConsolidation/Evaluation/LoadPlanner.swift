/// Writes out a plan for people: loads with dates and prices, and the reasons.
struct LoadPlanner {
  let evaluator: LoadEvaluator

  init(_ evaluator: LoadEvaluator) { self.evaluator = evaluator }

  private var problem: ConsolidationProblem { evaluator.problem }

  func result(
    _ working: WorkingPlan, bound: Double? = nil, isOptimal: Bool = false, proof: String? = nil,
    iterations: Int
  ) -> ConsolidationResult {
    ConsolidationResult(
      plan: plan(working), status: isOptimal ? .optimal : .feasible, bound: bound,
      proof: proof ?? "no bound is available: a heuristic proves nothing",
      iterations: iterations)
  }

  func plan(_ working: WorkingPlan) -> LoadPlan {
    let loads = working.loads.compactMap(\.self)
      .sorted { ($0.members.min() ?? 0) < ($1.members.min() ?? 0) }
    let lone = LoneShipments(evaluator, loads: loads, remaining: working.remaining)
    let alone = loads.reduce(0.0) { sum, load in
      sum + load.members.reduce(0.0) { $0 + (evaluator.price([$1])?.cost ?? 0) }
    }
    return LoadPlan(
      loads: loads.enumerated().compactMap { index, load in
        written(load, why: load.members.count == 1 ? lone.reason(for: index) : nil)
      },
      leftOut: working.leftOut.sorted().map { shipment in
        let cost = problem.shipments[shipment].costOfLeaving
        let obstacle = evaluator.obstacle(to: [shipment])
        let reason =
          if obstacle != .availability {
            obstacle.description(in: problem)
          } else if let cost, evaluator.price([shipment], remaining: working.remaining) != nil {
            "moving it costs more than leaving it (\(Text.number(cost)))"
          } else {
            obstacle.description(in: problem)
          }
        return LoadPlan.LeftOut(shipment: shipment, reason: reason, cost: cost ?? 0)
      },
      costOfShippingAlone: alone)
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
    let members = load.members.sorted()
    let stops = route.stops.map { place in
      Load.Stop(
        place: evaluator.placeNames[place],
        arrival: departure.addingCapped(
          offer.transit.days(over: route.distance(to: place) ?? 0)),
        shipments: members.filter { evaluator.destination[$0] == place })
    }
    let size = LoadSize(load.size)
    let explanation = card?.explanation(of: profile) ?? ""
    return Load(
      offer: load.offer, carrier: offer.carrier, equipment: offer.equipment.name,
      origin: problem.shipments[load.members[0]].origin, stops: stops, departure: departure,
      latestDeparture: window.latest, distance: route.distance, size: size,
      utilisation: offer.equipment.capacity.utilisation(of: size),
      charge: card?.charge(for: profile) ?? .zero,
      reason: [explanation, why ?? "\(members.count) shipments together"]
        .filter { !$0.isEmpty }.joined(separator: "; "))
  }
}

extension Int {
  /// The sum, or the largest number there is: a user may count days from anywhere.
  fileprivate func addingCapped(_ days: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(days)
    return overflow ? .max : sum
  }
}
