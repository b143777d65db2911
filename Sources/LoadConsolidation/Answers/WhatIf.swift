public import SupplyChainCore

/// What a change would be worth: the same problem planned again with it.
///
/// The values of `ConsolidationResult.scarcities` are estimates for one more of what is scarce; this is
/// the answer in whole loads, for any change.
///
/// ```swift
/// func worthOfATruck(
///   _ problem: ConsolidationProblem, _ result: ConsolidationResult
/// ) throws -> Double {
///   try WhatIf(problem, planned: result).answer(.vehicles(1, of: 0)).saving
/// }
/// ```
public struct WhatIf: Sendable {
  /// What a change is worth.
  public struct Answer: Sendable {
    /// The change in words.
    public let change: String
    /// How much less the plan costs with it; below zero where more shipments move than before.
    public let saving: Double
    /// The most that it can save: no plan with the change costs less; `nil` without a bound.
    public let savingAtMost: Double?
    /// How many more shipments or parts move.
    public let moved: Int
    /// The plan with the change.
    public let result: ConsolidationResult
  }

  private let problem: ConsolidationProblem
  private let planned: ConsolidationResult

  /// Questions about a plan.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - result: Its plan.
  public init(_ problem: ConsolidationProblem, planned result: ConsolidationResult) {
    self.problem = problem
    planned = result
  }

  /// Plans again with a change.
  ///
  /// - Parameters:
  ///   - change: The change.
  ///   - method: How to plan; best the method that made the plan.
  ///   - stop: When to end.
  /// - Returns: What the change is worth.
  /// - Throws: `InvalidInput` for an offer or a facility that there is not; what the method throws.
  public func answer(
    _ change: PlanChange, by method: some ConsolidationMethod = SetPartitioningConsolidation(),
    until stop: any StoppingCriterion = .runtime(.seconds(10))
  ) throws -> Answer {
    var changed = problem
    try change.apply(&changed)
    let result = try method.solve(changed, until: stop)
    let left = { (plan: LoadPlan) in plan.leftOut.reduce(0) { $0 + $1.parts } }
    return Answer(
      change: change.summary, saving: planned.plan.cost - result.plan.cost,
      savingAtMost: result.bound.map { planned.plan.cost - $0 },
      moved: left(planned.plan) - left(result.plan), result: result)
  }
}
