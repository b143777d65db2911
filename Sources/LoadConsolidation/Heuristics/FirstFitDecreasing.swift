public import SupplyChainCore

/// First-fit decreasing with prices: the largest shipment first, each into the first load that takes
/// it for less than it costs alone.
///
/// A load may change its equipment and carrier as it grows. This is the quick yardstick; for plans
/// take `SavingsConsolidation` or `SetPartitioningConsolidation`.
///
/// ```swift
/// func quickPlan(_ problem: ConsolidationProblem) throws -> LoadPlan {
///   try FirstFitDecreasing().solve(problem).plan
/// }
/// ```
///
/// - Complexity: O(shipments × loads × offers), with at most 256 loads tried a shipment.
public struct FirstFitDecreasing: ConsolidationMethod, Hashable, Codable {
  /// First-fit decreasing.
  public init() {}

  /// Consolidates in one pass; the seed has no effect.
  ///
  /// - Parameters:
  ///   - problem: The shipments, offers and rules.
  ///   - stop: When to end; what has no load by then travels alone.
  ///   - seed: Without effect.
  ///   - progress: Told how far the search has come.
  /// - Returns: The plan, without a bound.
  /// - Throws: Nothing: there is always a plan.
  public func solve(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> ConsolidationResult {
    var monitor = SearchMonitor(until: stop)
    let evaluator = LoadEvaluator(problem)
    let plan = Self.plan(evaluator, &monitor)
    monitor.complete(bestCost: plan.rank.cost)
    monitor.report(to: progress, always: true)
    return LoadPlanner(evaluator).result(plan, iterations: monitor.progress.iteration)
  }

  /// Loads tried a shipment, the newest first: older ones are full.
  private static let triedLoads = 256

  static func plan(_ evaluator: LoadEvaluator, _ monitor: inout SearchMonitor) -> WorkingPlan {
    var plan = WorkingPlan(evaluator)
    var openLoads: [Int: [Int]] = [:]
    var hasTime = true
    for (count, shipment) in order(evaluator).enumerated() {
      if count % 64 == 0 && hasTime { hasTime = monitor.continues() }
      let leaving = evaluator.problem.shipments[shipment].costOfLeaving ?? .infinity
      let alone = evaluator.price([shipment], remaining: plan.remaining)
      let limit = min(alone?.cost ?? .infinity, leaving)
      let origin = evaluator.origin[shipment]
      var found = false
      for index in openLoads[origin, default: []].suffix(triedLoads) where hasTime {
        guard let load = plan.loads[index],
          let larger = plan.price(load.members + [shipment], instead: index),
          larger.cost - load.cost < limit
        else { continue }
        plan.replace(index, by: larger)
        found = true
        break
      }
      if found { continue }
      if let alone, alone.cost <= leaving {
        openLoads[origin, default: []].append(plan.open(alone))
      } else {
        plan.leave(shipment)
      }
    }
    plan.retryLeftOut()
    return plan
  }

  /// Lane by lane, the largest share of the largest equipment first; what must move before what may
  /// be left.
  private static func order(_ evaluator: LoadEvaluator) -> [Int] {
    let problem = evaluator.problem
    var largest = SIMD4<Double>.zero
    for offer in problem.offers {
      let limits = offer.equipment.capacity.limits
      for dimension in 0..<4 where limits[dimension].isFinite {
        largest[dimension] = max(largest[dimension], limits[dimension])
      }
    }
    let share = evaluator.sizes.map { size in
      (0..<4).reduce(0.0) { share, dimension in
        largest[dimension] > 0 ? max(share, size[dimension] / largest[dimension]) : share
      }
    }
    return problem.shipments.indices.sorted { first, second in
      let mustMove = (
        problem.shipments[first].costOfLeaving == nil,
        problem.shipments[second].costOfLeaving == nil
      )
      if mustMove.0 != mustMove.1 { return mustMove.0 }
      let lanes = (evaluator.laneOfShipment[first], evaluator.laneOfShipment[second])
      if lanes.0 != lanes.1 { return lanes.0 < lanes.1 }
      return share[first] != share[second] ? share[first] > share[second] : first < second
    }
  }
}
