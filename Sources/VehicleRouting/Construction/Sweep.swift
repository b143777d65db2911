internal import RealModule

/// Clients by their angle around the depot, as the hand of a clock passes them, a vehicle after the
/// other.
///
/// Gillett and Miller 1974, <https://doi.org/10.1287/opre.22.2.340>. Each client goes to the cheapest
/// place on the present route; the next route begins when he fits no more. The hand starts at
/// several angles, and the cheapest plan is kept. With several depots each client is swept around
/// the nearest one.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: [(5, 1), (5, 2), (-5, 1), (-5, 2)].map { .init(at: .init(x: $0, y: $1), demand: [1]) },
///   vehicleTypes: [.init(capacity: [2])])
/// print(try Sweep().solve(problem).routes.map(\.clients.count))  // [2, 2]
/// ```
///
/// - Complexity: O(*starts* · *nm*) time for *n* clients, *m* of them on a route.
public struct Sweep: RoutingConstruction, Hashable, Codable {
  /// At how many angles the hand starts, one after the other.
  public var starts = 16
  /// Neighbours play no part.
  public var neighbours: Int { 0 }

  /// A sweep.
  ///
  /// - Parameter starts: At how many angles the hand starts; at least one.
  public init(starts: Int = 16) { self.starts = starts }

  private enum CodingKeys: String, CodingKey { case starts }

  /// Fills a plan in which nobody is visited yet.
  public func build(_ plan: RoutePlan) {
    let sectors = sectors(of: plan)
    var best: [(route: Int, clients: [Int])] = []
    var lowest = Double.infinity
    for start in 0..<max(1, starts) {
      plan.clear()
      sweep(plan, sectors, turn: Double(start) / Double(max(1, starts)))
      if plan.cost < lowest { (lowest, best) = (plan.cost, plan.filledRoutes) }
    }
    plan.replaceAll(best)
  }

  /// The clients around one start of routes, by angle, and the routes that start there.
  private struct Sector {
    var routes: [Int]
    var clients: [Int]
  }

  private func sectors(of plan: RoutePlan) -> [Sector] {
    let problem = plan.kernel.problem
    var sectors: [Int: Sector] = [:]
    for route in plan.routesByCost {
      let type = problem.vehicleTypes[plan.kernel.typeOfRoute[route]]
      // Open routes from nowhere are swept around the place they end at.
      let depot = type.startDepot ?? type.endDepot ?? 0
      sectors[depot, default: Sector(routes: [], clients: [])].routes.append(route)
    }
    let depots = sectors.keys.sorted()
    func squaredDistance(_ depot: Int, _ client: Int) -> Double {
      let (from, to) = (problem.depots[depot].location, problem.clients[client].location)
      return (to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)
    }
    for client in 0..<plan.clientCount {
      let nearest = depots.min { first, second in
        squaredDistance(first, client) < squaredDistance(second, client)
      }
      if let nearest { sectors[nearest]?.clients.append(client) }
    }
    return depots.compactMap { depot in
      guard var sector = sectors[depot] else { return nil }
      let centre = problem.depots[depot].location
      let angles = sector.clients.map { client in
        let location = problem.clients[client].location
        return Double.atan2(y: location.y - centre.y, x: location.x - centre.x)
      }
      sector.clients = angles.indices.sorted {
        angles[$0] == angles[$1] ? $0 < $1 : angles[$0] < angles[$1]
      }.map { sector.clients[$0] }
      return sector
    }
  }

  private func sweep(_ plan: RoutePlan, _ sectors: [Sector], turn: Double) {
    for sector in sectors {
      var routes = sector.routes[...]
      let first = Int(turn * Double(sector.clients.count))
      for client in sector.clients[first...] + sector.clients[..<first] {
        guard let route = routes.first else { break }
        if plan.insert(client, ontoRoute: route) { continue }
        if plan.isClient(plan.last(route)) { routes.removeFirst() }
        if let next = routes.first { _ = plan.insert(client, ontoRoute: next) }
      }
    }
    for client in plan.unvisited { plan.insertAnywhere(client) }
  }
}
