internal import Probability
internal import SupplyChainCore

/// One replication of an ``EventSimulation``: a heap of what will happen next.
struct EventKernel {
  /// What will happen: a customer comes, or a shipment arrives.
  private struct Event {
    var time: Double
    /// Events of the same time happen in the order in which they were foreseen.
    var number: Int
    var point: Int
    /// The units that arrive; NaN for a customer.
    var units: Double

    func precedes(_ other: Event) -> Bool {
      time < other.time || (time == other.time && number < other.number)
    }
  }

  /// Units that somebody waits for: a customer, or the point with an index.
  private struct Claim {
    var customer: Int
    var units: Double
  }

  private struct State {
    var onHand = 0.0
    var backorders = 0.0
    var owed = 0.0
    var onOrder = 0.0
    var inTransit = 0.0
    var lastArrival = 0.0
    var updated = 0.0
    var isCycleShort = false
    /// First come, first served; those before the head are done.
    var queue: [Claim] = []
    var head = 0

    var position: Double { onHand - backorders - owed + onOrder }
  }

  private let network: EventSimulation
  private var states: [State]
  private var totals: [SimulationKernel.Totals]
  private var customers: [SeededGenerator]
  private var leadTimes: [SeededGenerator]
  private var heap: [Event] = []
  private var number = 0
  private var now = 0.0

  init(_ network: EventSimulation, seed: UInt64) {
    self.network = network
    let points = network.points
    customers = points.indices.map { SeededGenerator(seed: seed, stream: UInt64($0) &* 2) }
    leadTimes = points.indices.map { SeededGenerator(seed: seed, stream: UInt64($0) &* 2 &+ 1) }
    states = points.map { point in
      var state = State()
      let stock = point.policy.startingStock
      state.onHand = stock > 0 && stock < 1e15 ? stock : 0
      return state
    }
    totals = points.map { point in
      var totals = SimulationKernel.Totals()
      totals.costs = point.costs
      totals.costs.disposal = 0
      return totals
    }
    for (index, point) in points.enumerated() {
      if let arrivals = point.customers {
        let interval = arrivals.nextInterval(using: &customers[index])
        schedule(at: interval, index, .nan)
      }
    }
  }

  /// Plays the warm-up and all batches.
  mutating func run(_ length: SimulationLength) throws -> [[SimulationKernel.Totals]] {
    try play(until: Double(length.warmUp))
    var end = Double(length.warmUp)
    return try length.batchLengths.map { periods in
      clear()
      end += Double(periods)
      try play(until: end)
      return totals.map { totals in
        var totals = totals
        totals.periods = Double(periods)
        return totals
      }
    }
  }

  private mutating func clear() {
    for index in totals.indices {
      var fresh = SimulationKernel.Totals()
      fresh.costs = totals[index].costs
      totals[index] = fresh
    }
  }

  private mutating func play(until end: Double) throws {
    var events = 0
    while let event = heap.first, event.time <= end {
      events += 1
      if events & 1_023 == 0 { try Cancellation.check() }
      removeFirst()
      now = event.time
      if event.units.isNaN { serveCustomer(event.point) } else { receive(event) }
    }
    now = end
    for index in states.indices { advance(index) }
  }

  /// Adds up what stood at a point since it last changed.
  private mutating func advance(_ index: Int) {
    let time = now - states[index].updated
    states[index].updated = now
    guard time > 0 else { return }
    totals[index].stock += time * states[index].onHand
    totals[index].backorders += time * states[index].backorders
    totals[index].inTransit += time * states[index].inTransit
    if states[index].onHand <= 0 { totals[index].shortPeriods += time }
  }

  private mutating func serveCustomer(_ index: Int) {
    guard let arrivals = network.points[index].customers else { return }
    let size = arrivals.nextSize(using: &customers[index])
    schedule(at: now + arrivals.nextInterval(using: &customers[index]), index, .nan)
    advance(index)
    let served = min(size, states[index].onHand)
    let unmet = size - served
    states[index].onHand -= served
    totals[index].demand += size
    if unmet > 0 {
      totals[index].unmet += unmet
      states[index].isCycleShort = true
      if network.points[index].unmetDemand == .lost {
        totals[index].lost += unmet
      } else {
        states[index].backorders += unmet
        states[index].queue.append(Claim(customer: -1, units: unmet))
      }
    }
    order(index)
  }

  /// Lets the policy look, and passes what it orders to the supplier.
  private mutating func order(_ index: Int) {
    let state = states[index]
    let quantity = network.points[index].policy.order(
      at: StockState(
        period: Int(now), onHand: state.onHand, backorders: state.backorders + state.owed,
        onOrder: state.onOrder))
    let rounding = 1e-12 * (state.onHand + state.backorders + state.owed + state.onOrder)
    guard quantity > rounding, quantity < 1e15 else { return }
    states[index].onOrder += quantity
    totals[index].orders += 1
    totals[index].ordered += quantity
    guard let supplier = network.suppliers[index] else {
      ship(quantity, to: index)
      return
    }
    advance(supplier)
    states[supplier].owed += quantity
    states[supplier].queue.append(Claim(customer: index, units: quantity))
    serveQueue(supplier)
    order(supplier)
  }

  private mutating func ship(_ units: Double, to index: Int) {
    advance(index)
    let sampled = network.points[index].leadTime.sample(using: &leadTimes[index])
    var arrival = now + (sampled > 0 ? sampled : 0)
    if !network.points[index].ordersMayCross {
      arrival = max(arrival, states[index].lastArrival)
      states[index].lastArrival = arrival
    }
    states[index].inTransit += units
    schedule(at: arrival, index, units)
  }

  private mutating func receive(_ event: Event) {
    let index = event.point
    advance(index)
    states[index].inTransit -= event.units
    states[index].onOrder -= event.units
    states[index].onHand += event.units
    totals[index].cycles += 1
    if states[index].isCycleShort { totals[index].shortCycles += 1 }
    states[index].isCycleShort = false
    serveQueue(index)
  }

  /// Serves those who wait, the first first, as far as the stock goes.
  private mutating func serveQueue(_ index: Int) {
    while states[index].head < states[index].queue.count, states[index].onHand > 0 {
      let head = states[index].head
      let claim = states[index].queue[head]
      let units = min(claim.units, states[index].onHand)
      states[index].onHand -= units
      if units < claim.units {
        states[index].queue[head].units -= units
      } else {
        states[index].head += 1
      }
      if claim.customer < 0 {
        states[index].backorders -= units
      } else {
        states[index].owed -= units
        ship(units, to: claim.customer)
      }
    }
    if states[index].head == states[index].queue.count {
      // What rounding leaves of the sums goes with the last of the claims.
      states[index].backorders = 0
      states[index].owed = 0
      states[index].queue.removeAll(keepingCapacity: true)
      states[index].head = 0
    } else if states[index].head > 1_024 {
      states[index].queue.removeFirst(states[index].head)
      states[index].head = 0
    }
  }

  // MARK: - The heap

  private mutating func schedule(at time: Double, _ point: Int, _ units: Double) {
    let event = Event(time: time, number: number, point: point, units: units)
    number += 1
    heap.append(event)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard event.precedes(heap[parent]) else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = event
  }

  private mutating func removeFirst() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(last) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
  }
}
