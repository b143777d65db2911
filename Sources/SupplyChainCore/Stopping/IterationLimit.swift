/// Ends a search after a number of iterations: the one to choose where a run has to be repeatable.
///
/// ```swift
/// let stop: some StoppingCriterion = .iterations(1_000)
/// let isOver = stop.isMet(by: SearchProgress(iteration: 999))  // false
/// ```
public struct IterationLimit: StoppingCriterion, Hashable, Codable {
  /// The number of iterations allowed.
  public var limit: Int

  /// Ends a search after a number of iterations.
  ///
  /// - Parameter limit: The number of iterations allowed.
  public init(_ limit: Int) { self.limit = limit }

  /// Whether the iterations are used up.
  public func isMet(by progress: SearchProgress) -> Bool { progress.iteration >= limit }

  /// The number of iterations allowed.
  public var iterationLimit: Int? { limit }
}

extension StoppingCriterion where Self == IterationLimit {
  /// Ends after a number of iterations.
  public static func iterations(_ limit: Int) -> IterationLimit { IterationLimit(limit) }
}
