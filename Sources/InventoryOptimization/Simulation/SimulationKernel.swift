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
  let nodes: UnsafeMutablePointer<Node>
  let totals: UnsafeMutablePointer<Totals>
  let supplies: UnsafeMutablePointer<Supply>
  /// Indices of supplies, those of one supplier together.
  let customers: UnsafeMutablePointer<Int>
  let order: UnsafeMutablePointer<Int>
  let pipelines: UnsafeMutablePointer<Double>
  let lots: UnsafeMutablePointer<Double>
  let demands: UnsafeMutablePointer<Double>
  let generators: UnsafeMutablePointer<Streams>
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
      return (0..<count).map { index in
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
    // Thread Sanitizer cannot compile an inout argument through a property of a noncopyable type.
    let generators = generators
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
