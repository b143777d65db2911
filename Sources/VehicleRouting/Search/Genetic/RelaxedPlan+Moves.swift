extension RelaxedPlan {
  /// Two slots and those around them.
  struct Pair {
    // …, before, u, x, afterX, … and …, beforeV, v, y, afterY, …
    let u, x, before, afterX, v, y: Int
    let beforeV, afterY: Int
    let routeU, routeV: Int
    let typeU, typeV: Int
    let isSameRoute: Bool
    /// What breaking limits costs on the two routes.
    let penalties: Double

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
      penalties =
        plan.routes[routeU].penalty + (isSameRoute ? 0 : plan.routes[routeV].penalty)
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
  @inline(__always) func draft(through slot: Int, size: Int) -> Draft {
    Draft(type: type(route(slot)), size: size, last: slot, span: head[slot])
  }

  @inline(__always) func append(_ client: Int, to draft: inout Draft) {
    draft.span = draft.span.followed(by: own[client], after: travel(draft.last, client))
    draft.last = client
  }

  /// Ends a draft with the rest of a route of the same type.
  @inline(__always) func appendTail(_ slot: Int, to draft: inout Draft) {
    draft.span = draft.span.followed(by: tail[slot], after: travel(draft.last, slot))
    draft.last = slot
  }

  /// Appends the clients from one slot up to another one, the latter left out.
  @inline(__always)
  func appendWalk(_ first: Int, until end: Int, to draft: inout Draft) {
    var slot = first
    while slot != end {
      append(slot, to: &draft)
      slot = next(slot)
    }
  }

  /// What coming late on a drafted route costs.
  @inline(__always) func timePenalty(_ draft: Draft) -> Double {
    draft.size == 0 ? 0 : timePenalty(draft.type, draft.span)
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

  @inline(__always) func finish(_ pair: Pair, _ promised: Double) -> Bool {
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
    var changeV = legs.distance(beforeV, entering1) + legs.distance(lastEntering, afterV)
    var within = 0.0
    if u2 >= 0 {
      within = visits[u1].toNext
      changeU -= within
      changeV += isTurned ? legs.distance(u2, u1) : within
    }
    if v1 >= 0 {
      let lastV = v2 >= 0 ? v2 : v1
      changeU += legs.distance(before, v1) + legs.distance(lastV, after)
      changeV -= visits[beforeV].toNext + visits[lastV].toNext
      if v2 >= 0 {
        changeU += visits[v1].toNext
        changeV -= visits[v1].toNext
      }
    } else {
      changeU += legs.distance(before, after)
      changeV -= visits[beforeV].toNext
    }
    let (one, other) = (routes[pair.routeU], routes[pair.routeV])
    if pair.isSameRoute {
      var cost = (changeU + changeV) * rateU - pair.penalties
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
      cost += timePenalty(draft)
      return cost < -Self.tolerance ? cost : nil
    }
    let countU = u2 >= 0 ? 2 : 1
    let countV = v2 >= 0 ? 2 : v1 >= 0 ? 1 : 0
    let sizeU = one.size - countU + countV
    let sizeV = other.size + countU - countV
    if sizeU == 0 { changeU = -one.length }
    if other.size == 0 { changeV += visits[beforeV].toNext }
    var cost = changeU * rateU + changeV * rateV - pair.penalties
    if sizeU == 0 { cost -= kernel.fixedCost[pair.typeU] }
    if other.size == 0 { cost += kernel.fixedCost[pair.typeV] }
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
    cost += timePenalty(draftV)
    guard cost < -Self.tolerance else { return nil }
    if sizeU > 0 {
      var draftU = draft(through: before, size: sizeU)
      if v1 >= 0 { append(v1, to: &draftU) }
      if v2 >= 0 { append(v2, to: &draftU) }
      appendTail(after, to: &draftU)
      cost += timePenalty(draftU)
    }
    return cost < -Self.tolerance ? cost : nil
  }

  /// Puts one client, or him and the next, behind another.
  @inline(__always)
  func relocate(_ pair: Pair, _ count: Int, isTurned: Bool = false) -> Bool {
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
  @inline(__always) func exchange(_ pair: Pair, _ countU: Int, _ countV: Int) -> Bool {
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
}
