extension RoutePlan {
  /// Gives finished routes to vehicles, the largest loads first, each to the cheapest vehicle that
  /// can drive it; the clients of routes that nobody can drive are handed back.
  func assign(_ routes: [(type: Int, clients: [Int])]) -> [Int] {
    let kernel = self.kernel
    var free = (0..<kernel.typeCount).map { kernel.firstRoute[$0] }
    func hasFree(_ type: Int) -> Bool { free[type] < kernel.firstRoute[type + 1] }
    var leftOver: [Int] = []
    for (_, clients) in sortedByLoad(routes) {
      var best = (type: -1, cost: Double.infinity)
      for type in 0..<kernel.typeCount where hasFree(type) {
        if kernel.typeCount == 1 {
          best = (type, 0)
          break
        }
        beginDraft(of: free[type])
        for client in clients { appendToDraft(client) }
        if let cost = draftedChange(), cost < best.cost { best = (type, cost) }
        dropDrafts()
      }
      guard best.type >= 0 else {
        leftOver += clients
        continue
      }
      beginDraft(of: free[best.type])
      free[best.type] += 1
      for client in clients {
        appendToDraft(client)
        cost -= kernel.absence[client]
      }
      if !commitDrafts(ifBetterBy: -.infinity) {
        for client in clients { cost += kernel.absence[client] }
        leftOver += clients
      }
    }
    return leftOver
  }

  /// With one type the routes with most clients go first, so that few are left without a vehicle;
  /// with several those with the largest load, since few vehicles can take them.
  private func sortedByLoad(
    _ routes: [(type: Int, clients: [Int])]
  ) -> [(type: Int, clients: [Int])] {
    let keys = routes.map { route -> Double in
      guard kernel.typeCount > 1, kernel.dimensions > 0 else { return Double(route.clients.count) }
      return route.clients.reduce(0) { $0 + kernel.demand[$1 * kernel.dimensions] }
    }
    return routes.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
      .map { routes[$0] }
  }

  /// Inserts a client who is not visited where that costs least, wherever it is.
  ///
  /// He stays out where leaving him out costs less, and where there is no place for him.
  ///
  /// - Complexity: O(*clients*).
  public func insertAnywhere(_ client: Int) {
    let before = bestPlaceAnywhere(for: client)
    if before >= 0 { insert(client, after: before) }
  }

  /// The slot behind which a client costs least, wherever it is; −1 if leaving him out costs less.
  ///
  /// - Parameters:
  ///   - client: A client who is not visited.
  ///   - beginsRoutes: Whether he may be the first on a route.
  /// - Returns: A slot, or −1.
  /// - Complexity: O(*clients*).
  func bestPlaceAnywhere(for client: Int, beginsRoutes: Bool = true) -> Int {
    var best = (before: -1, cost: kernel.absence[client])
    for type in 0..<kernel.typeCount {
      var sawEmpty = false
      for route in kernel.firstRoute[type]..<kernel.firstRoute[type + 1] {
        // One empty vehicle of a type is as good as another.
        if size[route] == 0, sawEmpty || !beginsRoutes { continue }
        if size[route] == 0 { sawEmpty = true }
        guard hasRoom(for: client, onRoute: route) else { continue }
        var slot = kernel.startSlot(route)
        let end = kernel.endSlot(route)
        var distanceBefore = kernel.distance(slot, client)
        while slot != end {
          let after = nextSlot[slot]
          let cost = insertionCost(
            of: client, between: slot, and: after, route: route, distanceBefore: distanceBefore,
            distanceAfter: kernel.distance(client, after))
          if cost < best.cost { best = (slot, cost) }
          slot = after
          distanceBefore = kernel.distance(slot, client)
        }
      }
    }
    return best.before
  }
}
