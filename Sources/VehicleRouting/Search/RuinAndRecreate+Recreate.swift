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

  /// Puts clients back one by one, each where he costs least.
  func recreate(using generator: inout SeededGenerator) {
    for index in 0..<orderCount {
      let client = order[index]
      let before = bestPlace(for: client, &generator)
      guard before >= 0 else { continue }
      touch(plan.routeOf[before])
      inserted[insertedCount] = client
      insertedCount += 1
      plan.insert(client, after: before)
    }
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
    let canPrune = kernel.isSymmetricWhereAllowed && !kernel.costsDuration
    let base = client * near.width
    for rank in 0..<near.width {
      let neighbour = near[client, rank]
      let route = plan.routeOf[neighbour]
      guard route >= 0, plan.hasRoom(for: client, onRoute: route) else { continue }
      let draw = generator.next()
      let (before, after) = (plan.previousSlot[neighbour], plan.nextSlot[neighbour])
      if canPrune {
        // Had the other side been nearer, this place would have been looked at from there; so the
        // detour is at least this.
        let distance = nearDistance[base + rank]
        let rate = kernel.costPerDistance[kernel.typeOfRoute[route]]
        let bound = 2 * distance
        if draw & 255 >= Self.blinks,
          !plan.isClient(after) || (bound - plan.arc[neighbour]) * rate < lowest,
          !kernel.isForbidden(neighbour, client), mayFollow(neighbour, client, distance)
        {
          let cost = plan.insertionCost(
            of: client, between: neighbour, and: after, route: route, distanceBefore: distance,
            distanceAfter: kernel.distance(client, after))
          if cost < lowest { (best, lowest) = (neighbour, cost) }
        }
        if (draw &>> 8) & 255 >= Self.blinks,
          !plan.isClient(before) || (bound - plan.arc[before]) * rate < lowest,
          !kernel.isForbidden(client, neighbour), mayPrecede(neighbour, client, distance)
        {
          let cost = plan.insertionCost(
            of: client, between: before, and: neighbour, route: route,
            distanceBefore: kernel.distance(before, client), distanceAfter: distance)
          if cost < lowest { (best, lowest) = (before, cost) }
        }
      } else {
        if draw & 255 >= Self.blinks {
          let cost = plan.insertionCost(
            of: client, between: neighbour, and: after, route: route,
            distanceBefore: kernel.distance(neighbour, client),
            distanceAfter: kernel.distance(client, after))
          if cost < lowest { (best, lowest) = (neighbour, cost) }
        }
        if (draw &>> 8) & 255 >= Self.blinks {
          let cost = plan.insertionCost(
            of: client, between: before, and: neighbour, route: route,
            distanceBefore: kernel.distance(before, client),
            distanceAfter: kernel.distance(client, neighbour))
          if cost < lowest { (best, lowest) = (before, cost) }
        }
      }
    }
    return best >= 0 || !kernel.isRequired[client] ? best : anyPlace(for: client, &generator)
  }

  /// Whether a client behind a slot is served in time and leaves in time for what comes behind; the
  /// way there is not looked at, so that most places are ruled out before a distance is computed.
  @inline(__always)
  private func mayFollow(_ slot: Int, _ client: Int, _ distance: Double) -> Bool {
    guard kernel.isTimed else { return true }
    let arrival = plan.departure[slot] + kernel.duration(slot, client, distance: distance)
    return arrival <= kernel.latest[client]
      && max(arrival, kernel.earliest[client]) + kernel.service[client]
        <= plan.deadline[plan.nextSlot[slot]]
  }

  /// Whether a client before a slot leaves in time for it; the way to him is not looked at.
  @inline(__always)
  private func mayPrecede(_ slot: Int, _ client: Int, _ distance: Double) -> Bool {
    guard kernel.isTimed else { return true }
    let arrival = plan.departure[plan.previousSlot[slot]]
    return arrival <= kernel.latest[client]
      && max(arrival, kernel.earliest[client]) + kernel.service[client]
        + kernel.duration(client, slot, distance: distance) <= plan.deadline[slot]
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
