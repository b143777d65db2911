private import RealModule
import SupplyChainCore

extension CapacitatedWorker {
  /// Sorts those who are to be put back by one of several rules, drawn anew each time.
  func sortOrder(using generator: inout SeededGenerator) {
    let count = state[0].orderCount
    let draw = generator.index(below: 11)
    for index in 0..<count {
      let client = order[index]
      switch draw {
      case 0..<4: sortKey[index] = Int(Int32(truncatingIfNeeded: generator.next()))
      case 4..<8: sortKey[index] = -Int(plan.visits[client].demand)
      case 8..<10: sortKey[index] = -kernel.fromDepot[client]
      default: sortKey[index] = kernel.fromDepot[client]
      }
    }
    var index = 1
    while index < count {
      let (client, key) = (order[index], sortKey[index])
      var place = index
      while place > 0, sortKey[place - 1] > key {
        order[place] = order[place - 1]
        sortKey[place] = sortKey[place - 1]
        place -= 1
      }
      order[place] = client
      sortKey[place] = key
      index += 1
    }
  }

  /// Puts clients back one by one, each where it costs least; whether there was a place for all.
  func recreate(using generator: inout SeededGenerator) -> Bool {
    for index in 0..<state[0].orderCount {
      guard putBack(order[index], &generator) else { return false }
    }
    return true
  }

  /// Where a client may be put: behind or before another.
  private struct Place {
    var cost: Int
    /// The other client; −1 for a route of its own.
    var neighbour = -1
    var isBehind = false
  }

  private func putBack(_ client: Int, _ generator: inout SeededGenerator) -> Bool {
    let depot = kernel.depot
    let empty = freeRoute()
    let place = cheapestPlace(for: client, hasFreeRoute: empty >= 0, &generator)
    guard place.neighbour >= 0 else {
      guard empty >= 0 else { return false }
      link(client, between: depot, and: depot, onto: empty, cost: place.cost)
      return true
    }
    let visit = plan.visits[place.neighbour]
    let before = place.isBehind ? place.neighbour : Int(visit.previous)
    let after = place.isBehind ? Int(visit.next) : place.neighbour
    link(client, between: before, and: after, onto: Int(visit.route), cost: place.cost)
    return true
  }

  /// The place beside a near neighbour, or on a route of its own, where a client costs least.
  @inline(__always)
  private func cheapestPlace(
    for client: Int, hasFreeRoute: Bool, _ generator: inout SeededGenerator
  ) -> Place {
    let depot = Int32(kernel.depot)
    let limit = kernel.lengthLimit
    let demand = plan.visits[client].demand
    let toDepot = kernel.fromDepot[client]
    let row = kernel.row(of: client)
    // A route of its own is what every other place is measured by.
    var best = Place(cost: hasFreeRoute ? 2 * toDepot : .max)
    var looks = state[0].looksUntilBlink
    var index = client * kernel.neighbourCount
    let near = index + min(options.nearNeighbours, kernel.neighbourCount)
    let end = index + kernel.neighbourCount
    // Where no near route has room, those farther away are asked too.
    while index < near || (best.neighbour < 0 && index < end) {
      let entry = kernel.neighbours[index]
      index &+= 1
      let neighbour = Int(entry.client)
      if !isWhole, plan.part[neighbour] != ownPart { continue }
      let visit = plan.visits[neighbour]
      let distance = Int(entry.distance)
      // The client on the other side is farther, or was looked at before, or is the depot.
      let beyondNext = visit.next == depot ? toDepot : distance
      let beyondPrevious = visit.previous == depot ? toDepot : distance
      let least =
        distance
        &+ min(beyondNext &- Int(visit.toNext), beyondPrevious &- Int(visit.toPrevious))
      if least >= best.cost || plan.slack[Int(visit.route)] < demand { continue }
      let behind = distance &+ kernel.distance(row, Int(visit.next)) &- Int(visit.toNext)
      let before = distance &+ kernel.distance(row, Int(visit.previous)) &- Int(visit.toPrevious)
      let cost = min(behind, before)
      if cost >= best.cost { continue }
      if limit < .max, plan.routes[Int(visit.route)].length &+ cost > limit { continue }
      looks &-= 1
      if looks < 0 {
        looks = drawLooks(&generator)
      } else {
        best = Place(cost: cost, neighbour: neighbour, isBehind: behind <= before)
      }
    }
    state[0].looksUntilBlink = looks
    return best
  }

  /// How many looks pass before one is a blink.
  private func drawLooks(_ generator: inout SeededGenerator) -> Int {
    guard options.blinkRate > 0 else { return .max }
    return Int(Double.log(1 - generator.uniform()) / Double.log(1 - options.blinkRate))
  }

  /// Puts a client between two neighbours on a route.
  @inline(__always)
  private func link(
    _ client: Int, between before: Int, and after: Int, onto route: Int, cost: Int
  ) {
    let depot = kernel.depot
    recordRoute(route)
    record(client)
    let toPrevious = Int32(kernel.distance(before, client))
    let toNext = Int32(kernel.distance(client, after))
    plan.visits[client].previous = Int32(before)
    plan.visits[client].next = Int32(after)
    plan.visits[client].route = Int32(route)
    plan.visits[client].toPrevious = toPrevious
    plan.visits[client].toNext = toNext
    if before == depot {
      plan.routes[route].first = Int32(client)
    } else {
      record(before)
      plan.visits[before].next = Int32(client)
      plan.visits[before].toNext = toPrevious
    }
    if after == depot {
      plan.routes[route].last = Int32(client)
    } else {
      record(after)
      plan.visits[after].previous = Int32(client)
      plan.visits[after].toPrevious = toNext
    }
    plan.routes[route].size += 1
    plan.slack[route] -= plan.visits[client].demand
    plan.routes[route].length += cost
    state[0].change += cost
  }
}
