internal import Probability
internal import SupplyChainCore

/// One replication of a ``StockSimulation``, over flat buffers.
///
/// What happens in a period touches no array, existential or closure but those of policies, lead
/// times and yields that a user wrote.
struct SimulationKernel: ~Copyable {
  /// A stock point: what never changes first, then its state, then what it does in this period.
  struct Node {
    var rule = Rule.custom
    var level = 0.0
    var upper = 0.0
    var capacity = Double.infinity
    var costs = StockPoint.Costs()
    var isLost = false
    var hasDemand = false
    var hasYield = false
    var isInOrder = false
    var ordersMayCross = true
    /// The lead time, or −1 where it varies.
    var leadTime = 0
    var shelfLife = 0
    var failure = 0.0
    var recovery = 1.0
    var stops: StockPoint.Stop = .nothing
    var pool = -1
    var supplyStart = 0
    var supplyEnd = 0
    var customerStart = 0
    var customerEnd = 0
    var pipelineStart = 0
    var pipelineMask = 0
    var lotStart = 0

    var onHand = 0.0
    var backorders = 0.0
    var owed = 0.0
    var onOrder = 0.0
    var inTransit = 0.0
    var echelon = 0.0
    var lastArrival = 0
    var isDown = false
    var isCycleShort = false
    /// Components that wait here for others of the same order, in units of this point.
    var waitingCost = 0.0

    /// The demand of this period, while orders that know of it are placed.
    var known = 0.0
    var ordered = 0.0
    var received = 0.0
    var shipped = 0.0
    var demand = 0.0
    var unmet = 0.0
    var transhipped = 0.0

    /// The inventory position; the customers of this period count where orders know of them.
    var position: Double { onHand - backorders - owed - known + onOrder }
  }

  /// The rules that need no call.
  enum Rule: UInt8 { case upTo, echelonUpTo, lots, minMax, custom }

  /// What one point gets from another.
  struct Supply {
    var supplier: Int
    var customer: Int
    var units: Double
    /// Units of the supplier that it has still to ship.
    var owed = 0.0
    /// Units of the supplier that have been shipped and wait for other components.
    var waiting = 0.0
  }

  /// Sums over the measured periods at one point.
  struct Totals: Sendable {
    var periods = 0.0
    var stock = 0.0
    var backorders = 0.0
    var inTransit = 0.0
    var waitingCost = 0.0
    var demand = 0.0
    var unmet = 0.0
    var shortPeriods = 0.0
    var cycles = 0.0
    var shortCycles = 0.0
    var orders = 0.0
    var ordered = 0.0
    var lost = 0.0
    var disposed = 0.0
    var transhipped = 0.0
    var costs = StockPoint.Costs()
    var transhipmentCost = 0.0

    var holdingCost: Double {
      (costs.holding * stock + costs.inTransit * inTransit + waitingCost
        + costs.disposal * disposed + transhipmentCost * transhipped) / periods
    }
    var shortageCost: Double { (costs.backorder * backorders + costs.lostSale * lost) / periods }
    var orderingCost: Double { (costs.ordering * orders + costs.unit * ordered) / periods }
    /// The cost of a period.
    var cost: Double { holdingCost + shortageCost + orderingCost }
  }

  /// Points that help each other out.
  struct Pool {
    var members: [Int]
  }

  let count: Int
  let knowsDemand: Bool
  let names: [String]
  let policies: [any ReplenishmentPolicy]
  let leadTimes: [any LeadTimeProcess]
  let yields: [(any YieldProcess)?]
  let patterns: [(any DemandPattern)?]
  let pools: [Pool]
  let nodes: UnsafeMutableBufferPointer<Node>
  let totals: UnsafeMutableBufferPointer<Totals>
  let supplies: UnsafeMutableBufferPointer<Supply>
  /// Indices of supplies, those of one supplier together.
  let customers: UnsafeMutableBufferPointer<Int>
  let order: UnsafeMutableBufferPointer<Int>
  let pipelines: UnsafeMutableBufferPointer<Double>
  let lots: UnsafeMutableBufferPointer<Double>
  let demands: UnsafeMutableBufferPointer<Double>
  let generators: UnsafeMutableBufferPointer<Streams>
  var lastDemands: [Double?]
  var period = 0

