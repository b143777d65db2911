/// Routes that may carry too much, drive too far and come too late, at a price: what local search works
/// on in a genetic search, where time under way costs nothing.
///
/// Slots are numbered as in the kernel: the clients, then two ends of each route.
final class RelaxedPlan {
  let kernel: RoutingKernel
  let near: MutualNeighbours
  let visits: FlatArray<Visit>
  /// Loads from the start of the route through each slot, dimension by dimension.
  let prefixLoad: FlatArray<Double>
  /// What each slot alone means for the clock; then from the start of its route through it, and from
  /// it to the end.
  let own: FlatArray<WarpedSpan>
  let head: FlatArray<WarpedSpan>
  let tail: FlatArray<WarpedSpan>
  let routes: FlatArray<Route>
  let load: FlatArray<Double>
  /// What a unit of load beyond the capacity is of the largest vehicle's, by dimension.
  let loadShare: FlatArray<Double>
  let prices: FlatArray<Prices>
  /// Counts the changes, so that nothing is tried twice on the same routes; and the count when local
  /// search began.
  let clock = FlatArray<Int>(repeating: 0, count: 2)
  let order: IndexArray
  let routeOrder: IndexArray
  let routeMark: IndexArray
  // SWAP*: the cheapest places for each client on another route, what changes without him, and what
  // coming late costs then.
  let places: FlatArray<CheapPlaces>
  let leaving: FlatArray<Double>
  let warpWithout: FlatArray<Double>
  let legs: LegTable

  /// Where a client, or an end of a route, stands.
  struct Visit: BitwiseCopyable {
    var next: Int32 = 0
    var previous: Int32 = 0
    /// −1 where the client is not visited.
    var route: Int32 = -1
    var place: Int32 = 0
    /// The distance to the next.
    var toNext = 0.0
    /// The distance from the start of the route.
    var length = 0.0
    /// When the client was last tried with his near ones.
    var tested = -1
  }

  struct Route: BitwiseCopyable {
    var size = 0
    var length = 0.0
    /// What breaking limits costs.
    var penalty = 0.0
    /// When the route changed.
    var changed = 0
    /// The parents on whom the route stood when local search began.
    var parents: TypedRoute.Parents = []
  }

  /// What it costs to break limits: each vehicle load too much, each unit of distance, and of time.
  struct Prices: BitwiseCopyable {
    var load = 0.0
    var distance = 0.0
    var time = 0.0
  }

  init(_ kernel: RoutingKernel, near: MutualNeighbours, legs: LegTable) {
    self.kernel = kernel
    self.near = near
    self.legs = legs
    let (n, slots, count) = (kernel.clientCount, kernel.slotCount, kernel.routeCount)
    visits = FlatArray(repeating: Visit(), count: slots)
    prefixLoad = FlatArray(repeating: 0, count: slots * kernel.dimensions)
    own = FlatArray(repeating: WarpedSpan(), count: slots)
    head = FlatArray(repeating: WarpedSpan(), count: slots)
    tail = FlatArray(repeating: WarpedSpan(), count: slots)
    routes = FlatArray(repeating: Route(), count: count)
    load = FlatArray(repeating: 0, count: count * kernel.dimensions)
    loadShare = FlatArray(kernel.shareOfLargestCapacity)
    prices = FlatArray(repeating: Prices(), count: 1)
    order = IndexArray((0..<n).map { Int32($0) })
    routeOrder = IndexArray((0..<count).map { Int32($0) })
    routeMark = IndexArray(repeating: -1, count: count)
    places = FlatArray(repeating: CheapPlaces(), count: n)
    leaving = FlatArray(repeating: 0, count: n)
    warpWithout = FlatArray(repeating: 0, count: n)
    for client in 0..<n {
      own[client] = WarpedSpan(
        duration: kernel.service[client], earliest: kernel.earliest[client],
        latest: kernel.latest[client])
    }
    for route in 0..<count {
      let type = kernel.typeOfRoute[route]
      let span = WarpedSpan(earliest: kernel.shiftStart[type], latest: kernel.shiftEnd[type])
      for slot in [kernel.startSlot(route), kernel.endSlot(route)] {
        own[slot] = span
        visits[slot].route = Int32(route)
      }
    }
  }

  // MARK: Reading

  @inline(__always) func isClient(_ slot: Int) -> Bool { slot < kernel.clientCount }
  @inline(__always) func next(_ slot: Int) -> Int { Int(visits[slot].next) }
  @inline(__always) func previous(_ slot: Int) -> Int { Int(visits[slot].previous) }
  @inline(__always) func route(_ slot: Int) -> Int { Int(visits[slot].route) }
  @inline(__always) func type(_ route: Int) -> Int { kernel.typeOfRoute[route] }

  @inline(__always) func travel(_ from: Int, _ to: Int) -> Double {
    legs.duration(from, to)
  }

  /// The routes that visit somebody.
  var filledRoutes: [TypedRoute] {
    (0..<kernel.routeCount).filter { routes[$0].size > 0 }.map { route in
      var clients: [Int32] = []
      clients.reserveCapacity(routes[route].size)
      var slot = next(kernel.startSlot(route))
      while isClient(slot) {
        clients.append(Int32(slot))
        slot = next(slot)
      }
      return TypedRoute(type: type(route), clients: clients)
    }
  }

  /// Whether two routes stand as they stood on the same parent, who was improved already: next to
  /// nothing can be gained between them.
  @inline(__always) func areInherited(_ route: Int, _ other: Int, changed latest: Int) -> Bool {
    latest <= clock[1] && !routes[route].parents.isDisjoint(with: routes[other].parents)
  }

