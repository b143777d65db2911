internal import SupplyChainCore

/// Finds loads that pay where there are too many to list them: a branch and bound over knapsacks, one
/// for each set of stops, kind of vehicle and choice of days.
///
/// A node is a set of items; it is cut off where the best that could be added, by the continuous
/// knapsack over a mix of the dimensions, does not make up for a floor under the charge.
struct LoadSearch: LoadPricer {
  private let evaluator: LoadEvaluator
  private let knapsacks: [Knapsack]
  private let atomCount: Int
  /// Where the next look begins.
  private var next = 0
  private var looks = 0

  /// Sets of stops beyond this number would take longer to go through than there is time.
  private static let mostStopSets = 20_000
  /// A look ends as soon as it has found loads for this share of the atoms; only every eighth goes
  /// through all knapsacks, whatever it finds, for the sake of the bound.
  private static let shareOfLook = 0.25
  private static let looksPerBound = 8
  /// Nodes visited for one knapsack; beyond, its bound is that of its root.
  private static let mostNodes = 20_000

  /// One set of stops, one kind of vehicle.
  struct Knapsack {
    /// The offers of the kind, which differ in price and number alone, each with a floor under its
    /// charge.
    var offers: [(index: Int, card: any RateCard, leastCharge: Double)]
    var profile: LoadProfile
    var capacity: SIMD4<Double>
    var room: [SIMD4<Double>]
    var items: [Int]
    /// Choices of items that share a day, as positions in `items`; none is part of another.
    var days: [[Int]]
    /// A floor under every charge.
    var leastCharge: Double
    /// The prices a kilogram, cubic metre … that every charge keeps to, through zero.
    var leastRates: SIMD4<Double>
    /// Whether the charge is the same whatever is in the load.
    var isFixed: Bool
    /// What the emissions add to a kilogram.
    var emissionRate: Double
  }

  /// Prepares the search; `nil` where there are too many sets of stops, or their order is ruled.
  init?(of group: [Int], _ evaluator: LoadEvaluator, while continues: () -> Bool) {
    self.evaluator = evaluator
    atomCount = group.count
    if evaluator.ordersUnloading { return nil }
    let items = evaluator.items
    var knapsacks: [Knapsack] = []
    var sets = 0
    let origins = Dictionary(grouping: group.flatMap { items.ways[$0].flatMap(\.items) }) {
      items.origin[$0]
    }
    for (_, members) in origins.sorted(by: { $0.key < $1.key }) {
      let byPlace = Dictionary(grouping: members) { items.destination[$0] }
      let places = byPlace.keys.sorted()
      var chosen: [Int] = []
      func extend(from start: Int) -> Bool {
        for position in start..<places.count {
          chosen.append(places[position])
          defer { chosen.removeLast() }
          sets += 1
          if sets > Self.mostStopSets || (sets % 64 == 0 && !continues()) { return false }
          let bundle = chosen.map { byPlace[$0] ?? [] }
          knapsacks += Self.knapsacks(bundle, evaluator)
          if chosen.count < evaluator.maximumStops && !extend(from: position + 1) { return false }
        }
        return true
      }
      guard extend(from: 0) else { return nil }
    }
    self.knapsacks = knapsacks
  }

  private static func knapsacks(_ bundle: [[Int]], _ evaluator: LoadEvaluator) -> [Knapsack] {
    let items = evaluator.items
    let members = bundle.flatMap(\.self)
    let first = bundle.map { $0[0] }
    guard let route = evaluator.route(of: first) else { return [] }
    let profile = evaluator.profile(of: first, size: .zero, on: route)
    guard evaluator.problem.rules.allSatisfy({ $0.allows(profile) }) else { return [] }
    var kinds: [Kind: Int] = [:]
    var found: [Knapsack] = []
    for served in evaluator.lanes[route.lane].offers
    where evaluator.problem.offers[served.index].maximumStops >= route.stops.count {
      let (offer, card) = (served.index, served.card)
      let one = evaluator.problem.offers[offer]
      let kind = Kind(equipment: one.equipment, transit: one.transit)
      if let known = kinds[kind] {
        found[known].offers.append((offer, card, 0))
        continue
      }
      let windows = members.map { item -> DayWindow? in
        guard evaluator.meetsRequirements(of: item, offer),
          LoadCapacity.fits(evaluator.room(of: item, in: offer), in: evaluator.capacity(of: offer))
        else { return nil }
        return evaluator.departure(
          of: item, with: offer, at: route.distance(to: items.destination[item]),
          isDistanceKnown: !route.distances.isEmpty)
      }
      let able = members.indices.filter { windows[$0] != nil }
      if able.isEmpty { continue }
      kinds[kind] = found.count
      found.append(
        Knapsack(
          offers: [(offer, card, 0)], profile: profile, capacity: evaluator.capacity(of: offer),
          room: able.map { evaluator.room(of: members[$0], in: offer) },
          items: able.map { members[$0] }, days: days(able.compactMap { windows[$0] }),
          leastCharge: 0, leastRates: .zero, isFixed: false,
          emissionRate: evaluator.emissionRate(of: offer, over: route.distance)))
    }
    for index in found.indices { setFloors(&found[index], evaluator) }
    return found
  }

