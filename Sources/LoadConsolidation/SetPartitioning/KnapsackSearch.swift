/// The branch and bound over one knapsack of a `LoadSearch`.
struct KnapsackSearch {
  private let knapsack: LoadSearch.Knapsack
  private let evaluator: LoadEvaluator
  private let prices: MasterPrices
  private let mostNodes: Int
  /// What a load must be worth beyond its cost; grows with what is found.
  private var floor: Double
  /// An upper bound on worth − cost over all loads of the knapsack.
  private(set) var bound: Double
  private(set) var isCutShort = false
  private var nodes = 0
  /// What the vehicle is worth at best.
  private let vehicle: Double

  init(
    _ knapsack: LoadSearch.Knapsack, _ evaluator: LoadEvaluator, _ prices: MasterPrices,
    floor: Double, mostNodes: Int
  ) {
    self.knapsack = knapsack
    self.evaluator = evaluator
    self.prices = prices
    self.floor = floor
    self.mostNodes = mostNodes
    bound = floor
    vehicle = knapsack.offers.map { prices.offer[$0.index] }.max() ?? 0
  }

  /// What the search knows of an item.
  private struct Candidate {
    var item: Int
    /// What it is worth, less what its source and its part of a rate cost.
    var value: Double
    var worth: Double
    var room: SIMD4<Double>
    /// Its room in the mix of the dimensions.
    var weight: Double
  }

  /// Searches; `found` is told each load better than the floor, and says what the floor is then.
  mutating func run(
    while continues: () -> Bool, _ found: (PricedLoad, Double) -> Double
  ) {
    // What the best of the offers is worth at the least that it charges.
    let empty = knapsack.offers.map { prices.offer[$0.index] - $0.leastCharge }.max() ?? 0
    for day in knapsack.days {
      // Two floors under the charge: a fixed one, and one through zero. The stronger is searched with.
      let fixed = candidates(day, rates: .zero)
      let fixedBound = Self.relaxation(fixed[...], room: 1, 0) + empty
      if fixedBound <= floor { continue }
      var candidates = fixed
      var start = empty
      if knapsack.leastRates != .zero || knapsack.emissionRate > 0 {
        let rated = self.candidates(day, rates: knapsack.leastRates)
        let ratedBound = Self.relaxation(rated[...], room: 1, 0) + vehicle
        if ratedBound <= floor { continue }
        if ratedBound < fixedBound {
          candidates = rated
          start = vehicle
        }
      }
      nodes = 0
      var members: [Int] = []
      let before = isCutShort
      isCutShort = false
      extend(
        &members, from: 0, candidates, value: start, worth: 0, used: .zero, weight: 0, continues,
        found)
      if isCutShort { bound = max(bound, fixedBound) }
      isCutShort = isCutShort || before
    }
    bound = max(bound, floor)
  }

  /// The items of a day, those first that are worth most for their room.
  private func candidates(_ day: [Int], rates: SIMD4<Double>) -> [Candidate] {
    var demand = SIMD4<Double>.zero
    for position in day {
      for dimension in 0..<4 where knapsack.capacity[dimension].isFinite {
        if knapsack.capacity[dimension] > 0 {
          demand[dimension] += knapsack.room[position][dimension] / knapsack.capacity[dimension]
        }
      }
    }
    // The tighter a dimension, the more it counts in the mix.
    var mix = demand * demand
    let sum = mix.sum()
    mix = sum > 0 ? mix / sum : .zero
    let items = evaluator.items
    let candidates = day.compactMap { position -> Candidate? in
      let item = knapsack.items[position]
      let worth = prices.worth(of: item) - items.cost[item]
      guard worth > -.infinity else { return nil }
      let size = items.size[item]
      let value = worth - (rates * size).sum() - knapsack.emissionRate * size.x
      var weight = 0.0
      for dimension in 0..<4 where mix[dimension] > 0 {
        weight += mix[dimension] * knapsack.room[position][dimension] / knapsack.capacity[dimension]
      }
      return Candidate(
        item: item, value: value, worth: worth, room: knapsack.room[position], weight: weight)
    }
    return candidates.sorted { first, second in
      let ratios = (first.value * second.weight, second.value * first.weight)
      return ratios.0 != ratios.1 ? ratios.0 > ratios.1 : first.item < second.item
    }
  }

