public import SupplyChainCore

/// Packs items of several dimensions into as few bins as possible, with a proven bound.
///
/// Quick packings come first; then column generation over GLPK, with patterns priced by branch and
/// bound. Without the trait GLPK the quick packings stand.
///
/// ```swift
/// let problem = try VectorPackingProblem(
///   capacities: [100, 100], items: [.init(sizes: [60, 20]), .init(sizes: [30, 70])])
/// let result = try VectorPacking().solve(problem, until: .runtime(.seconds(1)))
/// assert(result.bins == 1)
/// ```
public struct VectorPacking: Hashable, Sendable, Codable {
  /// A vector-packing solver.
  public init() {}

  /// Packs.
  ///
  /// - Parameters:
  ///   - problem: The items and the capacities.
  ///   - stop: When to end; by default after ten seconds.
  ///   - seed: The seed of all that is random.
  /// - Returns: The packing and its bound; items are numbered with their demand unfolded.
  /// - Throws: An error of the solver of linear programs; a cancelled search returns what it has.
  public func solve(
    _ problem: VectorPackingProblem, until stop: any StoppingCriterion = .runtime(.seconds(10)),
    seed: UInt64 = 1
  ) throws -> PackingResult {
    try solve(problem, until: stop, seed: seed) { _ in }
  }

  /// Packs, and tells how far it has come.
  ///
  /// - Parameters:
  ///   - problem: The items and the capacities.
  ///   - stop: When to end.
  ///   - seed: The seed of all that is random.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The packing and its bound; items are numbered with their demand unfolded.
  /// - Throws: An error of the solver of linear programs; a cancelled search returns what it has.
  public func solve(
    _ problem: VectorPackingProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> PackingResult {
    var monitor = SearchMonitor(until: stop)
    let classes = VectorClasses(problem)
    var bound = Self.bound(problem)
    var proof = "dual feasible functions in each dimension"
    var generator = SeededGenerator(seed: seed)
    var best = classes.firstFitDecreasing(classes.demands)
    monitor.complete(bestCost: Double(best.count), bound: Double(bound))
    quickPackings(classes, bound, &best, &generator, &monitor)
    #if GLPK
      if best.count > bound, monitor.continues() {
        var search = PatternSearch(
          VectorPackingKernel(classes, monitor: monitor), incumbent: best, bound: bound,
          monitor: monitor, seed: seed)
        try search.run(progress: progress)
        best = search.best
        bound = search.bound
        if search.isBoundByColumns { proof = "column generation, checked in whole numbers" }
        monitor = search.monitor
      }
    #endif
    monitor.report(to: progress, always: true)
    return PackingResult(
      bins: best.count, bound: bound, assignment: classes.assignment(of: best), proof: proof,
      iterations: monitor.progress.iteration)
  }

  /// Each measure once, then some rounds with random weights.
  private func quickPackings(
    _ classes: VectorClasses, _ bound: Int, _ best: inout [[Int]],
    _ generator: inout SeededGenerator, _ monitor: inout SearchMonitor
  ) {
    let heuristics = VectorHeuristics(classes, classes.demands)
    var round = 0
    while best.count > bound, monitor.continues(), round < Self.rounds {
      let measure = VectorHeuristics.Measure.allCases[round % 4]
      guard
        let bins = heuristics.pack(
          measure, noise: round < 4 ? 0 : 0.5, &generator, &monitor)
      else { return }
      if bins.count < best.count { best = bins }
      round += 1
      monitor.complete(bestCost: Double(best.count), bound: Double(bound))
    }
  }

  /// Beyond these, column generation finds more in the same time.
  private static let rounds = 40

  /// The best bound of any single dimension.
  private static func bound(_ problem: VectorPackingProblem) -> Int {
    var bound = problem.count > 0 ? 1 : 0
    for dimension in problem.capacities.indices where problem.capacities[dimension] > 0 {
      var demand: [Int: Int] = [:]
      for item in problem.items { demand[item.sizes[dimension], default: 0] += item.demand }
      let capacity = problem.capacities[dimension]
      if demand.keys.contains(where: { $0 < 0 }) {
        // Dual feasible functions do not hold for items that make room; the sum does.
        let sum = demand.reduce(0) { $0 + $1.key * $1.value }
        bound = max(bound, (max(0, sum) + capacity - 1) / capacity)
        continue
      }
      let weights = demand.keys.filter { $0 > 0 }.sorted(by: >)
      bound = max(
        bound,
        PackingBounds.best(
          weights: weights, demands: weights.map { demand[$0] ?? 0 },
          capacity: capacity))
    }
    return bound
  }
}
