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
    var (evaluator, monitor) = LoadEvaluator.compiling(problem, until: stop)
    let plan = Self.plan(evaluator, &monitor)
    monitor.complete(bestCost: plan.rank.cost)
    monitor.report(to: progress, always: true)
    return ConsolidationResult(heuristic: plan, after: monitor)
  }

  /// Loads tried a shipment, the newest first: older ones are full.
  private static let triedLoads = 256

  /// A plan in one pass.
  ///
  /// `choice` is the item that each atom has to go by, −1 where it stays; where
  /// it is `nil` each takes its cheapest source that is left.
  static func plan(
    _ evaluator: LoadEvaluator, choice: [Int]? = nil, _ monitor: inout SearchMonitor
  ) -> WorkingPlan {
    var plan = WorkingPlan(evaluator)
    var openLoads: [Int: [Int]] = [:]
    var hasTime = true
    let items = evaluator.items
    for (count, atom) in order(evaluator).enumerated() {
      if count % 64 == 0 && hasTime { hasTime = monitor.continues() }
      let shipment = evaluator.problem.shipments[items.shipmentOfAtom[atom]]
      let leaving = shipment.costOfLeaving.map { $0 / Double(shipment.parts) } ?? .infinity
      if let choice, choice[atom] < 0 {
        plan.leave(atom)
        continue
      }
      let alone = choice.map { plan.price(alone: $0[atom]) } ?? plan.cheapestAlone(atom)
      let limit = min(alone?.cost ?? .infinity, leaving)
      // Where every vehicle is taken, there may still be room in one from its first source.
      let item = alone?.members[0] ?? choice?[atom] ?? items.ways[atom][0].items[0]
      let facility = items.facility[item]
      let origin = items.origin[item]
      var found = false
      if facility < 0 || plan.facilityRemaining[facility] > 0 {
        for index in openLoads[origin, default: []].suffix(triedLoads) where hasTime {
          guard let load = plan.loads[index], let larger = plan.price(adding: item, to: index),
            larger.cost - load.cost < limit
          else { continue }
          plan.replace(index, by: larger)
          found = true
          break
        }
      }
      if found { continue }
      if let alone, alone.cost <= leaving {
        openLoads[origin, default: []].append(plan.open(alone))
      } else {
        plan.leave(atom)
      }
    }
    if choice == nil { plan.retryLeftOut { monitor.continues() } }
    return plan
  }

  /// What must move before what may be left, the urgent first, then lane by lane, the largest share
  /// of the largest equipment first.
  private static func order(_ evaluator: LoadEvaluator) -> [Int] {
    let problem = evaluator.problem
    var largest = SIMD4<Double>.zero
    for offer in problem.offers {
      let limits = offer.equipment.capacity.limits
      for dimension in 0..<4 where limits[dimension].isFinite {
        largest[dimension] = max(largest[dimension], limits[dimension])
      }
    }
    let items = evaluator.items
    let share = items.atoms.map { atom in
      let size = items.size[items.ways[atom][0].items[0]]
      return (0..<4).reduce(0.0) { share, dimension in
        largest[dimension] > 0 ? max(share, size[dimension] / largest[dimension]) : share
      }
    }
    let urgency = items.atoms.map { atom in
      let shipment = problem.shipments[items.shipmentOfAtom[atom]]
      return shipment.costOfLeaving == nil ? shipment.priority : -1
    }
    let lane = items.atoms.map { evaluator.laneOfItem[items.ways[$0][0].items[0]] }
    return items.atoms.sorted { first, second in
      if urgency[first] != urgency[second] { return urgency[first] > urgency[second] }
      if lane[first] != lane[second] { return lane[first] < lane[second] }
      return share[first] != share[second] ? share[first] > share[second] : first < second
    }
  }
}
