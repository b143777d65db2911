public import SupplyChainCore

/// Cuts pieces from stock at the least cost, with a proven bound; packs items into bins of several
/// sizes as well.
///
/// A quick plan comes first: length by length the fullest pattern for its money. Then column
/// generation over GLPK (Gilmore and Gomory 1961, <https://doi.org/10.1287/opre.9.6.849>): patterns
/// priced by branch and bound, the relaxation rounded down and the rest solved again, and a bound
/// from the duals that is recomputed in whole numbers. Without the trait GLPK the quick plan stands,
/// with the bound by length.
///
/// ```swift
/// let problem = try CuttingStockProblem(
///   stocks: [.init(length: 5_600)],
///   pieces: [
///     .init(length: 1_380, demand: 22), .init(length: 1_520, demand: 25),
///     .init(length: 1_560, demand: 12), .init(length: 1_710, demand: 14),
///   ])
/// let plan = try CuttingStock().solve(problem, until: .runtime(.seconds(2)))
/// print(plan.cost, "rolls, at least", plan.bound)
/// ```
public struct CuttingStock: Hashable, Sendable, Codable {
  /// A cutting-stock solver.
  public init() {}

  /// Plans what to cut from what.
  ///
  /// - Parameters:
  ///   - problem: The stock and the pieces.
  ///   - stop: When to end; by default after ten seconds.
  ///   - seed: The seed of all that is random.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The plan and its bound.
  /// - Throws: An error of the solver of linear programs; a cancelled search returns what it has.
  public func solve(
    _ problem: CuttingStockProblem, until stop: any StoppingCriterion = .runtime(.seconds(10)),
    seed: UInt64 = 1, progress: (SearchProgress) -> Void = { _ in }
  ) throws -> CuttingPlan {
    var monitor = SearchMonitor(until: stop)
    let heuristic = CuttingHeuristic(problem)
    var best = heuristic.plan()
    var bound = heuristic.boundByLength
    var proof = "length"
    monitor.complete(bestCost: best.unmet == 0 ? best.cost : nil, bound: bound)
    #if GLPK
      if best.unmet > 0 || best.cost > bound, monitor.continues(),
        let kernel = CuttingKernel(problem, monitor: monitor)
      {
        var search = CuttingSearch(
          kernel, heuristic, incumbent: best, bound: bound, monitor: monitor, seed: seed)
        try search.run(progress)
        best = search.best
        if search.bound > bound { proof = "column generation, checked in whole numbers" }
        bound = max(bound, search.bound)
        monitor = search.monitor
      }
    #endif
    monitor.report(to: progress, always: true)
    return best.plan(
      for: problem, bound: best.unmet == 0 ? min(bound, best.cost) : bound, proof: proof,
      iterations: monitor.progress.iteration)
  }
}
