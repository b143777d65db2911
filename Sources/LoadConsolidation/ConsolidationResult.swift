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
  /// A proven lower bound on the cost of any plan; `nil` where there is none.
  public let bound: Double?
  /// What was proved, and over which loads, in words.
  public let proof: String
  /// The number of steps the search made.
  public let iterations: Int

  /// The distance of the cost from the bound, relative to the cost; `nil` without a bound.
  public var gap: Double? {
    bound.map { bound in
      let distance = max(0, plan.cost - bound)
      return distance == 0 ? 0 : distance / plan.cost
    }
  }
}