  // MARK: Prices

  /// What a load beyond the capacity costs.
  @inline(__always) func loadPenalty(_ type: Int, _ load: (Int) -> Double) -> Double {
    var excess = 0.0
    var dimension = 0
    while dimension < kernel.dimensions {
      let over = load(dimension) - kernel.capacity[type * kernel.dimensions + dimension]
      if over > 0 { excess += over * loadShare[dimension] }
      dimension += 1
    }
    return excess * prices[0].load
  }

  @inline(__always) func lengthPenalty(_ type: Int, _ length: Double) -> Double {
    kernel.limitsDistance
      ? max(0, length - kernel.maximumDistance[type]) * prices[0].distance : 0
  }

  @inline(__always) func timePenalty(_ type: Int, _ span: WarpedSpan) -> Double {
    var late = span.warp
    if kernel.usesDuration { late += max(0, span.duration - kernel.maximumDuration[type]) }
    return late * prices[0].time
  }

  /// What the vehicle of a route with so many clients costs.
  @inline(__always) func fixedCost(_ type: Int, _ size: Int) -> Double {
    size == 0 ? 0 : kernel.fixedCost[type]
  }

  // MARK: Writing

  /// Makes the plan visit clients on given routes; a type with too few vehicles hands routes on.
  func load(_ given: [TypedRoute]) {
    clock[0] += 1
    for client in 0..<kernel.clientCount { visits[client].route = -1 }
    for route in 0..<kernel.routeCount {
      link([], onto: route)
      routes[route].parents = []
    }
    var free = (0..<kernel.typeCount).map { kernel.firstRoute[$0] }
    func hasFree(_ type: Int) -> Bool { free[type] < kernel.firstRoute[type + 1] }
    for child in given {
      let types = [child.type] + (0..<kernel.typeCount)
      guard let type = types.first(where: hasFree) else { continue }
      link(child.clients, onto: free[type])
      if type == child.type { routes[free[type]].parents = child.parents }
      free[type] += 1
    }
  }

  private func link(_ clients: [Int32], onto route: Int) {
    var before = kernel.startSlot(route)
    for client in clients {
      join(before, Int(client))
      before = Int(client)
    }
    join(before, kernel.endSlot(route))
    update(route)
  }

  /// Makes one slot follow another.
  @inline(__always) func join(_ slot: Int, _ following: Int) {
    visits[slot].next = Int32(truncatingIfNeeded: following)
    visits[following].previous = Int32(truncatingIfNeeded: slot)
  }

  /// Counts places, loads, distances and times along a route that changed.
  func update(_ route: Int) {
    let dimensions = kernel.dimensions
    let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
    var slot = start
    visits[start].place = 0
    visits[start].length = 0
    head[start] = own[start]
    for dimension in 0..<dimensions { prefixLoad[start * dimensions + dimension] = 0 }
    while slot != end {
      let next = next(slot)
      let distance = legs.distance(slot, next)
      visits[slot].toNext = distance
      visits[next].length = visits[slot].length + distance
      visits[next].place = visits[slot].place + 1
      visits[next].route = Int32(truncatingIfNeeded: route)
      var dimension = 0
      while dimension < dimensions {
        let demand = next == end ? 0 : kernel.demand[next * dimensions + dimension]
        prefixLoad[next * dimensions + dimension] =
          prefixLoad[slot * dimensions + dimension] + demand
        dimension += 1
      }
      if kernel.isTimed {
        head[next] = head[slot].followed(by: own[next], after: travel(slot, next))
      }
      slot = next
    }
    if kernel.isTimed {
      tail[end] = own[end]
      while slot != start {
        let before = previous(slot)
        tail[before] = own[before].followed(by: tail[slot], after: travel(before, slot))
        slot = before
      }
    }
    let size = Int(visits[end].place) - 1
    for dimension in 0..<dimensions {
      load[route * dimensions + dimension] = prefixLoad[end * dimensions + dimension]
    }
    routes[route].size = size
    routes[route].length = size == 0 ? 0 : visits[end].length
    routes[route].changed = clock[0]
    price(route)
  }

  /// Sets what breaking limits costs on a route.
  func price(_ route: Int) {
    let type = type(route)
    routes[route].penalty =
      routes[route].size == 0
      ? 0
      : loadPenalty(type) { load[route * kernel.dimensions + $0] }
        + lengthPenalty(type, routes[route].length)
        + (kernel.isTimed ? timePenalty(type, head[kernel.endSlot(route)]) : 0)
  }

  /// What a route costs, penalties included.
  func worth(_ route: Int) -> Double {
    let (type, state) = (type(route), routes[route])
    return state.length * kernel.costPerDistance[type] + fixedCost(type, state.size)
      + state.penalty
  }

  /// Takes note that one or two routes changed, and of what that was to cost.
  func noteChange(of route: Int, and other: Int, _ promised: Double) {
    let before = worth(route) + (other == route ? 0 : worth(other))
    clock[0] &+= 1
    update(route)
    if other != route { update(other) }
    let after = worth(route) + (other == route ? 0 : worth(other))
    assert((after - before - promised).magnitude <= 1e-6 * max(1, before.magnitude))
  }
}

extension RoutingKernel {
  /// One by the largest capacity of any vehicle, by dimension.
  fileprivate var shareOfLargestCapacity: [Double] {
    (0..<dimensions).map { dimension in
      let largest = (0..<typeCount).map { capacity[$0 * dimensions + dimension] }.max() ?? 0
      return largest > 0 && largest < .infinity ? 1 / largest : 1
    }
  }
}
