/// Ends a search that has reached a cost.
///
/// ```swift
/// let stop: some StoppingCriterion = .target(cost: 784)
/// let isOver = stop.isMet(by: SearchProgress(bestCost: 784))  // true
/// ```
public struct TargetCost: StoppingCriterion, Hashable, Codable {
  /// The cost to reach.
  public var cost: Double

  /// Ends a search that has reached a cost.
  ///
  /// - Parameter cost: The cost to reach; infinity accepts any feasible solution, and NaN, which
  ///   nothing reaches, none.
  public init(_ cost: Double) { self.cost = cost }

  /// Whether a feasible solution costs no more.
  public func isMet(by progress: SearchProgress) -> Bool {
    progress.bestCost.map { $0 <= cost } ?? false
  }
}

extension StoppingCriterion where Self == TargetCost {
  /// Ends when a feasible solution costs no more than this.
  public static func target(cost: Double) -> TargetCost { TargetCost(cost) }

  /// Ends with the first feasible solution.
  public static var firstFeasible: TargetCost { TargetCost(.infinity) }
}