  /// What can be added at most to a load whose mix of dimensions has so much room.
  private static func relaxation(
    _ candidates: ArraySlice<Candidate>, room: Double, _ value: Double
  ) -> Double {
    // A part in a thousand million more fits, as everywhere.
    var room = room * (1 + 2 * LoadCapacity.tolerance)
    var value = value
    for candidate in candidates {
      if candidate.value <= 0 { break }
      guard candidate.weight <= room else {
        return value + candidate.value * max(0, room) / candidate.weight
      }
      room -= candidate.weight
      value += candidate.value
    }
    return value
  }

  private mutating func extend(
    _ members: inout [Int], from start: Int, _ candidates: [Candidate], value: Double,
    worth: Double, used: SIMD4<Double>, weight: Double, _ continues: () -> Bool,
    _ found: (PricedLoad, Double) -> Double
  ) {
    for position in start..<candidates.count {
      // Each next one is the first of those left that is taken.
      if Self.relaxation(candidates[position...], room: 1 - weight, value) <= floor { return }
      nodes += 1
      if nodes > mostNodes || (nodes % 256 == 0 && !continues()) {
        isCutShort = true
        return
      }
      let candidate = candidates[position]
      let total = used + candidate.room
      guard LoadCapacity.fits(total, in: knapsack.capacity),
        members.allSatisfy({ evaluator.mayShare($0, candidate.item) })
      else { continue }
      members.append(candidate.item)
      defer { members.removeLast() }
      let newValue = value + candidate.value
      let newWorth = worth + candidate.worth
      if newValue > floor { report(members, found) }
      if !knapsack.isFixed,
        hopeless(
          members, newWorth, candidates[(position + 1)...], room: 1 - weight - candidate.weight)
      {
        continue
      }
      extend(
        &members, from: position + 1, candidates, value: newValue, worth: newWorth, used: total,
        weight: weight + candidate.weight, continues, found)
    }
  }

  /// Whether nothing that can be added makes up for the charge from this size on.
  private func hopeless(
    _ members: [Int], _ worth: Double, _ rest: ArraySlice<Candidate>, room: Double
  ) -> Bool {
    let room = max(0, room) * (1 + 2 * LoadCapacity.tolerance)
    var gain = 0.0
    // Not in the order of worth, so everything that could fit by itself counts.
    for candidate in rest where candidate.worth > 0 && candidate.weight <= room {
      gain += candidate.worth
    }
    let size = members.reduce(into: SIMD4<Double>.zero) { $0 += evaluator.items.size[$1] }
    let floors = max(knapsack.leastCharge, (knapsack.leastRates * size).sum())
    if worth + gain + vehicle - floors <= floor { return true }
    // The planes from this size on are worth their price where they may end a large branch.
    if members.count > 1 { return false }
    let most = rest.reduce(into: size) { $0 += evaluator.items.size[$1.item] }
    let charges = knapsack.offers.map { offer in
      let planes = offer.card.floors(
        from: knapsack.profile.with(size, members.count),
        to: knapsack.profile.with(most, members.count + rest.count))
      let least = planes.map { $0.charge(for: LoadSize(size)) }.max() ?? 0
      return least - prices.offer[offer.index]
    }
    return worth + gain - (charges.min() ?? 0) <= floor
  }

  private mutating func report(_ members: [Int], _ found: (PricedLoad, Double) -> Double) {
    for load in evaluator.alternatives(members) {
      let profit = prices.worth(of: members, offer: load.offer) - load.cost
      if profit > floor { floor = max(floor, found(load, profit)) }
    }
  }
}
