internal import SupplyChainCore

/// One run of `SetPartitioningConsolidation`.
final class PartitioningSearch {
  let evaluator: LoadEvaluator
  let options: SetPartitioningConsolidation
  let progress: (SearchProgress) -> Void
  var monitor: SearchMonitor
  private let quarter: SearchMonitor
  /// What leaving an atom that must move counts, for each degree of urgency: more than anything
  /// could cost.
  private(set) var penalty = 0.0
  private var firstFitCost = 0.0
  /// A share of the cost of any load for each item, where there are ways to choose; `nil` where the
  /// time was up first.
  private(set) var shares: [Double]?

  init(
    _ problem: ConsolidationProblem, _ options: SetPartitioningConsolidation,
    until stop: any StoppingCriterion, progress: @escaping (SearchProgress) -> Void
  ) {
    self.options = options
    self.progress = progress
    (evaluator, monitor) = LoadEvaluator.compiling(problem, until: stop)
    // Heuristics may take a quarter of the time that is left: the bound needs the rest.
    quarter =
      monitor.remainingTime.map {
        SearchMonitor(until: AnyOfCriteria([stop, RuntimeLimit($0 / 4)]))
      } ?? monitor
  }

  func run() throws -> ConsolidationResult {
    let sources = evaluator.items.isPlain ? nil : chooseSources()
    #if GLPK
      var plan = heuristicPlan(sources)
      let result = try improve(&plan, sources)
      return finish(
        plan, bound: result.bound, isOptimal: result.isOptimal, proof: result.proof,
        scarcities: result.scarcities)
    #else
      return finish(
        heuristicPlan(sources), bound: nil, isOptimal: false,
        proof: "no bound is available: the package was built without GLPK",
        scarcities: [])
    #endif
  }

  // MARK: Start

  /// The transport problem over shares of cost; `nil` where the time is up first.
  private func chooseSources() -> SourceChoice? {
    let items = evaluator.items
    // What each way costs with every leg by itself; `nil` where it cannot be gone.
    var alone: [[Double?]] = []
    penalty = 4
    for atom in items.atoms {
      if atom % 64 == 0 && !monitor.continues() { return nil }
      alone.append(items.ways[atom].map { costAlone($0) })
      penalty += 4 * (alone[atom].compactMap(\.self).max() ?? 0)
    }
    guard let shares = UnitShares(evaluator, while: { monitor.continues() })?.share else {
      return nil
    }
    self.shares = shares
    let options = items.atoms.map { atom in
      var options = zip(items.ways[atom], alone[atom]).compactMap {
        way, cost -> SourceChoice.Option? in
        if cost == nil { return nil }
        // The share of an item has the cost of its source in it; a way through a hub has its own.
        let own = way.items.count > 1 ? way.cost : 0
        return SourceChoice.Option(
          item: way.items.count == 1 ? way.items[0] : items.ways[atom][0].items[0],
          cost: way.items.reduce(own) { $0 + shares[$1] },
          facility: way.facility >= 0 ? way.facility : evaluator.problem.facilities.count)
      }
      options.append(
        SourceChoice.Option(
          item: -1, cost: stayCost(atom), facility: evaluator.problem.facilities.count))
      // Of several ways that take the same facility only the cheapest is ever gone.
      return Dictionary(grouping: options, by: \.facility).sorted { $0.key < $1.key }
        .compactMap { _, ways in ways.min { $0.cost < $1.cost } }
    }
    return SourceChoice(
      options: options, capacity: evaluator.problem.facilities.map(\.capacity)
    ) { monitor.continues() }
  }

  /// What a way costs with every leg by itself; `nil` where it cannot be gone.
  private func costAlone(_ way: FreightItems.Way) -> Double? {
    var sum = way.items.count > 1 ? way.cost : 0
    for item in way.items {
      guard let cost = evaluator.price(alone: item)?.cost else { return nil }
      sum += cost
    }
    return sum
  }

  private func stayCost(_ atom: Int) -> Double {
    let shipment = evaluator.problem.shipments[evaluator.items.shipmentOfAtom[atom]]
    return shipment.costOfLeaving.map { $0 / Double(shipment.parts) }
      ?? penalty * Double(1 + shipment.priority)
  }

  private func heuristicPlan(_ sources: SourceChoice?) -> WorkingPlan {
    var quarter = quarter
    let savings = SavingsConsolidation()
    var best: WorkingPlan
    if !evaluator.items.isPlain {
      // First as a planner would do it, then on the sources of the transport problem.
      if evaluator.items.atoms.count <= options.linkedLimit {
        let start = savings.plan(evaluator, &quarter, progress)
        best = start.plan
        firstFitCost = start.firstFitCost
      } else {
        best = FirstFitDecreasing.plan(evaluator, &quarter)
        firstFitCost = best.rank.cost
      }
      if let sources {
        let chosen = savings.plan(evaluator, choice: sources.choice, &quarter, progress).plan
        if chosen.rank < best.rank { best = chosen }
      }
    } else {
      let start = savings.plan(evaluator, &quarter, progress)
      best = start.plan
      firstFitCost = start.firstFitCost
      penalty = 2 * (1 + max(best.rank.cost, costliestAlone))
    }
    if !quarter.continues() {
      // The quarter may have been too short even for the quickest plan, which is worth all of the time.
      let quickest = FirstFitDecreasing.plan(evaluator, &monitor)
      firstFitCost = quickest.rank.cost
      if quickest.rank < best.rank { best = quickest }
    }
    monitor.complete(bestCost: best.rank.stranded == 0 ? best.rank.cost : nil)
    return best
  }

  private var costliestAlone: Double {
    evaluator.items.atom.indices.reduce(0) { max($0, evaluator.price(alone: $1)?.cost ?? 0) }
  }

  // MARK: End

  private func finish(
    _ plan: WorkingPlan, bound: Double?, isOptimal: Bool, proof: String, scarcities: [Scarcity]
  ) -> ConsolidationResult {
    let written = LoadPlanner(evaluator, after: monitor).plan(plan)
    let bound = bound.map { min($0, written.cost) }
    let isClosed = bound.map { written.cost - $0 <= 1e-9 * max(1, written.cost) } ?? false
    monitor.complete(bestCost: written.cost, bound: bound)
    monitor.report(to: progress, always: true)
    return ConsolidationResult(
      plan: written, status: isOptimal || isClosed ? .optimal : .feasible, bound: bound,
      proof: proof,
      firstFitCost: firstFitCost, scarcities: scarcities,
      iterations: monitor.progress.iteration)
  }
}
