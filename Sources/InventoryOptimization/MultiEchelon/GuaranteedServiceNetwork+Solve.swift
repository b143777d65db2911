public import SupplyChainCore

extension GuaranteedServiceNetwork {
  /// Service times and the stock they need.
  public struct Plan: Hashable, Sendable, Codable {
    /// What one stage promises and holds.
    public struct Stage: Hashable, Sendable, Codable {
      /// The name of the stage.
      public var name: String
      /// The periods within which its own supply comes.
      public var inboundTime: Int
      /// The periods within which it delivers.
      public var serviceTime: Int
      /// The periods that its stock has to last.
      public var netReplenishmentTime: Int
      /// The safety stock.
      public var safetyStock: Double
      /// The cost of holding it for a period.
      public var cost: Double
    }

    /// The stages, in the order of the network.
    public var stages: [Stage]
    /// The cost of all safety stock for a period.
    public var cost: Double
  }

  /// The best plan found, and how good it is known to be.
  public struct Result: Hashable, Sendable, Codable {
    /// The best plan found.
    public var plan: Plan
    /// No plan costs less than this.
    public var bound: Double
    /// Whether the plan is proved to cost the least, to a billionth of its cost.
    public var isOptimal: Bool
    /// How far the search came.
    public var progress: SearchProgress

    /// What a better plan could save at most, relative to the cost of this one.
    public var gap: Double { plan.cost > 0 ? max(0, 1 - bound / plan.cost) : 0 }
  }

  /// Finds the plan of least cost.
  ///
  /// Where the arcs, directions aside, make no cycle, dynamic programming over service times from the
  /// ends of the tree inwards is exact at once, whatever the criterion. Every other network is solved
  /// by branch and bound, exact if the search is left to finish. The bound of a subproblem comes from
  /// tables of cost for each stage and service time, which exchange costs along the arcs until they
  /// agree as far as they can: tree-reweighted message passing (Kolmogorov 2006,
  /// <https://doi.org/10.1109/TPAMI.2006.200>), exact on trees. Service times whose bound is above
  /// the best plan are struck out. Networks of 50 stages and 100 arcs take milliseconds to seconds.
  ///
  /// The search never fails: cancelled or stopped early it returns the best plan so far with its gap.
  ///
  /// - Parameters:
  ///   - stop: When to end the search early; an iteration is a subproblem. Never where left out.
  ///   - progress: Told how far the search has come, several times a second.
  /// - Returns: The plan with its bound.
  /// - Complexity: O(n · M) where every stage has one supplier, O(n · M²) for other trees, with M the
  ///   longest sum of processing times; exponential in the worst case elsewhere.
  public func solve(
    until stop: some StoppingCriterion = AnyOfCriteria([]),
    progress: (SearchProgress) -> Void = { _ in }
  ) -> Result {
    let layout = GuaranteedServiceLayout(self)
    guard !layout.isForest else {
      var kernel = GuaranteedServiceTreeKernel(self, layout)
      let plan = kernel.solve()
      return Result(
        plan: plan, bound: plan.cost, isOptimal: true,
        progress: SearchProgress(iteration: 1, bestCost: plan.cost, bound: plan.cost))
    }
    var search = GuaranteedServiceSearch(self, layout)
    return search.solve(until: stop, progress: progress)
  }

  /// Finds the plan of least cost, on another thread.
  ///
  /// - Parameters:
  ///   - stop: When to end the search early; an iteration is a subproblem. Never where left out.
  ///   - progress: Told how far the search has come, several times a second.
  /// - Returns: The plan with its bound.
  /// - Throws: Nothing of its own.
  public func solve(
    until stop: some StoppingCriterion = AnyOfCriteria([]),
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) async throws -> Result {
    try await offActor { solve(until: stop, progress: progress) }
  }

  /// A plan from the times of all stages.
  func plan(_ layout: GuaranteedServiceLayout, inbound: [Int], service: [Int]) -> Plan {
    var plan = Plan(stages: [], cost: 0)
    for (index, stage) in stages.enumerated() {
      let time = inbound[index] + stage.processingTime - service[index]
      let root = Double(time).squareRoot()
      plan.stages.append(
        .init(
          name: stage.name, inboundTime: inbound[index], serviceTime: service[index],
          netReplenishmentTime: time, safetyStock: safetyFactor * layout.deviations[index] * root,
          cost: layout.weights[index] * root))
      plan.cost += layout.weights[index] * root
    }
    return plan
  }
}
