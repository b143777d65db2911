/// Ends a search when any of several criteria is met.
///
/// ```swift
/// let stop: some StoppingCriterion = .any(of: .firstFeasible, .runtime(.seconds(5)))
/// let deadline = stop.runtimeLimit  // 5 seconds
/// ```
public struct AnyOfCriteria: StoppingCriterion {
  /// The criteria.
  public var criteria: [any StoppingCriterion]

  /// Ends a search when any of several criteria is met.
  ///
  /// - Parameter criteria: The criteria; without any, the search never ends by itself.
  public init(_ criteria: [any StoppingCriterion]) { self.criteria = criteria }

  /// Whether one of the criteria is met.
  public func isMet(by progress: SearchProgress) -> Bool {
    criteria.contains { $0.isMet(by: progress) }
  }

  /// The shortest runtime that one of them allows.
  public var runtimeLimit: Duration? { criteria.compactMap(\.runtimeLimit).min() }

  /// The fewest iterations that one of them allows.
  public var iterationLimit: Int? { criteria.compactMap(\.iterationLimit).min() }
}

extension StoppingCriterion where Self == AnyOfCriteria {
  /// Ends when any of the criteria is met.
  public static func any(of criteria: any StoppingCriterion...) -> AnyOfCriteria {
    AnyOfCriteria(criteria)
  }
}
