import SupplyChainCore

extension RuinAndRecreate {
  /// In how many of 256 looks at a place it is overlooked, so that recreation is not always the same.
  private static let blinks: UInt64 = 3

  /// Sorts those who are to be put back by one of several rules, drawn anew each time.
  func sortOrder(using generator: inout SeededGenerator) {
    let dimensions = kernel.dimensions
    var draw = generator.index(below: kernel.isTimed ? 17 : 11)
    // Without demands that rule says nothing.
    if draw >= 4, draw < 8, dimensions == 0 { draw = 0 }
    for index in 0..<orderCount {
      let client = order[index]
      switch draw {
      case 0..<4: sortKey[index] = generator.uniform()
      case 4..<8: sortKey[index] = -kernel.demand[client * dimensions]
      case 8..<10: sortKey[index] = -remoteness[client]
      case 10: sortKey[index] = remoteness[client]
      case 11..<13: sortKey[index] = kernel.latest[client] - kernel.earliest[client]
      case 13..<15: sortKey[index] = kernel.earliest[client]
      default: sortKey[index] = -kernel.latest[client]
      }
    }
    var index = 1
    while index < orderCount {
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

  /// Puts those who are not visited back one by one, each where he costs least.
  func recreate(using generator: inout SeededGenerator) {
    for index in 0..<orderCount where plan.routeOf[order[index]] < 0 {
      let before = bestPlace(for: order[index], &generator)
      if before >= 0 { put(order[index], behind: before) }
    }
  }

  func put(_ client: Int, behind slot: Int) {
    touch(plan.routeOf[slot])
    inserted[insertedCount] = client
    insertedCount += 1
    plan.insert(client, after: slot)
  }

  /// The slot behind which a client costs least; −1 if leaving him out costs less.
  private func bestPlace(for client: Int, _ generator: inout SeededGenerator) -> Int {
    var best = -1
    var lowest = kernel.absence[client]
    for type in 0..<kernel.typeCount {
      let route = emptyRoute(ofType: type)
      guard route >= 0, plan.hasRoom(for: client, onRoute: route) else { continue }
      let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
      let cost = plan.insertionCost(
        of: client, between: start, and: end, route: route,
        distanceBefore: kernel.distance(start, client),
        distanceAfter: kernel.distance(client, end))
      if cost < lowest { (best, lowest) = (start, cost) }
    }
    if activeCount <= near.width {
      for index in 0..<activeCount {
        look(onRoute: active[index], for: client, &best, &lowest, &generator)
      }
    } else {
      lookMark += 1
      for rank in 0..<near.width {
        let route = plan.routeOf[near[client, rank]]
        guard route >= 0, seenMark[route] != lookMark else { continue }
        seenMark[route] = lookMark
        look(onRoute: route, for: client, &best, &lowest, &generator)
      }
    }
    return best >= 0 || !kernel.isRequired[client] ? best : anyPlace(for: client, &generator)
  }

  /// Looks for a better place on a route, unless that is overlooked.
  @inline(__always)
  private func look(
    onRoute route: Int, for client: Int, _ best: inout Int, _ lowest: inout Double,
    _ generator: inout SeededGenerator
  ) {
    guard plan.size[route] > 0, plan.hasRoom(for: client, onRoute: route) else { return }
    var place = cache[client, route]
    if place.version != plan.version[route] {
      place = bestPlace(for: client, onRoute: route)
      cache[client, route] = place
    }
    guard place.cost < lowest else { return }
    if generator.next() & 255 < Self.blinks {
      place = bestPlace(for: client, onRoute: route, not: place.slot)
      guard place.cost < lowest else { return }
    }
    (best, lowest) = (place.slot, place.cost)
  }

  /// Where on a route that visits somebody a client costs least, one slot not looked at.
  ///
  /// - Complexity: O(*clients on the route*), or O(*near neighbours*) where those are fewer.
  func bestPlace(
    for client: Int, onRoute route: Int, not excluded: Int = -1
  ) -> InsertionCache.Place {
    var best = InsertionCache.Place(version: plan.version[route], slot: -1, cost: .infinity)
    let end = kernel.endSlot(route)
    if plan.size[route] > 2 * near.width {
      func lookBehind(_ slot: Int) {
        guard slot != excluded else { return }
        let before = kernel.openDistance(slot, client)
        let after = kernel.openDistance(client, plan.nextSlot[slot])
        offer(slot, for: client, onRoute: route, before, after, &best)
      }
      for rank in 0..<near.width where plan.routeOf[near[client, rank]] == route {
        let neighbour = near[client, rank]
        lookBehind(plan.previousSlot[neighbour])
        lookBehind(neighbour)
      }
      return best
    }
    if !kernel.isTimed { return shortestDetour(to: client, fromRoute: route, not: excluded) }
    // Departures and deadlines grow along a route: the places that are possible are one stretch.
    var slot = kernel.startSlot(route)
    let leaving = kernel.earliest[client] + kernel.service[client]
    while slot != end, plan.deadline[plan.nextSlot[slot]] < leaving { slot = plan.nextSlot[slot] }
    let isSymmetric = kernel.isSymmetricWhereAllowed
    let latest = kernel.latest[client]
    var before = slot == end ? 0 : kernel.openDistance(slot, client)
    while slot != end, plan.departure[slot] <= latest {
      let next = plan.nextSlot[slot]
      let after = kernel.openDistance(client, next)
      if slot != excluded { offer(slot, for: client, onRoute: route, before, after, &best) }
      before = isSymmetric ? after : kernel.openDistance(next, client)
      slot = next
    }
    return best
  }

  /// The place with the shortest detour on a route that visits somebody, where time does not matter.
  private func shortestDetour(
    to client: Int, fromRoute route: Int, not excluded: Int
  ) -> InsertionCache.Place {
    let isSymmetric = kernel.isSymmetricWhereAllowed
    let (type, end) = (kernel.typeOfRoute[route], kernel.endSlot(route))
    var best = (slot: -1, detour: Double.infinity)
    var slot = kernel.startSlot(route)
    var before = kernel.openDistance(slot, client)
    while slot != end {
      let next = plan.nextSlot[slot]
      let after = kernel.openDistance(client, next)
      let detour = before + after - plan.arc[slot]
      if detour < best.detour, slot != excluded, !kernel.isForbidden(slot, client),
        !kernel.isForbidden(client, next)
      {
        best = (slot, detour)
      }
      before = isSymmetric ? after : kernel.openDistance(next, client)
      slot = next
    }
    let isTooLong =
      kernel.limitsDistance && plan.length[route] + best.detour > kernel.maximumDistance[type]
    let cost = best.slot < 0 || isTooLong ? .infinity : best.detour * kernel.costPerDistance[type]
    return .init(version: plan.version[route], slot: best.slot, cost: cost)
  }

  /// Takes a place behind a slot if it is better than the best one on the route so far.
  @inline(__always)
  private func offer(
    _ slot: Int, for client: Int, onRoute route: Int, _ before: Double, _ after: Double,
    _ best: inout InsertionCache.Place
  ) {
    let next = plan.nextSlot[slot]
    let rate = kernel.costPerDistance[kernel.typeOfRoute[route]]
    guard kernel.costsDuration || (before + after - plan.arc[slot]) * rate < best.cost,
      !kernel.isForbidden(slot, client), !kernel.isForbidden(client, next)
    else { return }
    let cost = plan.insertionCost(
      of: client, between: slot, and: next, route: route, distanceBefore: before,
      distanceAfter: after)
    if cost < best.cost { best = .init(version: plan.version[route], slot: slot, cost: cost) }
  }

  /// Looks everywhere for a place for a required client who found none beside his neighbours.
  private func anyPlace(for client: Int, _ generator: inout SeededGenerator) -> Int {
    if kernel.clientCount > Self.smallSize, generator.index(below: 16) != 0 { return -1 }
    return plan.bestPlaceAnywhere(
      for: client, beginsRoutes: plan.filledCount < vehicleLimit)
  }

  /// Up to this size a look at every place costs no more than the rest of an iteration.
  private static let smallSize = 2_000
}
