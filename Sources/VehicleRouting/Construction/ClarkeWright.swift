public import SupplyChainCore

/// The savings method: each client gets a route of his own, and routes are joined where that saves
/// most.
///
/// Clarke and Wright 1964, <https://doi.org/10.1287/opre.12.4.568>, the parallel version, with the
/// shape of Yellow and the asymmetry of Altınel and Öncan 2005,
/// <https://doi.org/10.1057/palgrave.jors.2601921>. Only near neighbours are joined.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: (0..<20).map { .init(at: .init(x: Double($0), y: Double($0 % 3)), demand: [1]) },
///   vehicleTypes: [.init(capacity: [7])])
/// let solution = try ClarkeWright(neighbours: 10).solve(problem)
/// print(solution.routes.count)  // 3
/// ```
///
/// Routes are formed for the vehicle that can carry most from the nearest depot, and then given to
/// the cheapest vehicles that can drive them; clients of routes for which there is none are inserted
/// where they cost least.
public struct ClarkeWright: RoutingSolver, Hashable, Codable {
  /// How many near neighbours each client may be joined with; beyond 100 little is gained.
  public var neighbours = 100
  /// The weight of the distance between two clients in their saving; one is the classical formula.
  public var shape = 1.0
  /// The weight of the difference of their distances from the depot; zero is the classical formula.
  public var asymmetry = 0.0

  /// A savings method.
  ///
  /// - Parameters:
  ///   - neighbours: How many near neighbours each client may be joined with.
  ///   - shape: The weight of the distance between two clients in their saving.
  ///   - asymmetry: The weight of the difference of their distances from the depot.
  public init(neighbours: Int = 100, shape: Double = 1, asymmetry: Double = 0) {
    self.neighbours = neighbours
    self.shape = shape
    self.asymmetry = asymmetry
  }

  /// Builds routes; there is nothing to stop or to draw.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: Not looked at: the method takes milliseconds.
  ///   - seed: Not looked at: there is no randomness.
  ///   - progress: Told the cost at the end.
  /// - Returns: The routes.
  /// - Throws: Nothing for a problem that was checked; declared so that all solvers read alike.
  /// - Complexity: O(*nk* log *n*) time and O(*nk*) memory for *n* clients and *k* neighbours, from
  ///   coordinates.
  public func solve(
    _ problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> RoutingSolution {
    var monitor = SearchMonitor(until: stop)
    let solution = try solve(problem)
    _ = monitor.continues()
    monitor.complete(bestCost: solution.isFeasible ? solution.cost.total : nil)
    monitor.report(to: progress, always: true)
    return solution
  }

  /// Builds routes.
  ///
  /// - Parameter problem: The problem.
  /// - Returns: The routes.
  /// - Throws: Nothing for a problem that was checked; declared so that all solvers read alike.
  public func solve(_ problem: RoutingProblem) throws -> RoutingSolution {
    let kernel = RoutingKernel(problem)
    let lists = NeighbourLists(problem, width: neighbours)
    let plan = RoutePlan(kernel, neighbours: lists)
    build(plan)
    return RoutingSolution(plan, RoutingSolution.Evaluation(problem, kernel: kernel))
  }

  /// Fills a plan in which nobody is visited yet.
  ///
  /// Where vehicles differ in capacity, routes are formed for each capacity in turn, and the cheapest
  /// plan is kept: many small vehicles may cost less than a few large ones.
  func build(_ plan: RoutePlan) {
    let kernel = plan.kernel
    let capacities = Set(
      (0..<kernel.typeCount).map {
        kernel.dimensions > 0 ? kernel.capacity[$0 * kernel.dimensions] : 0
      }
    ).sorted()
    guard capacities.count > 1 else { return build(plan, largest: .infinity) }
    var best: (routes: [(route: Int, clients: [Int])], cost: Double) = ([], .infinity)
    for capacity in capacities.suffix(Self.mostCapacities) {
      plan.clear()
      build(plan, largest: capacity)
      if plan.cost < best.cost { best = (plan.filledRoutes, plan.cost) }
    }
    plan.replaceAll(best.routes)
  }

  /// Of more capacities only the largest are tried.
  private static let mostCapacities = 8

  /// Fills a plan with routes formed for vehicles of no more than a capacity, but for clients who need
  /// a larger one.
  private func build(_ plan: RoutePlan, largest: Double) {
    let merger = SavingsMerger(
      plan.kernel, shape: shape, asymmetry: asymmetry, largest: largest)
    merger.merge(plan.neighbours, width: min(max(0, neighbours), plan.neighbours.width))
    let leftOver = plan.assign(merger.routes())
    plan.removeForbidden()
    for client in leftOver { plan.insertAnywhere(client) }
    guard plan.kernel.hasBackhauls else { return }
    for client in 0..<plan.clientCount where plan.route(client) < 0 { plan.insertAnywhere(client) }
  }
}
