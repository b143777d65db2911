extension RoutePlan {
  /// Puts a client who is not visited at the end of a route.
  ///
  /// - Parameters:
  ///   - client: The client.
  ///   - route: The route.
  /// - Returns: Whether the route can take him; nothing changes if not.
  public func append(_ client: Int, toRoute route: Int) -> Bool {
    let end = kernel.endSlot(route)
    let last = previousSlot[end]
    guard hasRoom(for: client, onRoute: route) else { return false }
    let cost = insertionCost(
      of: client, between: last, and: end, route: route,
      distanceBefore: kernel.distance(last, client), distanceAfter: kernel.distance(client, end))
    guard cost < .infinity else { return false }
    insert(client, after: last)
    return true
  }

  /// Inserts a client who is not visited where he costs least on a route.
  ///
  /// - Parameters:
  ///   - client: The client.
  ///   - route: The route.
  /// - Returns: Whether the route can take him; nothing changes if not.
  /// - Complexity: O(*clients on the route*).
  public func insert(_ client: Int, ontoRoute route: Int) -> Bool {
    guard hasRoom(for: client, onRoute: route) else { return false }
    var best = (before: -1, cost: Double.infinity)
    var slot = kernel.startSlot(route)
    let end = kernel.endSlot(route)
    while slot != end {
      let cost = insertionCost(of: client, after: slot)
      if cost < best.cost { best = (slot, cost) }
      slot = nextSlot[slot]
    }
    guard best.before >= 0 else { return false }
    insert(client, after: best.before)
    return true
  }

  /// What it costs more to visit a client right behind a slot; infinity where that breaks a
  /// constraint other than the load.
  func insertionCost(of client: Int, after slot: Int) -> Double {
    let after = nextSlot[slot]
    return insertionCost(
      of: client, between: slot, and: after, route: routeOf[slot],
      distanceBefore: kernel.distance(slot, client), distanceAfter: kernel.distance(client, after))
  }

  /// The routes in the order in which it pays to use them: much capacity for little fixed cost first.
  var routesByCost: [Int] {
    let rates = (0..<kernel.typeCount).map { type -> Double in
      let capacity = kernel.dimensions > 0 ? kernel.capacity[type * kernel.dimensions] : 1
      return capacity > 0 ? kernel.fixedCost[type] / capacity : .infinity
    }
    let sizes = (0..<kernel.typeCount).map { type in
      kernel.dimensions > 0 ? kernel.capacity[type * kernel.dimensions] : 0
    }
    let types = (0..<kernel.typeCount).sorted { first, second in
      if rates[first] != rates[second] { return rates[first] < rates[second] }
      if sizes[first] != sizes[second] { return sizes[first] > sizes[second] }
      return first < second
    }
    return types.flatMap { Array(kernel.firstRoute[$0]..<kernel.firstRoute[$0 + 1]) }
  }

  /// The first empty route of each type that has one: one empty vehicle of a type is as good as
  /// another.
  var emptyRoutes: [Int] {
    (0..<kernel.typeCount).compactMap { type in
      (kernel.firstRoute[type]..<kernel.firstRoute[type + 1]).first { size[$0] == 0 }
    }
  }

  /// Those who are not visited, in the order of the problem.
  var unvisited: [Int] { (0..<kernel.clientCount).filter { routeOf[$0] < 0 } }
}
