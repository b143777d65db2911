internal import SupplyChainCore

/// One run of `SetPartitioningConsolidation`.
final class PartitioningSearch {
  private let evaluator: LoadEvaluator
  private let options: SetPartitioningConsolidation
  private let progress: (SearchProgress) -> Void
  private var monitor: SearchMonitor
  private let quarter: SearchMonitor
  /// What leaving an atom that must move counts, for each degree of urgency: more than anything
  /// could cost.
  private var penalty = 0.0
  private var firstFitCost = 0.0

  init(
    _ evaluator: LoadEvaluator, _ options: SetPartitioningConsolidation,
    until stop: any StoppingCriterion, progress: @escaping (SearchProgress) -> Void
  ) {
    self.evaluator = evaluator
    self.options = options
    self.progress = progress
    let start = ContinuousClock.now
    monitor = SearchMonitor(until: stop, startingAt: start)
    // Heuristics may take a quarter of the time: the bound needs the rest.
    quarter =
      stop.runtimeLimit.map { limit in
        SearchMonitor(
          until: AnyOfCriteria([stop, RuntimeLimit(limit / 4)]), startingAt: start)
      } ?? monitor
  }

  func run() throws -> ConsolidationResult {
    let sources = evaluator.items.isPlain ? nil : chooseSources()
    var plan = heuristicPlan(sources)
    #if GLPK
      let result = try improve(&plan, sources)
      return finish(
        plan, bound: result.bound, isOptimal: result.isOptimal, proof: result.proof,
        scarcities: result.scarcities)
    #else
      return finish(
        plan, bound: nil, isOptimal: false,
        proof: "no bound is available: the package was built without GLPK",
        scarcities: [])
    #endif
  }

  // MARK: Start

  /// The transport problem over shares of cost; `nil` where a way is served by nobody at all.
  private func chooseSources() -> SourceChoice {
    let items = evaluator.items
    let shares = UnitShares(evaluator).share
    let alone = items.atoms.reduce(0.0) { sum, atom in
      let costs = items.ways[atom].map { way in way.items.reduce(way.cost) { $0 + shares[$1] } }
      return sum + (costs.filter(\.isFinite).max() ?? 0)
    }
    penalty = 4 * (1 + alone)
    let options = items.atoms.map { atom in
      var options = items.ways[atom].compactMap { way -> SourceChoice.Option? in
        // The share of an item has the cost of its source in it; a way through a hub has its own.
        let own = way.items.count > 1 ? way.cost : 0
        let cost = way.items.reduce(own) { $0 + shares[$1] }
        guard cost.isFinite, way.items.allSatisfy({ evaluator.price([$0]) != nil }) else {
          return nil
        }
        return SourceChoice.Option(
          item: way.items.count == 1 ? way.items[0] : items.ways[atom][0].items[0], cost: cost,
          facility: way.facility >= 0 ? way.facility : evaluator.problem.facilities.count)
      }
      options.append(
        SourceChoice.Option(
          item: -1, cost: stayCost(atom), facility: evaluator.problem.facilities.count))
      // Of several ways that take the same facility only the cheapest is ever gone.
      return Dictionary(grouping: options, by: \.facility).sorted { $0.key < $1.key }
        .compactMap { _, ways in ways.min { $0.cost < $1.cost } }
    }
    return SourceChoice(options: options, capacity: evaluator.problem.facilities.map(\.capacity))
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
    if let sources {
      // First fit as a planner does it, for comparison, and the plan on the chosen sources.
      let firstFit = FirstFitDecreasing.plan(evaluator, &quarter)
      firstFitCost = firstFit.rank.cost
      best = savings.plan(evaluator, choice: sources.choice, &quarter, progress).plan
      if firstFit.rank < best.rank { best = firstFit }
    } else {
      let start = savings.plan(evaluator, &quarter, progress)
      best = start.plan
      firstFitCost = start.firstFitCost
      penalty = 2 * (1 + max(best.rank.cost, costliestAlone))
    }
    monitor.complete(bestCost: best.rank.stranded == 0 ? best.rank.cost : nil)
    return best
  }

