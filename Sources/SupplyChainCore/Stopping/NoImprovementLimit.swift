/// Ends a search that has not improved for a number of iterations.
///
/// ```swift
/// let stop: some StoppingCriterion = .noImprovement(for: 500)
/// let isOver = stop.isMet(by: SearchProgress(iteration: 900, iterationsSinceImprovement: 500))
/// ```
public struct NoImprovementLimit: StoppingCriterion, Hashable, Codable {
  /// The number of iterations allowed without improvement.
  public var limit: Int

  /// Ends a search that has not improved for a number of iterations.
  ///
  /// - Parameter limit: The number of iterations allowed without improvement.
  public init(_ limit: Int) { self.limit = limit }

  /// Whether the search has stalled for that long.
  public func isMet(by progress: SearchProgress) -> Bool {
    progress.iterationsSinceImprovement >= limit
  }
}

extension StoppingCriterion where Self == NoImprovementLimit {
  /// Ends when the best cost has not fallen for a number of iterations.
  public static func noImprovement(for limit: Int) -> NoImprovementLimit {
    NoImprovementLimit(limit)
  }
}
