internal import SupplyChainCore

/// A problem compiled for pricing loads: places and lanes as numbers, cards looked up once a lane.
struct LoadEvaluator: Sendable {
  let problem: ConsolidationProblem
  let sizes: [SIMD4<Double>]
  let origin: [Int]
  let destination: [Int]
  /// The lane of each shipment; a load's last stop is always some shipment's lane.
  let laneOfShipment: [Int]
  let placeNames: [String]
  let lanes: [CompiledLane]
  private let distances: PlaceDistances
  private let conflicts: ConflictMatrix
  /// Shipments with the same requirements share a row of `signatureAllows`.
  private let signature: [Int]
  private let signatureAllows: [[Bool]]
  private let capacities: [SIMD4<Double>]
  private let loadRules: [any LoadRule]

  /// The offers that serve a lane, each with its card there.
  struct CompiledLane: Sendable {
    let lane: Lane
    let origin: Int
    let destination: Int
    let directDistance: Double?
    let offers: [(index: Int, card: any RateCard)]
  }

  init(_ problem: ConsolidationProblem) {
    self.problem = problem
    sizes = problem.shipments.map(\.size.vector)
    var places: [String] = []
    var placeIndex: [String: Int] = [:]
    func place(_ name: String) -> Int {
      if let known = placeIndex[name] { return known }
      places.append(name)
      placeIndex[name] = places.count - 1
      return places.count - 1
    }
    origin = problem.shipments.map { place($0.origin) }
    destination = problem.shipments.map { place($0.destination) }
    placeNames = places
    var lanes: [CompiledLane] = []
    var laneIndex: [Lane: Int] = [:]
    laneOfShipment = problem.shipments.indices.map { index in
      let lane = problem.shipments[index].lane
      if let known = laneIndex[lane] { return known }
      laneIndex[lane] = lanes.count
      lanes.append(
        CompiledLane(
          lane: lane, origin: placeIndex[lane.origin] ?? 0,
          destination: placeIndex[lane.destination] ?? 0,
          directDistance: problem.distances.distance(
            from: lane.origin, to: lane.destination),
          offers: problem.offers.enumerated().compactMap { offer in
            offer.element.rate.card(on: lane).map { (index: offer.offset, card: $0) }
          }))
      return lanes.count - 1
    }
    self.lanes = lanes
    let isMultiStop = problem.offers.contains { $0.maximumStops > 1 }
    distances = PlaceDistances(
      places, from: problem.distances, dense: isMultiStop && places.count <= 1_000)
    conflicts = ConflictMatrix(problem)
    var signatures: [Set<String>: Int] = [:]
    var allows: [[Bool]] = []
    signature = problem.shipments.map { shipment in
      let required = Set(shipment.requirements)
      if let known = signatures[required] { return known }
      signatures[required] = allows.count
      allows.append(problem.offers.map { required.isSubset(of: $0.equipment.features) })
      return allows.count - 1
    }
    signatureAllows = allows
    capacities = problem.offers.map(\.equipment.capacity.limits)
    loadRules = problem.rules
  }

  /// Whether the equipment of some offer holds a size.
  func fitsSomewhere(_ size: SIMD4<Double>) -> Bool {
    capacities.contains { LoadCapacity.fits(size, in: $0) }
  }

  /// Whether two shipments may share a load, as far as rules about pairs go.
  func mayShare(_ first: Int, _ second: Int) -> Bool { !conflicts.forbids(first, second) }

  /// The cheapest way to move these shipments together; `nil` where there is none.
  ///
  /// Among equal prices the first offer wins. Offers of which none remains are passed over.
  func price(_ members: [Int], remaining: [Int]? = nil) -> PricedLoad? {
    guard let first = members.first else { return nil }
    for index in members.indices {
      guard origin[members[index]] == origin[first] else { return nil }
      for other in 0..<index where !mayShare(members[other], members[index]) { return nil }
    }
    return priceWithoutPairs(members, remaining: remaining)
  }

  /// The cheapest way to move two sets together, each of which is known to be allowed.
  func price(_ first: PricedLoad, with second: PricedLoad, remaining: [Int]? = nil)
    -> PricedLoad?
  {
    guard origin[first.members[0]] == origin[second.members[0]] else { return nil }
    for one in first.members {
      for other in second.members where !mayShare(one, other) { return nil }
    }
    return priceWithoutPairs(first.members + second.members, remaining: remaining)
  }

