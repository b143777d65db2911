import SupplyChainCore

extension RelaxedPlan {
  /// Costs less than this are rounding.
  static let tolerance = 1e-7

  /// How often SWAP* is tried, which takes long and mostly finds little.
  private static let pairRate = 0.3

  /// Improves the routes until no move does, or until the time is up.
  ///
  /// Relocations and exchanges of up to two clients, 2-opt, 2-opt* and changes of vehicle between
  /// near clients, SWAP* between near routes, and leaving out whom it does not pay to visit.
  ///
  /// - Parameters:
  ///   - prices: What breaking limits costs.
  ///   - isMended: Whether no move pays at lower prices any more, so that some can only pay where a
  ///     limit is broken.
  ///   - deadline: When the time is up.
  ///   - generator: The source of randomness.
  func improve(
    _ prices: Prices, isMended: Bool = false, until deadline: ContinuousClock.Instant? = nil,
    using generator: inout SeededGenerator
  ) {
    self.prices[0] = prices
    // At these prices nothing was tried yet.
    clock[0] += 1
    for route in 0..<kernel.routeCount {
      price(route)
      if !isMended || routes[route].penalty > 0 { routes[route].changed = clock[0] }
    }
    clock[1] = isMended ? -1 : clock[0]
    order.shuffle(using: &generator)
    routeOrder.shuffle(using: &generator)
    let triesPairs = generator.uniform() < Self.pairRate
    var swapped = 0
    var isFirst = true
    while true {
      let before = clock[0]
      guard improveClients(isFirst, until: deadline) else { return }
      if triesPairs {
        let now = clock[0]
        improvePairs(changedAfter: swapped)
        swapped = now
      }
      if clock[0] == before, !isFirst { return }
      isFirst = false
    }
  }

  /// Tries each client with those near him, once; whether there was time.
  private func improveClients(_ isFirst: Bool, until deadline: ContinuousClock.Instant?) -> Bool {
    for index in 0..<kernel.clientCount {
      if index & 15 == 0 {
        if let deadline, ContinuousClock.now >= deadline { return false }
        if Cancellation.isRequested { return false }
      }
      let client = order[index]
      let tested = visits[client].tested
      visits[client].tested = clock[0]
      if route(client) < 0 {
        visit(client)
        continue
      }
      if !kernel.isRequired[client], leaveOut(client) { continue }
      for entry in near.starts[client]..<near.starts[client + 1] {
        let other = near.clients[entry]
        guard route(other) >= 0 else { continue }
        let (route, second) = (route(client), route(other))
        let latest = max(routes[route].changed, routes[second].changed)
        if latest <= tested || areInherited(route, second, changed: latest) { continue }
        if isFar(client, other) { continue }
        if tryMoves(client, other) { continue }
        let previous = previous(other)
        if !isClient(previous) { tryBehindStart(client, previous) }
      }
      if !isFirst { tryEmptyRoutes(client, tested) }
    }
    return true
  }

  /// Whether a leg between two clients is longer than all that it could replace, so that it can only
  /// pay where a limit is broken, or on another type of vehicle (the gain criterion of Lin and
  /// Kernighan 1973, <https://doi.org/10.1287/opre.21.2.498>).
  @inline(__always) private func isFar(_ client: Int, _ other: Int) -> Bool {
    let (here, there) = (visits[client], visits[other])
    let distance = legs.distance(client, other)
    if distance < here.toNext || distance < there.toNext
      || distance < visits[Int(here.previous)].toNext
      || distance < visits[Int(there.previous)].toNext
    {
      return false
    }
    let (routeU, routeV) = (Int(here.route), Int(there.route))
    return type(routeU) == type(routeV) && routes[routeU].penalty == 0
      && routes[routeV].penalty == 0
  }

  /// Tries an empty vehicle of each type.
  private func tryEmptyRoutes(_ client: Int, _ tested: Int) {
    for type in 0..<kernel.typeCount {
      if routes[route(client)].changed <= tested { return }
      guard let empty = emptyRoute(type) else { continue }
      let start = kernel.startSlot(empty)
      let pair = Pair(self, client, start)
      if relocate(pair, 1) || relocate(pair, 2) || exchangeTails(pair) { continue }
      // The whole route on another vehicle.
      if kernel.typeCount > 1, !isClient(pair.before) {
        _ = exchangeTails(Pair(self, pair.before, start))
      }
    }
  }

