public import SupplyChainCore

/// A way to consolidate shipments into loads.
///
/// ```swift
/// func compare(_ methods: [any ConsolidationMethod], on problem: ConsolidationProblem) throws {
///   for method in methods {
///     let result = try method.solve(problem, until: .runtime(.seconds(2)), seed: 1) { _ in }
///     print(type(of: method), result.plan.cost)
///   }
/// }
/// ```
public protocol ConsolidationMethod: Sendable {
  /// Consolidates.
  ///
  /// - Parameters:
  ///   - problem: The shipments, offers and rules.
  ///   - stop: When to end; the best plan so far is returned.
  ///   - seed: The seed of all that is random; the same seed gives the same plan.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The plan and what is known about it.
  /// - Throws: `CancellationError` where the task was cancelled before there was a plan.
  func solve(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> ConsolidationResult
}

extension ConsolidationMethod {
  /// Consolidates, with defaults for everything but the problem.
  ///
  /// - Parameters:
  ///   - problem: The shipments, offers and rules.
  ///   - stop: When to end; by default after ten seconds.
  ///   - seed: The seed of all that is random.
  /// - Returns: The plan and what is known about it.
  /// - Throws: `CancellationError` where the task was cancelled before there was a plan.
  public func solve(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion = .runtime(.seconds(10)),
    seed: UInt64 = 1
  ) throws -> ConsolidationResult {
    try solve(problem, until: stop, seed: seed) { _ in }
  }
}
