public import SupplyChainCore

/// Chooses the cheapest set of loads: set partitioning by column generation, with a proven bound.
///
/// A heuristic plan comes first. Then a linear program over loads is solved, the loads that pay being
/// listed, where they are few, or found by branch and bound, and the plan improved by rounding, by branch
/// and bound over the loads that can be in a better one, and part by part. Shipments that never meet are solved apart. Where facilities are short, a
/// transport problem says which shipment comes from where. The bound is proved by dual prices that
/// are rounded so that their sums are exact, and checked against every load there can be.
///
/// How far it gets depends on size and time: the result's proof says over what was proved which.
/// Without the trait GLPK the plan is that of `SavingsConsolidation`, without a bound.
///
/// ```swift
/// func plan(_ problem: ConsolidationProblem) throws {
///   let result = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(5)))
///   print(result.plan.cost, result.gap ?? .nan, result.proof)
/// }
/// ```
public struct SetPartitioningConsolidation: ConsolidationMethod, Hashable, Codable {
  /// How many loads of a group are listed at most; beyond, those that pay are searched for.
  ///
  /// A load takes some 50 bytes, and a list of this size is read in a few milliseconds.
  public var loadLimit: Int

  /// Beyond this many shipments that scarce vehicles or facilities tie together no linear program over
  /// all loads is solved, as GLPK would not come back within minutes: their plan is improved part by
  /// part, and without facilities there is no bound.
  public var linkedLimit: Int

  /// A solver by set partitioning.
  ///
  /// - Parameters:
  ///   - loadLimit: How many loads of a group are listed at most.
  ///   - linkedLimit: How many shipments that scarce vehicles or facilities tie together are solved by
  ///     column generation.
  public init(loadLimit: Int = 300_000, linkedLimit: Int = 3_000) {
    self.loadLimit = loadLimit
    self.linkedLimit = linkedLimit
  }

  /// Consolidates; the seed has no effect.
  ///
  /// - Parameters:
  ///   - problem: The shipments, offers and rules.
  ///   - stop: When to end.
  ///   - seed: Without effect.
  ///   - progress: Told how far the search has come.
  /// - Returns: The plan, its bound and what was proved.
  /// - Throws: An error of the solver of linear programs.
  public func solve(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> ConsolidationResult {
    try withoutActuallyEscaping(progress) { progress in
      try PartitioningSearch(problem, self, until: stop, progress: progress).run()
    }
  }
}
