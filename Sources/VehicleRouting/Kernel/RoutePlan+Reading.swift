extension RoutePlan {
  /// The number of clients of the problem.
  public var clientCount: Int { kernel.clientCount }

  /// The number of routes, empty ones included: one for each vehicle there is.
  public var routeCount: Int { kernel.routeCount }

  /// Whether a slot is a client, and not an end of a route.
  @inline(__always) public func isClient(_ slot: Int) -> Bool { slot < kernel.clientCount }

  /// The slot behind a client, which may be the end of the route.
  @inline(__always) public func next(_ slot: Int) -> Int { nextSlot[slot] }

  /// The slot before a client, which may be the start of the route.
  @inline(__always) public func previous(_ slot: Int) -> Int { previousSlot[slot] }

  /// The route of a client; −1 for one who is not visited.
  @inline(__always) public func route(_ slot: Int) -> Int { routeOf[slot] }

  /// The place of a client in his route, counted from one.
  @inline(__always) public func position(_ slot: Int) -> Int { position[slot] }

  /// The first client of a route; the end slot of an empty one.
  @inline(__always) public func first(_ route: Int) -> Int { nextSlot[kernel.startSlot(route)] }

  /// The last client of a route; the start slot of an empty one.
  @inline(__always) public func last(_ route: Int) -> Int { previousSlot[kernel.endSlot(route)] }

  /// The distance from slot to slot, in the kernel's units.
  @inline(__always) public func distance(_ from: Int, _ to: Int) -> Double {
    kernel.distance(from, to)
  }

  /// The cost of a unit of distance on a route.
  @inline(__always) public func costPerDistance(ofRoute route: Int) -> Double {
    kernel.costPerDistance[kernel.typeOfRoute[route]]
  }

  /// Whether two routes are driven by vehicles of the same type.
  @inline(__always) public func isSameType(_ route: Int, _ other: Int) -> Bool {
    kernel.typeOfRoute[route] == kernel.typeOfRoute[other]
  }

  /// How many neighbours each client has.
  @inline(__always) public var neighbourCount: Int { neighbours.width }

  /// The neighbour of a client with a rank, the nearest first.
  @inline(__always) public func neighbour(of client: Int, rank: Int) -> Int {
    neighbours[client, rank]
  }

  /// Whether the distance is the same both ways.
  public var isSymmetric: Bool { kernel.isSymmetric }

  /// Whether the loads allow one client more and another less on a route; −1 stands for nobody.
  @inline(__always)
  public func hasRoom(onRoute route: Int, for client: Int, without other: Int = -1) -> Bool {
    guard other >= 0 else { return hasRoom(for: client, onRoute: route) }
    let dimensions = kernel.dimensions
    let type = kernel.typeOfRoute[route]
    var dimension = 0
    while dimension < dimensions {
      let change =
        kernel.demand[client * dimensions + dimension]
        - kernel.demand[other * dimensions + dimension]
      if load[route * dimensions + dimension] + change
        > kernel.capacity[type * dimensions + dimension]
      {
        return false
      }
      dimension += 1
    }
    return true
  }
}
