extension RelaxedPlan {
  /// The three cheapest places for a client on a route: behind whom, and what for.
  struct CheapPlaces: BitwiseCopyable {
    var cost = (Double.infinity, Double.infinity, Double.infinity)
    var behind: (Int32, Int32, Int32) = (-1, -1, -1)

    @inline(__always) mutating func offer(_ price: Double, behind slot: Int) {
      let slot = Int32(truncatingIfNeeded: slot)
      if price >= cost.2 { return }
      if price >= cost.1 {
        cost.2 = price
        behind.2 = slot
      } else if price >= cost.0 {
        cost = (cost.0, price, cost.1)
        behind = (behind.0, slot, behind.1)
      } else {
        cost = (price, cost.0, cost.1)
        behind = (slot, behind.0, behind.1)
      }
    }
  }

  /// An exchange of two clients between two routes, each put where it costs least (SWAP*).
  private struct Swap {
    var cost = -RelaxedPlan.tolerance
    var u = -1
    var behindU = -1
    var v = -1
    var behindV = -1
  }

  /// Routes are near if a client of one is among so many nearest of one of the other.
  private static let pairNeighbours = 10

  /// Tries SWAP* on all pairs of near routes of which one changed after a moment.
  func improvePairs(changedAfter moment: Int) {
    for index in 0..<kernel.routeCount {
      let route = routeOrder[index]
      if routes[route].size == 0 { continue }
      for other in nearRoutes(route) {
        if routes[route].size == 0 { break }
        if routes[other].size == 0 { continue }
        if max(routes[route].changed, routes[other].changed) > moment { swap(route, other) }
      }
    }
  }

  /// Routes behind this one on which a client stands who is near one of this route.
  private func nearRoutes(_ route: Int) -> [Int] {
    var found: [Int] = []
    routeMark[route] = route
    var client = next(kernel.startSlot(route))
    while isClient(client) {
      let list = near.starts[client]
      for entry in list..<min(list + Self.pairNeighbours, near.starts[client + 1]) {
        let other = self.route(near.clients[entry])
        if other > route, routeMark[other] != route {
          routeMark[other] = route
          found.append(other)
        }
      }
      client = next(client)
    }
    for other in found { routeMark[other] = -1 }
    routeMark[route] = -1
    return found
  }

  private func swap(_ route: Int, _ other: Int) {
    prepare(route, other)
    prepare(other, route)
    let loadsBefore = loadPenalty(ofRoute: route) + loadPenalty(ofRoute: other)
    var best = Swap()
    var u = next(kernel.startSlot(route))
    while isClient(u) {
      var v = next(kernel.startSlot(other))
      while isClient(v) {
        let loads =
          loadPenalty(ofRoute: route, without: u, with: v)
          + loadPenalty(ofRoute: other, without: v, with: u)
        // Places cost nothing at least.
        let least = leaving[u] + leaving[v] + loads - loadsBefore
        if least < best.cost {
          let (priceU, behindU) = cheapest(u, on: other, without: v)
          let (priceV, behindV) = cheapest(v, on: route, without: u)
          let cost = least + priceU + priceV
          if cost < best.cost {
            best = Swap(cost: cost, u: u, behindU: behindU, v: v, behindV: behindV)
          }
        }
        v = next(v)
      }
      u = next(u)
    }
    considerRelocations(route, other, &best)
    guard best.cost < -Self.tolerance else { return }
    apply(best, route, other)
  }

  /// Makes an exchange, and takes it back if it does not pay after all.
  private func apply(_ swap: Swap, _ route: Int, _ other: Int) {
    let before = worth(route) + worth(other)
    let behindU = swap.u >= 0 ? previous(swap.u) : -1
    let behindV = swap.v >= 0 ? previous(swap.v) : -1
    if swap.u >= 0 { move(swap.u, behind: swap.behindU) }
    if swap.v >= 0 { move(swap.v, behind: swap.behindV) }
    let kept = (routes[route].changed, routes[other].changed)
    clock[0] &+= 1
    update(route)
    update(other)
    if worth(route) + worth(other) < before - Self.tolerance { return }
    // Back, the last first.
    if swap.v >= 0 { move(swap.v, behind: behindV) }
    if swap.u >= 0 { move(swap.u, behind: behindU) }
    clock[0] &-= 1
    update(route)
    update(other)
    (routes[route].changed, routes[other].changed) = kept
  }

  /// Takes a client off and puts him behind a slot.
  private func move(_ client: Int, behind slot: Int) {
    join(previous(client), next(client))
    let after = next(slot)
    join(slot, client)
    join(client, after)
  }