  private var costliestAlone: Double {
    evaluator.items.atom.indices.reduce(0) { max($0, evaluator.price([$1])?.cost ?? 0) }
  }

  // MARK: End

  private func finish(
    _ plan: WorkingPlan, bound: Double?, isOptimal: Bool, proof: String, scarcities: [Scarcity]
  ) -> ConsolidationResult {
    let written = LoadPlanner(evaluator).plan(plan)
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

  #if GLPK
    // MARK: Improving

    /// What is known of a plan.
    private struct Knowledge {
      var bound: Double?
      var isOptimal: Bool
      var proof: String
      var scarcities: [Scarcity]
    }

    /// What is known of a group.
    private struct GroupResult {
      var plan: MasterPlan
      var bound: Double
      var isByColumns: Bool
      var isOptimal: Bool
      var scarcities: [Scarcity] = []
    }

    private func improve(_ plan: inout WorkingPlan, _ sources: SourceChoice?) throws -> Knowledge {
      let partition = ShipmentGroups(evaluator)
      let shares = evaluator.items.isPlain ? UnitShares(evaluator).share : []
      var groups: [GroupResult] = []
      var scarcities: [Scarcity] = []
      let parts = split(plan, partition.groups)
      for (done, group) in partition.groups.enumerated() {
        let master = LoadMaster(evaluator, atoms: group, penalty: penalty)
        var result = GroupResult(
          plan: parts[done], bound: -.infinity, isByColumns: false, isOptimal: false)
        if !shares.isEmpty {
          result.bound = zip(group, master.stayCosts).reduce(0) { sum, pair in
            let way = evaluator.items.ways[pair.0][0].items[0]
            return sum + min(shares[way], pair.1)
          }
        }
        let known = groups.reduce(0) { $0 + $1.bound }
        if !partition.isLinked || group.count <= options.linkedLimit, monitor.continues() {
          try generate(master, &result, share: partition.groups.count - done, known)
        }
        scarcities += result.scarcities
        groups.append(result)
        monitor.complete()
        monitor.report(to: progress)
      }
      plan = joined(groups, partition.groups)
      var bound = groups.reduce(0) { $0 + $1.bound }
      if let sources, sources.bound > bound {
        bound = sources.bound
        scarcities = evaluator.problem.facilities.indices.compactMap {
          scarcity(.facility, $0, worth: sources.prices[$0])
        }
      }
      // The bound counts penalties; no plan that leaves as few behind costs less than the rest.
      let proved = bound - penalty * Double(plan.rank.stranded)
      return Knowledge(
        bound: bound > -.infinity ? max(0, proved) : nil,
        isOptimal: groups.allSatisfy(\.isOptimal), proof: proof(groups, sources),
        scarcities: scarcities.sorted { $0.valueOfOneMore > $1.valueOfOneMore })
    }

    private func proof(_ groups: [GroupResult], _ sources: SourceChoice?) -> String {
      if groups.allSatisfy(\.isOptimal) { return "optimal over all loads" }
      let byColumns = groups.count(where: \.isByColumns)
      if groups.contains(where: { $0.bound == -.infinity }) && sources == nil {
        return "no bound: of \(groups.count) groups, "
          + "\(groups.count { $0.bound == -.infinity }) could not be solved in time"
      }
      var parts = [
        "bounded by dual prices over all loads in \(byColumns) of \(groups.count) groups"
      ]
      if byColumns < groups.count {
        parts.append("by shares of the cheapest rates in the others")
      }
      if sources != nil && byColumns < groups.count {
        parts.append("by the transport problem over facilities")
      }
      parts.append("\(groups.count(where: \.isOptimal)) groups are optimal")
      return parts.joined(separator: ", ")
    }

    /// Solves one group by column generation, in its share of the time that is left.
    private func generate(
      _ master: LoadMaster, _ result: inout GroupResult, share: Int, _ known: Double
    ) throws {
      let left = (monitor.remainingTime ?? .seconds(3_600)) / max(1, share)
      let end = ContinuousClock.now + left
      let continues = { [self] in monitor.continues() && ContinuousClock.now < end }
      let remaining = { max(.zero, end - ContinuousClock.now) }
      let isFree = master.firstLimit == master.rightHandSide.count
      let halfway = ContinuousClock.now + left / 4
      let list = LoadList(
        of: master.atoms, evaluator, limit: options.loadLimit, isFree: isFree
      ) { [self] in monitor.continues() && ContinuousClock.now < halfway }
      if let list {
        try run(master, list, &result, continues, remaining)
      } else if let search = LoadSearch(of: master.atoms, evaluator, while: continues) {
        try run(master, search, &result, continues, remaining)
      }
    }

    private func run(
      _ master: LoadMaster, _ pricer: some LoadPricer, _ result: inout GroupResult,
      _ continues: @escaping () -> Bool, _ remaining: @escaping () -> Duration
    ) throws {
      var generation = ColumnGeneration(
        master, pricer, incumbent: result.plan, while: continues, remaining: remaining
      ) { [self] _, _ in
        monitor.complete()
        monitor.report(to: progress)
      }
      try generation.run()
      result.plan = generation.best
      result.isOptimal = generation.isOptimal
      if generation.bound >= result.bound {
        result.bound = generation.bound
        result.isByColumns = true
      }
      guard !generation.bestDuals.isEmpty else { return }
      for (kind, rows) in [
        (Scarcity.Kind.offer, master.rowOfOffer), (.facility, master.rowOfFacility),
      ] {
        result.scarcities += rows.indices.compactMap { index in
          rows[index] < 0
            ? nil : scarcity(kind, index, worth: -generation.bestDuals[rows[index]])
        }
      }
    }

    private func scarcity(_ kind: Scarcity.Kind, _ index: Int, worth: Double) -> Scarcity? {
      guard worth > 1e-6 else { return nil }
      let moves = penalty > 0 ? (worth / penalty).rounded() : 0
      let offer = kind == .offer ? evaluator.problem.offers[index] : nil
      return Scarcity(
        kind: kind, index: index,
        name: offer.map { "\($0.carrier), \($0.equipment.name)" }
          ?? evaluator.problem.facilities[index].name,
        valueOfOneMore: worth - moves * penalty, shipmentsMoved: Int(moves))
    }

    // MARK: Parts and the whole

    private func split(_ plan: WorkingPlan, _ groups: [[Int]]) -> [MasterPlan] {
      var parts = groups.map { _ in MasterPlan(loads: [], hubWays: [], staying: []) }
      var place = [(group: Int, position: Int)](
        repeating: (0, 0), count: evaluator.items.atoms.count)
      for (number, group) in groups.enumerated() {
        for (position, atom) in group.enumerated() { place[atom] = (number, position) }
      }
      for case let load? in plan.loads {
        parts[place[evaluator.items.atom[load.members[0]]].group].loads.append(load)
      }
      for atom in plan.leftOut { parts[place[atom].group].staying.append(place[atom].position) }
      return parts
    }

    private func joined(_ results: [GroupResult], _ groups: [[Int]]) -> WorkingPlan {
      var plan = WorkingPlan(evaluator)
      for (result, group) in zip(results, groups) {
        let master = LoadMaster(evaluator, atoms: group, penalty: penalty)
        for load in result.plan.loads { plan.open(load) }
        for way in result.plan.hubWays { plan.goThroughHub(master.hubWays[way].way) }
        for position in result.plan.staying { plan.leave(group[position]) }
      }
      return plan
    }
  #endif
}
