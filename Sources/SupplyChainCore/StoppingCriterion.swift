/// A rule that ends a search.
///
/// A criterion is a value that looks at the progress and nothing else. The common ones read as
/// phrases at the call site; a new one is a new type, and no solver has to change.
///
/// ```swift
/// func search(until stop: some StoppingCriterion) -> Int {
///   var progress = SearchProgress()
///   while !stop.isMet(by: progress) { progress.iteration += 1 }
///   return progress.iteration
/// }
///
/// let iterations = search(until: .any(of: .iterations(1_000), .runtime(.seconds(5))))
/// ```
public protocol StoppingCriterion: Sendable {
  /// Whether the search should end now.
  func isMet(by progress: SearchProgress) -> Bool

  /// The longest runtime that the criterion allows; `nil` where it sets none.
  ///
  /// A solver that hands work to a library it cannot interrupt needs to know it beforehand.
  var runtimeLimit: Duration? { get }

  /// The most iterations that the criterion allows; `nil` where it sets no limit.
  ///
  /// As with the runtime, a library that is not interrupted needs to know it beforehand.
  var iterationLimit: Int? { get }
}

extension StoppingCriterion {
  /// No limit on the runtime.
  public var runtimeLimit: Duration? { nil }

  /// No limit on the iterations.
  public var iterationLimit: Int? { nil }
}
