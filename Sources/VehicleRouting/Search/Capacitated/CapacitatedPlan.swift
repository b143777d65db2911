/// The routes of a capacitated search: linked lists of clients that change in place.
///
/// The depot, index `kernel.depot`, stands before the first client of every route and behind the
/// last; where a route begins and ends stands with the route.
final class CapacitatedPlan {
  let kernel: CapacitatedKernel
  let visits: FlatArray<Visit>
  let routes: FlatArray<Route>
  /// What still fits on each route; nothing fits nowhere.
  let slack: FlatArray<Int32>
  /// The part of the plan that a client belongs to while several threads work on it.
  let part: FlatArray<UInt8>

  /// Where a client stands.
  struct Visit {
    var next: Int32 = 0
    var previous: Int32 = 0
    /// His route; `nowhere` while he is taken off.
    var route: Int32 = 0
    /// The distances to both neighbours.
    var toNext: Int32 = 0
    var toPrevious: Int32 = 0
    /// The place within the route, right after `number` only.
    var place: Int32 = 0
    /// The load from the start of the route up to the client, right after `number` only.
    var loadUpTo: Int32 = 0
    var demand: Int32 = 0
  }

  /// What a route is.
  struct Route {
    /// The first client and the last; the depot where there is none.
    var first: Int32
    var last: Int32
    var size: Int32 = 0
    var length = 0
  }

  /// The route of those who are on none.
  var nowhere: Int { @inline(__always) get { routes.count } }

  /// A plan of given routes, their clients numbered as in the kernel.
  init(_ kernel: CapacitatedKernel, routes: [[Int]]) {
    self.kernel = kernel
    let n = kernel.clientCount
    visits = FlatArray(repeating: Visit(), count: n)
    let depot = Int32(kernel.depot)
    self.routes = FlatArray(
      repeating: Route(first: depot, last: depot), count: kernel.routeLimit)
    slack = FlatArray(repeating: Int32(kernel.capacity), count: kernel.routeLimit + 1)
    slack[kernel.routeLimit] = -1
    part = FlatArray(repeating: 0, count: n)
    for client in 0..<n { visits[client].demand = Int32(kernel.demand[client]) }
    for (route, clients) in routes.enumerated() { write(clients, to: route) }
  }

  /// Makes a route visit clients, whatever it visited before.
  func write(_ clients: [Int], to route: Int) {
    let depot = kernel.depot
    var written = Route(first: Int32(depot), last: Int32(depot))
    var room = Int32(kernel.capacity)
    for (place, client) in clients.enumerated() {
      let previous = place == 0 ? depot : clients[place - 1]
      let next = place + 1 == clients.count ? depot : clients[place + 1]
      visits[client].previous = Int32(previous)
      visits[client].next = Int32(next)
      visits[client].route = Int32(route)
      visits[client].toPrevious = Int32(kernel.distance(previous, client))
      visits[client].toNext = Int32(kernel.distance(client, next))
      written.length += Int(visits[client].toPrevious)
      room -= visits[client].demand
    }
    if let first = clients.first, let last = clients.last {
      (written.first, written.last) = (Int32(first), Int32(last))
      written.size = Int32(clients.count)
      written.length += Int(visits[last].toNext)
    }
    routes[route] = written
    slack[route] = room
  }

  /// The sum of the lengths.
  var length: Int {
    var sum = 0
    for route in 0..<routes.count { sum += routes[route].length }
    return sum
  }

  /// The clients of a route, in order.
  func clients(ofRoute route: Int) -> [Int] {
    var clients: [Int] = []
    var client = Int(routes[route].first)
    while client != kernel.depot {
      clients.append(client)
      client = Int(visits[client].next)
    }
    return clients
  }
}