  private func priceWithoutPairs(_ members: [Int], remaining: [Int]?) -> PricedLoad? {
    guard let route = route(of: members) else { return nil }
    var size = SIMD4<Double>.zero
    for member in members { size += sizes[member] }
    let profile = profile(of: members, size: size, on: route)
    for rule in loadRules where !rule.allows(profile) { return nil }
    var best: PricedLoad?
    for (offer, card) in lanes[route.lane].offers {
      if let remaining, remaining[offer] <= 0 { continue }
      guard problem.offers[offer].maximumStops >= route.stops.count,
        LoadCapacity.fits(size, in: capacities[offer]),
        members.allSatisfy({ signatureAllows[signature[$0]][offer] }),
        let charge = card.charge(for: profile), charge.total.isFinite,
        charge.total < best?.cost ?? .infinity,
        departure(of: members, with: offer, on: route) != nil
      else { continue }
      best = PricedLoad(
        members: members, offer: offer, cost: charge.total, size: size, stops: route.stops)
    }
    return best
  }

  /// The shipments with every offer that can take them.
  func alternatives(_ members: [Int]) -> [PricedLoad] {
    problem.offers.indices.compactMap { offer in
      var only = [Int](repeating: 0, count: problem.offers.count)
      only[offer] = 1
      return price(members, remaining: only)
    }
  }

  func profile(of members: [Int], size: SIMD4<Double>, on route: StopRoute) -> LoadProfile {
    LoadProfile(
      lane: lanes[route.lane].lane, distance: route.distance,
      directDistance: lanes[route.lane].directDistance, stops: route.stops.count,
      size: LoadSize(size), shipments: members.count)
  }

  /// The days on which a load may leave; `nil` where no day suits all.
  func departure(of members: [Int], with offer: Int, on route: StopRoute) -> DayWindow? {
    var window = DayWindow.always
    let transit = problem.offers[offer].transit
    for member in members {
      let shipment = problem.shipments[member]
      guard let shipping = window.intersection(shipment.shipWindow) else { return nil }
      window = shipping
      if shipment.deliveryWindow == .always { continue }
      // A speed without a distance says nothing about the day of arrival.
      if transit.kilometresPerDay != nil && route.distances.isEmpty { return nil }
      guard let distance = route.distance(to: destination[member]) else { return nil }
      let arriving = shipment.deliveryWindow.earlier(by: transit.days(over: distance))
      guard let both = window.intersection(arriving) else { return nil }
      window = both
    }
    return window
  }

  /// The shortest way over the destinations of these shipments.
  func route(of members: [Int]) -> StopRoute? {
    StopRoute(of: members, in: self, distances: distances)
  }

  /// The card that priced a load.
  func card(of offer: Int, on lane: Int) -> (any RateCard)? {
    lanes[lane].offers.first { $0.index == offer }?.card
  }

  /// The capacity of an offer's equipment in kernel form.
  func capacity(of offer: Int) -> SIMD4<Double> { capacities[offer] }

  /// What keeps these shipments from travelling together: the reason that came closest to none.
  func obstacle(to members: [Int], remaining: [Int]? = nil) -> LoadObstacle {
    guard let first = members.first else { return .noRate }
    for index in members.indices {
      if origin[members[index]] != origin[first] { return .differentOrigins }
      for other in 0..<index where !mayShare(members[other], members[index]) {
        let pair = (problem.shipments[members[other]], problem.shipments[members[index]])
        return .rule(problem.rules.firstIndex { !$0.allows(pair.0, with: pair.1) } ?? 0)
      }
    }
    let stopCount = Set(members.map { destination[$0] }).count
    if stopCount > problem.offers.lazy.map(\.maximumStops).max() ?? 0 { return .stops }
    guard let route = route(of: members) else { return .distanceUnknown }
    let size = members.reduce(into: SIMD4<Double>.zero) { $0 += sizes[$1] }
    let profile = profile(of: members, size: size, on: route)
    if let rule = loadRules.firstIndex(where: { !$0.allows(profile) }) { return .rule(rule) }
    var closest = LoadObstacle.noRate
    for (offer, card) in lanes[route.lane].offers {
      let found: LoadObstacle
      if problem.offers[offer].maximumStops < stopCount {
        found = .stops
      } else if !members.allSatisfy({ signatureAllows[signature[$0]][offer] }) {
        found = .features
      } else if !LoadCapacity.fits(size, in: capacities[offer]) {
        let excess = (0..<4).max { first, second in
          size[first] / capacities[offer][first] < size[second] / capacities[offer][second]
        }
        found = .capacity(LoadSize.dimensionNames[excess ?? 0])
      } else if card.charge(for: profile).map({ $0.total.isFinite }) != true {
        found = .noRate
      } else if departure(of: members, with: offer, on: route) == nil {
        found = .window
      } else {
        found = .availability
      }
      if found.rank > closest.rank { closest = found }
    }
    return closest
  }
}
