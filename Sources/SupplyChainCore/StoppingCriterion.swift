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
}

extension StoppingCriterion {
  /// No limit on the runtime.
  public var runtimeLimit: Duration? { nil }
}

/// Ends a search after a time.
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

/// Ends a search after a number of iterations.
public struct IterationLimit: StoppingCriterion, Hashable, Codable {
  /// The number of iterations allowed.
  public var limit: Int

  /// Ends a search after a number of iterations.
  ///
  /// - Parameter limit: The number of iterations allowed.
  public init(_ limit: Int) { self.limit = limit }

  /// Whether the iterations are used up.
  public func isMet(by progress: SearchProgress) -> Bool { progress.iteration >= limit }
}

/// Ends a search that has not improved for a number of iterations.
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

/// Ends a search that has reached a cost.
public struct TargetCost: StoppingCriterion, Hashable, Codable {
  /// The cost to reach.
  public var cost: Double

  /// Ends a search that has reached a cost.
  ///
  /// - Parameter cost: The cost to reach; infinity accepts any feasible solution.
  public init(_ cost: Double) { self.cost = cost }

  /// Whether a feasible solution costs no more.
  public func isMet(by progress: SearchProgress) -> Bool {
    progress.bestCost.map { $0 <= cost } ?? false
  }
}

/// Ends a search when any of several criteria is met.
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
}

extension StoppingCriterion where Self == RuntimeLimit {
  /// Ends after a time.
  public static func runtime(_ limit: Duration) -> RuntimeLimit { RuntimeLimit(limit) }
}

extension StoppingCriterion where Self == IterationLimit {
  /// Ends after a number of iterations.
  public static func iterations(_ limit: Int) -> IterationLimit { IterationLimit(limit) }
}

extension StoppingCriterion where Self == NoImprovementLimit {
  /// Ends when the best cost has not fallen for a number of iterations.
  public static func noImprovement(for limit: Int) -> NoImprovementLimit {
    NoImprovementLimit(limit)
  }
}

extension StoppingCriterion where Self == TargetCost {
  /// Ends when a feasible solution costs no more than this.
  public static func target(cost: Double) -> TargetCost { TargetCost(cost) }

  /// Ends with the first feasible solution.
  public static var firstFeasible: TargetCost { TargetCost(.infinity) }
}

extension StoppingCriterion where Self == AnyOfCriteria {
  /// Ends when any of the criteria is met.
  public static func any(of criteria: any StoppingCriterion...) -> AnyOfCriteria {
    AnyOfCriteria(criteria)
  }
}
