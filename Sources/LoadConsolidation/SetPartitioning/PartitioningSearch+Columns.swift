#if GLPK
  internal import SupplyChainCore

  extension PartitioningSearch {
    // MARK: Improving

    /// What is known of a plan.
    struct Knowledge {
      var bound: Double?
      var isOptimal: Bool
      var proof: String
      var scarcities: [Scarcity]
    }

    /// What is known of a group.
    private struct GroupResult {
      var plan: MasterPlan
      var cost: Double
      var bound: Double
      var isByColumns: Bool
      var isOptimal: Bool
      /// Whether more time would change nothing.
      var isSettled = false
      var scarcities: [Scarcity] = []
    }

    func improve(_ plan: inout WorkingPlan, _ sources: SourceChoice?) throws -> Knowledge {
      let partition = ShipmentGroups(evaluator)
      var results = start(plan, partition.groups)
      let isStranded = plan.rank.stranded > 0
      // Group by group, and again with the time that is left where it was too short.
      while monitor.continues() {
        let open = partition.groups.indices.filter { number in
          !results[number].isSettled
            && (!partition.isLinked || partition.groups[number].count <= options.linkedLimit)
        }
        if open.isEmpty { break }
        for (done, number) in open.enumerated() where monitor.continues() {
          let master = LoadMaster(evaluator, atoms: partition.groups[number], penalty: penalty)
          // What the other groups cost and prove, for the listener.
          let others = results.enumerated().filter { $0.offset != number }.map(\.element)
          let cost = others.reduce(0) { $0 + $1.cost }
          let bound = others.reduce(0) { $0 + $1.bound }
          let before = results[number].bound
          try generate(master, &results[number], share: open.count - done) {
            [self] ownCost, ownBound in
            let all = max(bound + max(before, ownBound), sources?.bound ?? -.infinity)
            monitor.complete(
              bestCost: isStranded ? nil : cost + ownCost,
              bound: isStranded || all == -.infinity ? nil : max(0, all))
            monitor.report(to: progress)
          }
        }
      }
      plan = joined(results, partition.groups)
      var scarcities = results.flatMap(\.scarcities)
      var bound = results.reduce(0) { $0 + $1.bound }
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
        isOptimal: results.allSatisfy(\.isOptimal), proof: proof(results, sources),
        scarcities: scarcities.sorted { $0.valueOfOneMore > $1.valueOfOneMore })
    }

    /// The heuristic plan group by group, with the bound by shares of the cheapest rates.
    private func start(_ plan: WorkingPlan, _ groups: [[Int]]) -> [GroupResult] {
      let shares = shares ?? []
      return zip(groups, split(plan, groups)).map { group, part in
        let master = LoadMaster(evaluator, atoms: group, penalty: penalty)
        var result = GroupResult(
          plan: part, cost: part.cost(in: master), bound: -.infinity, isByColumns: false,
          isOptimal: false)
        if !shares.isEmpty {
          result.bound = zip(group, master.stayCosts).reduce(0) { sum, pair in
            sum + min(shares[evaluator.items.ways[pair.0][0].items[0]], pair.1)
          }
        }
        return result
      }
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
      _ master: LoadMaster, _ result: inout GroupResult, share: Int,
      report: @escaping (_ cost: Double, _ bound: Double) -> Void
    ) throws {
      let left = (monitor.remainingTime ?? .seconds(3_600)) / max(1, share)
      let end = ContinuousClock.now + left
      let continues = { [self] in monitor.continues() && ContinuousClock.now < end }
      let remaining = { max(.zero, end - ContinuousClock.now) }
      let isFree = master.firstLimit == master.rightHandSide.count
      let halfway = ContinuousClock.now + left / 2
      let list = LoadList(
        of: master.atoms, evaluator, limit: options.loadLimit, isFree: isFree
      ) { [self] in monitor.continues() && ContinuousClock.now < halfway }
      if let list {
        try run(master, list, &result, continues, remaining, report)
      } else if let search = LoadSearch(of: master.atoms, evaluator, while: continues) {
        try run(master, search, &result, continues, remaining, report)
      }
      result.isSettled = result.isOptimal || ContinuousClock.now < end
    }

    private func run(
      _ master: LoadMaster, _ pricer: some LoadPricer, _ result: inout GroupResult,
      _ continues: @escaping () -> Bool, _ remaining: @escaping () -> Duration,
      _ report: @escaping (_ cost: Double, _ bound: Double) -> Void
    ) throws {
      var generation = ColumnGeneration(
        master, pricer, incumbent: result.plan, while: continues, remaining: remaining,
        report: report)
      try generation.run()
      result.plan = generation.best
      result.scarcities = []
      result.cost = generation.bestCost
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
      // Beyond a thousand it is a price, not a count of shipments that may go.
      let ratio = penalty > 0 ? (worth / penalty).rounded() : 0
      let moves = ratio < 1_000 ? ratio : 0
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
  }
#endif
