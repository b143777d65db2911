public import SupplyChainCore

/// Something that builds routes from nothing, in one go.
///
/// A construction of your own is one function, which puts clients into a plan that is feasible at all
/// times:
///
/// ```swift
/// struct InFileOrder: RoutingConstruction {
///   var neighbours = 0
///   func build(_ plan: RoutePlan) {
///     for client in 0..<plan.clientCount { plan.insertAnywhere(client) }
///   }
/// }
/// ```
public protocol RoutingConstruction: RoutingSolver {
  /// How many near neighbours of each client the plan has to know.
  var neighbours: Int { get }

  /// Fills a plan in which nobody is visited yet.
  func build(_ plan: RoutePlan)
}

extension RoutingConstruction {
  /// Builds routes; there is nothing to stop or to draw.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: Not looked at: a construction is over in a moment.
  ///   - seed: Not looked at: there is no randomness.
  ///   - progress: Told the cost at the end.
  /// - Returns: The routes; clients for whom there is no place are left out, with the reason.
  /// - Throws: Nothing for a problem that was checked; declared so that all solvers read alike.
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
  /// - Returns: The routes; clients for whom there is no place are left out, with the reason.
  /// - Throws: Nothing for a problem that was checked; declared so that all solvers read alike.
  public func solve(_ problem: RoutingProblem) throws -> RoutingSolution {
    let kernel = RoutingKernel(problem)
    let plan = RoutePlan(kernel, neighbours: NeighbourLists(problem, width: neighbours))
    build(plan)
    if kernel.hasBackhauls {
      plan.removeForbidden()
      for client in plan.unvisited { plan.insertAnywhere(client) }
    }
    return RoutingSolution(plan, RoutingSolution.Evaluation(problem, kernel: kernel))
  }
}
