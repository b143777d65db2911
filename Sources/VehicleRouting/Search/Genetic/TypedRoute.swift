/// A route of a plan in a population.
struct TypedRoute {
  /// The type of vehicle.
  var type = 0
  var clients: [Int32]
  /// The parents on whom the route of a child that is yet to be improved stands just like this.
  var parents: Parents = []

  struct Parents: OptionSet {
    let rawValue: UInt8

    static let first = Parents(rawValue: 1)
    static let second = Parents(rawValue: 2)
  }
}

/// Which routes a child has from whom.
struct Heritage {
  private let first: Parent
  private let second: Parent

  private struct Parent {
    let routes: [TypedRoute]
    /// The route on which each client stands; −1 for none.
    var routeOf: [Int32]

    init(_ routes: [TypedRoute], clientCount: Int) {
      self.routes = routes
      routeOf = [Int32](repeating: -1, count: clientCount)
      for (index, route) in routes.enumerated() {
        for client in route.clients { routeOf[Int(client)] = Int32(index) }
      }
    }

    func has(_ route: TypedRoute) -> Bool {
      guard let client = route.clients.first else { return false }
      let index = Int(routeOf[Int(client)])
      return index >= 0 && routes[index].type == route.type
        && routes[index].clients == route.clients
    }
  }

  /// The heritage of two parents.
  init(_ first: [TypedRoute], _ second: [TypedRoute], clientCount: Int) {
    self.first = Parent(first, clientCount: clientCount)
    self.second = Parent(second, clientCount: clientCount)
  }

  /// Notes on each route of a child which parents have it.
  func mark(_ child: inout [TypedRoute]) {
    for index in child.indices {
      child[index].parents = []
      if first.has(child[index]) { child[index].parents.insert(.first) }
      if second.has(child[index]) { child[index].parents.insert(.second) }
    }
  }
}
