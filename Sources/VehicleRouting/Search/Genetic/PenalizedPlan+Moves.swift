import SupplyChainCore

extension PenalizedPlan {
  /// Improves the routes until no move does, or until the time is up.
  ///
  /// Relocations and exchanges of up to two clients, 2-opt and 2-opt* between near clients, and
  /// SWAP* between near routes, as in the hybrid genetic search of Vidal 2022,
  /// <https://doi.org/10.1016/j.cor.2021.105643>.
  ///
  /// - Parameters:
  ///   - prices: What excess costs.
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
    for route in 0..<routeCount {
      routes[route].penalty = penalty(load: routes[route].load, length: routes[route].length)
      if !isMended || routes[route].penalty > 0 { routes[route].changed = clock[0] }
    }
    clock[1] = isMended ? -1 : clock[0]
    order.shuffle(using: &generator)
    routeOrder.shuffle(using: &generator)
    var isFirst = true
    while true {
      let before = clock[0]
      guard improveClients(isFirst, until: deadline) else { return }
      improvePairs()
      if clock[0] == before, !isFirst { return }
      isFirst = false
    }
  }

  /// Tries each client with those near him, once; whether there was time.
  private func improveClients(_ isFirst: Bool, until deadline: ContinuousClock.Instant?) -> Bool {
    for index in 0..<clientCount {
      if index & 15 == 0 {
        if let deadline, ContinuousClock.now >= deadline { return false }
        if Cancellation.isRequested { return false }
      }
      let client = order[index]
      let tested = visits[client].tested
      visits[client].tested = clock[0]
      for entry in near.starts[client]..<near.starts[client + 1] {
        let other = near.clients[entry]
        let (route, second) = (Int(visits[client].route), Int(visits[other].route))
        let latest = max(routes[route].changed, routes[second].changed)
        if latest <= tested || areInherited(route, second, changed: latest) { continue }
        if isFar(client, other) { continue }
        if tryMoves(client, other) { continue }
        let previous = previous(other)
        if isStop(previous) { tryBehindDepot(client, previous) }
      }
      if !isFirst { tryEmptyRoute(client) }
    }
    return true
  }

  /// Whether a leg between two clients is longer than all that it could replace, so that it can only
  /// pay where a limit is broken (the gain criterion of Lin and Kernighan 1973,
  /// <https://doi.org/10.1287/opre.21.2.498>).
  @inline(__always) private func isFar(_ client: Int, _ other: Int) -> Bool {
    let (here, there) = (visits[client], visits[other])
    let distance = kernel.matrixDistance(client, other)
    return distance >= Int(here.toNext) && distance >= Int(there.toNext)
      && distance >= Int(visits[Int(here.previous)].toNext)
      && distance >= Int(visits[Int(there.previous)].toNext)
      && routes[Int(here.route)].penalty == 0 && routes[Int(there.route)].penalty == 0
  }

  private func tryEmptyRoute(_ client: Int) {
    for route in 0..<routeCount where routes[route].size == 0 {
      let pair = Pair(self, client, stop(route))
      _ =
        relocate(pair, 1) || relocate(pair, 2) || relocate(pair, 2, isTurned: true)
        || exchangeTails(pair)
      return
    }
  }

  /// Two nodes and those around them.
  struct Pair {
    // …, before, u, x, afterX, … and …, v, y, …
    let u, x, before, afterX, v, y: Int
    let beforeV, afterY: Int
    let routeU, routeV: Int
    let isSameRoute: Bool
    /// How far it is from each to the next, and between those who may come together.
    let toX, toU, fromX, toY, toV, fromY: Int
    let uToV, uToY, xToV, xToY: Int

    @inline(__always) init(_ plan: PenalizedPlan, _ u: Int, _ v: Int) {
      let (here, there) = (plan.visits[u], plan.visits[v])
      self.u = u
      self.v = v
      x = Int(here.next)
      before = Int(here.previous)
      y = Int(there.next)
      beforeV = Int(there.previous)
      afterX = plan.next(x)
      afterY = plan.next(y)
      routeU = Int(here.route)
      routeV = Int(there.route)
      isSameRoute = routeU == routeV
      toX = Int(here.toNext)
      toU = Int(plan.visits[before].toNext)
      fromX = Int(plan.visits[x].toNext)
      toY = Int(there.toNext)
      toV = Int(plan.visits[beforeV].toNext)
      fromY = Int(plan.visits[y].toNext)
      uToV = plan.distance(u, v)
      uToY = plan.distance(u, y)
      xToV = plan.distance(x, v)
      xToY = plan.distance(x, y)
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
    return foldTails(pair) || exchangeTails(pair)
  }

  @inline(__always) private func tryBehindDepot(_ client: Int, _ stop: Int) {
    let pair = Pair(self, client, stop)
    if relocate(pair, 1) || relocate(pair, 2) || relocate(pair, 2, isTurned: true) { return }
    if !pair.isSameRoute { _ = foldTails(pair) || exchangeTails(pair) }
  }

  /// What a change of both routes' lengths and loads costs.
  ///
  /// - Returns: The cost, or, if it is not negative, anything that is not.
  @inline(__always)
  private func cost(
    _ pair: Pair, _ changeU: Int, _ changeV: Int, moved: Int
  ) -> Int {
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    if pair.isSameRoute {
      let change = changeU &+ changeV
      var cost = change << Self.fraction
      if kernel.lengthLimit < .max {
        cost &+= penalty(load: one.load, length: one.length &+ change) &- one.penalty
      }
      return cost
    }
    var cost = (changeU &+ changeV) << Self.fraction
    // Without penalties at all, is it enough?
    if cost >= one.penalty &+ other.penalty { return 0 }
    cost &+= penalty(load: one.load &- moved, length: one.length &+ changeU) &- one.penalty
    cost &+= penalty(load: other.load &+ moved, length: other.length &+ changeV) &- other.penalty
    return cost
  }

  /// What a change of both routes' total length costs, one of which then carries and drives so much.
  ///
  /// - Returns: The cost, or, if it is not negative, anything that is not.
  @inline(__always)
  private func cost(_ pair: Pair, _ change: Int, load: Int, length: Int) -> Int {
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    let cost = change << Self.fraction &- one.penalty &- other.penalty
    // Without penalties at all, is it enough?
    if cost >= 0 { return 0 }
    let rest = one.length &+ other.length &+ change &- length
    return cost &+ penalty(load: load, length: length)
      &+ penalty(load: one.load &+ other.load &- load, length: rest)
  }

  /// Takes note that the routes of a pair changed.
  ///
  /// - Parameters:
  ///   - pair: The pair.
  ///   - promised: What the change costs.
  /// - Returns: True.
  @inline(__always) private func finish(_ pair: Pair, _ promised: Int) -> Bool {
    noteChange(of: pair.routeU, and: pair.routeV, promised)
    return true
  }

  /// Puts one client, or him and the next, behind another.
  @inline(__always)
  private func relocate(_ pair: Pair, _ count: Int, isTurned: Bool = false) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if u == y { return false }
    if count == 2, v == x || isStop(x) { return false }
    let after = count == 1 ? x : pair.afterX
    let within = count == 1 ? 0 : pair.toX
    let leave =
      distance(pair.before, after) &- pair.toU &- (count == 1 ? pair.toX : pair.fromX) &- within
    let enter =
      (count == 1
        ? pair.uToV &+ pair.uToY : isTurned ? pair.xToV &+ pair.uToY : pair.uToV &+ pair.xToY)
      &+ within &- pair.toY
    var moved = Int(visits[u].demand)
    if count == 2 { moved &+= Int(visits[x].demand) }
    let cost = cost(pair, leave, enter, moved: moved)
    guard cost < 0 else { return false }
    insert(u, behind: v)
    if count == 2 { insert(x, behind: isTurned ? v : u) }
    return finish(pair, cost)
  }

  /// Exchanges one client or two in a row with one or two others.
  @inline(__always)
  private func exchange(_ pair: Pair, _ countU: Int, _ countV: Int) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if u == pair.beforeV || u == y { return false }
    if countU == 2, x == pair.beforeV || isStop(x) || v == x { return false }
    if countV == 2, isStop(y) || y == pair.before { return false }
    if countU == 1, x == v { return false }
    let (lastU, afterU) = countU == 1 ? (u, x) : (x, pair.afterX)
    let (lastV, afterV) = countV == 1 ? (v, y) : (y, pair.afterY)
    let withinU = countU == 1 ? 0 : pair.toX
    let withinV = countV == 1 ? 0 : pair.toY
    let fromU = countU == 1 ? pair.toX : pair.fromX
    let fromV = countV == 1 ? pair.toY : pair.fromY
    let changeU =
      distance(pair.before, v) &+ distance(lastV, afterU) &- pair.toU &- fromU &+ withinV
      &- withinU
    let changeV =
      distance(pair.beforeV, u) &+ distance(lastU, afterV) &- pair.toV &- fromV &+ withinU
      &- withinV
    var moved = Int(visits[u].demand) &- Int(visits[v].demand)
    if countU == 2 { moved &+= Int(visits[x].demand) }
    if countV == 2 { moved &-= Int(visits[y].demand) }
    let cost = cost(pair, changeU, changeV, moved: moved)
    guard cost < 0 else { return false }
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
    let change = pair.uToV &+ pair.xToY &- pair.toX &- pair.toY
    let cost = cost(pair, change, 0, moved: 0)
    guard cost < 0 else { return false }
    var node = x
    while true {
      let visit = visits[node]
      visits[node].next = visit.previous
      visits[node].previous = visit.next
      if node == v { break }
      node = Int(visit.next)
    }
    join(u, v)
    join(x, y)
    return finish(pair, cost)
  }

  /// Joins the heads of two routes, one of them turned around, and their tails (2-opt*).
  @inline(__always) private func foldTails(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    let change = pair.uToV &+ pair.xToY &- pair.toX &- pair.toY
    let cost = cost(
      pair, change, load: visits[u].load &+ visits[v].load,
      length: visits[u].length &+ visits[v].length &+ pair.uToV)
    guard cost < 0 else { return false }
    // u's route goes on with the head of v's, turned around; v's is the tail of u's, turned, and v's.
    let (stopU, stopV) = (stop(pair.routeU), stop(pair.routeV))
    var node = v
    var last = u
    while node != stopV {
      let before = previous(node)
      join(last, node)
      last = node
      node = before
    }
    node = x
    var first = y
    while node != stopU {
      let after = next(node)
      join(node, first)
      first = node
      node = after
    }
    join(last, stopU)
    join(stopV, first)
    return finish(pair, cost)
  }

  /// Exchanges the tails of two routes (2-opt*).
  @inline(__always) private func exchangeTails(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    let change = pair.uToY &+ pair.xToV &- pair.toX &- pair.toY
    let other = routes[pair.routeV]
    let cost = cost(
      pair, change, load: visits[u].load &+ other.load &- visits[v].load,
      length: visits[u].length &+ other.length &- visits[v].length &- pair.toY &+ pair.uToY)
    guard cost < 0 else { return false }
    let (stopU, stopV) = (stop(pair.routeU), stop(pair.routeV))
    let (lastU, lastV) = (previous(stopU), previous(stopV))
    join(u, isStop(y) ? stopU : y)
    if !isStop(y) { join(lastV, stopU) }
    join(v, isStop(x) ? stopV : x)
    if !isStop(x) { join(lastU, stopV) }
    return finish(pair, cost)
  }
}
