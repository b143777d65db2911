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

  private func putBack(_ client: Int, _ generator: inout SeededGenerator) -> Bool {
    let depot = kernel.depot
    let demand = plan.visits[client].demand
    let depot32 = Int32(depot)
    let limit = kernel.lengthLimit
    let isLimited = limit < .max
    let toDepot = kernel.fromDepot[client]
    let empty = freeRoute()
    // A route of its own is what every other place is measured by.
    var lowest = empty >= 0 ? 2 * toDepot : Int.max
    var place = -1
    var isBehind = false
    var looks = state[0].looksUntilBlink
    let list = client * kernel.neighbourCount
    let near = list + min(options.nearNeighbours, kernel.neighbourCount)
    let end = list + kernel.neighbourCount
    let row = kernel.row(of: client)
    var index = list
    // Where no near route has room, those farther away are asked too.
    while index < near || (place < 0 && index < end) {
      let entry = kernel.neighbours[index]
      index &+= 1
      let neighbour = Int(entry.client)
      if !isWhole, plan.part[neighbour] != ownPart { continue }
      let visit = plan.visits[neighbour]
      let distance = Int(entry.distance)
      // The client on the other side is farther, or was looked at before, or is the depot.
      let beyondNext = visit.next == depot32 ? toDepot : distance
      let beyondPrevious = visit.previous == depot32 ? toDepot : distance
      let least =
        distance
        &+ min(
          beyondNext &- Int(visit.toNext), beyondPrevious &- Int(visit.toPrevious))
      if least >= lowest { continue }
      if plan.slack[Int(visit.route)] < demand { continue }
      let behind = distance &+ kernel.distance(row, Int(visit.next)) &- Int(visit.toNext)
      let before = distance &+ kernel.distance(row, Int(visit.previous)) &- Int(visit.toPrevious)
      let cost = min(behind, before)
      if cost >= lowest { continue }
      if isLimited, plan.routes[Int(visit.route)].length &+ cost > limit { continue }
      looks &-= 1
      if looks < 0 {
        looks = drawLooks(&generator)
      } else {
        (lowest, place, isBehind) = (cost, neighbour, behind <= before)
      }
    }
    state[0].looksUntilBlink = looks
    if place >= 0 {
      let visit = plan.visits[place]
      let route = Int(visit.route)
      if isBehind {
        link(client, between: place, and: Int(visit.next), onto: route, cost: lowest)
      } else {
        link(client, between: Int(visit.previous), and: place, onto: route, cost: lowest)
      }
      return true
    }
    guard empty >= 0 else { return false }
    link(client, between: depot, and: depot, onto: empty, cost: lowest)
    return true
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
