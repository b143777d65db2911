/// One route after the other, each going on to the nearest client that still fits.
///
/// The simplest of all constructions, and a yardstick for the others.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: (0..<20).map { .init(at: .init(x: Double($0), y: Double($0 % 3)), demand: [1]) },
///   vehicleTypes: [.init(capacity: [7])])
/// print(try NearestNeighbour().solve(problem).routes.count)  // 3
/// ```
///
/// - Complexity: O(*n²*) time at worst for *n* clients, far less where the neighbour lists suffice;
///   O(*nk*) memory for *k* neighbours.
public struct NearestNeighbour: RoutingConstruction, Hashable, Codable {
  /// How many near neighbours of the last client are tried before all others.
  public var neighbours = 40

  /// A nearest-neighbour construction.
  ///
  /// - Parameter neighbours: How many near neighbours of the last client are tried before all others.
  public init(neighbours: Int = 40) { self.neighbours = neighbours }

  /// Fills a plan in which nobody is visited yet.
  public func build(_ plan: RoutePlan) {
    var open = plan.unvisited
    for route in plan.routesByCost {
      if open.isEmpty { break }
      while extend(route, of: plan, from: open) {}
      open.removeAll { plan.route($0) >= 0 }
    }
    for client in open { plan.insertAnywhere(client) }
  }

  /// Appends the nearest client that the route can take, if there is one.
  private func extend(_ route: Int, of plan: RoutePlan, from open: [Int]) -> Bool {
    let last = plan.last(route)
    if plan.isClient(last) {
      for rank in 0..<plan.neighbourCount {
        let client = plan.neighbour(of: last, rank: rank)
        if plan.route(client) < 0, plan.append(client, toRoute: route) { return true }
      }
    }
    // Nobody near is left: whoever is nearest of all, and can be taken.
    var candidates = open.lazy.filter { plan.route($0) < 0 }.map { (plan.distance(last, $0), $0) }
      .sorted { $0 < $1 }[...]
    while let (_, client) = candidates.popFirst() {
      if plan.append(client, toRoute: route) { return true }
    }
    return false
  }
}
