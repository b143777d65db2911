/// A plan in the making: loads that come and go, and what remains of each offer and facility.
struct WorkingPlan {
  let evaluator: LoadEvaluator
  /// `nil` where a load was merged away.
  private(set) var loads: [PricedLoad?] = []
  /// The atoms that stay behind.
  private(set) var leftOut: [Int] = []
  /// How many loads of each offer can still be had.
  private(set) var remaining: [Int]
  /// How many atoms each facility can still send.
  private(set) var facilityRemaining: [Int]
  /// What the ways through hubs cost, besides their loads.
  private(set) var hubCost = 0.0
  private let isScarce: Bool

  init(_ evaluator: LoadEvaluator) {
    self.evaluator = evaluator
    remaining = evaluator.problem.offers.map { $0.available ?? .max }
    facilityRemaining = evaluator.problem.facilities.map(\.capacity)
    isScarce = evaluator.problem.offers.contains { $0.available != nil }
  }

  /// What the loads cost, without what is left out.
  var cost: Double { loads.reduce(hubCost) { $0 + ($1?.cost ?? 0) } }

  /// What counts when plans are compared: first who stays behind, then the money.
  struct Rank: Comparable {
    /// The atoms left behind that must move, the urgent ones counted several times.
    var stranded: Int
    var cost: Double

    static func < (lhs: Self, rhs: Self) -> Bool {
      lhs.stranded != rhs.stranded ? lhs.stranded < rhs.stranded : lhs.cost < rhs.cost
    }
  }

  var rank: Rank {
    let problem = evaluator.problem
    var rank = Rank(stranded: 0, cost: cost)
    for atom in leftOut {
      let shipment = problem.shipments[evaluator.items.shipmentOfAtom[atom]]
      if let leaving = shipment.costOfLeaving {
        rank.cost += leaving / Double(shipment.parts)
      } else {
        rank.stranded += 1 + shipment.priority
      }
    }
    return rank
  }

  // MARK: Changing

  @discardableResult
  mutating func open(_ load: PricedLoad) -> Int {
    take(load)
    loads.append(load)
    return loads.count - 1
  }

  mutating func leave(_ atom: Int) { leftOut.append(atom) }

  mutating func replace(_ index: Int, by load: PricedLoad?) {
    if let old = loads[index] { giveBack(old) }
    if let load { take(load) }
    loads[index] = load
  }

  /// Takes the capacity of a way through a hub, whose items are in loads of their own.
  mutating func goThroughHub(_ way: FreightItems.Way) {
    hubCost += way.cost
    if way.facility >= 0 { facilityRemaining[way.facility] -= 1 }
  }

  private mutating func take(_ load: PricedLoad) {
    if remaining[load.offer] != .max { remaining[load.offer] -= 1 }
    if facilityRemaining.isEmpty { return }
    for item in load.members where evaluator.items.facility[item] >= 0 {
      facilityRemaining[evaluator.items.facility[item]] -= 1
    }
  }

  private mutating func giveBack(_ load: PricedLoad) {
    if remaining[load.offer] != .max { remaining[load.offer] += 1 }
    if facilityRemaining.isEmpty { return }
    for item in load.members where evaluator.items.facility[item] >= 0 {
      facilityRemaining[evaluator.items.facility[item]] += 1
    }
  }

  // MARK: Pricing

  /// What is left of the offers, with the vehicles of some loads counted as free; `nil` where all
  /// offers are without limit.
  private func offers(freeing indices: [Int]) -> [Int]? {
    guard isScarce else { return nil }
    var remaining = remaining
    for index in indices {
      if let offer = loads[index]?.offer, remaining[offer] != .max { remaining[offer] += 1 }
    }
    return remaining
  }

  /// Prices a load of its own.
  func price(alone item: Int) -> PricedLoad? {
    let facility = evaluator.items.facility[item]
    if facility >= 0 && facilityRemaining[facility] <= 0 { return nil }
    return evaluator.price(alone: item, remaining: isScarce ? remaining : nil)
  }

  /// Prices a part of a load instead of it, with its own vehicle counted as free.
  func price(_ members: [Int], instead index: Int) -> PricedLoad? {
    evaluator.price(allowed: members, remaining: offers(freeing: [index]))
  }

  /// Prices a load with one item more.
  func price(adding item: Int, to index: Int) -> PricedLoad? {
    guard let load = loads[index] else { return nil }
    return evaluator.price(load, adding: item, remaining: offers(freeing: [index]))
  }

  /// Prices two loads in one, with the vehicles of both counted as free.
  func price(merging first: Int, with second: Int) -> PricedLoad? {
    guard let one = loads[first], let other = loads[second] else { return nil }
    return evaluator.price(one, with: other, remaining: offers(freeing: [first, second]))
  }

  /// The cheapest way for an atom to go by itself, straight.
  func cheapestAlone(_ atom: Int) -> PricedLoad? {
    var best: PricedLoad?
    for way in evaluator.items.ways[atom] where way.items.count == 1 {
      if let load = price(alone: way.items[0]), load.cost < best?.cost ?? .infinity {
        best = load
      }
    }
    return best
  }

  /// Takes atoms on board that were left for want of a vehicle, now that some came free, as long as
  /// there is time.
  mutating func retryLeftOut(while continues: () -> Bool) {
    let waiting = leftOut
    leftOut = []
    for (tried, atom) in waiting.enumerated() {
      if !continues() {
        leftOut += waiting[tried...]
        return
      }
      let facilities = evaluator.items.ways[atom].map(\.facility)
      if facilities.allSatisfy({ $0 >= 0 && facilityRemaining[$0] <= 0 }) {
        leftOut.append(atom)
        continue
      }
      let shipment = evaluator.problem.shipments[evaluator.items.shipmentOfAtom[atom]]
      let limit = shipment.costOfLeaving.map { $0 / Double(shipment.parts) } ?? .infinity
      if let load = cheapestAlone(atom), load.cost < limit {
        open(load)
      } else if let (index, load, extra) = cheapestInsertion(of: atom), extra < limit {
        replace(index, by: load)
      } else {
        leftOut.append(atom)
      }
    }
  }

  /// The load that takes one more atom at the least extra cost, one load being passed over; the
  /// facility of an item that is given up for it counts as free.
  func cheapestInsertion(of atom: Int, except source: Int? = nil, givingUp given: Int? = nil)
    -> (index: Int, load: PricedLoad, extra: Double)?
  {
    var best: (index: Int, load: PricedLoad, extra: Double)?
    let items = evaluator.items
    for way in items.ways[atom] where way.items.count == 1 {
      let item = way.items[0]
      let isSame = given.map { items.facility[$0] == way.facility } ?? false
      if way.facility >= 0 && facilityRemaining[way.facility] <= 0 && !isSame { continue }
      for index in loads.indices where index != source {
        guard let load = loads[index],
          items.origin[load.members[0]] == items.origin[item],
          let larger = price(adding: item, to: index)
        else { continue }
        let extra = larger.cost - load.cost
        if extra < best?.extra ?? .infinity { best = (index, larger, extra) }
      }
    }
    return best
  }
}
