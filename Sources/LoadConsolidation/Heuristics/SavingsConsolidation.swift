private import HeapModule
public import SupplyChainCore

/// Merges loads where that saves most, then moves single shipments while that saves anything.
///
/// The idea is Clarke and Wright's (1964, <https://doi.org/10.1287/opre.12.4.568>), with the savings
/// counted in the money of the tariffs. It needs no solver and gives no bound.
///
/// ```swift
/// func plan(_ problem: ConsolidationProblem) throws -> LoadPlan {
///   try SavingsConsolidation().solve(problem, until: .runtime(.seconds(2))).plan
/// }
/// ```
///
/// - Complexity: O(n² log n) merges for n shipments of one origin, at most 64 partners a load.
public struct SavingsConsolidation: ConsolidationMethod, Hashable, Codable {
  /// With how many of the loads nearest in lane and size each load is paired; more finds rarer
  /// partners and takes longer.
  public var partnersPerLoad: Int

  /// Merging by savings.
  ///
  /// - Parameter partnersPerLoad: With how many loads each load is paired.
  public init(partnersPerLoad: Int = 64) { self.partnersPerLoad = partnersPerLoad }

  /// Consolidates; the seed has no effect.
  ///
  /// - Parameters:
  ///   - problem: The shipments, offers and rules.
  ///   - stop: When to end.
  ///   - seed: Without effect.
  ///   - progress: Told how far the search has come.
  /// - Returns: The plan, without a bound.
  /// - Throws: Nothing: there is always a plan.
  public func solve(
    _ problem: ConsolidationProblem, until stop: any StoppingCriterion, seed: UInt64,
    progress: (SearchProgress) -> Void
  ) throws -> ConsolidationResult {
    var (evaluator, monitor) = LoadEvaluator.compiling(problem, until: stop)
    let best = plan(evaluator, &monitor, progress)
    monitor.report(to: progress, always: true)
    return ConsolidationResult(
      heuristic: best.plan, firstFitCost: best.firstFitCost, after: monitor)
  }

  /// A plan; `choice` is the item that each atom has to go by, as `FirstFitDecreasing` takes it.
  func plan(
    _ evaluator: LoadEvaluator, choice: [Int]? = nil, _ monitor: inout SearchMonitor,
    _ progress: (SearchProgress) -> Void
  ) -> (plan: WorkingPlan, firstFitCost: Double) {
    var firstFit = FirstFitDecreasing.plan(evaluator, choice: choice, &monitor)
    let firstFitCost = firstFit.rank.cost
    monitor.complete(bestCost: firstFit.leftOut.isEmpty ? firstFitCost : nil)
    improve(&firstFit, keepsWays: choice != nil, &monitor, progress)

    let items = evaluator.items
    var merged = WorkingPlan(evaluator)
    for atom in items.atoms {
      let shipment = evaluator.problem.shipments[items.shipmentOfAtom[atom]]
      let leaving = shipment.costOfLeaving.map { $0 / Double(shipment.parts) } ?? .infinity
      let alone =
        choice.map { $0[atom] < 0 ? nil : merged.price(alone: $0[atom]) }
        ?? merged.cheapestAlone(atom)
      if let alone, alone.cost <= leaving { merged.open(alone) } else { merged.leave(atom) }
    }
    improve(&merged, keepsWays: choice != nil, &monitor, progress)
    return (merged.rank < firstFit.rank ? merged : firstFit, firstFitCost)
  }

  private func improve(
    _ plan: inout WorkingPlan, keepsWays: Bool, _ monitor: inout SearchMonitor,
    _ progress: (SearchProgress) -> Void
  ) {
    var last = plan.rank
    while monitor.continues() {
      merge(&plan, &monitor)
      // Who was left on purpose stays.
      if !keepsWays { plan.retryLeftOut { monitor.continues() } }
      relocate(&plan, keepsWays: keepsWays, &monitor)
      if !keepsWays { plan.retryLeftOut { monitor.continues() } }
      monitor.complete(bestCost: plan.leftOut.isEmpty ? plan.rank.cost : nil)
      monitor.report(to: progress)
      let rank = plan.rank
      // Rounding alone must not keep the search going.
      if rank.stranded == last.stranded && rank.cost >= last.cost - Self.leastSaving { break }
      last = rank
    }
  }

