internal import SupplyChainCore

/// A plan, and what is known about how good it is.
///
/// ```swift
/// func judge(_ result: ConsolidationResult) -> String {
///   guard let gap = result.gap else { return result.proof }
///   return "at most \(100 * gap) % above the best there is"
/// }
/// ```
public struct ConsolidationResult: Hashable, Sendable, Codable {
  /// How a search ended.
  public enum Status: String, Hashable, Sendable, Codable {
    /// No plan costs less.
    case optimal
    /// The plan keeps every rule; a cheaper one may exist.
    case feasible
  }

  /// The plan.
  public let plan: LoadPlan
  /// How the search ended.
  public let status: Status
  /// A proven lower bound on the cost of any plan that leaves no more behind of what must move;
  /// `nil` where there is none.
  public let bound: Double?
  /// What was proved, and over which loads, in words.
  public let proof: String
  /// What first fit would have cost: what a planner arrives at by hand.
  public let firstFitCost: Double?
  /// What one more of each scarce thing would be worth at most, the dearest first.
  public let scarcities: [Scarcity]
  /// The number of steps the search made.
  public let iterations: Int

  /// The distance of the cost from the bound, relative to the cost; `nil` without a bound.
  public var gap: Double? {
    bound.map { bound in
      let distance = max(0, plan.cost - bound)
      return distance == 0 ? 0 : distance / plan.cost
    }
  }

  /// A plan of a heuristic, which proves nothing.
  init(
    heuristic plan: WorkingPlan, firstFitCost: Double? = nil, after monitor: SearchMonitor
  ) {
    self.init(
      plan: LoadPlanner(plan.evaluator, after: monitor).plan(plan), status: .feasible, bound: nil,
      proof: "no bound is available: a heuristic proves nothing",
      firstFitCost: firstFitCost, scarcities: [], iterations: monitor.progress.iteration)
  }

  init(
    plan: LoadPlan, status: Status, bound: Double?, proof: String, firstFitCost: Double?,
    scarcities: [Scarcity], iterations: Int
  ) {
    self.plan = plan
    self.status = status
    self.bound = bound
    self.proof = proof
    self.firstFitCost = firstFitCost
    self.scarcities = scarcities
    self.iterations = iterations
  }
}