  /// What makes offers one kind: they hold the same and take the same time.
  private struct Kind: Hashable {
    let equipment: Equipment
    let transit: TransitTime
  }

  /// The largest choices of windows that share a day: on each day on which some start, before the next
  /// such day, if one of them ends in between.
  private static func days(_ windows: [DayWindow]) -> [[Int]] {
    let starts = Set(windows.map(\.earliest)).sorted()
    var choices: [[Int]] = []
    for (position, day) in starts.enumerated() {
      let choice = windows.indices.filter { windows[$0].contains(day) }
      let isLast = position == starts.count - 1
      if isLast || choice.contains(where: { windows[$0].latest < starts[position + 1] }) {
        choices.append(choice)
      }
    }
    return choices
  }

  private static func setFloors(_ knapsack: inout Knapsack, _ evaluator: LoadEvaluator) {
    let total = knapsack.items.reduce(into: SIMD4<Double>.zero) { $0 += evaluator.items.size[$1] }
    let floors = knapsack.offers.map { offer in
      offer.card.floors(
        from: knapsack.profile, to: knapsack.profile.with(total, knapsack.items.count))
    }
    for (index, planes) in floors.enumerated() {
      knapsack.offers[index].leastCharge = planes.map(\.fixed).max() ?? 0
    }
    knapsack.leastCharge = knapsack.offers.map(\.leastCharge).min() ?? 0
    knapsack.isFixed =
      floors.allSatisfy { planes in planes.count == 1 && planes[0].rates == .zero }
    // The planes of several offers are mixed into one that lies below all of them.
    var rates = SIMD4<Double>(repeating: .infinity)
    for planes in floors {
      let own = planes.filter { $0.fixed >= 0 }.reduce(SIMD4<Double>.zero) { most, plane in
        let single = (0..<4).filter { plane.rates[$0] > 0 }.count == 1 ? plane.rates : .zero
        return pointwiseMax(most, single)
      }
      rates = pointwiseMin(rates, own)
    }
    // One dimension at a time: each of the rates is a plane of its own.
    let dimension = (0..<4).max { rates[$0] * total[$0] < rates[$1] * total[$1] } ?? 0
    if rates[dimension].isFinite { knapsack.leastRates[dimension] = rates[dimension] }
  }

  // MARK: Pricing

  mutating func price(
    _ prices: MasterPrices, above threshold: Double, while continues: () -> Bool
  ) -> Pricing {
    var pricing = Pricing()
    var best: [Int: (profit: Double, load: PricedLoad)] = [:]
    let enough =
      looks % Self.looksPerBound == 0 ? .max : Int(Double(atomCount) * Self.shareOfLook) + 1
    looks += 1
    for count in knapsacks.indices {
      if best.count >= enough || (count % 64 == 0 && !continues()) {
        pricing.largestRatio = .infinity
        pricing.largestProfit = .infinity
        break
      }
      let knapsack = knapsacks[next]
      next = (next + 1) % knapsacks.count
      var search = KnapsackSearch(
        knapsack, evaluator, prices, floor: threshold, mostNodes: Self.mostNodes)
      search.run(while: continues) { load, profit in
        for item in load.members {
          let atom = evaluator.items.atom[item]
          if profit > best[atom]?.profit ?? threshold { best[atom] = (profit, load) }
        }
        return profit
      }
      if search.bound > 0 { pricing.note(profit: search.bound, cost: knapsack.leastCharge) }
    }
    var seen: Set<[Int]> = []
    pricing.loads = best.sorted { $0.key < $1.key }.map(\.value.load)
      .filter { seen.insert($0.members + [$0.offer]).inserted }
    return pricing
  }

  mutating func loads(
    within gap: Double, at prices: MasterPrices, limit: Int, while continues: () -> Bool
  ) -> [PricedLoad]? {
    var found: [PricedLoad] = []
    var seen: Set<[Int]> = []
    for (index, knapsack) in knapsacks.enumerated() {
      if index % 64 == 0 && !continues() { return nil }
      var search = KnapsackSearch(
        knapsack, evaluator, prices, floor: -gap, mostNodes: 10 * Self.mostNodes)
      search.run(while: continues) { load, _ in
        if found.count <= limit, seen.insert(load.members.sorted() + [load.offer]).inserted {
          found.append(load)
        }
        return -gap
      }
      if found.count > limit || search.isCutShort { return nil }
    }
    return found
  }
}

extension LoadProfile {
  func with(_ size: SIMD4<Double>, _ shipments: Int) -> Self {
    var profile = self
    profile.size = LoadSize(size)
    profile.shipments = shipments
    return profile
  }
}