  /// A saving below a ten-thousandth of a coin is rounding.
  static let leastSaving = 1e-6

  private struct Merge: Comparable {
    let saving: Double
    let first: Int
    let second: Int

    static func < (lhs: Self, rhs: Self) -> Bool {
      lhs.saving != rhs.saving
        ? lhs.saving < rhs.saving : (rhs.first, rhs.second) < (lhs.first, lhs.second)
    }
  }

  /// Carries out the merge that saves most until none saves anything.
  private func merge(_ plan: inout WorkingPlan, _ monitor: inout SearchMonitor) {
    var heap = Heap<Merge>()
    func consider(_ first: Int, _ second: Int) {
      guard let one = plan.loads[first], let other = plan.loads[second],
        let both = plan.price(merging: first, with: second)
      else { return }
      let saving = one.cost + other.cost - both.cost
      if saving > Self.leastSaving {
        heap.insert(Merge(saving: saving, first: first, second: second))
      }
    }
    let groups = groupsByOrigin(plan)
    for group in groups {
      for (position, first) in group.enumerated() {
        for second in group[(position + 1)...].prefix(partnersPerLoad) {
          consider(first, second)
        }
        if position % 16 == 0 && !monitor.continues() { return }
      }
    }
    while let best = heap.popMax() {
      guard plan.loads[best.first] != nil, plan.loads[best.second] != nil,
        let both = plan.price(merging: best.first, with: best.second)
      else { continue }
      plan.replace(best.first, by: nil)
      plan.replace(best.second, by: nil)
      let index = plan.open(both)
      guard monitor.continues() else { return }
      monitor.complete()
      // The merged load takes the place of both in the order of partners.
      var partners = 0
      let origin = plan.evaluator.items.origin[both.members[0]]
      for other in plan.loads.indices.reversed() where other != index {
        guard let load = plan.loads[other],
          plan.evaluator.items.origin[load.members[0]] == origin
        else { continue }
        consider(other, index)
        partners += 1
        if partners == partnersPerLoad { break }
      }
    }
  }

  /// The loads of each origin, neighbours in lane and size next to one another.
  private func groupsByOrigin(_ plan: WorkingPlan) -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for index in plan.loads.indices {
      guard let load = plan.loads[index] else { continue }
      groups[plan.evaluator.items.origin[load.members[0]], default: []].append(index)
    }
    return groups.sorted { $0.key < $1.key }.map { _, group in
      group.sorted { first, second in
        guard let one = plan.loads[first], let other = plan.loads[second] else { return false }
        let stops = (one.stops[one.stops.count - 1], other.stops[other.stops.count - 1])
        if stops.0 != stops.1 { return stops.0 < stops.1 }
        return one.size.x != other.size.x ? one.size.x > other.size.x : first < second
      }
    }
  }

  /// Moves single shipments to where they cost less.
  private func relocate(
    _ plan: inout WorkingPlan, keepsWays: Bool, _ monitor: inout SearchMonitor
  ) {
    for source in plan.loads.indices {
      guard monitor.continues(), let load = plan.loads[source] else { continue }
      for item in load.members {
        guard let current = plan.loads[source], monitor.continues() else { break }
        let rest = current.members.filter { $0 != item }
        let smaller = rest.isEmpty ? nil : plan.price(rest, instead: source)
        if !rest.isEmpty && smaller == nil { continue }
        let saved = current.cost - (smaller?.cost ?? 0)
        let atom = plan.evaluator.items.atom[item]
        guard saved > Self.leastSaving,
          let (target, larger, extra) = plan.cheapestInsertion(
            of: atom, except: source, givingUp: item),
          extra < saved - Self.leastSaving,
          !keepsWays || larger.members.contains(item)
        else { continue }
        plan.replace(source, by: smaller)
        // The vehicle that both were priced with may have been the same last one.
        let offers = plan.remaining
        if offers.indices.contains(where: { offers[$0] < 0 })
          || (offers[larger.offer] == 0 && plan.loads[target]?.offer != larger.offer)
        {
          plan.replace(source, by: current)
          continue
        }
        plan.replace(target, by: larger)
        monitor.complete()
      }
    }
  }
}
