internal import SupplyChainCore

/// One tour through all clients first, which is then cut into routes at the least cost.
///
/// Beasley 1983, <https://doi.org/10.1016/0305-0483(83)90033-6>. The tour is a nearest-neighbour tour
/// improved by 2-opt and Or-opt; the cut is the best there is for its order.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: (0..<20).map { .init(at: .init(x: Double($0), y: Double($0 % 3)), demand: [1]) },
///   vehicleTypes: [.init(capacity: [7])])
/// print(try RouteFirstClusterSecond().solve(problem).routes.count)  // 3
/// ```
///
/// - Complexity: O(*n*) for the cut where one load is all that limits a route, O(*nm*) elsewhere with
///   *m* clients on a route; a move of the tour takes O(*n*).
public struct RouteFirstClusterSecond: RoutingConstruction, Hashable, Codable {
  /// How many near neighbours the moves of the tour look at.
  public var neighbours = 20

  /// A route-first construction.
  ///
  /// - Parameter neighbours: How many near neighbours the moves of the tour look at.
  public init(neighbours: Int = 20) { self.neighbours = neighbours }

  /// Fills a plan in which nobody is visited yet.
  public func build(_ plan: RoutePlan) {
    guard let route = plan.routesByCost.first else { return }
    let splitting = TourSplitting(plan.kernel, tour: tour(of: plan), route: route)
    let routes = splitting.stretches.map { (type: plan.kernel.typeOfRoute[route], clients: $0) }
    for client in plan.assign(routes) { plan.insertAnywhere(client) }
  }

  /// A short tour through all clients: the same problem with one vehicle and no limits.
  private func tour(of plan: RoutePlan) -> [Int] {
    let problem = plan.kernel.problem
    let relaxed = try? RoutingProblem(
      depots: problem.depots,
      clients: problem.clients.map { .init(at: $0.location) },
      vehicleTypes: [.init(count: 1)], distances: problem.distances)
    guard let relaxed else { return Array(0..<plan.clientCount) }
    let tour = RoutePlan(RoutingKernel(relaxed), neighbours: plan.neighbours)
    NearestNeighbour(neighbours: neighbours).build(tour)
    // Moves go by the places of clients on their route, which an insertion leaves to later.
    tour.refresh(0)
    var monitor = SearchMonitor(until: .iterations(.max))
    LocalSearch([.twoOpt, .orOpt], clientCount: plan.clientCount).run(tour, monitor: &monitor)
    return tour.clients(ofRoute: 0)
  }
}