  /// Independent random numbers for each of a point's processes.
  struct Streams {
    var demand: SeededGenerator
    var leadTime: SeededGenerator
    var yield: SeededGenerator
    var disruption: SeededGenerator
  }

  /// Demand is drawn for this many periods at a time.
  static let stretch = 256

  deinit {
    nodes.deallocate()
    totals.deallocate()
    supplies.deallocate()
    customers.deallocate()
    order.deallocate()
    pipelines.deallocate()
    lots.deallocate()
    demands.deallocate()
    generators.deallocate()
  }

  /// Plays the warm-up and all batches.
  mutating func run(_ length: SimulationLength) throws -> [[Totals]] {
    try play(length.warmUp)
    return try length.batchLengths.map { periods in
      clearTotals()
      try play(periods)
      return totals.indices.map { index in
        var total = totals[index]
        total.periods = Double(periods)
        return total
      }
    }
  }

  private mutating func play(_ periods: Int) throws {
    let end = period + periods
    while period < end {
      try Cancellation.check()
      let stop = min(end, (period / Self.stretch + 1) * Self.stretch)
      while period < stop { step() }
    }
  }

  /// The rows of the first periods.
  mutating func trace(_ periods: Int) -> [SimulationTrace.Row] {
    var rows: [SimulationTrace.Row] = []
    for current in 0..<periods {
      step()
      for index in 0..<count {
        let node = nodes[index]
        rows.append(
          .init(
            period: current, point: names[index], ordered: node.ordered, received: node.received,
            shipped: node.shipped, demand: node.demand, unmet: node.unmet, onHand: node.onHand,
            backorders: node.backorders + node.owed, onOrder: node.onOrder,
            isDisrupted: node.isDown))
      }
    }
    return rows
  }

  private func clearTotals() {
    for index in 0..<count {
      var fresh = Totals()
      fresh.costs = totals[index].costs
      fresh.transhipmentCost = totals[index].transhipmentCost
      totals[index] = fresh
    }
  }

  /// One period.
  private mutating func step() {
    let offset = period & (Self.stretch - 1)
    if offset == 0 { drawDemands() }
    if knowsDemand {
      for index in 0..<count { nodes[index].known = demands[index * Self.stretch + offset] }
    }
    for place in 0..<count { placeOrder(order[place]) }
    for place in stride(from: count - 1, through: 0, by: -1) { move(order[place]) }
    for index in 0..<count { meetDemand(index, offset) }
    for pool in pools { tranship(pool) }
    for index in 0..<count { settle(index) }
    period += 1
  }

  private mutating func drawDemands() {
    for index in 0..<count {
      guard let pattern = patterns[index] else { continue }
      let values = pattern.demand(
        in: period..<period + Self.stretch, after: lastDemands[index],
        using: &generators[index].demand)
      lastDemands[index] = values.last
      let start = index * Self.stretch
      for offset in 0..<Self.stretch {
        // Whatever a user's pattern writes, stock stays a number.
        let value = offset < values.count ? values[offset] : 0
        demands[start + offset] = value > 0 && value < 1e15 ? value : 0
      }
    }
  }
}

// MARK: - Ordering

extension SimulationKernel {
  private func placeOrder(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    node.pointee.ordered = 0
    node.pointee.received = 0
    node.pointee.shipped = 0
    if node.pointee.stops != .nothing {
      let u = generators[index].disruption.uniform()
      let chance = node.pointee.isDown ? node.pointee.recovery : node.pointee.failure
      if u < chance { node.pointee.isDown.toggle() }
    }
    var echelon = node.pointee.position
    for place in node.pointee.customerStart..<node.pointee.customerEnd {
      let supply = supplies[customers[place]]
      echelon += supply.units * nodes[supply.customer].echelon
    }
    node.pointee.echelon = echelon
    if node.pointee.isDown && node.pointee.stops == .orders { return }
    let quantity = min(wanted(index, echelon), node.pointee.capacity)
    // What rounding leaves of the position is no order.
    let rounding =
      1e-12
      * (node.pointee.onHand + node.pointee.backorders + node.pointee.owed + node.pointee.onOrder)
    guard quantity > max(0, rounding), quantity < 1e15 else { return }
    node.pointee.ordered = quantity
    node.pointee.onOrder += quantity
    node.pointee.echelon += quantity
    totals[index].orders += 1
    totals[index].ordered += quantity
    if node.pointee.supplyStart == node.pointee.supplyEnd {
      dispatch(quantity, to: index)
    }
    for place in node.pointee.supplyStart..<node.pointee.supplyEnd {
      let units = quantity * supplies[place].units
      supplies[place].owed += units
      nodes[supplies[place].supplier].owed += units
    }
  }

