extension RoutePlan {
  /// What it costs more to visit a client between two neighbouring slots of a route; infinity where
  /// that breaks a constraint.
  @inline(__always)
  func insertionCost(
    of client: Int, between before: Int, and after: Int, route: Int,
    distanceBefore: Double, distanceAfter: Double
  ) -> Double {
    let type = kernel.typeOfRoute[route]
    let detour = distanceBefore + distanceAfter - (size[route] == 0 ? 0 : arc[before])
    var cost = detour * kernel.costPerDistance[type]
    if size[route] == 0 { cost += kernel.fixedCost[type] }
    if kernel.limitsDistance, length[route] + detour > kernel.maximumDistance[type] {
      return .infinity
    }
    if kernel.isTimed {
      let arrival = departure[before] + travel(before, client, distanceBefore)
      if arrival > kernel.latest[client] { return .infinity }
      let leaving = max(arrival, kernel.earliest[client]) + kernel.service[client]
      if leaving + travel(client, after, distanceAfter) > deadline[after] { return .infinity }
      if kernel.usesDuration {
        let total = prefix[before]
          .followed(by: ownSpan(client), after: travel(before, client, distanceBefore))
          .followed(by: suffix[after], after: travel(client, after, distanceAfter))
          .duration
        if total > kernel.maximumDuration[type] { return .infinity }
        cost +=
          kernel.timeCost(type: type, duration: total)
          - (size[route] == 0 ? 0 : kernel.timeCost(type: type, duration: span[route]))
      }
    }
    return cost
  }

  /// Whether a client's demand still fits on a route.
  @inline(__always) func hasRoom(for client: Int, onRoute route: Int) -> Bool {
    let dimensions = kernel.dimensions
    let type = kernel.typeOfRoute[route]
    var dimension = 0
    while dimension < dimensions {
      if load[route * dimensions + dimension] + kernel.demand[client * dimensions + dimension]
        > kernel.capacity[type * dimensions + dimension]
      {
        return false
      }
      dimension += 1
    }
    return true
  }

  /// Puts a client who is not visited behind a slot.
  func insert(_ client: Int, after before: Int) {
    let route = routeOf[before]
    let old = cost(ofRoute: route)
    link(client, after: before)
    if kernel.isTimed { spreadTimes(around: client) }
    cost += cost(ofRoute: route) - old - kernel.absence[client]
  }

  /// Puts a client behind a slot, and leaves the times and the cost to the caller.
  @inline(__always) func link(_ client: Int, after before: Int) {
    let route = routeOf[before]
    renewVersion(ofRoute: route)
    let after = nextSlot[before]
    let distanceBefore = kernel.distance(before, client)
    let distanceAfter = kernel.distance(client, after)
    length[route] += distanceBefore + distanceAfter - (size[route] == 0 ? 0 : arc[before])
    (nextSlot[before], nextSlot[client]) = (client, after)
    (previousSlot[after], previousSlot[client]) = (client, before)
    (arc[before], arc[client]) = (distanceBefore, distanceAfter)
    routeOf[client] = route
    size[route] += 1
    if size[route] == 1 { filledCount += 1 }
    addLoad(of: client, times: 1, toRoute: route)
  }

  /// Takes a client off his route, and leaves the times and the cost to the caller.
  @inline(__always) func unlink(_ client: Int) {
    let route = routeOf[client]
    renewVersion(ofRoute: route)
    let (before, after) = (previousSlot[client], nextSlot[client])
    let distance = kernel.distance(before, after)
    size[route] -= 1
    if size[route] == 0 { filledCount -= 1 }
    length[route] = size[route] == 0 ? 0 : length[route] + distance - arc[before] - arc[client]
    (nextSlot[before], previousSlot[after]) = (after, before)
    arc[before] = distance
    routeOf[client] = -1
    addLoad(of: client, times: -1, toRoute: route)
  }

  /// Takes a stretch of clients off their route.
  func remove(from first: Int, through last: Int) {
    let route = routeOf[first]
    renewVersion(ofRoute: route)
    let old = cost(ofRoute: route)
    let (before, after) = (previousSlot[first], nextSlot[last])
    var slot = first
    var saved = arc[before]
    var change = 0.0
    while slot != after {
      saved += arc[slot]
      size[route] -= 1
      routeOf[slot] = -1
      addLoad(of: slot, times: -1, toRoute: route)
      change += kernel.absence[slot]
      slot = nextSlot[slot]
    }
    let distance = kernel.distance(before, after)
    if size[route] == 0 { filledCount -= 1 }
    length[route] = size[route] == 0 ? 0 : length[route] + distance - saved
    (nextSlot[before], previousSlot[after]) = (after, before)
    arc[before] = distance
    if kernel.isTimed { spreadTimes(betweenSlot: before, and: after, ofRoute: route) }
    cost += cost(ofRoute: route) - old + change
  }

  /// Takes those off their routes to whom a leg leads that backhauls forbid.
  func removeForbidden() {
    guard kernel.hasBackhauls else { return }
    for route in 0..<kernel.routeCount {
      var slot = first(route)
      while isClient(slot) {
        let next = nextSlot[slot]
        if kernel.isForbidden(previousSlot[slot], slot) { remove(from: slot, through: slot) }
        slot = next
      }
    }
  }

  @inline(__always)
  private func addLoad(of client: Int, times sign: Double, toRoute route: Int) {
    let dimensions = kernel.dimensions
    var dimension = 0
    while dimension < dimensions {
      load[route * dimensions + dimension] += sign * kernel.demand[client * dimensions + dimension]
      dimension += 1
    }
  }

  /// Writes the routes anew: `routes[r]` are the clients of route `r` of the kernel.
  ///
  /// Nothing is checked: the caller brings routes that hold every constraint.
  func replaceAll(_ routes: [(route: Int, clients: [Int])]) {
    clear()
    for (route, clients) in routes {
      var last = kernel.startSlot(route)
      for client in clients {
        (nextSlot[last], previousSlot[client]) = (client, last)
        routeOf[client] = route
        addLoad(of: client, times: 1, toRoute: route)
        cost -= kernel.absence[client]
        last = client
      }
      (nextSlot[last], previousSlot[kernel.endSlot(route)]) = (kernel.endSlot(route), last)
      refresh(route)
      cost += cost(ofRoute: route)
    }
  }
}
