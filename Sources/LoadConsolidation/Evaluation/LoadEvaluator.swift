internal import SupplyChainCore

/// A problem compiled for pricing loads: places and lanes as numbers, cards looked up once a lane, the
/// price of each item by itself.
final class LoadEvaluator {
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
  private let hasRequirements: Bool
  private let terms: [OfferTerms]
  /// The offers whose equipment holds what no other does.
  private let roomiest: [Int]
  private let emissionPrice: Double
  private let unloadingRules: [any LoadRule]
  private let mostParts: Int
  /// The cheapest way to move each item by itself, while nothing is scarce.
  private var lone: [PricedLoad?] = []

  /// What an offer says besides its rate.
  private struct OfferTerms {
    let capacity: SIMD4<Double>
    /// The share of stackable room that stacking saves.
    let stackingGain: Double
    let maximumStops: Int
    let transit: TransitTime
    let isScarce: Bool

    /// Whether everything fits that fits another.
    func holdsAll(of other: Self) -> Bool {
      LoadCapacity.fits(other.capacity, in: capacity) && other.stackingGain <= stackingGain
    }
  }

  /// - Complexity: O(items × offers + lanes × offers), besides the conflicts.
  init(_ problem: ConsolidationProblem) {
    self.problem = problem
    let items = FreightItems(problem)
    self.items = items
    (lanes, laneOfItem) = CompiledLane.lanes(of: items, problem)
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
    hasRequirements = allows.contains { $0.contains(false) }
    let terms = problem.offers.map {
      OfferTerms(
        capacity: $0.equipment.capacity.limits,
        stackingGain: 1 - 1 / Double($0.equipment.stackingLevels), maximumStops: $0.maximumStops,
        transit: $0.transit, isScarce: $0.available != nil)
    }
    self.terms = terms
    roomiest = terms.indices.reduce(into: []) { kept, offer in
      if kept.contains(where: { terms[$0].holdsAll(of: terms[offer]) }) { return }
      kept.removeAll { terms[offer].holdsAll(of: terms[$0]) }
      kept.append(offer)
    }
    emissionPrice = (problem.emissions?.pricePerTonne ?? 0) / 1_000
    unloadingRules = problem.rules.filter(\.ordersUnloading)
    mostParts = problem.shipments.lazy.map(\.parts).max() ?? 1
    lone = items.atom.indices.map { cheapest([$0], remaining: nil) }
  }

  /// Compiles a problem within the time for solving it.
  ///
  /// The monitor ends the search earlier than the criterion by as long as compiling took: writing out a
  /// plan takes about as long.
  static func compiling(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion
  ) -> (evaluator: LoadEvaluator, monitor: SearchMonitor) {
    let start = ContinuousClock.now
    let evaluator = LoadEvaluator(problem)
    let reserve = ContinuousClock.now - start
    let early = stop.runtimeLimit.map { AnyOfCriteria([stop, RuntimeLimit($0 - reserve)]) }
    return (evaluator, SearchMonitor(until: early ?? stop, startingAt: start))
  }

  func shipment(of item: Int) -> Int { items.shipmentOfAtom[items.atom[item]] }

  /// Whether the order of the stops depends on more than the places.
  var ordersUnloading: Bool { !unloadingRules.isEmpty }

  /// Whether the equipment of some offer holds a size of which a part can be stacked.
  func fitsSomewhere(_ size: SIMD4<Double>, stackable: SIMD4<Double>) -> Bool {
    roomiest.contains { fits(size, stackable: stackable, offer: $0) }
  }

