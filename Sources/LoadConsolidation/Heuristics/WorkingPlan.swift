/// A plan in the making: loads that come and go, and how many of each offer remain.
struct WorkingPlan {
  let evaluator: LoadEvaluator
  /// `nil` where a load was merged away.
  private(set) var loads: [PricedLoad?] = []
  private(set) var leftOut: [Int] = []
  /// How many loads of each offer can still be had.
  private(set) var remaining: [Int]

  init(_ evaluator: LoadEvaluator) {
    self.evaluator = evaluator
    remaining = evaluator.problem.offers.map { $0.available ?? .max }
  }

  /// What the loads cost, without what is left out.
  var cost: Double { loads.reduce(0) { $0 + ($1?.cost ?? 0) } }

  /// What counts when plans are compared: first who stays behind, then the money.
  var rank: (leftOut: Int, cost: Double) {
    let optional = leftOut.reduce(0) {
      $0 + (evaluator.problem.shipments[$1].costOfLeaving ?? 0)
    }
    let stranded = leftOut.count {
      evaluator.problem.shipments[$0].costOfLeaving == nil
    }
    return (stranded, cost + optional)
  }

  @discardableResult
  mutating func open(_ load: PricedLoad) -> Int {
    take(load.offer)
    loads.append(load)
    return loads.count - 1
  }

  mutating func leave(_ shipment: Int) { leftOut.append(shipment) }

  mutating func replace(_ index: Int, by load: PricedLoad?) {
    if let old = loads[index] { giveBack(old.offer) }
    if let load { take(load.offer) }
    loads[index] = load
  }

  private mutating func take(_ offer: Int) {
    if remaining[offer] != .max { remaining[offer] -= 1 }
  }

  private mutating func giveBack(_ offer: Int) {
    if remaining[offer] != .max { remaining[offer] += 1 }
  }

  /// Prices a change of a load, with its own vehicle counted as free.
  func price(_ members: [Int], instead index: Int) -> PricedLoad? {
    var remaining = remaining
    if let offer = loads[index]?.offer, remaining[offer] != .max { remaining[offer] += 1 }
    return evaluator.price(members, remaining: remaining)
  }

  /// Prices two loads in one, with the vehicles of both counted as free.
  func price(merging first: Int, with second: Int) -> PricedLoad? {
    guard let one = loads[first], let other = loads[second] else { return nil }
    var remaining = remaining
    for offer in [one.offer, other.offer] where remaining[offer] != .max {
      remaining[offer] += 1
    }
    return evaluator.price(one, with: other, remaining: remaining)
  }

  /// Takes shipments on board that were left for want of a vehicle, now that some came free.
  mutating func retryLeftOut() {
    let waiting = leftOut
    leftOut = []
    for shipment in waiting {
      let limit = evaluator.problem.shipments[shipment].costOfLeaving ?? .infinity
      if let load = evaluator.price([shipment], remaining: remaining), load.cost < limit {
        open(load)
      } else if let (index, load, extra) = cheapestInsertion(of: shipment), extra < limit {
        replace(index, by: load)
      } else {
        leftOut.append(shipment)
      }
    }
  }

  /// The load that takes one more shipment at the least extra cost.
  func cheapestInsertion(of shipment: Int, except source: Int? = nil)
    -> (index: Int, load: PricedLoad, extra: Double)?
  {
    var best: (index: Int, load: PricedLoad, extra: Double)?
    for index in loads.indices where index != source {
      guard let load = loads[index],
        evaluator.origin[load.members[0]] == evaluator.origin[shipment],
        let larger = price(load.members + [shipment], instead: index)
      else { continue }
      let extra = larger.cost - load.cost
      if extra < best?.extra ?? .infinity { best = (index, larger, extra) }
    }
    return best
  }
}
