public import SupplyChainCore

/// The solver to begin with: good routes at once, better ones the longer it may run.
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
  /// The solver with its defaults.
  public init() {}

  /// Solves a problem.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end.
  ///   - seed: The seed of all randomness.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The best solution found.
  public func solve(
    _ problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> RoutingSolution {
    try ImprovedSavings().solve(problem, until: stop, seed: seed, progress: progress)
  }
}
