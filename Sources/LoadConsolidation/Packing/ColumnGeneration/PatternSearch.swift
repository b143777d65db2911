#if GLPK
  internal import LinearProgramming
  internal import SupplyChainCore

  /// Column generation for packing: a linear program over patterns in GLPK, patterns priced by the
  /// kernel, and dives that round one pattern after another.
  ///
  /// The duals are smoothed (Wentges 1997, <https://doi.org/10.1016/S0969-6016(97)00001-4>), the
  /// bound is Farley's (1990, <https://doi.org/10.1287/opre.38.5.922>) and is taken in whole numbers,
  /// so that no rounding error can prove what is not so.
  struct PatternSearch<Kernel: PackingKernel> {
    private var kernel: Kernel
    private let demands: [Int]
    /// The best packing so far, as bins that list classes.
    private(set) var best: [[Int]]
    /// The proven bound.
    private(set) var bound: Int
    private(set) var isBoundByColumns = false
    private var patterns: [[Int32]] = []
    private var known: Set<[Int32]> = []
    private(set) var monitor: SearchMonitor
    private var generator: SeededGenerator
    /// Smoothing: the duals that gave the best bound, and that bound.
    private var center: [Double] = []
    private var centerBound = 0.0

    init(
      _ kernel: Kernel, incumbent: [[Int]], bound: Int, monitor: SearchMonitor, seed: UInt64
    ) {
      self.kernel = kernel
      demands = kernel.demands
      best = incumbent
      self.bound = bound
      self.monitor = monitor
      generator = SeededGenerator(seed: seed)
    }

    /// A value below this above one is rounding, not a pattern worth adding.
    private static var threshold: Double { 1 + 1e-6 }

    private var isDone: Bool { best.count <= bound }

    /// Searches until the packing is proved best or the time is up; a cancelled search keeps what
    /// it has.
    mutating func run(progress: (SearchProgress) -> Void) throws {
      do {
        try search(progress)
      } catch is CancellationError {
        return
      }
    }

    private mutating func search(_ progress: (SearchProgress) -> Void) throws {
      for bin in best { _ = admit(bin.map { Int32($0) }.sorted()) }
      for index in demands.indices { _ = admit([Int32(index)]) }
      for pattern in kernel.likelyPatterns(in: bound) { _ = admit(pattern) }
      var program = LinearProgram()
      let rows = demands.map { program.add(LinearExpression() >= Double($0)) }
      for pattern in patterns {
        program.addVariable(
          nil, .integer, cost: 1, entries: Self.entries(pattern).map { (rows[$0], $1) })
      }
      var solver = GLPKSolver()
      solver.scales = false
      solver.presolves = false
      try solver.withRestrictedMaster(of: program) { master in
        guard try root(&master, progress) else { return }
        var attempt = 0
        while !isDone, monitor.continues() {
          try dive(&master, rows, attempt: attempt)
          attempt += 1
          // After 8, 16, 32 … dives in vain.
          if !isDone, attempt >= 8, attempt & (attempt - 1) == 0 {
            try choose(&master, rows)
          }
          monitor.complete(bestCost: Double(best.count), bound: Double(bound))
          monitor.report(to: progress)
        }
      }
    }

    // MARK: Columns

    /// Takes note of a pattern; `false` where it is there already.
    private mutating func admit(_ pattern: [Int32]) -> Bool {
      guard known.insert(pattern).inserted else { return false }
      patterns.append(pattern)
      return true
    }

    private static func entries(_ pattern: [Int32]) -> [(Int, Double)] {
      var entries: [(Int, Double)] = []
      for index in pattern {
        if entries.last?.0 == Int(index) {
          entries[entries.count - 1].1 += 1
        } else {
          entries.append((Int(index), 1))
        }
      }
      return entries
    }

    /// Adds patterns to the master; the number that is new.
    private mutating func add(
      _ found: [[Int32]], to master: inout RestrictedMaster
    ) throws -> Int {
      var batch = ColumnBatch()
      for pattern in found where admit(pattern) {
        let entries = Self.entries(pattern)
        batch.append(
          .integer, cost: 1, rows: entries.map(\.0), coefficients: entries.map(\.1))
      }
      try master.add(batch)
      return batch.count
    }

    private mutating func solve(_ master: inout RestrictedMaster) throws -> Bool {
      guard monitor.continues() else { return false }
      let status = try master.solve(
        until: RuntimeLimit(monitor.remainingTime ?? .seconds(3_600)))
      return status == .optimal
    }

    // MARK: The root

    /// Solves the relaxation, or comes near it in its share of the time; `false` where the time is up
    /// or nothing is left to do.
    private mutating func root(
      _ master: inout RestrictedMaster, _ progress: (SearchProgress) -> Void
    ) throws -> Bool {
      var smoothing = 0.6
      let end = monitor.remainingTime.map { ContinuousClock.now + $0 * Kernel.shareOfRelaxation }
      while try solve(&master) {
        if let end, .now > end { return true }
        monitor.complete(bestCost: Double(best.count), bound: Double(bound))
        monitor.report(to: progress)
        let value = master.objective ?? .infinity
        if centerBound > value {
          // The estimate that chose this center was wrong: no bound is above the relaxation.
          center = []
          centerBound = 0
        }
        var added = 0
        var weight = center.isEmpty ? 0 : smoothing
        let duals = master.duals
        repeat {
          let point =
            weight == 0
            ? duals : zip(center, duals).map { weight * $0 + (1 - weight) * $1 }
          let answer = kernel.price(
            point, limits: demands, above: weight == 0 ? Self.threshold : 0.999, count: 60)
          takeBound(point, answer.best, reached: answer.patterns.first.map { worth($0, point) })
          if isDone { return false }
          let worthy = answer.patterns.filter { worth($0, duals) > Self.threshold }
          added += try add(worthy, to: &master)
          if added >= Self.enoughColumns || weight == 0 { break }
          // The smoothed duals found little: nearer to the true ones.
          weight = weight > 0.2 ? weight / 2 : 0
        } while monitor.continues()
        smoothing = added > 0 ? smoothing : 0.3
        if added == 0 { return true }
        // Whole numbers of bins: nothing is gained by closing the last fraction.
        if bound >= Int((value - 1e-6).rounded(.up)) { return true }
      }
      return false
    }

    private func worth(_ pattern: [Int32], _ duals: [Double]) -> Double {
      pattern.reduce(0) { $0 + duals[Int($1)] }
    }

    /// Fewer columns than this are not worth a solve of the master alone.
    private static var enoughColumns: Int { 20 }

    /// Farley's bound from a dual point, first in floating point, then, where it would gain a bin,
    /// in whole numbers.
    ///
    /// The point that the others are drawn to is judged by the best pattern that was reached, since
    /// the proven value of a search that was cut short is too high to tell good points from bad ones.
    private mutating func takeBound(_ point: [Double], _ best: Double, reached: Double?) {
      var sum = 0.0
      for index in demands.indices { sum += max(0, point[index]) * Double(demands[index]) }
      let estimate = sum / max(1, reached ?? 1)
      if estimate > centerBound {
        centerBound = estimate
        center = point.map { max(0, $0) }
      }
      guard best > 0, best.isFinite else { return }
      let value = sum / max(best, 1e-9)
      guard Int((value - 1e-4).rounded(.up)) > bound else { return }
      bound = max(bound, Self.proven(point, demands, kernel) ?? bound)
      isBoundByColumns = true
    }

    /// The bound in whole numbers.
    private static func proven(_ point: [Double], _ demands: [Int], _ kernel: Kernel) -> Int? {
      let scale = Double(WholeDuals.one)
      let whole = point.map { Int64(max(0, min(1, $0)) * scale) }
      guard let best = kernel.exactBest(whole), best > 0 else { return nil }
      let sum = zip(whole, demands).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
      return Int((sum + Int128(best) - 1) / Int128(best))
    }

    // MARK: Diving

    /// After so many returns a dive aims at a bin more.
    private static var returns: Int { 12 }

    /// Rounds pattern after pattern, with new columns in between, towards the bound; where that is out
    /// of reach, towards a bin more, as long as that is better than the best.
    ///
    /// Where a single bin is missing, every other dive gives up some of its patterns again instead, a
    /// dozen times.
    private mutating func dive(
      _ master: inout RestrictedMaster, _ rows: [Row], attempt: Int
    ) throws {
      var target = bound
      var residual = demands
      var fixed: [[Int]] = []
      let mayReturn = best.count - bound == 1 && attempt % 2 == 1
      var returns = mayReturn ? 0 : Self.returns
      try set(rows, to: residual, in: &master)
      while monitor.continues() {
        while try !closeEnough(&master, residual, bins: target - fixed.count) {
          if !monitor.continues() { return }
          if returns < Self.returns, fixed.count > 0 {
            returns += 1
            giveUp(&fixed, &residual)
            try set(rows, to: residual, in: &master)
            continue
          }
          target += 1
          if target >= best.count { return }
        }
        guard let primal = try master.solution().primal else { return }
        let before = fixed.count
        try round(primal, &master, rows, &residual, &fixed, target, attempt: attempt)
        monitor.complete(bestCost: Double(best.count), bound: Double(bound))
        if fixed.count == before {
          // Every pattern leaves too much room for so few bins.
          target += 1
          if target >= best.count { return }
          continue
        }
        let quick = kernel.quickPacking(of: residual)
        if fixed.count + quick.count < best.count { best = fixed + quick }
        if isDone || residual.allSatisfy({ $0 == 0 }) { return }
        target = max(target, fixed.count + kernel.leastBins(for: residual))
        if target >= best.count { return }
      }
    }

    private func set(
      _ rows: [Row], to residual: [Int], in master: inout RestrictedMaster
    ) throws {
      for index in rows.indices {
        try master.setBounds(of: rows[index], lower: Double(residual[index]), upper: .infinity)
      }
    }

    /// Takes some bins apart that a dive has filled: any quarter of them.
    private mutating func giveUp(_ fixed: inout [[Int]], _ residual: inout [Int]) {
      for _ in 0..<max(1, fixed.count / 4) {
        fixed.swapAt(generator.index(below: fixed.count), fixed.count - 1)
        for item in fixed.removeLast() { residual[item] += 1 }
      }
    }

    /// Lets branch and cut choose among the patterns there are, where they are few.
    private mutating func choose(_ master: inout RestrictedMaster, _ rows: [Row]) throws {
      guard patterns.count <= Self.mostChoices, demands.count <= Self.mostRows, monitor.continues()
      else { return }
      var program = master.program
      for index in rows.indices {
        program.setBounds(of: rows[index], lower: Double(demands[index]), upper: .infinity)
      }
      let left = monitor.remainingTime ?? .seconds(10)
      let solution = try GLPKSolver().solve(
        program,
        until: .any(of: .runtime(min(.seconds(2), left / 4)), .target(cost: Double(best.count - 1)))
      )
      guard let primal = solution.primal else { return }
      var residual = demands
      var bins: [[Int]] = []
      for column in patterns.indices where primal[column] > 0.5 {
        for _ in 0..<Int(primal[column].rounded()) {
          _ = take(column, &residual, &bins, best.count - 1)
        }
      }
      if residual.allSatisfy({ $0 == 0 }), bins.count < best.count { best = bins }
    }

    /// With more patterns GLPK's branch and cut finds nothing that the dives do not.
    private static var mostChoices: Int { 1_000 }
    private static var mostRows: Int { 100 }

    /// How far the dives stray from the relaxation: in turns, since no one width suits all.
    private static var noise: [Double] { [0.2, 0.4, 0.1, 0.8] }

    /// Generates columns until the rest fits its bins in the relaxation; `false` where it cannot.
    private mutating func closeEnough(
      _ master: inout RestrictedMaster, _ residual: [Int], bins: Int
    ) throws -> Bool {
      while try solve(&master) {
        let value = master.objective ?? .infinity
        if value <= Double(bins) + 1e-6 { return true }
        let answer = kernel.price(
          master.duals, limits: residual, above: Self.threshold, count: 30)
        // Farley's bound on the rest: no columns can bring it down to the bins.
        if answer.best > 0, value / max(1, answer.best) > Double(bins) + 1e-4 { return false }
        if try add(answer.patterns, to: &master) == 0 { return false }
      }
      return false
    }

    /// Fixes every pattern that is used whole; where there is none, the one used most.
    private mutating func round(
      _ primal: [Double], _ master: inout RestrictedMaster, _ rows: [Row],
      _ residual: inout [Int], _ fixed: inout [[Int]], _ target: Int, attempt: Int
    ) throws {
      var whole: [(column: Int, times: Int)] = []
      var order: [(column: Int, score: Double)] = []
      for column in patterns.indices where primal[column] > 1e-6 {
        if primal[column] >= 1 - 1e-6 {
          whole.append((column, Int(primal[column] + 1e-6)))
        } else {
          let noise = attempt == 0 ? 0 : Self.noise[attempt % 4] * generator.uniform()
          order.append((column, primal[column] + noise))
        }
      }
      for (column, times) in whole {
        for _ in 0..<times {
          guard take(column, &residual, &fixed, target) else { break }
        }
      }
      if whole.isEmpty {
        order.sort { $0.score != $1.score ? $0.score > $1.score : $0.column < $1.column }
        for (column, _) in order {
          if take(column, &residual, &fixed, target) { break }
        }
      }
      try set(rows, to: residual, in: &master)
    }

    /// Fixes a pattern, less the items that are packed already; `false` where that leaves more room
    /// empty than the target allows.
    private func take(
      _ column: Int, _ residual: inout [Int], _ fixed: inout [[Int]], _ target: Int
    ) -> Bool {
      var left = residual
      var bin: [Int32] = []
      for index in patterns[column] where left[Int(index)] > 0 {
        left[Int(index)] -= 1
        bin.append(index)
      }
      guard !bin.isEmpty, fixed.count < target else { return false }
      if kernel.wastesTooMuch(bin, of: residual, in: target - fixed.count) { return false }
      residual = left
      fixed.append(bin.map(Int.init))
      return true
    }
  }
#endif
