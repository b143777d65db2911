import SupplyChainCore

extension CapacitatedPlan {
  /// Divides the plan into parts of routes near each other and of about as many clients; the routes
  /// of each, those without clients dealt out in turn.
  func divided(into count: Int, using generator: inout SeededGenerator) -> [[Int32]] {
    var parts = split(filledRouteNumbers, into: count, using: &generator)
    for (part, routes) in parts.enumerated() {
      for route in routes {
        var client = Int(self.routes[Int(route)].first)
        while client != kernel.depot {
          self.part[client] = UInt8(part)
          client = Int(visits[client].next)
        }
      }
    }
    var part = 0
    for route in 0..<routes.count where routes[route].size == 0 {
      parts[part].append(Int32(route))
      part = (part + 1) % count
    }
    return parts
  }

  /// Splits routes by how far they are from a client drawn at random, again and again.
  private func split(
    _ routes: [Int32], into count: Int, using generator: inout SeededGenerator
  ) -> [[Int32]] {
    guard count > 1, routes.count > 1 else {
      return [routes] + [[Int32]](repeating: [], count: count - 1)
    }
    let around = Int(self.routes[Int(routes[generator.index(below: routes.count)])].first)
    let sorted = routes.map { (distance: meanDistance(ofRoute: Int($0), from: around), route: $0) }
      .sorted { ($0.distance, $0.route) < ($1.distance, $1.route) }
    let clients = routes.reduce(0) { $0 + Int(self.routes[Int($1)].size) }
    let share = count / 2
    var (taken, near) = (0, 0)
    while near < sorted.count - 1, near == 0 || taken * count < clients * share {
      taken += Int(self.routes[Int(sorted[near].route)].size)
      near += 1
    }
    return split(sorted[..<near].map(\.route), into: share, using: &generator)
      + split(sorted[near...].map(\.route), into: count - share, using: &generator)
  }

  private func meanDistance(ofRoute route: Int, from around: Int) -> Double {
    var sum = 0
    var client = Int(routes[route].first)
    while client != kernel.depot {
      if client != around { sum += kernel.distance(around, client) }
      client = Int(visits[client].next)
    }
    return Double(sum) / Double(max(1, routes[route].size))
  }

  private var filledRouteNumbers: [Int32] {
    (0..<routes.count).filter { routes[$0].size > 0 }.map { Int32($0) }
  }

  /// The clients of each route that visits somebody.
  var filledRoutes: [[Int]] { filledRouteNumbers.map { clients(ofRoute: Int($0)) } }

  /// What a leg is long on average: the unit of temperature.
  var meanLeg: Double {
    max(1, Double(length) / Double(kernel.clientCount + filledRouteNumbers.count))
  }
}