  @inline(__always) private func wanted(_ index: Int, _ echelon: Double) -> Double {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    switch node.pointee.rule {
    case .upTo: return node.pointee.level - node.pointee.position
    case .echelonUpTo: return node.pointee.level - echelon
    case .lots:
      let missing = node.pointee.level - node.pointee.position
      if missing < 0 { return 0 }
      return ((missing / node.pointee.upper).rounded(.down) + 1) * node.pointee.upper
    case .minMax:
      let position = node.pointee.position
      return position <= node.pointee.level ? node.pointee.upper - position : 0
    case .custom:
      return policies[index].order(
        at: StockState(
          period: period, onHand: node.pointee.onHand,
          backorders: node.pointee.backorders + node.pointee.owed + node.pointee.known,
          onOrder: node.pointee.onOrder, echelonPosition: echelon))
    }
  }

  /// Puts goods on their way to a point.
  @inline(__always) private func dispatch(_ quantity: Double, to index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    var arrival = period
    if node.pointee.leadTime >= 0 {
      arrival += node.pointee.leadTime
    } else {
      let longest = node.pointee.pipelineMask
      arrival += min(max(0, leadTimes[index].leadTime(using: &generators[index].leadTime)), longest)
      if !node.pointee.ordersMayCross {
        arrival = max(arrival, node.pointee.lastArrival)
        node.pointee.lastArrival = arrival
      }
    }
    pipelines[node.pointee.pipelineStart + arrival & node.pointee.pipelineMask] += quantity
    node.pointee.inTransit += quantity
  }
}

// MARK: - Receiving and shipping

extension SimulationKernel {
  private func move(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    receive(index)
    if node.pointee.backorders > 0 && node.pointee.onHand > 0 {
      let served = min(node.pointee.backorders, node.pointee.onHand)
      node.pointee.backorders -= served
      take(served, from: index)
    }
    let owed = node.pointee.owed
    guard owed > 0, node.pointee.onHand > 0 else { return }
    if node.pointee.isDown && node.pointee.stops == .shipments { return }
    let available = node.pointee.onHand
    if available >= owed {
      for place in node.pointee.customerStart..<node.pointee.customerEnd {
        let supply = customers[place]
        let units = supplies[supply].owed
        if units > 0 {
          supplies[supply].owed = 0
          ship(units, supply)
        }
      }
      node.pointee.owed = 0
      node.pointee.shipped += owed
      take(owed, from: index)
      return
    }
    var left = available
    for place in node.pointee.customerStart..<node.pointee.customerEnd {
      let supply = customers[place]
      let due = supplies[supply].owed
      let units = min(due, node.pointee.isInOrder ? left : available * (due / owed))
      if units > 0 {
        supplies[supply].owed -= units
        left -= units
        ship(units, supply)
      }
    }
    node.pointee.owed = max(0, owed - available)
    node.pointee.shipped += available
    take(available, from: index)
  }

  private func ship(_ units: Double, _ supply: Int) {
    let customer = supplies[supply].customer
    let node = nodes.baseAddress.unsafelyUnwrapped + customer
    if node.pointee.supplyEnd - node.pointee.supplyStart == 1 {
      dispatch(units / supplies[supply].units, to: customer)
      return
    }
    supplies[supply].waiting += units
    var complete = Double.infinity
    for place in node.pointee.supplyStart..<node.pointee.supplyEnd {
      complete = min(complete, supplies[place].waiting / supplies[place].units)
    }
    var cost = 0.0
    for place in node.pointee.supplyStart..<node.pointee.supplyEnd {
      supplies[place].waiting = max(0, supplies[place].waiting - complete * supplies[place].units)
      cost += supplies[place].waiting * nodes[supplies[place].supplier].costs.holding
    }
    node.pointee.waitingCost = cost
    if complete > 0 { dispatch(complete, to: customer) }
  }

