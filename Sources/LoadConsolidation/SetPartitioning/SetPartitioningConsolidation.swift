public import SupplyChainCore

/// Lists the loads that shipments can make and lets a mixed-integer program choose the cheapest set.
///
/// Shipments that never meet, because they leave from different places or because no load has two
/// stops, are solved apart. Where all loads of a group were listed, the linear relaxation gives a
/// bound and branch and cut a proof; where they are too many, the most promising are listed, and
/// the plan is at least as good as that of `SavingsConsolidation`. Without the trait GLPK it is that
/// plan, without a bound.
///
/// ```swift
/// func plan(_ problem: ConsolidationProblem) throws {
///   let result = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(5)))
///   print(result.plan.cost, result.gap ?? .nan, result.proof)
/// }
/// ```
public struct SetPartitioningConsolidation: ConsolidationMethod, Hashable, Codable {
  /// How many loads a group may have at most; beyond, GLPK's branch and cut takes too long.
  public var loadLimit: Int

  /// A solver by set partitioning.
  ///
  /// - Parameter loadLimit: How many loads a group may have at most.
  public init(loadLimit: Int = 20_000) { self.loadLimit = loadLimit }

  /// Consolidates; the seed has no effect.
  ///
  /// - Parameters:
  ///   - problem: The shipments, offers and rules.
  ///   - stop: When to end.
  ///   - seed: Without effect.
  ///   - progress: Told how far the search has come.
  /// - Returns: The plan, its bound and what was proved.
  /// - Throws: An error of the solver of linear programs.
  public func solve(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> ConsolidationResult {
    var monitor = SearchMonitor(until: stop)
    let evaluator = LoadEvaluator(problem)
    let savings = SavingsConsolidation().plan(evaluator, &monitor, progress)
    monitor.complete(bestCost: savings.rank.cost)
    #if GLPK
      return try partition(evaluator, savings, &monitor, progress)
    #else
      monitor.report(to: progress, always: true)
      return LoadPlanner(evaluator).result(
        savings, proof: "no bound is available: the package was built without GLPK",
        iterations: monitor.progress.iteration)
    #endif
  }
}

/// Shipments that no load and no scarce vehicle ties to any other.
struct ShipmentGroups {
  let groups: [[Int]]

  init(_ evaluator: LoadEvaluator) {
    let problem = evaluator.problem
    let isLinked = problem.offers.contains { $0.available != nil }
    let hasStops = problem.offers.contains { $0.maximumStops > 1 }
    var groups: [[Int]] = []
    var index: [Int: Int] = [:]
    for shipment in problem.shipments.indices {
      let key =
        isLinked
        ? 0 : hasStops ? evaluator.origin[shipment] : evaluator.laneOfShipment[shipment]
      if let group = index[key] {
        groups[group].append(shipment)
      } else {
        index[key] = groups.count
        groups.append([shipment])
      }
    }
    self.groups = groups
  }
}
