extension PenalizedPlan {
  /// The three cheapest places for a client on a route: behind whom, and what for.
  struct CheapPlaces {
    var cost = (Int.max, Int.max, Int.max)
    var behind: (Int32, Int32, Int32) = (-1, -1, -1)
    var computed = -1

    @inline(__always) mutating func offer(_ price: Int, behind node: Int32) {
      if price >= cost.2 { return }
      if price >= cost.1 {
        cost.2 = price
        behind.2 = node
      } else if price >= cost.0 {
        cost.2 = cost.1
        behind.2 = behind.1
        cost.1 = price
        behind.1 = node
      } else {
        cost = (price, cost.0, cost.1)
        behind = (node, behind.0, behind.1)
      }
    }
  }

  /// A client of one of two routes, and what changes without him.
  struct Leaving {
    var client = 0
    var demand = 0
    var removal = 0
  }

  /// The best exchange of two clients between two routes, each put where it costs least (SWAP*).
  private struct Swap {
    var cost = 0
    var u = -1
    var behindU = -1
    var v = -1
    var behindV = -1
  }

  /// Routes are near if a client of one is among so many nearest of one of the other.
  private static let pairNeighbours = 4

  /// Tries SWAP* on all pairs of routes with clients near each other.
  func improvePairs() {
    for index in 0..<routeCount {
      let route = routeOrder[index]
      let swapped = routes[route].swapped
      routes[route].swapped = clock[0]
      if routes[route].size == 0 { continue }
      for other in nearRoutes(route) {
        if routes[route].size == 0 { break }
        let latest = max(routes[route].changed, routes[other].changed)
        if latest > swapped, !areInherited(route, other, changed: latest) { swap(route, other) }
      }
    }
  }

  /// Routes behind this one on which a client stands who is near one of this route.
  private func nearRoutes(_ route: Int) -> [Int] {
    var found: [Int] = []
    routeMark[route] = route
    var client = next(stop(route))
    while !isStop(client) {
      let list = client * kernel.neighbourCount
      for entry in list..<list + min(Self.pairNeighbours, kernel.neighbourCount) {
        let other = Int(visits[Int(kernel.neighbours[entry].client)].route)
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
    var best = Swap()
    let firstCount = gather(route, into: firstClients)
    let secondCount = gather(other, into: secondClients)
    var largest = 0
    for index in 0..<secondCount { largest = min(largest, secondClients[index].removal) }
    let (one, two) = (routes[route], routes[other])
    let penalties = one.penalty &+ two.penalty
    for index in 0..<firstCount {
      let first = firstClients[index]
      if (first.removal &+ largest) << Self.fraction &- penalties >= best.cost { continue }
      for place in 0..<secondCount {
        let second = secondClients[place]
        let moved = first.demand &- second.demand
        // Cheapest places cost nothing at least, so that this is the best it can come to.
        let least =
          penalty(load: one.load &- moved, length: 0) &+ penalty(load: two.load &+ moved, length: 0)
          &- penalties &+ (first.removal &+ second.removal) << Self.fraction
        if least < best.cost { consider(first, second, route, other, least, &best) }
      }
    }
    for index in 0..<firstCount {
      considerRelocation(firstClients[index], route, other, isFirst: true, &best)
    }
    for index in 0..<secondCount {
      considerRelocation(secondClients[index], other, route, isFirst: false, &best)
    }
    guard best.cost < 0 else { return }
    if best.u >= 0 { insert(best.u, behind: best.behindU) }
    if best.v >= 0 { insert(best.v, behind: best.behindV) }
    noteChange(of: route, and: other, best.cost)
  }

  /// Finds what is saved without each client of a route, and his cheapest places on another route.
  private func prepare(_ route: Int, _ other: Int) {
    var client = next(stop(route))
    while !isStop(client) {
      let visit = visits[client]
      let before = Int(visit.previous)
      removal[client] =
        distance(before, Int(visit.next)) &- Int(visits[before].toNext) &- Int(visit.toNext)
      let index = client &* routeCount &+ other
      if places[index].computed < routes[other].changed {
        var found = CheapPlaces()
        found.computed = clock[0]
        var node = stop(other)
        var near = distance(node, client)
        repeat {
          let visit = visits[node]
          let following = Int(visit.next)
          let far = distance(following, client)
          found.offer(near &+ far &- Int(visit.toNext), behind: Int32(node))
          (node, near) = (following, far)
        } while !isStop(node)
        places[index] = found
      }
      client = next(client)
    }
  }

  /// Writes the clients of a route in a row; how many.
  private func gather(_ route: Int, into clients: borrowing FlatArray<Leaving>) -> Int {
    var count = 0
    var client = next(stop(route))
    while !isStop(client) {
      clients[count] = Leaving(
        client: client, demand: Int(visits[client].demand), removal: removal[client])
      count &+= 1
      client = next(client)
    }
    return count
  }

  private func consider(
    _ first: Leaving, _ second: Leaving, _ route: Int, _ other: Int, _ least: Int,
    _ best: inout Swap
  ) {
    let (u, v) = (first.client, second.client)
    let (priceU, behindU) = cheapest(u, on: other, without: v)
    let (priceV, behindV) = cheapest(v, on: route, without: u)
    var cost = least &+ (priceU &+ priceV) << Self.fraction
    if kernel.lengthLimit < .max {
      let (one, two) = (routes[route].length, routes[other].length)
      cost &+= penalty(load: 0, length: one &+ first.removal &+ priceV)
      cost &+= penalty(load: 0, length: two &+ second.removal &+ priceU)
    }
    if cost < best.cost {
      best = Swap(cost: cost, u: u, behindU: behindU, v: v, behindV: behindV)
    }
  }

  /// The cheapest place for a client on a route from which another one goes.
  @inline(__always)
  private func cheapest(_ client: Int, on route: Int, without gone: Int) -> (Int, Int) {
    let (before, after) = (previous(gone), next(gone))
    // In the place of the one who goes.
    var price =
      distance(before, client) &+ distance(client, after) &- distance(before, after)
    var behind = before
    let found = places[client &* routeCount &+ route]
    for rank in 0..<3 {
      let (cost, node) =
        rank == 0
        ? (found.cost.0, Int(found.behind.0))
        : rank == 1
          ? (found.cost.1, Int(found.behind.1)) : (found.cost.2, Int(found.behind.2))
      if cost >= price || node < 0 { break }
      if node == gone || next(node) == gone { continue }
      price = cost
      behind = node
      break
    }
    return (price, behind)
  }

  @inline(__always)
  private func considerRelocation(
    _ leaving: Leaving, _ route: Int, _ other: Int, isFirst: Bool, _ best: inout Swap
  ) {
    let client = leaving.client
    let found = places[client &* routeCount &+ other]
    guard found.behind.0 >= 0 else { return }
    let demand = leaving.demand
    let (one, two) = (routes[route], routes[other])
    let cost =
      (removal[client] &+ found.cost.0) << Self.fraction
      &+ penalty(load: one.load &- demand, length: one.length &+ removal[client])
      &+ penalty(load: two.load &+ demand, length: two.length &+ found.cost.0)
      &- one.penalty &- two.penalty
    guard cost < best.cost else { return }
    best =
      isFirst
      ? Swap(cost: cost, u: client, behindU: Int(found.behind.0))
      : Swap(cost: cost, v: client, behindV: Int(found.behind.0))
  }
}
