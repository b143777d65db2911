extension CapacitatedWorker {
  /// Exchanges tails of routes, and turns stretches around, where the clients stand whose neighbours
  /// on the route changed in this iteration.
  func improve() {
    numberTouchedRoutes()
    state[0].isNumbered = true
    state[0].dirtyCount = 0
    for index in 0..<state[0].journalCount { noteDirty(Int(journal[index].client)) }
    var index = 0
    while index < state[0].dirtyCount {
      // A journal that is nearly full ends the search early: a change writes two routes at most.
      if state[0].routeJournalCount > routeJournal.count - 2 { return }
      if state[0].journalCount > journal.count - members.count { return }
      if improve(around: dirty[index]) { continue }
      index += 1
    }
  }

  @inline(__always) func noteDirty(_ client: Int) {
    if dirtyMark[client] == state[0].mark { return }
    dirtyMark[client] = state[0].mark
    dirty[state[0].dirtyCount] = client
    state[0].dirtyCount += 1
  }

  /// Two near clients who might become neighbours on a route.
  private struct Pair {
    let client: Int
    let other: Int
    let here: CapacitatedPlan.Visit
    let there: CapacitatedPlan.Visit
    /// What is saved where the other becomes the client's next or previous one.
    let gainNext: Int
    let gainPrevious: Int
  }

  /// Makes the first change around a client that shortens the plan; whether there was one.
  private func improve(around client: Int) -> Bool {
    let visit = plan.visits[client]
    let farthest = Int(max(visit.toNext, visit.toPrevious))
    let list = client * kernel.neighbourCount
    for rank in 0..<min(options.moveNeighbours, kernel.neighbourCount) {
      let entry = kernel.neighbours[list + rank]
      let distance = Int(entry.distance)
      // No gain is left where the new neighbour is farther than both old ones.
      if distance >= farthest { return false }
      let other = Int(entry.client)
      if !isWhole, plan.part[other] != ownPart { continue }
      let pair = Pair(
        client: client, other: other, here: visit, there: plan.visits[other],
        gainNext: Int(visit.toNext) - distance, gainPrevious: Int(visit.toPrevious) - distance)
      if pair.here.route == pair.there.route {
        if turn(pair) { return true }
      } else if cross(pair) || fold(pair) {
        return true
      }
    }
    return false
  }

  /// Turns the stretch between the two around (2-opt).
  private func turn(_ pair: Pair) -> Bool {
    let (here, there, route) = (pair.here, pair.there, Int(pair.here.route))
    let isAhead = here.place < there.place
    if pair.gainNext > 0, pair.gainNext + Int(there.toNext) > ends(here.next, there.next) {
      reverse(isAhead ? pair.client : pair.other, isAhead ? pair.other : pair.client, route)
      return true
    }
    if pair.gainPrevious > 0,
      pair.gainPrevious + Int(there.toPrevious) > ends(here.previous, there.previous)
    {
      reverse(
        Int(isAhead ? here.previous : there.previous),
        Int(isAhead ? there.previous : here.previous), route)
      return true
    }
    return false
  }

  /// Exchanges the tails of the two routes so that one of the two follows the other (2-opt*).
  private func cross(_ pair: Pair) -> Bool {
    let (here, there) = (pair.here, pair.there)
    if pair.gainNext > 0, canCross(head: here, tail: there),
      pair.gainNext + Int(there.toPrevious) > ends(here.next, there.previous)
    {
      return exchange(
        Int(here.route), pair.client, Int(there.route), Int(there.previous), turned: false)
    }
    if pair.gainPrevious > 0, canCross(head: there, tail: here),
      pair.gainPrevious + Int(there.toNext) > ends(here.previous, there.next)
    {
      return exchange(
        Int(there.route), pair.other, Int(here.route), Int(here.previous), turned: false)
    }
    return false
  }

  /// Joins the heads of the two routes, one of them turned around, and the tails.
  private func fold(_ pair: Pair) -> Bool {
    let (here, there) = (pair.here, pair.there)
    let heads = Int(here.loadUpTo) + Int(there.loadUpTo)
    if pair.gainNext > 0, canFold(here, there, heads: heads),
      pair.gainNext + Int(there.toNext) > ends(here.next, there.next)
    {
      return exchange(Int(here.route), pair.client, Int(there.route), pair.other, turned: true)
    }
    if pair.gainPrevious > 0,
      canFold(here, there, heads: heads - Int(here.demand) - Int(there.demand)),
      pair.gainPrevious + Int(there.toPrevious) > ends(here.previous, there.previous)
    {
      return exchange(
        Int(here.route), Int(here.previous), Int(there.route), Int(there.previous), turned: true)
    }
    return false
  }

  /// Whether a head up to one client and the tail from another fit on a route, and what is left of
  /// both on another.
  @inline(__always)
  private func canCross(head: CapacitatedPlan.Visit, tail: CapacitatedPlan.Visit) -> Bool {
    let (total, otherTotal) = (load(ofRoute: head.route), load(ofRoute: tail.route))
    let joined = Int(head.loadUpTo) + otherTotal - Int(tail.loadUpTo) + Int(tail.demand)
    return joined <= kernel.capacity && total + otherTotal - joined <= kernel.capacity
  }

  /// Whether two heads of a joint load fit on one route, and their tails on another.
  @inline(__always)
  private func canFold(
    _ one: CapacitatedPlan.Visit, _ other: CapacitatedPlan.Visit, heads: Int
  ) -> Bool {
    let both = load(ofRoute: one.route) + load(ofRoute: other.route)
    return heads <= kernel.capacity && both - heads <= kernel.capacity
  }

  @inline(__always) private func load(ofRoute route: Int32) -> Int {
    kernel.capacity - Int(plan.slack[Int(route)])
  }

  /// The distance of two places, either of which may be the depot.
  @inline(__always) private func ends(_ one: Int32, _ other: Int32) -> Int {
    one == other ? 0 : kernel.distance(Int(one), Int(other))
  }
}
