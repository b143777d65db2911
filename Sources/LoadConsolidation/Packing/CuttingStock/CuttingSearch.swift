#if GLPK
  internal import LinearProgramming
  internal import SupplyChainCore

  /// Column generation for cutting stock: a linear program over patterns in GLPK, rounded down again
  /// and again.
  struct CuttingSearch {
    private(set) var best: CuttingDraft
    private(set) var bound: Double
    private(set) var monitor: SearchMonitor

    private var kernel: CuttingKernel
    private let heuristic: CuttingHeuristic
    private let problem: CuttingStockProblem
    private var generator: SeededGenerator
    private var columns: [Column] = []
    private var known: Set<Column> = []
    /// Smoothing: the prices that gave the best bound, and that bound.
    private var center: [Double] = []
    private var centerBound = 0.0
    /// The constraints: one a piece, then one for each stock that is limited.
    private var rows: [Row] = []
    private var rowOfStock: [Int?] = []

    private struct Column: Hashable {
      var stock: Int
      /// Ascending, repeated.
      var pieces: [Int32]

      var counts: [(piece: Int, count: Int)] {
        var counts: [(piece: Int, count: Int)] = []
        for piece in pieces {
          if counts.last?.piece == Int(piece) {
            counts[counts.count - 1].count += 1
          } else {
            counts.append((Int(piece), 1))
          }
        }
        return counts
      }
    }

    init(
      _ kernel: CuttingKernel, _ heuristic: CuttingHeuristic, incumbent: CuttingDraft,
      bound: Double, monitor: SearchMonitor, seed: UInt64
    ) {
      self.kernel = kernel
      self.heuristic = heuristic
      self.bound = bound
      self.monitor = monitor
      problem = kernel.problem
      best = incumbent
      generator = SeededGenerator(seed: seed)
    }

    private var isDone: Bool {
      best.unmet == 0 && best.cost - bound <= 1e-9 * max(1, best.cost)
    }

    /// Searches until the plan is proved best or the time is up; a cancelled search keeps what it
    /// has.
    mutating func run(_ progress: (SearchProgress) -> Void) throws {
      do {
        try search(progress)
      } catch is CancellationError {
        return
      } catch is InvalidInput {
        // Money beyond 10¹⁰⁰.
        return
      }
    }

    private mutating func search(_ progress: (SearchProgress) -> Void) throws {
      let program = start()
      var solver = GLPKSolver()
      solver.scales = false
      solver.presolves = false
      try solver.withRestrictedMaster(of: program) { master in
        guard try relax(&master, progress) else { return }
        var attempt = 0
        while !isDone, monitor.continues() {
          try dive(&master, attempt: attempt)
          attempt += 1
          note(progress)
        }
      }
    }

    private mutating func note(_ progress: (SearchProgress) -> Void) {
      monitor.complete(bestCost: best.unmet == 0 ? best.cost : nil, bound: bound)
      monitor.report(to: progress)
    }

    // MARK: The master program

    /// The program over the patterns of the first plan, and over pieces that stay uncut at a price
    /// beyond any pattern's.
    private mutating func start() -> LinearProgram {
      var program = LinearProgram()
      for piece in problem.pieces {
        rows.append(program.add(LinearExpression() >= Double(piece.demand)))
      }
      for stock in problem.stocks {
        rowOfStock.append(stock.available == nil ? nil : rows.count)
        if let available = stock.available {
          rows.append(program.add(LinearExpression() <= Double(available)))
        }
      }
      let dearest = problem.stocks.reduce(1) { max($0, $1.cost) }
      for piece in problem.pieces.indices {
        program.addVariable(nil, cost: 10 * dearest, entries: [(rows[piece], 1)])
      }
      for cut in best.cuts {
        let pieces = cut.pieces.sorted { $0.piece < $1.piece }.flatMap {
          repeatElement(Int32($0.piece), count: $0.count)
        }
        let column = Column(stock: cut.stock, pieces: pieces)
        guard known.insert(column).inserted else { continue }
        columns.append(column)
        let entries = entries(column)
        program.addVariable(
          nil, .integer, cost: problem.stocks[cut.stock].cost,
          entries: zip(entries.rows, entries.coefficients).map { (rows[$0], $1) })
      }
      return program
    }

    /// Adds patterns to the program; how many are new.
    private mutating func add(
      _ found: [Column], to master: inout RestrictedMaster
    ) throws -> Int {
      var batch = ColumnBatch()
      for column in found where known.insert(column).inserted {
        columns.append(column)
        let entries = entries(column)
        batch.append(
          .integer, cost: problem.stocks[column.stock].cost, rows: entries.rows,
          coefficients: entries.coefficients)
      }
      try master.add(batch)
      return batch.count
    }

    private func entries(_ column: Column) -> (rows: [Int], coefficients: [Double]) {
      let counts = column.counts
      let own = rowOfStock[column.stock].map { [$0] } ?? []
      return (
        counts.map(\.piece) + own, counts.map { Double($0.count) } + own.map { _ in 1 }
      )
    }

    /// Looks for patterns of every stock that are worth more than they cost.
    private mutating func price(_ prices: [Double], residual: [Int]? = nil) -> [Column] {
      let duals = problem.pieces.indices.map { max(0, prices[$0]) }
      var values: [Double] = []
      var found: [Column] = []
      for (stock, own) in problem.stocks.enumerated() {
        let rent = rowOfStock[stock].map { min(0, prices[$0]) } ?? 0
        let least = (own.cost - rent) * (1 + 1e-9) + 1e-9
        let answer = kernel.price(
          stock, duals, residual: residual, above: least, count: Self.patternsAtOnce)
        values.append(max(0, answer.best))
        found += answer.patterns.map { Column(stock: stock, pieces: $0) }
      }
      if residual == nil {
        let sum = zip(duals, problem.pieces).reduce(0) { $0 + $1.0 * Double($1.1.demand) }
        let proved = kernel.bound(sum: sum, values)
        if proved > centerBound || center.isEmpty {
          centerBound = proved
          center = prices
        }
      }
      return found
    }

    private static let patternsAtOnce = 20

    /// Whether a pattern improves the program at its own prices.
    private func pays(_ column: Column, _ prices: [Double]) -> Bool {
      let cost = problem.stocks[column.stock].cost
      let rent = rowOfStock[column.stock].map { prices[$0] } ?? 0
      let worth = column.pieces.reduce(rent) { $0 + prices[Int($1)] }
      return worth > cost + 1e-9 * (1 + cost)
    }

    /// Solves the relaxation and proves the bound; `false` where the time is up.
    ///
    /// Prices are smoothed towards those with the best bound (Wentges 1997,
    /// <https://doi.org/10.1016/S0969-6016(97)00001-4>).
    private mutating func relax(
      _ master: inout RestrictedMaster, _ progress: (SearchProgress) -> Void
    ) throws -> Bool {
      var added = 1
      while added > 0, try solve(&master) {
        note(progress)
        let exact = master.duals
        if let value = master.objective, value - centerBound <= 1e-9 * (1 + value) { break }
        var weight = center.isEmpty ? 0 : 0.5
        repeat {
          let prices = zip(center.isEmpty ? exact : center, exact).map {
            weight * $0 + (1 - weight) * $1
          }
          let found = price(prices)
          added = try add(found.filter { pays($0, exact) }, to: &master)
          if added > 0 || weight == 0 { break }
          weight = weight > 0.2 ? weight / 2 : 0
        } while monitor.continues()
      }
      if !center.isEmpty,
        let proved = kernel.provenBound(problem.pieces.indices.map { max(0, center[$0]) })
      {
        // Where every plan costs a whole number, the next one.
        bound = max(bound, heuristic.wholeCosts ? (proved - 1e-9).rounded(.up) : proved)
      }
      note(progress)
      return monitor.continues()
    }

    private mutating func solve(_ master: inout RestrictedMaster) throws -> Bool {
      guard monitor.continues() else { return false }
      let left = monitor.remainingTime ?? .seconds(3_600)
      return try master.solve(until: RuntimeLimit(left)) == .optimal
    }

    // MARK: Rounding

    /// After each rounding patterns for the rest are looked for so many times.
    private static let pricingsPerStep = 3

    /// Rounds the relaxation down, solves it for the rest, and so on to the end.
    private mutating func dive(_ master: inout RestrictedMaster, attempt: Int) throws {
      var residual = problem.pieces.map(\.demand)
      var available = problem.stocks.map { $0.available ?? .max }
      var draft = CuttingDraft()
      while monitor.continues() {
        for (piece, demand) in residual.enumerated() {
          try master.setBounds(of: rows[piece], lower: Double(demand), upper: .infinity)
        }
        for case (let stock, let row?) in rowOfStock.enumerated() {
          try master.setBounds(of: rows[row], lower: -.infinity, upper: Double(available[stock]))
        }
        guard try solve(&master, residual), let primal = try master.solution().primal else {
          return
        }
        let before = draft.cuts.count
        round(primal, attempt, &residual, &available, &draft)
        var whole = heuristic.plan(residual, available)
        whole.cuts = draft.cuts + whole.cuts
        whole.cost += draft.cost
        if whole.isBetter(than: best) { best = whole }
        if draft.cuts.count == before || isDone || residual.allSatisfy({ $0 == 0 }) { return }
      }
    }

    private mutating func solve(
      _ master: inout RestrictedMaster, _ residual: [Int]
    ) throws -> Bool {
      for pricing in 0...Self.pricingsPerStep {
        guard try solve(&master) else { return false }
        monitor.complete()
        if pricing == Self.pricingsPerStep { break }
        if try add(price(master.duals, residual: residual), to: &master) == 0 { break }
      }
      return true
    }

    /// Takes every pattern as often as it is used whole; where none is, the one used most.
    private mutating func round(
      _ primal: [Double], _ attempt: Int, _ residual: inout [Int], _ available: inout [Int],
      _ draft: inout CuttingDraft
    ) {
      let first = problem.pieces.count
      let before = draft.cuts.count
      var order: [(column: Int, score: Double)] = []
      for column in columns.indices where primal[first + column] > 1e-6 {
        let used = primal[first + column]
        let times = Int(used + 1e-6)
        // Later attempts leave a little more to the end.
        let fewer = attempt > 0 && times > 0 && generator.uniform() < 0.3 ? 1 : 0
        if times > fewer {
          take(columns[column], times - fewer, &residual, &available, &draft)
        }
        let noise = attempt > 0 ? 0.4 * generator.uniform() : 0
        order.append((column, used - Double(times) + noise))
      }
      if draft.cuts.count > before { return }
      order.sort { $0.score != $1.score ? $0.score > $1.score : $0.column < $1.column }
      for (column, _) in order where draft.cuts.count == before {
        take(columns[column], 1, &residual, &available, &draft)
      }
    }

    /// Cuts a pattern up to so many times, and once less the pieces that are cut already.
    private func take(
      _ column: Column, _ times: Int, _ residual: inout [Int], _ available: inout [Int],
      _ draft: inout CuttingDraft
    ) {
      var left = min(times, available[column.stock])
      while left > 0 {
        let pieces = column.counts.compactMap { piece, count in
          residual[piece] > 0 ? (piece: piece, count: min(count, residual[piece])) : nil
        }
        if pieces.isEmpty { return }
        let now = pieces.reduce(left) { min($0, residual[$1.piece] / $1.count) }
        for (piece, count) in pieces { residual[piece] -= now * count }
        if available[column.stock] != .max { available[column.stock] -= now }
        draft.cuts.append(CuttingDraft.Cut(stock: column.stock, pieces: pieces, times: now))
        draft.cost += Double(now) * problem.stocks[column.stock].cost
        left -= now
      }
    }
  }
#endif
