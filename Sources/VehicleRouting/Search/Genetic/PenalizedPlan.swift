/// Routes that may carry or drive too much, at a price: what local search works on in a genetic
/// search.
///
/// Every route is a ring of clients and one stop at the depot, whose number is `clientCount` plus
/// that of the route. Costs are whole numbers, distances shifted to the left by `fraction` bits, so
/// that prices may be fractions of a distance.
final class PenalizedPlan {
  let kernel: CapacitatedKernel
  let routeCount: Int
  let clientCount: Int
  let visits: FlatArray<Visit>
  let routes: FlatArray<Route>
  let prices: FlatArray<Prices>
  /// Counts the changes, so that nothing is tried twice on the same routes; and the count when local
  /// search began.
  let clock: FlatArray<Int>
  /// The clients near each client, and who counts him among the near ones.
  let near: MutualNeighbours
  // SWAP*: the three cheapest places for a client on a route.
  let places: FlatArray<CheapPlaces>
  let removal: FlatArray<Int>
  let firstClients: FlatArray<Leaving>
  let secondClients: FlatArray<Leaving>
  let routeMark: IndexArray
  /// The order in which clients are looked at.
  let order: IndexArray
  let routeOrder: IndexArray

  /// Costs are distances shifted to the left by so many bits.
  static let fraction = 8

  /// Where a client, or a route's stop at the depot, stands.
  struct Visit {
    var next: Int32 = 0
    var previous: Int32 = 0
    var route: Int32 = 0
    var place: Int32 = 0
    var demand: Int32 = 0
    /// The distance to the next.
    var toNext: Int32 = 0
    /// When the client was last tried with his near ones.
    var tested = -1
    /// Load and distance from the start of the route up to the client.
    var load = 0
    var length = 0
  }

  struct Route {
    var size = 0
    var load = 0
    var length = 0
    /// What too much load and distance cost.
    var penalty = 0
    /// When the route changed, and when SWAP* was last tried on it.
    var changed = 0
    var swapped = -1
    /// The parents on whom the route stood when local search began.
    var parents: TypedRoute.Parents = []
  }

  /// What a unit of load, or of distance, beyond the limit costs.
  struct Prices {
    var load = 0
    var length = 0
  }

  init(_ kernel: CapacitatedKernel, routeCount: Int, near: MutualNeighbours) {
    self.kernel = kernel
    self.routeCount = routeCount
    self.near = near
    let n = kernel.clientCount
    clientCount = n
    visits = FlatArray(repeating: Visit(), count: n + routeCount)
    routes = FlatArray(repeating: Route(), count: routeCount)
    prices = FlatArray(repeating: Prices(), count: 1)
    clock = FlatArray(repeating: 0, count: 2)
    places = FlatArray(repeating: CheapPlaces(), count: n * routeCount)
    removal = FlatArray(repeating: 0, count: n)
    firstClients = FlatArray(repeating: Leaving(), count: n)
    secondClients = FlatArray(repeating: Leaving(), count: n)
    routeMark = IndexArray(repeating: -1, count: routeCount)
    order = IndexArray((0..<n).map { Int32($0) })
    routeOrder = IndexArray((0..<routeCount).map { Int32($0) })
    for client in 0..<n { visits[client].demand = Int32(kernel.demand[client]) }
  }

  // MARK: Reading

  /// The number of the depot's stop on a route.
  @inline(__always) func stop(_ route: Int) -> Int { clientCount &+ route }

  @inline(__always) func isStop(_ node: Int) -> Bool { node >= clientCount }

  @inline(__always) func distance(_ from: Int, _ to: Int) -> Int {
    kernel.matrixDistance(min(from, clientCount), min(to, clientCount))
  }

  @inline(__always) func next(_ node: Int) -> Int { Int(visits[node].next) }

  @inline(__always) func previous(_ node: Int) -> Int { Int(visits[node].previous) }

