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
      /// Whether its linear relaxation is solved and branching would not end: only its plan can become
      /// better.
      var isBounded = false
      var scarcities: [Scarcity] = []
    }

    func improve(_ plan: inout WorkingPlan, _ sources: SourceChoice?) throws -> Knowledge {
      let partition = ShipmentGroups(evaluator)
      var results = start(plan, partition)
      let isStranded = plan.rank.stranded > 0
      var cost = results.reduce(0) { $0 + $1.cost }
      var bound = results.reduce(0) { $0 + max(0, $1.bound) }
      // Group by group, then part by part; and again where the time was too short, or where a better
      // plan may make a proof easier.
      while monitor.continues() {
        let open = partition.groups.indices.filter { !results[$0].isSettled }
        if open.isEmpty { break }
        let columnsEnd = ContinuousClock.now + timeLeft * Self.shareOfColumns
        let solved = open.filter {
          !results[$0].isBounded
            && (!partition.isLinked || partition.groups[$0].count <= options.linkedLimit)
        }
        for (done, number) in solved.enumerated() where monitor.continues() {
          let before = results[number]
          // What the other groups cost and prove, for the listener: no group costs less than nothing.
          let others = (cost: cost - before.cost, bound: bound - max(0, before.bound))
          try generate(
            master(of: number, partition), &results[number],
            until: end(of: done, in: solved.count, by: columnsEnd)
          ) { [self] ownCost, ownBound in
            let all = max(others.bound + max(0, before.bound, ownBound), sources?.bound ?? 0)
            monitor.complete(
              bestCost: isStranded ? nil : others.cost + ownCost, bound: isStranded ? nil : all)
            monitor.report(to: progress)
          }
          cost = others.cost + results[number].cost
          bound = others.bound + max(0, results[number].bound)
        }
        // What column generation has no use for is theirs.
        let isLast = open.allSatisfy { results[$0].isOptimal || results[$0].isBounded }
        let partsEnd = ContinuousClock.now + timeLeft * (isLast ? 1 : Self.shareOfParts)
        let unproved = open.filter { !results[$0].isOptimal }
        for (done, number) in unproved.enumerated() where monitor.continues() {
          let before = results[number].cost
          try improveParts(
            master(of: number, partition), &results[number],
            until: end(of: done, in: unproved.count, by: partsEnd)
          ) { [self] ownCost in
            monitor.complete(bestCost: isStranded ? nil : cost - before + ownCost)
            monitor.report(to: progress)
          }
          cost += results[number].cost - before
        }
      }
      plan = joined(results, partition)
      var scarcities = results.flatMap(\.scarcities)
      var proved = results.reduce(0) { $0 + $1.bound }
      if let sources, sources.bound > proved {
        proved = sources.bound
        scarcities = evaluator.problem.facilities.indices.compactMap {
          scarcity(.facility, $0, worth: sources.prices[$0])
        }
      }
      // The bound counts penalties; no plan that leaves as few behind costs less than the rest.
      let penalties = penalty * Double(plan.rank.stranded)
      return Knowledge(
        bound: proved > -.infinity ? max(0, proved - penalties) : nil,
        isOptimal: results.allSatisfy(\.isOptimal), proof: proof(results, sources),
        scarcities: scarcities.sorted { $0.valueOfOneMore > $1.valueOfOneMore })
    }

    /// The heuristic plan group by group, with the bound by shares of the cheapest rates.
    private func start(_ plan: WorkingPlan, _ partition: ShipmentGroups) -> [GroupResult] {
      let shares = shares ?? []
      return split(plan, partition.groups).enumerated().map { number, part in
        let master = master(of: number, partition)
        var result = GroupResult(
          plan: part, cost: part.cost(in: master), bound: -.infinity, isByColumns: false,
          isOptimal: false)
        if !shares.isEmpty {
          result.bound = zip(master.atoms, master.stayCosts).reduce(0) { sum, pair in
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

    // MARK: Time

    /// Of the time that is left the bound may take so much, then the improvement part by part so much
    /// of the rest.
    private static var shareOfColumns: Double { 0.6 }
    private static var shareOfParts: Double { 0.6 }

    private var timeLeft: Duration { monitor.remainingTime ?? .seconds(3_600) }

    /// When one of several groups has had its share of the time up to an end.
    private func end(
      of done: Int, in count: Int, by end: ContinuousClock.Instant
    ) -> ContinuousClock.Instant {
      let now = ContinuousClock.now
      return now + max(.zero, end - now) / (count - done)
    }

    // MARK: One group

    /// Solves one group by column generation.
    private func generate(
      _ master: LoadMaster, _ result: inout GroupResult, until end: ContinuousClock.Instant,
      report: @escaping (_ cost: Double, _ bound: Double) -> Void
    ) throws {
      let continues = { [self] in monitor.continues() && ContinuousClock.now < end }
      let remaining = { max(.zero, end - ContinuousClock.now) }
      let halfway = ContinuousClock.now + remaining() / 2
      let list = LoadList(of: master, limit: options.loadLimit) {
        continues() && ContinuousClock.now < halfway
      }
      if let list {
        try run(master, list, &result, continues, remaining, report)
      } else if let search = LoadSearch(of: master.atoms, evaluator, while: continues) {
        try run(master, search, &result, continues, remaining, report)
      }
      result.isSettled = result.isOptimal || ContinuousClock.now < end
    }

    /// Improves the plan of a group part by part.
    private func improveParts(
      _ master: LoadMaster, _ result: inout GroupResult, until end: ContinuousClock.Instant,
      report: @escaping (_ cost: Double) -> Void
    ) throws {
      var improvement = PartwiseImprovement(of: result.plan, master, penalty: penalty)
      try improvement.run(until: end, while: { [self] in monitor.continues() }, report: report)
      let cost = improvement.plan.cost(in: master)
      result.isSettled = improvement.isSettled && cost >= result.cost
      guard cost < result.cost else { return }
      result.plan = improvement.plan
      result.cost = cost
    }

    private func run(
      _ master: LoadMaster, _ pricer: some LoadPricer, _ result: inout GroupResult,
      _ continues: @escaping () -> Bool, _ remaining: @escaping () -> Duration,
      _ report: @escaping (_ cost: Double, _ bound: Double) -> Void
    ) throws {
      // A group too large to be solved to the end is improved part by part sooner.
      let isLarge = master.firstLimit > PartitionTree.mostRows
      var generation = ColumnGeneration(
        master, pricer, incumbent: result.plan, dives: isLarge ? 1 : 4, while: continues,
        remaining: remaining, report: report)
      try generation.run()
      result.isBounded = isLarge && generation.isRelaxationSolved
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

    private func master(of group: Int, _ partition: ShipmentGroups) -> LoadMaster {
      LoadMaster(
        evaluator, atoms: partition.groups[group], position: partition.positionOfItem,
        supply: .init(of: evaluator.problem), penalty: penalty)
    }

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

    private func joined(_ results: [GroupResult], _ partition: ShipmentGroups) -> WorkingPlan {
      var plan = WorkingPlan(evaluator)
      for (number, result) in results.enumerated() {
        for load in result.plan.loads { plan.open(load) }
        if !result.plan.hubWays.isEmpty {
          let hubWays = master(of: number, partition).hubWays
          for way in result.plan.hubWays { plan.goThroughHub(hubWays[way].way) }
        }
        for position in result.plan.staying { plan.leave(partition.groups[number][position]) }
      }
      return plan
    }
  }
#endif