  func fits(_ size: SIMD4<Double>, stackable: SIMD4<Double>, offer: Int) -> Bool {
    LoadCapacity.fits(size - stackable * terms[offer].stackingGain, in: terms[offer].capacity)
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

  /// The cheapest way to move an item by itself.
  func price(alone item: Int, remaining: [Int]? = nil) -> PricedLoad? {
    // What is cheapest of all is cheapest of those that remain, if it does.
    if let load = lone[item], let remaining, remaining[load.offer] <= 0 {
      return cheapest([item], remaining: remaining)
    }
    return lone[item]
  }

  /// What an item costs by itself with an offer of which there are enough; infinity where none takes
  /// it.
  func costAlone(_ item: Int) -> Double {
    guard let load = lone[item] else { return .infinity }
    if !terms[load.offer].isScarce { return load.cost }
    return alternatives([item]).first { !terms[$0.offer].isScarce }?.cost ?? .infinity
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
    return price(allowed: members, remaining: remaining)
  }

  /// The cheapest way to move items whose pairs are known to be allowed.
  func price(allowed members: [Int], remaining: [Int]? = nil) -> PricedLoad? {
    members.count == 1
      ? price(alone: members[0], remaining: remaining) : cheapest(members, remaining: remaining)
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
    return cheapest(first.members + second.members, remaining: remaining)
  }

  /// The cheapest way to move a load and one item more.
  func price(_ load: PricedLoad, adding item: Int, remaining: [Int]? = nil) -> PricedLoad? {
    guard items.origin[load.members[0]] == items.origin[item],
      load.stops.count < maximumStops || load.stops.contains(items.destination[item]),
      load.members.allSatisfy({ mayShare($0, item) })
    else { return nil }
    return cheapest(load.members + [item], remaining: remaining)
  }

  private func cheapest(_ members: [Int], remaining: [Int]?) -> PricedLoad? {
    guard let route = route(of: members) else { return nil }
    var best = (offer: -1, cost: Double.infinity, size: SIMD4<Double>.zero)
    visitPrices(of: members, on: route, remaining: remaining) { offer, cost, size in
      if cost < best.cost || (cost == best.cost && offer < best.offer) {
        best = (offer, cost, size)
      }
      return best.cost
    }
    if best.offer < 0 { return nil }
    return PricedLoad(
      members: members, offer: best.offer, cost: best.cost, size: best.size, stops: route.stops)
  }

  /// The ways to move these items, known to be allowed, that can be in a best plan: with the cheapest
  /// offer of which there are enough, and with each scarce one that costs less.
  func alternatives(_ members: [Int]) -> [PricedLoad] {
    guard let route = route(of: members) else { return [] }
    var cheapest = (offer: -1, cost: Double.infinity, size: SIMD4<Double>.zero)
    var scarce: [PricedLoad] = []
    func load(_ offer: Int, _ cost: Double, _ size: SIMD4<Double>) -> PricedLoad {
      PricedLoad(members: members, offer: offer, cost: cost, size: size, stops: route.stops)
    }
    visitPrices(of: members, on: route, remaining: nil) { offer, cost, size in
      if terms[offer].isScarce {
        scarce.append(load(offer, cost, size))
      } else if cost < cheapest.cost || (cost == cheapest.cost && offer < cheapest.offer) {
        cheapest = (offer, cost, size)
      }
      return cheapest.cost
    }
    if cheapest.offer < 0 { return scarce }
    return scarce.filter { $0.cost < cheapest.cost }
      + [load(cheapest.offer, cheapest.cost, cheapest.size)]
  }

  /// Prices items with each offer that can take them and may cost no more than a limit; `body` says
  /// what the limit is then.
  private func visitPrices(
    of members: [Int], on route: StopRoute, remaining: [Int]?,
    _ body: (_ offer: Int, _ cost: Double, _ size: SIMD4<Double>) -> Double
  ) {
    var size = SIMD4<Double>.zero
    var stackable = SIMD4<Double>.zero
    var sources = 0.0
    var leaving = DayWindow.always
    var isAwaited = false
    for member in members {
      size += items.size[member]
      stackable += items.stackable[member]
      sources += items.cost[member]
      guard let days = leaving.intersection(items.shipWindow[member]) else { return }
      leaving = days
      if items.deliveryWindow[member] != .always { isAwaited = true }
    }
    let profile = profile(of: members, size: size, on: route)
    for rule in problem.rules where !rule.allows(profile) { return }
    // The floors are those of loads that go straight.
    let isDirect = route.stops.count == 1
    var limit = Double.infinity
    let offers = lanes[route.lane].offers
    for index in offers.indices {
      if isDirect, offers[index].leastCharge(of: size) + sources > limit { continue }
      let offer = offers[index].index
      if let remaining, remaining[offer] <= 0 { continue }
      guard terms[offer].maximumStops >= route.stops.count,
        fits(size, stackable: stackable, offer: offer),
        !hasRequirements || members.allSatisfy({ meetsRequirements(of: $0, offer) }),
        let charge = offers[index].card.charge(for: profile), charge.total.isFinite,
        // Without windows of delivery the days do not depend on the offer.
        !isAwaited || departure(of: members, with: offer, on: route) != nil
      else { continue }
      let emissions =
        emissionPrice == 0
        ? 0 : emissionPrice * (self.emissions(of: size, with: offer, on: route) ?? 0)
      limit = body(offer, charge.total + emissions + sources, size)
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
    let transit = terms[offer].transit
    // A speed without a distance says nothing about the day of arrival.
    if transit.kilometresPerDay != nil && !isDistanceKnown { return nil }
    guard let distance else { return nil }
    return items.shipWindow[item].intersection(arriving.earlier(by: transit.days(over: distance)))
  }

  /// The shortest way over the destinations of these items.
  func route(of members: [Int]) -> StopRoute? {
    StopRoute(of: members, in: self, distances: distances)
  }

  /// The distance between two places; `nil` where it is not known.
  func distance(_ start: Int, _ end: Int) -> Double? { distances.distance(start, end) }

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
  func capacity(of offer: Int) -> SIMD4<Double> { terms[offer].capacity }

  /// The room that an item takes in an offer's equipment, stacking counted.
  func room(of item: Int, in offer: Int) -> SIMD4<Double> {
    items.size[item] - items.stackable[item] * terms[offer].stackingGain
  }

  /// Whether some way of an atom can be gone, each leg by itself.
  func canMove(_ atom: Int) -> Bool {
    items.ways[atom].contains { way in way.items.allSatisfy { lone[$0] != nil } }
  }
}