  @inline(__always) private func receive(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    let slot = node.pointee.pipelineStart + period & node.pointee.pipelineMask
    let due = pipelines[slot]
    guard due > 0 else { return }
    pipelines[slot] = 0
    if node.pointee.isDown && node.pointee.stops == .receipts {
      // Waits at the door until tomorrow.
      pipelines[node.pointee.pipelineStart + (period + 1) & node.pointee.pipelineMask] += due
      return
    }
    node.pointee.inTransit -= due
    node.pointee.onOrder -= due
    var received = due
    if node.pointee.hasYield, let yield = yields[index] {
      received = yield.received(of: due, using: &generators[index].yield)
      if !(received > 0 && received < 1e15) { received = 0 }
    }
    node.pointee.received = received
    node.pointee.onHand += received
    if node.pointee.shelfLife > 0 {
      lots[node.pointee.lotStart + period % node.pointee.shelfLife] += received
    }
    totals[index].cycles += 1
    if node.pointee.isCycleShort { totals[index].shortCycles += 1 }
    node.pointee.isCycleShort = false
  }

  /// Takes units off the shelf, the oldest first.
  @inline(__always) private func take(_ units: Double, from index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    // What rounding leaves is no stock.
    node.pointee.onHand = max(0, node.pointee.onHand - units)
    if node.pointee.shelfLife > 0 { takeOldest(units, from: index) }
  }

  private func takeOldest(_ units: Double, from index: Int) {
    let life = nodes[index].shelfLife
    var rest = units
    for age in 0..<life where rest > 0 {
      // The slot after the present one holds the oldest lot.
      let slot = nodes[index].lotStart + (period + 1 + age) % life
      let used = min(rest, lots[slot])
      lots[slot] -= used
      rest -= used
    }
  }
}

// MARK: - Customers

extension SimulationKernel {
  @inline(__always) private func meetDemand(_ index: Int, _ offset: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    guard node.pointee.hasDemand else { return }
    let demand = demands[index * Self.stretch + offset]
    let served = min(demand, node.pointee.onHand)
    node.pointee.demand = demand
    node.pointee.unmet = demand - served
    node.pointee.transhipped = 0
    take(served, from: index)
  }

  /// What is left over at some points goes to those that are short.
  private func tranship(_ pool: Pool) {
    var missing = 0.0
    var spare = 0.0
    for member in pool.members {
      missing += nodes[member].unmet + nodes[member].backorders
      spare += nodes[member].onHand
    }
    guard missing > 0, spare > 0 else { return }
    let moved = min(missing, spare)
    for member in pool.members {
      let short = nodes[member].unmet + nodes[member].backorders
      if short > 0 {
        // Those who came first are served first.
        let help = moved * (short / missing)
        let waiting = min(help, nodes[member].backorders)
        nodes[member].backorders -= waiting
        nodes[member].unmet = max(0, nodes[member].unmet - (help - waiting))
        nodes[member].transhipped = help
      } else if nodes[member].onHand > 0 {
        take(moved * (nodes[member].onHand / spare), from: member)
      }
    }
  }

  @inline(__always) private func settle(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    let total = totals.baseAddress.unsafelyUnwrapped + index
    if node.pointee.hasDemand {
      let unmet = node.pointee.unmet
      total.pointee.demand += node.pointee.demand
      if unmet > 0 {
        total.pointee.unmet += unmet
        total.pointee.shortPeriods += 1
        node.pointee.isCycleShort = true
        if node.pointee.isLost {
          total.pointee.lost += unmet
        } else {
          node.pointee.backorders += unmet
        }
      }
      total.pointee.transhipped += node.pointee.transhipped
    }
    if node.pointee.shelfLife > 0 {
      let slot = node.pointee.lotStart + (period + 1) % node.pointee.shelfLife
      total.pointee.disposed += lots[slot]
      node.pointee.onHand = max(0, node.pointee.onHand - lots[slot])
      lots[slot] = 0
    }
    total.pointee.stock += node.pointee.onHand
    total.pointee.backorders += node.pointee.backorders
    total.pointee.inTransit += node.pointee.inTransit
    total.pointee.waitingCost += node.pointee.waitingCost
  }
}
