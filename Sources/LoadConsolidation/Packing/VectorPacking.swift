public import SupplyChainCore

/// Packs items of several dimensions into as few bins as possible, with a proven bound; items in
/// conflict are kept apart.
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
    let apart = classes.conflicts.clique().reduce(0) {
      $0 + (classes.conflicts.forbids($1, $1) ? classes.demands[$1] : 1)
    }
    if apart > bound {
      bound = apart
      proof = "items that are all in conflict"
    }
    var generator = SeededGenerator(seed: seed)
    var best = classes.firstFitDecreasing(classes.demands)
    monitor.complete(bestCost: Double(best.count), bound: Double(bound))
    quickPackings(classes, bound, &best, &generator, &monitor)
    #if GLPK
      if best.count > bound, monitor.continues(),
        let kernel = VectorPackingKernel(classes, monitor: monitor)
      {
        var search = PatternSearch(
          kernel, incumbent: best, bound: bound, monitor: monitor, seed: seed)
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

  /// Each measure once, then rounds with random weights.
  private func quickPackings(
    _ classes: VectorClasses, _ bound: Int, _ best: inout [[Int]],
    _ generator: inout SeededGenerator, _ monitor: inout SearchMonitor
  ) {
    let heuristics = VectorHeuristics(classes, classes.demands)
    let share = (monitor.remainingTime ?? .zero) / Self.shareOfTime
    let end = ContinuousClock.now + share
    var round = 0
    while best.count > bound, monitor.continues(),
      round < Self.rounds || (round < Self.mostRounds && .now < end)
    {
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

  /// So many rounds at least; beyond a small share of the time, column generation finds more.
  private static let rounds = 40
  private static let mostRounds = 2_000
  private static let shareOfTime = 30

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
