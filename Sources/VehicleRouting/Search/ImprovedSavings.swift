public import SupplyChainCore

/// The savings method, improved by local search: a good answer in milliseconds.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: (0..<20).map { .init(at: .init(x: Double($0), y: Double($0 % 3)), demand: [1]) },
///   vehicleTypes: [.init(capacity: [7])])
/// let solution = try ImprovedSavings().solve(problem, until: .runtime(.seconds(1)))
/// print(solution.isFeasible)  // true
/// ```
public struct ImprovedSavings: RoutingSolver {
  /// How the first routes are built.
  public var construction = ClarkeWright()
  /// The moves, in the order in which they are tried.
  public var moves: [any LocalSearchMove] = [.relocate, .orOpt, .exchange, .twoOpt, .twoOptStar]
  /// How many near neighbours of a client the moves look at; beyond 30 little is gained.
  public var neighbours = 30

  /// The savings method with moves.
  ///
  /// - Parameters:
  ///   - construction: How the first routes are built.
  ///   - moves: The moves, in the order in which they are tried.
  ///   - neighbours: How many near neighbours of a client the moves look at.
  public init(
    construction: ClarkeWright = .init(),
    moves: [any LocalSearchMove] = [.relocate, .orOpt, .exchange, .twoOpt, .twoOptStar],
    neighbours: Int = 30
  ) {
    self.construction = construction
    self.moves = moves
    self.neighbours = neighbours
  }

  /// Builds routes and improves them until no move helps; this is one iteration.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end early.
  ///   - seed: Not looked at: there is no randomness.
  ///   - progress: Told the cost at the end.
  /// - Returns: The routes.
  /// - Throws: Nothing for a problem that was checked; declared so that all solvers read alike.
  public func solve(
    _ problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> RoutingSolution {
    var monitor = SearchMonitor(until: stop)
    let kernel = RoutingKernel(problem)
    let lists = NeighbourLists(problem, width: max(construction.neighbours, neighbours))
    let savings = RoutePlan(kernel, neighbours: lists)
    construction.build(savings)
    let plan = RoutePlan(kernel, neighbours: lists.prefix(neighbours))
    plan.replaceAll(savings.filledRoutes)
    if monitor.continues() {
      LocalSearch(moves, clientCount: kernel.clientCount).run(plan, monitor: &monitor)
    }
    let solution = RoutingSolution(plan, RoutingSolution.Evaluation(problem, kernel: kernel))
    monitor.complete(bestCost: solution.isFeasible ? solution.cost.total : nil)
    monitor.report(to: progress, always: true)
    return solution
  }
}
