extension RelaxedPlan {
  /// Turns the stretch from behind one client to another around (2-opt).
  @inline(__always) func turn(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    if visits[u].place > visits[v].place || x == v { return false }
    guard kernel.isSymmetricWhereAllowed else { return false }
    let change =
      legs.distance(u, v) + legs.distance(x, y) - visits[u].toNext - visits[v].toNext
    let route = routes[pair.routeU]
    var cost = change * kernel.costPerDistance[pair.typeU] - pair.penalties
    guard cost < -Self.tolerance else { return false }
    cost += loadPenalty(pair.typeU) { load[pair.routeU &* kernel.dimensions &+ $0] }
    cost += lengthPenalty(pair.typeU, route.length + change)
    guard cost < -Self.tolerance else { return false }
    guard canBeTurned(from: x, through: v) else { return false }
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
      cost += timePenalty(draft)
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

  /// Whether a stretch is as long backwards: where all on it are delivered to, or all picked up from.
  private func canBeTurned(from first: Int, through last: Int) -> Bool {
    guard kernel.hasBackhauls else { return true }
    var slot = first
    while slot != last {
      if !kernel.isSameKind(slot, next(slot)) { return false }
      slot = next(slot)
    }
    return true
  }

  /// Exchanges the tails of two routes (2-opt*); with the start of a route its whole vehicle.
  @inline(__always) func exchangeTails(_ pair: Pair) -> Bool {
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
      (lengthU - one.length) * rateU + (lengthV - other.length) * rateV - pair.penalties
    cost += fixedCost(pair.typeU, sizeU) - fixedCost(pair.typeU, one.size)
    cost += fixedCost(pair.typeV, sizeV) - fixedCost(pair.typeV, other.size)
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
      cost += timePenalty(draftU)
      guard cost < -Self.tolerance else { return false }
      var draftV = draft(through: v, size: sizeV)
      append(x, endU, of: pair.typeU, to: &draftV, until: endV)
      cost += timePenalty(draftV)
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
    guard isClient(first) else { return legs.distance(slot, other) }
    let last = previous(end)
    return legs.distance(slot, first) + visits[last].length - visits[first].length
      + legs.distance(last, other)
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
  func foldTails(_ pair: Pair) -> Bool {
    let (u, x, v, y) = (pair.u, pair.x, pair.v, pair.y)
    guard pair.typeU == pair.typeV else { return false }
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    let change =
      legs.distance(u, v) + legs.distance(x, y) - visits[u].toNext - visits[v].toNext
    var cost = change * kernel.costPerDistance[pair.typeU] - pair.penalties
    let (placeU, placeV) = (Int(visits[u].place), Int(visits[v].place))
    let sizeV = one.size + other.size - placeU - placeV
    if sizeV == 0 { cost -= kernel.fixedCost[pair.typeV] }
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
    let heads = visits[u].length + visits[v].length + legs.distance(u, v)
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
      cost += timePenalty(draftU)
      guard cost < -Self.tolerance else { return false }
      var draftV = draft(through: startV, size: sizeV)
      slot = previous(endU)
      while slot != u {
        append(slot, to: &draftV)
        slot = previous(slot)
      }
      appendTail(y, to: &draftV)
      cost += timePenalty(draftV)
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
