public import SupplyChainCore

/// Packs items of one dimension into as few bins as possible, with a proven bound.
///
/// Bounds by dual feasible functions and quick packings settle many problems at once. The others go
/// to column generation over GLPK: patterns priced by dynamic programming, dives that round them,
/// and a bound from the duals that is recomputed in whole numbers before it counts. Without the
/// trait GLPK the quick packing and its bound stand.
///
/// ```swift
/// let problem = try BinPackingProblem(capacity: 150, weights: [100, 80, 70, 50])
/// let result = try BinPacking().solve(problem, until: .runtime(.seconds(1)))
/// print(result.bins, result.bound, result.proof)
/// ```
public struct BinPacking: Hashable, Sendable, Codable {
  /// A bin-packing solver.
  public init() {}

  /// Packs.
  ///
  /// - Parameters:
  ///   - problem: The items and the capacity.
  ///   - stop: When to end; by default after ten seconds.
  ///   - seed: The seed of all that is random.
  /// - Returns: The packing and its bound.
  /// - Throws: An error of the solver of linear programs; a cancelled search returns what it has.
  public func solve(
    _ problem: BinPackingProblem, until stop: any StoppingCriterion = .runtime(.seconds(10)),
    seed: UInt64 = 1
  ) throws -> PackingResult {
    try solve(problem, until: stop, seed: seed) { _ in }
  }

  /// Packs, and tells how far it has come.
  ///
  /// - Parameters:
  ///   - problem: The items and the capacity.
  ///   - stop: When to end.
  ///   - seed: The seed of all that is random.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The packing and its bound.
  /// - Throws: An error of the solver of linear programs; a cancelled search returns what it has.
  public func solve(
    _ problem: BinPackingProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> PackingResult {
    var monitor = SearchMonitor(until: stop)
    let classes = ItemClasses(problem)
    var proof = "dual feasible functions"
    var bound = PackingBounds.best(
      weights: classes.weights, demands: classes.demands, capacity: classes.capacity)
    var bins = PackingHeuristics.firstFitDecreasing(classes)
    if bins.count > bound, monitor.continues(),
      let fuller = PackingHeuristics.fullestBins(classes, limit: Self.quickSteps),
      fuller.count < bins.count
    {
      bins = fuller
    }
    monitor.complete(bestCost: Double(bins.count), bound: Double(bound))
    #if GLPK
      if bins.count > bound, monitor.continues(), let kernel = BinPackingKernel(classes) {
        var search = PatternSearch(
          kernel, incumbent: bins, bound: bound, monitor: monitor, seed: seed)
        try search.run(progress: progress)
        bins = search.best
        if search.isBoundByColumns { proof = "column generation, checked in whole numbers" }
        bound = search.bound
        monitor = search.monitor
      }
    #endif
    monitor.report(to: progress, always: true)
    // Items without weight need a bin, too, where there is nothing else.
    let needsBin = bins.isEmpty && !classes.weightless.isEmpty
    return PackingResult(
      bins: needsBin ? 1 : bins.count, bound: needsBin ? 1 : bound,
      assignment: classes.assignment(of: bins, count: problem.weights.count),
      proof: proof, iterations: monitor.progress.iteration)
  }

  /// Some hundred milliseconds of dynamic programming.
  private static let quickSteps = 400_000_000
}