  /// What a route of a load and a length costs beyond its length.
  @inline(__always) func penalty(load: Int, length: Int) -> Int {
    max(0, load &- kernel.capacity) &* prices[0].load
      &+ max(0, length &- kernel.lengthLimit) &* prices[0].length
  }

  /// The clients of each route that visits somebody.
  var filledRoutes: [[Int32]] {
    var filled: [[Int32]] = []
    for route in 0..<routeCount where routes[route].size > 0 {
      var clients: [Int32] = []
      clients.reserveCapacity(routes[route].size)
      var node = next(stop(route))
      while !isStop(node) {
        clients.append(Int32(node))
        node = next(node)
      }
      filled.append(clients)
    }
    return filled
  }

  /// Whether two routes stand as they stood on the same parent, who was improved already: next to
  /// nothing can be gained between them.
  @inline(__always) func areInherited(_ route: Int, _ other: Int, changed latest: Int) -> Bool {
    latest <= clock[1] && !routes[route].parents.isDisjoint(with: routes[other].parents)
  }

  // MARK: Writing

  /// Makes the plan visit clients on given routes.
  func load(_ given: [TypedRoute]) {
    // What was noted before is older than any route from now on.
    clock[0] += 1
    for route in 0..<routeCount {
      var before = stop(route)
      routes[route].parents = route < given.count ? given[route].parents : []
      if route < given.count {
        for client in given[route].clients {
          visits[before].next = client
          visits[Int(client)].previous = Int32(before)
          before = Int(client)
        }
      }
      visits[before].next = Int32(stop(route))
      visits[stop(route)].previous = Int32(before)
      update(route)
    }
  }

  /// Counts places, loads and distances along a route that changed.
  func update(_ route: Int) {
    let start = stop(route)
    var (place, load, length) = (0, 0, 0)
    var before = start
    visits[start].route = Int32(route)
    visits[start].place = 0
    visits[start].load = 0
    visits[start].length = 0
    var node = next(start)
    while node < clientCount {
      let step = distance(before, node)
      visits[before].toNext = Int32(truncatingIfNeeded: step)
      place &+= 1
      load &+= Int(visits[node].demand)
      length &+= step
      visits[node].route = Int32(route)
      visits[node].place = Int32(truncatingIfNeeded: place)
      visits[node].load = load
      visits[node].length = length
      before = node
      node = next(node)
    }
    let back = before == start ? 0 : distance(before, start)
    visits[before].toNext = Int32(truncatingIfNeeded: back)
    length &+= back
    routes[route].size = place
    routes[route].load = load
    routes[route].length = length
    routes[route].penalty = penalty(load: load, length: length)
    routes[route].changed = clock[0]
  }

  /// Takes note that one or two routes changed, and of what that was to cost.
  func noteChange(of route: Int, and other: Int, _ promised: Int) {
    let before = worth(route) &+ (other == route ? 0 : worth(other))
    clock[0] &+= 1
    update(route)
    if other != route { update(other) }
    assert(worth(route) &+ (other == route ? 0 : worth(other)) &- before == promised)
  }

  /// What a route costs, with the penalties.
  private func worth(_ route: Int) -> Int {
    routes[route].length << Self.fraction &+ routes[route].penalty
  }

  /// Takes a client off and puts him behind another.
  @inline(__always) func insert(_ node: Int, behind other: Int) {
    let visit = visits[node]
    visits[Int(visit.previous)].next = visit.next
    visits[Int(visit.next)].previous = visit.previous
    let after = visits[other].next
    visits[other].next = Int32(truncatingIfNeeded: node)
    visits[node].previous = Int32(truncatingIfNeeded: other)
    visits[node].next = after
    visits[Int(after)].previous = Int32(truncatingIfNeeded: node)
  }

  /// Makes one node follow another.
  @inline(__always) func join(_ node: Int, _ following: Int) {
    visits[node].next = Int32(truncatingIfNeeded: following)
    visits[following].previous = Int32(truncatingIfNeeded: node)
  }
}
