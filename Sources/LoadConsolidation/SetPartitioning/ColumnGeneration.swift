#if GLPK
  internal import LinearProgramming
  internal import SupplyChainCore

  /// Column generation for loads: a linear program over loads in GLPK, and loads that pay from a
  /// `LoadPricer`; then a plan in whole loads.
  ///
  /// The duals are smoothed towards those that gave the best bound (Wentges 1997,
  /// <https://doi.org/10.1016/S0969-6016(97)00001-4>). The plan comes from dives that round some loads
  /// after others, with limited discrepancies (Sadykov et al. 2019,
  /// <https://doi.org/10.1287/ijoc.2018.0822>), and from branch and bound over the loads that can be in
  /// a better plan: those whose reduced cost is below the gap (Baldacci et al. 2008,
  /// <https://doi.org/10.1007/s10107-007-0178-5>). Where these are all, the plan is proved best.
  struct ColumnGeneration<Pricer: LoadPricer> {
    private let master: LoadMaster
    private var pricer: Pricer
    private(set) var best: MasterPlan
    private(set) var bestCost: Double
    /// A proven bound on the cost, penalties included; −∞ while there is none.
    private(set) var bound = -Double.infinity
    private(set) var isOptimal = false
    /// Whether the linear relaxation was solved, so that only branching could raise the bound.
    private(set) var isRelaxationSolved = false
    /// The prices that gave the bound.
    private(set) var bestDuals: [Double] = []
    /// The bound that they prove, which branching may raise.
    private var dualBound = -Double.infinity
    private var columns: [PricedLoad] = []
    private var known: Set<[Int]> = []
    private let dives: Int
    private let continues: () -> Bool
    private let remaining: () -> Duration
    private let report: (_ cost: Double, _ bound: Double) -> Void

    init(
      _ master: LoadMaster, _ pricer: Pricer, incumbent: MasterPlan, dives: Int,
      while continues: @escaping () -> Bool, remaining: @escaping () -> Duration,
      report: @escaping (_ cost: Double, _ bound: Double) -> Void
    ) {
      self.master = master
      self.pricer = pricer
      self.dives = dives
      self.continues = continues
      self.remaining = remaining
      self.report = report
      best = incumbent
      bestCost = incumbent.cost(in: master)
    }

    /// Differences of costs below this share are rounding.
    private static var tolerance: Double { 1e-9 }
    private var slack: Double { Self.tolerance * max(1, bestCost.magnitude) }
    private var isDone: Bool { bestCost - bound <= slack }

    /// Searches; a cancelled search keeps what it has.
    mutating func run() throws {
      do {
        try search()
      } catch is CancellationError {
        return
      } catch is LinearProgramSolverError {
        // Numbers that GLPK cannot work with: the plan stands, with the bound there is.
        return
      } catch is InvalidInput {
        // Money beyond 10¹⁰⁰.
        return
      }
      if isDone { isOptimal = true }
    }

    private mutating func search() throws {
      for load in best.loads { _ = admit(load) }
      for item in master.items where continues() {
        for load in master.evaluator.alternatives([item]) { _ = admit(load) }
      }
      var solver = GLPKSolver()
      solver.scales = false
      solver.presolves = false
      let program = program(columns)
      try solver.withRestrictedMaster(of: program) { program in
        isRelaxationSolved = try root(&program)
        guard isRelaxationSolved else { return }
        for attempt in 0..<dives where !isDone && continues() {
          try dive(&program, avoiding: attempt)
        }
      }
      if isRelaxationSolved && !isDone && continues() { try choose() }
    }

    // MARK: Columns

    private mutating func admit(_ load: PricedLoad) -> Bool {
      guard known.insert(load.members.sorted() + [load.offer]).inserted else { return false }
      columns.append(load)
      return true
    }

    private var firstLoad: Int { master.atoms.count + master.hubWays.count }

    private func program(_ loads: [PricedLoad]) -> LinearProgram {
      var program = LinearProgram()
      let rows = master.rightHandSide.enumerated().map { row, value in
        program.add(
          row < master.firstLimit ? LinearExpression() == value : LinearExpression() <= value)
      }
      for (position, cost) in master.stayCosts.enumerated() {
        program.addVariable(
          nil, .integer, cost: cost, entries: [(row: rows[position], coefficient: 1)])
      }
      for hubWay in master.hubWays {
        program.addVariable(
          nil, .integer, cost: hubWay.way.cost,
          entries: master.entries(of: hubWay).map {
            (row: rows[$0.row], coefficient: $0.coefficient)
          })
      }
      for load in loads {
        program.addVariable(
          nil, .integer, cost: load.cost,
          entries: master.entries(of: load).map { (row: rows[$0.row], coefficient: $0.coefficient) }
        )
      }
      return program
    }

    /// Adds loads to the program; how many are new.
    private mutating func add(
      _ loads: [PricedLoad], to program: inout RestrictedMaster
    ) throws -> Int {
      var batch = ColumnBatch()
      for load in loads where admit(load) {
        let entries = master.entries(of: load)
        batch.append(
          .integer, cost: load.cost, rows: entries.map(\.row),
          coefficients: entries.map(\.coefficient))
      }
      try program.add(batch)
      return batch.count
    }

    private func solve(_ program: inout RestrictedMaster) throws -> Bool {
      guard continues() else { return false }
      return try program.solve(until: RuntimeLimit(remaining())) == .optimal
    }

    // MARK: Bound

    /// How far the duals that are priced lie towards those of the best bound.
    private static var smoothing: Double { 0.5 }

    /// Solves the linear relaxation over all loads; `false` where time ran out.
    private mutating func root(_ program: inout RestrictedMaster) throws -> Bool {
      var smoothing = 0.0
      while true {
        guard try solve(&program) else { return false }
        let exact = program.duals
        let relaxed = program.objective ?? .infinity
        while true {
          let duals =
            smoothing > 0 ? zip(exact, bestDuals).map { $0 + smoothing * ($1 - $0) } : exact
          let found = try price(duals, &program)
          if found.added > 0 { break }
          // No load pays at the program's own prices: the relaxation is solved.
          if smoothing == 0 {
            try takeWhole(&program)
            return bound > -.infinity
          }
          smoothing = 0
        }
        if isDone || relaxed - bound <= slack {
          try takeWhole(&program)
          return true
        }
        if !continues() { return false }
        smoothing = bound > -.infinity ? Self.smoothing : 0
      }
    }

    /// Prices loads at some duals, adds those that pay, and notes the bound.
    private mutating func price(
      _ duals: [Double], _ program: inout RestrictedMaster
    ) throws -> (added: Int, pricing: Pricing) {
      let duals = master.repaired(duals)
      let threshold = slack / Double(master.atoms.count + 1)
      let pricing = pricer.price(master.prices(duals), above: threshold, while: continues)
      let value = master.bound(duals, pricing)
      if value > bound {
        bound = value
        dualBound = value
        bestDuals = duals
      }
      if bestDuals.isEmpty { bestDuals = duals }
      report(bestCost, bound)
      return (try add(pricing.loads, to: &program), pricing)
    }

    /// Takes the relaxation for a plan where its loads are whole.
    private mutating func takeWhole(_ program: inout RestrictedMaster) throws {
      guard let primal = try program.solution().primal else { return }
      if primal.allSatisfy({ $0 < 1e-6 || $0 > 1 - 1e-6 }) { take(primal, loads: columns) }
    }

    // MARK: Plans

    /// After each rounding loads are priced so many times.
    private static var pricingsPerStep: Int { 2 }

    /// Takes a point in whole loads for the best plan where it is better.
    private mutating func take(_ primal: [Double], loads: [PricedLoad]) {
      let atoms = master.atoms.count
      let plan = MasterPlan(
        loads: loads.indices.filter { primal[firstLoad + $0] > 0.5 }.map { loads[$0] },
        hubWays: master.hubWays.indices.filter { primal[atoms + $0] > 0.5 },
        staying: (0..<atoms).filter { primal[$0] > 0.5 })
      take(plan)
    }

    private mutating func take(_ plan: MasterPlan) {
      let cost = plan.cost(in: master)
      if cost < bestCost - slack, isWhole(plan) {
        best = plan
        bestCost = cost
        report(bestCost, bound)
      }
    }

    /// Whether each row holds in whole numbers, whatever the solver's tolerance let through.
    private func isWhole(_ plan: MasterPlan) -> Bool {
      var rows = [Double](repeating: 0, count: master.rightHandSide.count)
      for position in plan.staying { rows[position] += 1 }
      for way in plan.hubWays {
        for entry in master.entries(of: master.hubWays[way]) {
          rows[entry.row] += entry.coefficient
        }
      }
      for load in plan.loads {
        for entry in master.entries(of: load) { rows[entry.row] += entry.coefficient }
      }
      return rows.indices.allSatisfy { row in
        row < master.firstLimit
          ? rows[row] == master.rightHandSide[row] : rows[row] <= master.rightHandSide[row]
      }
    }

    /// Rounds some loads after others, solving the relaxation and pricing in between; the first
    /// rounding passes over as many of the likeliest loads as the discrepancy says.
    private mutating func dive(
      _ program: inout RestrictedMaster, avoiding discrepancy: Int
    ) throws {
      var fixed: Set<Int> = []
      defer {
        for column in fixed.sorted() {
          try? program.setBounds(of: Variable(index: column), lower: 0, upper: .infinity)
        }
      }
      var used = [Double](repeating: 0, count: master.rightHandSide.count)
      var skip = discrepancy
      while continues() {
        guard try solve(&program) else { return }
        for _ in 0..<Self.pricingsPerStep {
          guard try priceRest(&program, used) > 0, try solve(&program) else { break }
        }
        guard let objective = program.objective, objective < bestCost - slack,
          let primal = try program.solution().primal
        else { return }
        let open = primal.indices.filter { primal[$0] > 1e-6 && !fixed.contains($0) }
        if open.allSatisfy({ primal[$0] > 1 - 1e-6 }) {
          take(primal, loads: columns)
          return
        }
        var order = open.sorted { (primal[$0], $1) > (primal[$1], $0) }
        if skip > 0 {
          order.removeFirst(min(skip, order.count - 1))
          skip = 0
        }
        // All that are nearly whole, and of the others the likeliest few.
        let few = master.hubWays.isEmpty ? max(1, master.atoms.count / Self.atomsPerRounding) : 1
        let before = fixed.count
        for column in order.prefix(order.count { primal[$0] > 0.9 } + few)
        where take(column, &used) {
          fixed.insert(column)
          try program.setBounds(of: Variable(index: column), lower: 1, upper: 1)
        }
        // A part of a load may fit where the whole does not.
        if fixed.count == before { return }
      }
    }

    /// For each so many atoms one load is rounded in a step: a dive takes a few hundred steps at most.
    private static var atomsPerRounding: Int { 200 }

    /// Takes what a column needs of the rows, if that is left.
    private func take(_ column: Int, _ used: inout [Double]) -> Bool {
      let atoms = master.atoms.count
      let entries =
        column < atoms
        ? [(row: column, coefficient: 1)]
        : column < firstLoad
          ? master.entries(of: master.hubWays[column - atoms])
          : master.entries(of: columns[column - firstLoad])
      // What a way through a hub gives to its legs is nothing taken.
      let needs = entries.filter { $0.coefficient > 0 }
      let isThere = needs.allSatisfy { need in
        let limit = need.row < master.firstLimit ? 1 : master.rightHandSide[need.row]
        return used[need.row] + need.coefficient <= limit
      }
      if isThere { for need in needs { used[need.row] += need.coefficient } }
      return isThere
    }

    /// Prices loads of the atoms that no fixed load covers.
    private mutating func priceRest(
      _ program: inout RestrictedMaster, _ used: [Double]
    ) throws -> Int {
      var prices = master.prices(master.repaired(program.duals))
      for (position, item) in master.items.enumerated() where used[master.row(of: item)] > 0 {
        prices.worth[position] = -.infinity
      }
      let pricing = pricer.price(prices, above: slack, while: continues)
      return try add(pricing.loads, to: &program)
    }

    /// So many loads a branch and bound copes with in the time that there is.
    private static var mostChosen: Int { 30_000 }

    /// Looks for the best plan among the loads that it can consist of: first in a small part of the gap,
    /// where they are few, then in more of it.
    private mutating func choose() throws {
      guard dualBound > -.infinity, master.firstLimit <= PartitionTree.mostRows,
        master.hubWays.isEmpty
      else { return try branchAndCut() }
      let prices = master.prices(bestDuals)
      for share in [1.0 / 64, 1.0 / 16, 0.25, 1] where !isDone && continues() {
        let target = share == 1 ? bestCost : dualBound + (bestCost - dualBound) * share
        guard
          let loads = pricer.loads(
            within: target - dualBound + slack, at: prices, limit: Self.mostChosen, while: continues
          )
        else { break }
        var tree = PartitionTree(
          master, loads, duals: bestDuals, bound: dualBound, target: target, betterThan: bestCost,
          slack: slack / 4)
        tree.run(while: continues)
        if let chosen = tree.best {
          let atoms = master.atoms.count
          take(
            MasterPlan(
              loads: chosen.filter { $0 >= atoms }.map { loads[$0 - atoms] }, hubWays: [],
              staying: chosen.filter { $0 < atoms }))
        }
        guard tree.isComplete else { break }
        // There is no better plan below the target than the one that may just have been found.
        bound = max(bound, min(target - slack, bestCost))
        if bestCost <= target {
          bound = bestCost
          isOptimal = true
        }
        report(bestCost, bound)
        if isOptimal { return }
      }
      try branchAndCut()
    }

    /// Branch and cut over the loads that a better plan can consist of; failing that, over those that
    /// were found.
    private mutating func branchAndCut() throws {
      let gap = bestCost - dualBound
      var loads = columns
      var isComplete = false
      if dualBound > -.infinity,
        let all = pricer.loads(
          within: gap + slack, at: master.prices(bestDuals), limit: Self.mostChosen,
          while: continues)
      {
        loads = all
        isComplete = true
      } else if loads.count > Self.mostChosen {
        return
      }
      guard continues() else { return }
      let solution = try GLPKSolver().solve(program(loads), until: RuntimeLimit(remaining()))
      if let primal = solution.primal { take(primal, loads: loads) }
      guard isComplete else { return }
      if solution.status == .optimal {
        // Every load that is not there costs more than a better plan could.
        bound = bestCost
        isOptimal = true
      } else if let proved = solution.bound {
        bound = max(bound, min(proved - slack, bestCost))
      }
      report(bestCost, bound)
    }
  }
#endif