  private func loadPenalty(ofRoute route: Int) -> Double {
    loadPenalty(type(route)) { load[route &* kernel.dimensions &+ $0] }
  }

  @inline(__always)
  private func loadPenalty(ofRoute route: Int, without gone: Int, with come: Int) -> Double {
    let dimensions = kernel.dimensions
    return loadPenalty(type(route)) {
      load[route &* dimensions &+ $0] - kernel.demand[gone &* dimensions &+ $0]
        + kernel.demand[come &* dimensions &+ $0]
    }
  }

  /// Finds what changes without each client of a route, and his cheapest places on another route,
  /// loads not counted.
  private func prepare(_ route: Int, _ other: Int) {
    let (rate, rateOther) = (
      kernel.costPerDistance[type(route)], kernel.costPerDistance[type(other)]
    )
    let start = kernel.startSlot(other)
    let end = kernel.endSlot(other)
    var (warp, warpOther) = (0.0, 0.0)
    if kernel.isTimed {
      warp = timePenalty(type(route), head[kernel.endSlot(route)])
      warpOther = timePenalty(type(other), head[end])
    }
    var client = next(kernel.startSlot(route))
    while isClient(client) {
      let visit = visits[client]
      let (before, after) = (Int(visit.previous), Int(visit.next))
      leaving[client] =
        (legs.distance(before, after) - visits[before].toNext - visit.toNext) * rate
      if kernel.isTimed {
        warpWithout[client] = timePenalty(
          type(route), head[before].followed(by: tail[after], after: travel(before, after)))
        leaving[client] += warpWithout[client] - warp
      }
      var found = CheapPlaces()
      var slot = start
      while slot != end {
        let following = next(slot)
        var cost =
          (legs.distance(slot, client) + legs.distance(client, following) - visits[slot].toNext)
          * rateOther
        if kernel.isTimed, cost < found.cost.2 {
          cost +=
            timePenalty(
              type(other),
              head[slot].followed(by: own[client], after: travel(slot, client))
                .followed(by: tail[following], after: travel(client, following))) - warpOther
        }
        found.offer(cost, behind: slot)
        slot = following
      }
      places[client] = found
      client = next(client)
    }
  }

  /// The cheapest place for a client on a route from which another one goes.
  @inline(__always)
  private func cheapest(_ client: Int, on route: Int, without gone: Int) -> (Double, Int) {
    let (before, after) = (previous(gone), next(gone))
    // In the place of the one who goes.
    var price =
      (legs.distance(before, client) + legs.distance(client, after)
        - legs.distance(before, after)) * kernel.costPerDistance[type(route)]
    var behind = before
    let found = places[client]
    if kernel.isTimed, price < found.cost.2 {
      price +=
        timePenalty(
          type(route),
          head[before].followed(by: own[client], after: travel(before, client))
            .followed(by: tail[after], after: travel(client, after))) - warpWithout[gone]
    }
    for rank in 0..<3 {
      let (cost, slot) =
        rank == 0
        ? (found.cost.0, Int(found.behind.0))
        : rank == 1 ? (found.cost.1, Int(found.behind.1)) : (found.cost.2, Int(found.behind.2))
      if cost >= price || slot < 0 { break }
      if slot == gone || next(slot) == gone { continue }
      price = cost
      behind = slot
      break
    }
    return (price, behind)
  }

  /// One client alone may move too.
  private func considerRelocations(_ route: Int, _ other: Int, _ best: inout Swap) {
    for isFirst in [true, false] {
      let (from, to) = isFirst ? (route, other) : (other, route)
      guard routes[from].size > 1 else { continue }
      let dimensions = kernel.dimensions
      var client = next(kernel.startSlot(from))
      while isClient(client) {
        let found = places[client]
        let cost =
          leaving[client] + found.cost.0 - loadPenalty(ofRoute: from) - loadPenalty(ofRoute: to)
          + loadPenalty(type(from)) {
            load[from &* dimensions &+ $0] - kernel.demand[client &* dimensions &+ $0]
          }
          + loadPenalty(type(to)) {
            load[to &* dimensions &+ $0] + kernel.demand[client &* dimensions &+ $0]
          }
        if cost < best.cost, found.behind.0 >= 0 {
          best =
            isFirst
            ? Swap(cost: cost, u: client, behindU: Int(found.behind.0))
            : Swap(cost: cost, v: client, behindV: Int(found.behind.0))
        }
        client = next(client)
      }
    }
  }
}
