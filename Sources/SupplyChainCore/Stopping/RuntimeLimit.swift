/// Ends a search after a time.
///
/// ```swift
/// let stop: some StoppingCriterion = .runtime(.seconds(5))
/// let isOver = stop.isMet(by: SearchProgress(elapsed: .seconds(6)))  // true
/// ```
public struct RuntimeLimit: StoppingCriterion, Hashable, Codable {
  /// The time allowed.
  public var limit: Duration

  /// Ends a search after a time.
  ///
  /// - Parameter limit: The time allowed; a search with no time left still returns its first result.
  public init(_ limit: Duration) { self.limit = limit }

  /// Whether the time is up.
  public func isMet(by progress: SearchProgress) -> Bool { progress.elapsed >= limit }

  /// The time allowed.
  public var runtimeLimit: Duration? { limit }
}

extension StoppingCriterion where Self == RuntimeLimit {
  /// Ends after a time.
  public static func runtime(_ limit: Duration) -> RuntimeLimit { RuntimeLimit(limit) }
}
