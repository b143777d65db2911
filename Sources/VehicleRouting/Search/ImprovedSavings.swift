public import SupplyChainCore

/// The savings method in several shapes, improved by local search: a good answer in milliseconds.
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
  /// The shapes with which they are built, one after the other; the best routes of all are kept.
  ///
  /// See ``ClarkeWright/shape``. A second shape costs the time of one more, and finds routes that
  /// are half a percent shorter on average.
  public var shapes = [1.0, 1.2]
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

  /// Builds routes in each shape and improves them until no move helps; this is one iteration.
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
    let evaluation = RoutingSolution.Evaluation(problem, kernel: kernel)
    let savings = RoutePlan(kernel, neighbours: lists)
    let plan = RoutePlan(kernel, neighbours: lists.prefix(neighbours))
    let search = LocalSearch(moves, clientCount: kernel.clientCount)
    var best: [(route: Int, clients: [Int])] = []
    var lowest = Double.infinity
    var construction = construction
    for shape in shapes.isEmpty ? [construction.shape] : shapes {
      // The first shape is built whatever the time: there is no solution without it.
      guard monitor.continues() || lowest == .infinity else { break }
      construction.shape = shape
      savings.clear()
      construction.build(savings)
      plan.replaceAll(savings.filledRoutes)
      if monitor.continues() { search.run(plan, monitor: &monitor) }
      guard plan.cost < lowest else { continue }
      (lowest, best) = (plan.cost, plan.filledRoutes)
    }
    plan.replaceAll(best)
    let solution = RoutingSolution(plan, evaluation)
    monitor.complete(bestCost: solution.isFeasible ? solution.cost.total : nil)
    monitor.report(to: progress, always: true)
    return solution
  }
}
