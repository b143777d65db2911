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
  func improve(
    _ prices: Prices, until deadline: ContinuousClock.Instant? = nil,
    using generator: inout SeededGenerator
  ) {
    self.prices[0] = prices
    // At these prices nothing was tried yet.
    clock[0] += 1
    for route in 0..<kernel.routeCount {
      price(route)
      routes[route].changed = clock[0]
    }
    shuffle(order, &generator)
    shuffle(routeOrder, &generator)
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

  private func shuffle(_ array: borrowing IndexArray, _ generator: inout SeededGenerator) {
    for index in stride(from: array.count - 1, to: 0, by: -1) {
      let other = generator.index(below: index + 1)
      let kept = array[index]
      array[index] = array[other]
      array[other] = kept
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
        if max(routes[route(client)].changed, routes[route(other)].changed) <= tested { continue }
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
    let distance = pairs.distance(client, other)
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
      pairs.distance(before, after) - visits[before].toNext - visit.toNext
    let (dimensions, state) = (kernel.dimensions, routes[route])
    var cost = kernel.absence[client] - state.penalty - state.standing
    if state.size == 1 {
      cost -= state.length * kernel.costPerDistance[type]
    } else {
      cost += length * kernel.costPerDistance[type]
      cost += loadPenalty(type) {
        load[route * dimensions + $0] - kernel.demand[client * dimensions + $0]
      }
      cost += lengthPenalty(type, state.length + length)
      var span = WarpedSpan()
      if kernel.isTimed {
        span = head[before].followed(by: tail[after], after: travel(before, after))
        cost += timePenalty(type, span)
      }
      cost += standing(type, span)
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
    let length = pairs.distance(slot, client) + pairs.distance(client, after)
    let change = state.size == 0 ? length : length - visits[slot].toNext
    let dimensions = kernel.dimensions
    var cost = change * kernel.costPerDistance[type] - state.penalty
    cost += loadPenalty(type) {
      load[route * dimensions + $0] + kernel.demand[client * dimensions + $0]
    }
    cost += lengthPenalty(type, state.length + change)
    if kernel.isTimed {
      let span = head[slot].followed(by: own[client], after: travel(slot, client))
        .followed(by: tail[after], after: travel(client, after))
      cost += timePenalty(type, span)
      if kernel.costsDuration { return cost + standing(type, span) - state.standing }
    }
    return state.size == 0 ? cost + kernel.fixedCost[type] : cost
  }

  /// Two slots and those around them.
  struct Pair {
    // …, before, u, x, afterX, … and …, beforeV, v, y, afterY, …
    let u, x, before, afterX, v, y: Int
    let beforeV, afterY: Int
    let routeU, routeV: Int
    let typeU, typeV: Int
    let isSameRoute: Bool
    /// What the two routes cost at most less if all penalties go, and with them time.
    let slack: Double

    @inline(__always) init(_ plan: RelaxedPlan, _ u: Int, _ v: Int) {
      let (here, there) = (plan.visits[u], plan.visits[v])
      self.u = u
      self.v = v
      x = Int(here.next)
      before = Int(here.previous)
      y = Int(there.next)
      beforeV = Int(there.previous)
      afterX = Int(plan.visits[x].next)
      afterY = Int(plan.visits[y].next)
      routeU = Int(here.route)
      routeV = Int(there.route)
      typeU = plan.type(routeU)
      typeV = plan.type(routeV)
      isSameRoute = routeU == routeV
      let (one, other) = (plan.routes[routeU], plan.routes[routeV])
      slack =
        one.penalty + one.standing
        + (isSameRoute ? 0 : other.penalty + other.standing)
    }
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

  // MARK: What a move costs

  /// A route as a move would make it.
  struct Draft {
    let type: Int
    let size: Int
    var last: Int
    var span: WarpedSpan
  }

  /// Begins a draft with a route up to a slot.
  @inline(__always) private func draft(through slot: Int, size: Int) -> Draft {
    Draft(type: type(route(slot)), size: size, last: slot, span: head[slot])
  }

  @inline(__always) private func append(_ client: Int, to draft: inout Draft) {
    draft.span = draft.span.followed(by: own[client], after: travel(draft.last, client))
    draft.last = client
  }

  /// Ends a draft with the rest of a route of the same type.
  @inline(__always) private func appendTail(_ slot: Int, to draft: inout Draft) {
    draft.span = draft.span.followed(by: tail[slot], after: travel(draft.last, slot))
    draft.last = slot
  }

  /// Appends the clients from one slot up to another one, the latter left out.
  @inline(__always)
  private func appendWalk(_ first: Int, until end: Int, to draft: inout Draft) {
    var slot = first
    while slot != end {
      append(slot, to: &draft)
      slot = next(slot)
    }
  }

  /// What the clock makes a drafted route cost; the vehicle too, where time costs anything.
  @inline(__always) private func timeCost(_ draft: Draft) -> Double {
    if draft.size == 0 { return 0 }
    let penalty = timePenalty(draft.type, draft.span)
    return kernel.costsDuration ? penalty + standing(draft.type, draft.span) : penalty
  }

  /// The loads of a route changed by clients who go and come.
  @inline(__always)
  private func loadPenalty(
    ofRoute route: Int, without gone: (Int, Int), with come: (Int, Int)
  ) -> Double {
    let dimensions = kernel.dimensions
    return loadPenalty(type(route)) { dimension in
      var sum = load[route &* dimensions &+ dimension]
      if gone.0 >= 0 { sum -= kernel.demand[gone.0 &* dimensions &+ dimension] }
      if gone.1 >= 0 { sum -= kernel.demand[gone.1 &* dimensions &+ dimension] }
      if come.0 >= 0 { sum += kernel.demand[come.0 &* dimensions &+ dimension] }
      if come.1 >= 0 { sum += kernel.demand[come.1 &* dimensions &+ dimension] }
      return sum
    }
  }

  @inline(__always) private func finish(_ pair: Pair, _ promised: Double) -> Bool {
    noteChange(of: pair.routeU, and: pair.routeV, promised)
    return true
  }

  // MARK: Moves

  /// Exchanges up to two clients behind `before` for up to two behind `beforeV`.
  ///
  /// This is also how clients are relocated: then nobody comes back.
  @inline(__always)
  private func replace(
    _ pair: Pair, _ leaving: (Int, Int), before: Int, after: Int, _ coming: (Int, Int),
    beforeV: Int, afterV: Int, isTurned: Bool = false
  ) -> Double? {
    let (u1, u2) = leaving
    let (v1, v2) = coming
    let lastU = u2 >= 0 ? u2 : u1
    let (entering1, entering2) = isTurned ? (u2, u1) : (u1, u2)
    let lastEntering = entering2 >= 0 ? entering2 : entering1
    let (rateU, rateV) = (kernel.costPerDistance[pair.typeU], kernel.costPerDistance[pair.typeV])
    // The distances of both routes.
    var changeU = -visits[before].toNext - visits[lastU].toNext
    var changeV = pairs.distance(beforeV, entering1) + pairs.distance(lastEntering, afterV)
    var within = 0.0
    if u2 >= 0 {
      within = visits[u1].toNext
      changeU -= within
      changeV += isTurned ? pairs.distance(u2, u1) : within
    }
    if v1 >= 0 {
      let lastV = v2 >= 0 ? v2 : v1
      changeU += pairs.distance(before, v1) + pairs.distance(lastV, after)
      changeV -= visits[beforeV].toNext + visits[lastV].toNext
      if v2 >= 0 {
        changeU += visits[v1].toNext
        changeV -= visits[v1].toNext
      }
    } else {
      changeU += pairs.distance(before, after)
      changeV -= visits[beforeV].toNext
    }
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    if pair.isSameRoute {
      var cost = (changeU + changeV) * rateU - pair.slack
      if !kernel.costsDuration { cost += one.standing }
      guard cost < -Self.tolerance else { return nil }
      cost += loadPenalty(pair.typeU) { load[pair.routeU &* kernel.dimensions &+ $0] }
      cost += lengthPenalty(pair.typeU, one.length + changeU + changeV)
      guard cost < -Self.tolerance else { return nil }
      guard kernel.isTimed else { return cost }
      var draft = draft(
        through: visits[before].place < visits[beforeV].place ? before : beforeV,
        size: one.size)
      if visits[before].place < visits[beforeV].place {
        if v1 >= 0 { append(v1, to: &draft) }
        if v2 >= 0 { append(v2, to: &draft) }
        appendWalk(after, until: v1 >= 0 ? v1 : afterV, to: &draft)
        append(entering1, to: &draft)
        if entering2 >= 0 { append(entering2, to: &draft) }
        appendTail(afterV, to: &draft)
      } else {
        append(entering1, to: &draft)
        if entering2 >= 0 { append(entering2, to: &draft) }
        appendWalk(afterV, until: u1, to: &draft)
        if v1 >= 0 { append(v1, to: &draft) }
        if v2 >= 0 { append(v2, to: &draft) }
        appendTail(after, to: &draft)
      }
      cost +=
        timeCost(draft)
      return cost < -Self.tolerance ? cost : nil
    }
    let countU = u2 >= 0 ? 2 : 1
    let countV = v2 >= 0 ? 2 : v1 >= 0 ? 1 : 0
    let sizeU = one.size - countU + countV
    let sizeV = other.size + countU - countV
    if sizeU == 0 { changeU = -one.length }
    if other.size == 0 { changeV += visits[beforeV].toNext }
    var cost = changeU * rateU + changeV * rateV - pair.slack
    if !kernel.costsDuration {
      if sizeU > 0 { cost += one.standing }
      cost += kernel.fixedCost[pair.typeV]
    }
    guard cost < -Self.tolerance else { return nil }
    if sizeU > 0 {
      cost += loadPenalty(ofRoute: pair.routeU, without: (u1, u2), with: (v1, v2))
      cost += lengthPenalty(pair.typeU, one.length + changeU)
    }
    cost += loadPenalty(ofRoute: pair.routeV, without: (v1, v2), with: (u1, u2))
    cost += lengthPenalty(pair.typeV, other.length + changeV)
    guard cost < -Self.tolerance else { return nil }
    guard kernel.isTimed else { return cost }
    var draftV = draft(through: beforeV, size: sizeV)
    append(entering1, to: &draftV)
    if entering2 >= 0 { append(entering2, to: &draftV) }
    appendTail(afterV, to: &draftV)
    cost += timeCost(draftV)
    guard cost < -Self.tolerance else { return nil }
    if sizeU > 0 {
      var draftU = draft(through: before, size: sizeU)
      if v1 >= 0 { append(v1, to: &draftU) }
      if v2 >= 0 { append(v2, to: &draftU) }
      appendTail(after, to: &draftU)
      cost += timeCost(draftU)
    }
    return cost < -Self.tolerance ? cost : nil
  }

  /// Puts one client, or him and the next, behind another.
  @inline(__always)
  private func relocate(_ pair: Pair, _ count: Int, isTurned: Bool = false) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if u == y { return false }
    if count == 2, v == x || !isClient(x) { return false }
    let after = count == 1 ? x : pair.afterX
    guard
      let cost = replace(
        pair, (u, count == 1 ? -1 : x), before: pair.before, after: after, (-1, -1), beforeV: v,
        afterV: y, isTurned: isTurned)
    else { return false }
    join(pair.before, after)
    let (first, last) = count == 1 ? (u, u) : isTurned ? (x, u) : (u, x)
    if isTurned { join(x, u) }
    join(v, first)
    join(last, y)
    return finish(pair, cost)
  }

  /// Exchanges one or two clients for one or two others.
  @inline(__always) private func exchange(_ pair: Pair, _ countU: Int, _ countV: Int) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if u == pair.beforeV || u == y { return false }
    if countU == 2, !isClient(x) || x == pair.beforeV || x == v { return false }
    if countV == 2, !isClient(y) || y == pair.before || y == u { return false }
    let (lastU, afterU) = countU == 1 ? (u, x) : (x, pair.afterX)
    let (lastV, afterV) = countV == 1 ? (v, y) : (y, pair.afterY)
    guard
      let cost = replace(
        pair, (u, countU == 1 ? -1 : x), before: pair.before, after: afterU,
        (v, countV == 1 ? -1 : y), beforeV: pair.beforeV, afterV: afterV)
    else { return false }
    join(pair.before, v)
    join(lastV, afterU)
    join(pair.beforeV, u)
    join(lastU, afterV)
    return finish(pair, cost)
  }

  /// Turns the stretch from behind one client to another around (2-opt).
  @inline(__always) private func turn(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if visits[u].place > visits[v].place || x == v { return false }
    guard kernel.isSymmetricWhereAllowed, kernel.isSameKind(x, v) else { return false }
    let change =
      pairs.distance(u, v) + pairs.distance(x, y) - visits[u].toNext - visits[v].toNext
    let route = routes[pair.routeU]
    var cost = change * kernel.costPerDistance[pair.typeU] - pair.slack
    if !kernel.costsDuration { cost += route.standing }
    guard cost < -Self.tolerance else { return false }
    cost += loadPenalty(pair.typeU) { load[pair.routeU &* kernel.dimensions &+ $0] }
    cost += lengthPenalty(pair.typeU, route.length + change)
    guard cost < -Self.tolerance else { return false }
    if kernel.isTimed {
      var draft = draft(through: u, size: route.size)
      let room = -cost
      var slot = v
      while slot != u {
        append(slot, to: &draft)
        if draft.span.warp * prices[0].time > room { return false }
        slot = previous(slot)
      }
      appendTail(y, to: &draft)
      cost += timeCost(draft)
      guard cost < -Self.tolerance else { return false }
    }
    var slot = x
    while true {
      let visit = visits[slot]
      visits[slot].next = visit.previous
      visits[slot].previous = visit.next
      if slot == v { break }
      slot = Int(visit.next)
    }
    join(u, v)
    join(x, y)
    return finish(pair, cost)
  }

  /// Exchanges the tails of two routes (2-opt*); with the start of a route its whole vehicle.
  @inline(__always) private func exchangeTails(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if !isClient(u), !isClient(v), pair.typeU == pair.typeV { return false }
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    let (endU, endV) = (kernel.endSlot(pair.routeU), kernel.endSlot(pair.routeV))
    let (placeU, placeV) = (Int(visits[u].place), Int(visits[v].place))
    let sizeU = placeU + other.size - placeV
    let sizeV = placeV + one.size - placeU
    let lengthU = sizeU == 0 ? 0 : visits[u].length + tailLength(y, endV, behind: u, until: endU)
    let lengthV = sizeV == 0 ? 0 : visits[v].length + tailLength(x, endU, behind: v, until: endV)
    let (rateU, rateV) = (kernel.costPerDistance[pair.typeU], kernel.costPerDistance[pair.typeV])
    var cost =
      (lengthU - one.length) * rateU + (lengthV - other.length) * rateV - pair.slack
    if !kernel.costsDuration {
      if sizeU > 0 { cost += kernel.fixedCost[pair.typeU] }
      if sizeV > 0 { cost += kernel.fixedCost[pair.typeV] }
    }
    guard cost < -Self.tolerance else { return false }
    let dimensions = kernel.dimensions
    let (loadU, loadV) = (pair.routeU &* dimensions, pair.routeV &* dimensions)
    cost += loadPenalty(pair.typeU) {
      prefixLoad[u &* dimensions &+ $0] + load[loadV &+ $0] - prefixLoad[v &* dimensions &+ $0]
    }
    cost += loadPenalty(pair.typeV) {
      prefixLoad[v &* dimensions &+ $0] + load[loadU &+ $0] - prefixLoad[u &* dimensions &+ $0]
    }
    cost += lengthPenalty(pair.typeU, lengthU) + lengthPenalty(pair.typeV, lengthV)
    guard cost < -Self.tolerance else { return false }
    if kernel.isTimed {
      var draftU = draft(through: u, size: sizeU)
      append(y, endV, of: pair.typeV, to: &draftU, until: endU)
      cost +=
        timeCost(draftU)
      guard cost < -Self.tolerance else { return false }
      var draftV = draft(through: v, size: sizeV)
      append(x, endU, of: pair.typeU, to: &draftV, until: endV)
      cost +=
        timeCost(draftV)
      guard cost < -Self.tolerance else { return false }
    }
    let (lastU, lastV) = (previous(endU), previous(endV))
    join(u, isClient(y) ? y : endU)
    if isClient(y) { join(lastV, endU) }
    join(v, isClient(x) ? x : endV)
    if isClient(x) { join(lastU, endV) }
    return finish(pair, cost)
  }

  /// How long a tail is behind a slot of another route, up to that one's end.
  @inline(__always)
  private func tailLength(_ first: Int, _ end: Int, behind slot: Int, until other: Int) -> Double {
    guard isClient(first) else { return pairs.distance(slot, other) }
    let last = previous(end)
    return pairs.distance(slot, first) + visits[last].length - visits[first].length
      + pairs.distance(last, other)
  }

  /// Appends a tail of a route of some type.
  @inline(__always)
  private func append(
    _ first: Int, _ end: Int, of type: Int, to draft: inout Draft, until other: Int
  ) {
    if type == draft.type {
      appendTail(first == end ? other : first, to: &draft)
    } else {
      appendWalk(first, until: end, to: &draft)
      appendTail(other, to: &draft)
    }
  }

  /// Joins the heads of two routes of a type, one of them turned around, and their tails.
  private func foldTails(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    guard pair.typeU == pair.typeV else { return false }
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    let change =
      pairs.distance(u, v) + pairs.distance(x, y) - visits[u].toNext - visits[v].toNext
    var cost = change * kernel.costPerDistance[pair.typeU] - pair.slack
    let (placeU, placeV) = (Int(visits[u].place), Int(visits[v].place))
    let sizeV = one.size + other.size - placeU - placeV
    if !kernel.costsDuration {
      cost += one.standing
      if sizeV > 0 { cost += other.standing }
    }
    guard cost < -Self.tolerance else { return false }
    let dimensions = kernel.dimensions
    let (loadU, loadV) = (pair.routeU &* dimensions, pair.routeV &* dimensions)
    cost += loadPenalty(pair.typeU) {
      prefixLoad[u &* dimensions &+ $0] + prefixLoad[v &* dimensions &+ $0]
    }
    cost += loadPenalty(pair.typeV) {
      load[loadU &+ $0] + load[loadV &+ $0] - prefixLoad[u &* dimensions &+ $0]
        - prefixLoad[v &* dimensions &+ $0]
    }
    let heads = visits[u].length + visits[v].length + pairs.distance(u, v)
    cost += lengthPenalty(pair.typeU, heads)
    if sizeV > 0 {
      cost += lengthPenalty(pair.typeV, one.length + other.length + change - heads)
    }
    guard cost < -Self.tolerance else { return false }
    let (startV, endU) = (kernel.startSlot(pair.routeV), kernel.endSlot(pair.routeU))
    if kernel.isTimed {
      var draftU = draft(through: u, size: placeU + placeV)
      var slot = v
      while slot != startV {
        append(slot, to: &draftU)
        slot = previous(slot)
      }
      appendTail(endU, to: &draftU)
      cost += timeCost(draftU)
      guard cost < -Self.tolerance else { return false }
      var draftV = draft(through: startV, size: sizeV)
      slot = previous(endU)
      while slot != u {
        append(slot, to: &draftV)
        slot = previous(slot)
      }
      appendTail(y, to: &draftV)
      cost +=
        timeCost(draftV)
      guard cost < -Self.tolerance else { return false }
    }
    var slot = v
    var last = u
    while slot != startV {
      let before = previous(slot)
      join(last, slot)
      last = slot
      slot = before
    }
    slot = x
    var first = y
    while slot != endU {
      let after = next(slot)
      join(slot, first)
      first = slot
      slot = after
    }
    join(last, endU)
    join(startV, first)
    return finish(pair, cost)
  }
}
