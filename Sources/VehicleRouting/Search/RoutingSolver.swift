public import SupplyChainCore

/// Something that solves routing problems.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: [.init(at: .init(x: 3, y: 4)), .init(at: .init(x: 6, y: 8))],
///   vehicleTypes: [.init()])
/// for solver in [ClarkeWright(), HybridSearch()] as [any RoutingSolver] {
///   let solution = try solver.solve(problem, until: .iterations(100), seed: 1)
///   print(solution.cost.total)
/// }
/// ```
public protocol RoutingSolver: Sendable {
  /// Solves a problem.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end; looked at before each iteration.
  ///   - seed: The seed of all randomness: the same seed, options and iteration limit give the same
  ///     solution.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The best solution found; it may leave clients out, and says why.
  /// - Throws: `CancellationError` if the task was cancelled before there was a feasible solution.
  func solve(
    _ problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> RoutingSolution
}

extension RoutingSolver {
  /// Solves a problem without telling how far it is.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end.
  ///   - seed: The seed of all randomness.
  /// - Returns: The best solution found.
  /// - Throws: `CancellationError` if the task was cancelled before there was a feasible solution.
  public func solve(
    _ problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64 = 1
  ) throws -> RoutingSolution {
    try solve(problem, until: stop, seed: seed) { _ in }
  }

  /// Solves a problem on a thread of its own, while the caller does other things.
  ///
  /// Cancelling the caller's task ends the search, which returns its best so far. To follow the
  /// progress, wrap the solver in a `Search`.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end.
  ///   - seed: The seed of all randomness.
  /// - Returns: The best solution found.
  /// - Throws: `CancellationError` if the task was cancelled before there was a feasible solution.
  public func solution(
    of problem: RoutingProblem, until stop: some StoppingCriterion, seed: UInt64 = 1
  ) async throws -> RoutingSolution {
    try await offActor { try solve(problem, until: stop, seed: seed) }
  }
}
