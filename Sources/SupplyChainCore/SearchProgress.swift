/// How far a search has come: what a progress bar shows and what a stopping criterion looks at.
public struct SearchProgress: Hashable, Sendable, Codable {
  /// The time since the search began.
  public var elapsed: Duration
  /// The number of iterations done; what an iteration is, each solver says.
  public var iteration: Int
  /// The number of iterations since the best cost last fell.
  public var iterationsSinceImprovement: Int
  /// The cost of the best feasible solution; `nil` while there is none.
  public var bestCost: Double?
  /// A proven bound on the cost; `nil` where the solver has none.
  public var bound: Double?

  /// Describes a state of a search.
  ///
  /// - Parameters:
  ///   - elapsed: The time since the search began.
  ///   - iteration: The number of iterations done.
  ///   - iterationsSinceImprovement: The number of iterations since the best cost last fell.
  ///   - bestCost: The cost of the best feasible solution; `nil` while there is none.
  ///   - bound: A proven bound on the cost; `nil` where the solver has none.
  public init(
    elapsed: Duration = .zero, iteration: Int = 0, iterationsSinceImprovement: Int = 0,
    bestCost: Double? = nil, bound: Double? = nil
  ) {
    self.elapsed = elapsed
    self.iteration = iteration
    self.iterationsSinceImprovement = iterationsSinceImprovement
    self.bestCost = bestCost
    self.bound = bound
  }

  /// The distance of the best cost from the bound, relative to the best cost; `nil` without either.
  ///
  /// A best cost of zero gives zero where the bound is zero too, and infinity elsewhere.
  public var gap: Double? {
    guard let bestCost, let bound else { return nil }
    let distance = (bestCost - bound).magnitude
    return distance == 0 ? 0 : distance / bestCost.magnitude
  }
}
