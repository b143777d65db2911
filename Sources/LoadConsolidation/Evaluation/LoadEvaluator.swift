internal import SupplyChainCore

/// A problem compiled for pricing loads: places and lanes as numbers, cards looked up once a lane.
struct LoadEvaluator: Sendable {
  let problem: ConsolidationProblem
  let items: FreightItems
  /// The lane of each item; a load's last stop is always some item's lane.
  let laneOfItem: [Int]
  let lanes: [CompiledLane]
  /// The most stops that any offer makes.
  let maximumStops: Int
  private let distances: PlaceDistances
  private let conflicts: ConflictMatrix
  /// Shipments with the same requirements share a row of `signatureAllows`.
  private let signature: [Int]
  private let signatureAllows: [[Bool]]
  private let capacities: [SIMD4<Double>]
  /// The share of stackable room that stacking saves, by offer.
  private let stackingGain: [Double]
  private let emissionPrice: Double
  private let unloadingRules: [any LoadRule]
  private let mostParts: Int

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
    let items = FreightItems(problem)
    self.items = items
    var lanes: [CompiledLane] = []
    var laneIndex: [SIMD2<Int>: Int] = [:]
    laneOfItem = items.atom.indices.map { index in
      let key = SIMD2(items.origin[index], items.destination[index])
      if let known = laneIndex[key] { return known }
      laneIndex[key] = lanes.count
      let lane = Lane(from: items.placeNames[key.x], to: items.placeNames[key.y])
      lanes.append(
        CompiledLane(
          lane: lane, origin: key.x, destination: key.y,
          directDistance: problem.distances.distance(from: lane.origin, to: lane.destination),
          offers: problem.offers.enumerated().compactMap { offer in
            offer.element.rate.card(on: lane).map { (index: offer.offset, card: $0) }
          }))
      return lanes.count - 1
    }
    self.lanes = lanes
    maximumStops = problem.offers.lazy.map(\.maximumStops).max() ?? 1
    distances = PlaceDistances(
      items.placeNames, from: problem.distances,
      dense: maximumStops > 1 && items.placeNames.count <= 1_000)
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
    stackingGain = problem.offers.map { 1 - 1 / Double($0.equipment.stackingLevels) }
    emissionPrice = (problem.emissions?.pricePerTonne ?? 0) / 1_000
    unloadingRules = problem.rules.filter(\.ordersUnloading)
    mostParts = problem.shipments.lazy.map(\.parts).max() ?? 1
  }

  func shipment(of item: Int) -> Int { items.shipmentOfAtom[items.atom[item]] }

  /// Whether the order of the stops depends on more than the places.
  var ordersUnloading: Bool { !unloadingRules.isEmpty }

  /// Whether the equipment of some offer holds a size of which a part can be stacked.
  func fitsSomewhere(_ size: SIMD4<Double>, stackable: SIMD4<Double>) -> Bool {
    capacities.indices.contains { fits(size, stackable: stackable, offer: $0) }
  }

  func fits(_ size: SIMD4<Double>, stackable: SIMD4<Double>, offer: Int) -> Bool {
    LoadCapacity.fits(size - stackable * stackingGain[offer], in: capacities[offer])
  }

  /// Whether two items may share a load, as far as rules about pairs go.
  func mayShare(_ first: Int, _ second: Int) -> Bool {
    let atoms = (items.atom[first], items.atom[second])
    if atoms.0 == atoms.1 { return false }
    let one = items.shipmentOfAtom[atoms.0]
    let other = items.shipmentOfAtom[atoms.1]
    // Parts of one shipment come from one source, or the source would not be chosen but mixed.
    return one == other || !conflicts.forbids(one, other)
  }

  /// The cheapest way to move these items together; `nil` where there is none.
  ///
  /// Among equal prices the first offer wins. Offers of which none remains are passed over.
  func price(_ members: [Int], remaining: [Int]? = nil) -> PricedLoad? {
    guard let first = members.first else { return nil }
    for index in members.indices {
      guard items.origin[members[index]] == items.origin[first] else { return nil }
      for other in 0..<index where !mayShare(members[other], members[index]) { return nil }
    }
    return priceWithoutPairs(members, remaining: remaining)
  }

  /// The cheapest way to move items whose pairs are known to be allowed.
  func price(allowed members: [Int], remaining: [Int]? = nil) -> PricedLoad? {
    priceWithoutPairs(members, remaining: remaining)
  }

  /// The cheapest way to move two sets together, each of which is known to be allowed.
  func price(_ first: PricedLoad, with second: PricedLoad, remaining: [Int]? = nil)
    -> PricedLoad?
  {
    guard items.origin[first.members[0]] == items.origin[second.members[0]] else { return nil }
    let further = second.stops.count { !first.stops.contains($0) }
    if first.stops.count + further > maximumStops { return nil }
    for one in first.members {
      for other in second.members where !mayShare(one, other) { return nil }
    }
    return priceWithoutPairs(first.members + second.members, remaining: remaining)
  }

  /// The cheapest way to move a load and one item more.
  func price(_ load: PricedLoad, adding item: Int, remaining: [Int]? = nil) -> PricedLoad? {
    guard items.origin[load.members[0]] == items.origin[item],
      load.stops.count < maximumStops || load.stops.contains(items.destination[item]),
      load.members.allSatisfy({ mayShare($0, item) })
    else { return nil }
    return priceWithoutPairs(load.members + [item], remaining: remaining)
  }

  private func priceWithoutPairs(_ members: [Int], remaining: [Int]?) -> PricedLoad? {
    guard let route = route(of: members) else { return nil }
    var best: PricedLoad?
    visitPrices(of: members, on: route, remaining: remaining) { offer, cost, size in
      if cost < best?.cost ?? .infinity {
        best = PricedLoad(
          members: members, offer: offer, cost: cost, size: size, stops: route.stops)
      }
    }
    return best
  }

  /// The price of these items, known to be allowed, at one offer; `nil` where it cannot take them.
  func price(_ members: [Int], offer: Int) -> PricedLoad? {
    alternatives(members).first { $0.offer == offer }
  }

  /// The items with every offer that can take them; their pairs are known to be allowed.
  func alternatives(_ members: [Int]) -> [PricedLoad] {
    guard let route = route(of: members) else { return [] }
    var found: [PricedLoad] = []
    visitPrices(of: members, on: route, remaining: nil) { offer, cost, size in
      found.append(
        PricedLoad(members: members, offer: offer, cost: cost, size: size, stops: route.stops))
    }
    return found
  }

  /// Prices items with each offer that can take them.
  private func visitPrices(
    of members: [Int], on route: StopRoute, remaining: [Int]?,
    _ body: (_ offer: Int, _ cost: Double, _ size: SIMD4<Double>) -> Void
  ) {
    var size = SIMD4<Double>.zero
    var stackable = SIMD4<Double>.zero
    var sources = 0.0
    for member in members {
      size += items.size[member]
      stackable += items.stackable[member]
      sources += items.cost[member]
    }
    let profile = profile(of: members, size: size, on: route)
    for rule in problem.rules where !rule.allows(profile) { return }
    for (offer, card) in lanes[route.lane].offers {
      if let remaining, remaining[offer] <= 0 { continue }
      guard problem.offers[offer].maximumStops >= route.stops.count,
        fits(size, stackable: stackable, offer: offer),
        members.allSatisfy({ meetsRequirements(of: $0, offer) }),
        let charge = card.charge(for: profile), charge.total.isFinite,
        departure(of: members, with: offer, on: route) != nil
      else { continue }
      let emissions =
        emissionPrice == 0
        ? 0 : emissionPrice * (self.emissions(of: size, with: offer, on: route) ?? 0)
      body(offer, charge.total + emissions + sources, size)
    }
  }

  func meetsRequirements(of item: Int, _ offer: Int) -> Bool {
    signatureAllows[signature[shipment(of: item)]][offer]
  }

  /// The kilograms of CO₂ equivalent of a load; `nil` where they are not counted or not known.
  func emissions(of size: SIMD4<Double>, with offer: Int, on route: StopRoute) -> Double? {
    guard let factors = problem.emissions?.factors, let distance = route.distance else {
      return nil
    }
    return factors.kilograms(
      of: problem.offers[offer].equipment.name, weight: size.x, distance: distance)
  }

  /// What the emissions of a kilogram of goods cost over a distance.
  func emissionRate(of offer: Int, over distance: Double?) -> Double {
    guard emissionPrice > 0, let distance, let factors = problem.emissions?.factors else {
      return 0
    }
    let factor = factors.perTonneKilometre[problem.offers[offer].equipment.name] ?? 0
    return emissionPrice * factor * distance / 1_000
  }

  func profile(of members: [Int], size: SIMD4<Double>, on route: StopRoute) -> LoadProfile {
    let count =
      mostParts == 1 ? members.count : Set(members.map { shipment(of: $0) }).count
    return LoadProfile(
      lane: lanes[route.lane].lane, distance: route.distance,
      directDistance: lanes[route.lane].directDistance, stops: route.stops.count,
      size: LoadSize(size), shipments: count)
  }

  /// The days on which a load may leave; `nil` where no day suits all.
  func departure(of members: [Int], with offer: Int, on route: StopRoute) -> DayWindow? {
    var window = DayWindow.always
    for member in members {
      guard
        let days = departure(
          of: member, with: offer, at: route.distance(to: items.destination[member]),
          isDistanceKnown: !route.distances.isEmpty),
        let both = window.intersection(days)
      else { return nil }
      window = both
    }
    return window
  }

  /// The days on which an item may leave that is unloaded after a distance.
  func departure(
    of item: Int, with offer: Int, at distance: Double?, isDistanceKnown: Bool
  ) -> DayWindow? {
    let arriving = items.deliveryWindow[item]
    if arriving == .always { return items.shipWindow[item] }
    let transit = problem.offers[offer].transit
    // A speed without a distance says nothing about the day of arrival.
    if transit.kilometresPerDay != nil && !isDistanceKnown { return nil }
    guard let distance else { return nil }
    return items.shipWindow[item].intersection(arriving.earlier(by: transit.days(over: distance)))
  }

  /// The shortest way over the destinations of these items.
  func route(of members: [Int]) -> StopRoute? {
    StopRoute(of: members, in: self, distances: distances)
  }

  /// For each place the places, as bits, where goods must be unloaded before.
  func precedence(of places: [Int], _ members: [Int]) -> [UInt64] {
    var before = [UInt64](repeating: 0, count: places.count)
    if unloadingRules.isEmpty { return before }
    let position = members.map { item in places.firstIndex(of: items.destination[item]) ?? 0 }
    for (first, one) in members.enumerated() {
      for (second, other) in members.enumerated() where position[first] != position[second] {
        let pair = (problem.shipments[shipment(of: one)], problem.shipments[shipment(of: other)])
        for rule in unloadingRules where rule.unloads(pair.0, before: pair.1) {
          before[position[second]] |= 1 << UInt64(position[first] & 63)
        }
      }
    }
    return before
  }

  /// The card that priced a load.
  func card(of offer: Int, on lane: Int) -> (any RateCard)? {
    lanes[lane].offers.first { $0.index == offer }?.card
  }

  /// The capacity of an offer's equipment in kernel form.
  func capacity(of offer: Int) -> SIMD4<Double> { capacities[offer] }

  /// The room that an item takes in an offer's equipment, stacking counted.
  func room(of item: Int, in offer: Int) -> SIMD4<Double> {
    items.size[item] - items.stackable[item] * stackingGain[offer]
  }

  /// Whether some way of an atom can be gone, each leg by itself.
  func canMove(_ atom: Int) -> Bool {
    items.ways[atom].contains { way in way.items.allSatisfy { price([$0]) != nil } }
  }
}
