public import SupplyChainCore

/// The solver to begin with: good routes at once, better ones the longer it may run.
///
/// It starts from the savings method, then ruins and recreates parts of the plan with simulated
/// annealing, cooled down over the time or the iterations that there are. A problem with one
/// capacity, one depot and no time windows is compiled for an engine that knows nothing else and is
/// several times faster. Where there is time for thousands of plans, a hybrid genetic search goes on
/// from the best ones.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: (0..<20).map { .init(at: .init(x: Double($0), y: Double($0 % 3)), demand: [1]) },
///   vehicleTypes: [.init(capacity: [7])])
/// let solution = try HybridSearch().solve(problem, until: .iterations(1_000), seed: 1)
/// print(solution.isFeasible)  // true
/// ```
public struct HybridSearch: RoutingSolver, Hashable, Codable {
  /// How many threads may search at once.
  public var threads: ThreadCount
  var options = RuinAndRecreateOptions()

  private enum CodingKeys: String, CodingKey { case threads }

  /// The solver with its defaults.
  ///
  /// - Parameter threads: How many threads may search at once. More find better routes in the same
  ///   time; with a limit on iterations the routes do not depend on it.
  public init(threads: ThreadCount = 1) { self.threads = threads }

  /// Solves a problem.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end.
  ///   - seed: The seed of all randomness.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The best solution found.
  /// - Throws: `CancellationError` if the task was cancelled before there was a feasible solution.
  public func solve(
    _ problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> RoutingSolution {
    var monitor = SearchMonitor(until: stop)
    let kernel = RoutingKernel(problem)
    let construction = ClarkeWright()
    let lists = NeighbourLists(
      problem, width: max(construction.neighbours, options.wideNeighbours))
    let plan = RoutePlan(kernel, neighbours: lists)
    construction.build(plan)
    let evaluation = RoutingSolution.Evaluation(problem, kernel: kernel)
    guard kernel.clientCount > 1 else { return RoutingSolution(plan, evaluation) }
    // The engine for one capacity does not look for fewer vehicles.
    if !plan.vehiclesComeFirst,
      let compiled = CapacitatedKernel(problem, kernel: kernel, lists: lists),
      !(0..<kernel.clientCount).contains(where: { plan.routeOf[$0] < 0 })
    {
      return CapacitatedSearch(threads: threads).solve(
        compiled, from: plan, evaluation, until: stop, seed: seed, monitor: &monitor,
        progress: progress)
    }

    let search = ThoroughSearch(options: options, threads: threads)
    let solution = search.solve(
      plan, lists, evaluation, until: stop, seed: seed, monitor: &monitor, progress: progress)
    monitor.report(to: progress, always: true)
    if monitor.wasCancelled, !solution.isFeasible { throw CancellationError() }
    return solution
  }
}

extension RoutePlan {
  /// What a leg costs on average, in the kernel's units: the unit of temperature.
  var meanLegCost: Double {
    var (sum, legs) = (0.0, 0)
    for route in 0..<kernel.routeCount where size[route] > 0 {
      let type = kernel.typeOfRoute[route]
      sum += cost(ofRoute: route) - kernel.fixedCost[type]
      legs += size[route] + 1
    }
    return max(sum / Double(max(1, legs)), 1e-9)
  }

  /// The cost in the problem's units; `nil` where a required client is left out.
  var feasibleCost: Double? {
    for client in 0..<clientCount where routeOf[client] < 0 && kernel.isRequired[client] {
      return nil
    }
    return cost / kernel.scale
  }
}
