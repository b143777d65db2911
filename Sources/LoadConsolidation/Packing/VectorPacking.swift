public import SupplyChainCore

/// Packs items of several dimensions into as few bins as possible, with a proven bound.
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
  /// - Throws: Nothing so far: there is always a packing.
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
  /// - Throws: Nothing so far: there is always a packing.
  public func solve(
    _ problem: VectorPackingProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> PackingResult {
    var monitor = SearchMonitor(until: stop)
    let sizes = problem.items.flatMap { item in
      (0..<item.demand).flatMap { _ in item.sizes }
    }
    let bound = Self.bound(problem)
    let heuristics = VectorHeuristics(exact: sizes, capacities: problem.capacities)
    var generator = SeededGenerator(seed: seed)
    var best = Self.firstFit(sizes, problem.capacities)
    monitor.complete(bestCost: Double(best.count), bound: Double(bound))
    var round = 0
    while best.count > bound, monitor.continues(), round < Self.rounds {
      let measure = VectorHeuristics.Measure.allCases[round % 4]
      guard
        let bins = heuristics.pack(
          measure, noise: round < 4 ? 0 : 0.5, &generator, &monitor)
      else { break }
      if bins.count < best.count { best = bins }
      round += 1
      monitor.complete(bestCost: Double(best.count), bound: Double(bound))
      monitor.report(to: progress)
    }
    monitor.report(to: progress, always: true)
    var assignment = [Int](repeating: 0, count: heuristics.count)
    for (bin, items) in best.enumerated() { for item in items { assignment[item] = bin } }
    return PackingResult(
      bins: best.count, bound: bound, assignment: assignment,
      proof: "dual feasible functions in each dimension",
      iterations: monitor.progress.iteration)
  }

  private static let rounds = 400

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

  /// First-fit decreasing by the sum of shares, which takes no longer than items × bins.
  private static func firstFit(_ sizes: [Int], _ capacities: [Int]) -> [[Int]] {
    let dimensions = capacities.count
    let count = sizes.count / dimensions
    let share = (0..<count).map { item in
      (0..<dimensions).reduce(0.0) { sum, dimension in
        capacities[dimension] == 0
          ? sum : sum + Double(sizes[item * dimensions + dimension]) / Double(capacities[dimension])
      }
    }
    let order = (0..<count).sorted { share[$0] != share[$1] ? share[$0] > share[$1] : $0 < $1 }
    var bins: [[Int]] = []
    var room: [Int] = []
    for item in order {
      // Only the newest bins, so that a million items do not take hours.
      var bin = max(0, bins.count - 2_000)
      search: while bin < bins.count {
        for dimension in 0..<dimensions
        where sizes[item * dimensions + dimension] > room[bin * dimensions + dimension] {
          bin += 1
          continue search
        }
        break
      }
      if bin == bins.count {
        bins.append([])
        room += capacities
      }
      bins[bin].append(item)
      for dimension in 0..<dimensions {
        room[bin * dimensions + dimension] -= sizes[item * dimensions + dimension]
      }
    }
    return bins
  }
}