  func emptyRoute(_ type: Int) -> Int? {
    (kernel.firstRoute[type]..<kernel.firstRoute[type + 1]).first { routes[$0].size == 0 }
  }

  /// Visits a client where that costs least, if it is worth it.
  private func visit(_ client: Int) {
    var best = (cost: kernel.absence[client] - Self.tolerance, slot: -1)
    for entry in near.starts[client]..<near.starts[client + 1] {
      let other = near.clients[entry]
      guard route(other) >= 0 else { continue }
      for slot in [other, previous(other)] {
        let cost = insertionCost(client, behind: slot)
        if cost < best.cost { best = (cost, slot) }
      }
    }
    for type in 0..<kernel.typeCount {
      guard let empty = emptyRoute(type) else { continue }
      let cost = insertionCost(client, behind: kernel.startSlot(empty))
      if cost < best.cost { best = (cost, kernel.startSlot(empty)) }
    }
    guard best.slot >= 0 else { return }
    let route = route(best.slot)
    let following = next(best.slot)
    join(best.slot, client)
    join(client, following)
    noteChange(of: route, and: route, best.cost)
  }

  /// Leaves out a client whose visit costs more than his prize.
  private func leaveOut(_ client: Int) -> Bool {
    let route = route(client)
    let type = type(route)
    let visit = visits[client]
    let (before, after) = (Int(visit.previous), Int(visit.next))
    let length =
      legs.distance(before, after) - visits[before].toNext - visit.toNext
    let (dimensions, state) = (kernel.dimensions, routes[route])
    var cost = kernel.absence[client] - state.penalty
    if state.size == 1 {
      cost -= state.length * kernel.costPerDistance[type] + kernel.fixedCost[type]
    } else {
      cost += length * kernel.costPerDistance[type]
      cost += loadPenalty(type) {
        load[route * dimensions + $0] - kernel.demand[client * dimensions + $0]
      }
      cost += lengthPenalty(type, state.length + length)
      if kernel.isTimed {
        cost += timePenalty(
          type, head[before].followed(by: tail[after], after: travel(before, after)))
      }
    }
    guard cost < -Self.tolerance else { return false }
    join(before, after)
    visits[client].route = -1
    noteChange(of: route, and: route, cost - kernel.absence[client])
    return true
  }

  /// What it costs to visit a client right behind a slot, without the prize.
  func insertionCost(_ client: Int, behind slot: Int) -> Double {
    let route = route(slot)
    let type = type(route)
    let after = next(slot)
    let state = routes[route]
    let length = legs.distance(slot, client) + legs.distance(client, after)
    let change = state.size == 0 ? length : length - visits[slot].toNext
    let dimensions = kernel.dimensions
    var cost = change * kernel.costPerDistance[type] - state.penalty
    cost += loadPenalty(type) {
      load[route * dimensions + $0] + kernel.demand[client * dimensions + $0]
    }
    cost += lengthPenalty(type, state.length + change)
    if kernel.isTimed {
      cost += timePenalty(
        type,
        head[slot].followed(by: own[client], after: travel(slot, client))
          .followed(by: tail[after], after: travel(client, after)))
    }
    return state.size == 0 ? cost + kernel.fixedCost[type] : cost
  }

  @inline(__always) private func tryMoves(_ client: Int, _ other: Int) -> Bool {
    let pair = Pair(self, client, other)
    if relocate(pair, 1) || relocate(pair, 2) || relocate(pair, 2, isTurned: true) { return true }
    // An exchange of equals is tried from one side only.
    if client < other, exchange(pair, 1, 1) { return true }
    if exchange(pair, 2, 1) { return true }
    if client < other, exchange(pair, 2, 2) { return true }
    if pair.isSameRoute { return turn(pair) }
    return exchangeTails(pair) || (kernel.isReversible && foldTails(pair))
  }

  @inline(__always) private func tryBehindStart(_ client: Int, _ start: Int) {
    let pair = Pair(self, client, start)
    if relocate(pair, 1) || relocate(pair, 2) || relocate(pair, 2, isTurned: true) { return }
    if pair.isSameRoute || exchangeTails(pair) { return }
    // Both routes on each other's vehicle.
    if pair.typeU != pair.typeV, !isClient(pair.before) {
      _ = exchangeTails(Pair(self, pair.before, start))
    }
  }
}
