#if GLPK
  internal import LinearProgramming
  internal import SupplyChainCore

  extension SetPartitioningConsolidation {
    func partition(
      _ evaluator: LoadEvaluator, _ savings: WorkingPlan, _ monitor: inout SearchMonitor,
      _ progress: (SearchProgress) -> Void
    ) throws -> ConsolidationResult {
      let groups = ShipmentGroups(evaluator).groups
      var chosen = WorkingPlan(evaluator)
      var bound = 0.0
      var complete = 0
      var proved = 0
      for (done, group) in groups.enumerated() {
        let members = Set(group)
        let before = savings.loads.compactMap(\.self).filter { members.contains($0.members[0]) }
        let out = savings.leftOut.filter { members.contains($0) }
        let part = try SetPartitioning(
          group, evaluator, incumbent: before, leftOut: out, limit: loadLimit,
          share: 1 / Double(groups.count - done), &monitor
        )
        for load in part.loads { chosen.open(load) }
        for shipment in part.leftOut { chosen.leave(shipment) }
        bound += part.bound ?? 0
        if part.bound != nil { complete += 1 }
        if part.isOptimal { proved += 1 }
        monitor.complete()
        monitor.report(to: progress)
      }
      let isProved = proved == groups.count
      let proof =
        if complete < groups.count {
          "no bound: of \(groups.count) groups, \(groups.count - complete) make too many loads "
            + "to list them all"
        } else if isProved {
          "optimal over all loads, by branch and cut"
        } else {
          "linear relaxation over all loads; \(proved) of \(groups.count) groups are optimal"
        }
      monitor.complete(
        bestCost: chosen.rank.cost, bound: complete == groups.count ? bound : nil)
      monitor.report(to: progress, always: true)
      return LoadPlanner(evaluator).result(
        chosen, bound: complete == groups.count ? min(bound, chosen.rank.cost) : nil,
        isOptimal: isProved, proof: proof, iterations: monitor.progress.iteration)
    }
  }

  /// The cheapest choice of loads for one group of shipments.
  private struct SetPartitioning {
    private(set) var loads: [PricedLoad]
    private(set) var leftOut: [Int]
    /// A proven bound on the group's cost; `nil` where not all loads are listed.
    private(set) var bound: Double?
    private(set) var isOptimal = false

    /// Leaving what must move is dearer than anything: first as few as possible stay behind.
    private static let strandedFactor = 4.0

    init(
      _ group: [Int], _ evaluator: LoadEvaluator, incumbent: [PricedLoad], leftOut: [Int],
      limit: Int, share: Double, _ monitor: inout SearchMonitor
    ) throws {
      loads = incumbent
      self.leftOut = leftOut
      let enumeration = LoadEnumeration(of: group, evaluator, limit: limit, &monitor)
      var columns = enumeration.loads
      if !enumeration.isComplete {
        columns =
          LoadPool(of: group, around: incumbent, evaluator, limit: limit / 4) {
            monitor.continues()
          }.loads
      }
      let offers = evaluator.problem.offers
      // With scarce vehicles a load needs a column for each offer that could take it.
      if offers.contains(where: { $0.available != nil }) {
        columns = columns.flatMap { evaluator.alternatives($0.members) }
      }
      let cost = { (load: PricedLoad) in load.cost }
      let penalty =
        Self.strandedFactor * max(1, columns.map(cost).max() ?? 1) * Double(group.count + 1)

      var program = LinearProgram()
      let position = Dictionary(uniqueKeysWithValues: group.enumerated().map { ($1, $0) })
      let rows = group.map { _ in program.add(LinearExpression() == 1) }
      var fleet: [Int: Row] = [:]
      for (offer, one) in offers.enumerated() {
        guard let available = one.available else { continue }
        fleet[offer] = program.add(LinearExpression() <= Double(available))
      }
      for load in columns {
        var entries = load.members.map { (row: rows[position[$0] ?? 0], coefficient: 1.0) }
        if let row = fleet[load.offer] { entries.append((row: row, coefficient: 1)) }
        program.addVariable(nil, .binary, cost: load.cost, entries: entries)
      }
      for (index, shipment) in group.enumerated() {
        let cost = evaluator.problem.shipments[shipment].costOfLeaving ?? penalty
        program.addVariable(nil, .binary, cost: cost, entries: [(row: rows[index], coefficient: 1)])
      }

      guard monitor.continues() else { return }
      let left = (monitor.remainingTime ?? .seconds(3_600)) * share
      let solution: Solution
      do {
        solution = try GLPKSolver().solve(program, until: RuntimeLimit(left))
      } catch is CancellationError {
        // A cancelled search keeps the plan it has.
        return
      }
      if enumeration.isComplete, let proven = solution.bound {
        // What stays behind although it must move costs nothing in the plan's own terms.
        let stranded = leftOut.contains { evaluator.problem.shipments[$0].costOfLeaving == nil }
        bound = stranded ? nil : proven
        isOptimal = solution.status == .optimal && !stranded
      }
      guard let primal = solution.primal else { return }
      let picked = columns.indices.filter { primal[$0] > 0.5 }.map { columns[$0] }
      let moved = Set(picked.flatMap(\.members))
      let staying = group.filter { !moved.contains($0) }
      let stays = { (shipments: [Int]) in
        shipments.reduce(0.0) {
          $0 + (evaluator.problem.shipments[$1].costOfLeaving ?? penalty)
        }
      }
      let before = incumbent.reduce(0) { $0 + $1.cost } + stays(leftOut)
      let after = picked.reduce(0) { $0 + $1.cost } + stays(staying)
      if after < before {
        loads = picked
        self.leftOut = staying
      }
    }
  }
#endif
