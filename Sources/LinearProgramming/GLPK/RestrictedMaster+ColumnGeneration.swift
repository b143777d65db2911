#if GLPK
  public import SupplyChainCore

  /// How a column generation ended.
  ///
  /// ```swift
  /// func report(_ end: ColumnGeneration) {
  ///   print("\(end.status): \(end.columns) columns in \(end.rounds) rounds, bound \(end.bound ?? .nan)")
  /// }
  /// ```
  public struct ColumnGeneration: Hashable, Sendable, Codable {
    /// Why it ended: ``Solution/Status/optimal`` where no column that is missing would improve the
    /// master.
    public var status: Solution.Status
    /// The best bound on the objective that the prices have proved; `nil` where none was told.
    public var bound: Double?
    /// How often the master was solved.
    public var rounds: Int
    /// How often columns were priced; more often than there are rounds where smoothed prices missed.
    public var pricings: Int
    /// How many columns were added.
    public var columns: Int
  }

  extension RestrictedMaster {
    /// Adds the columns that pay, round by round, until none does.
    ///
    /// Dual values swing wildly while columns are few, and so does what they ask for. Smoothing prices
    /// with a mixture of the current dual values and the best so far (Wentges 1997,
    /// <https://doi.org/10.1016/S0969-6016(97)00001-4>), and where that misses a column that would pay,
    /// with less and less of it (Pessoa, Sadykov, Uchoa and Vanderbeck 2018,
    /// <https://doi.org/10.1287/ijoc.2017.0784>). The end is the same, in fewer rounds.
    ///
    /// ```swift
    /// // Cut rolls of 100 into 7 pieces of 45, 9 of 31 and 8 of 14.
    /// let (widths, demand) = ([45, 31, 14], [7.0, 9, 8])
    /// var program = LinearProgram()
    /// let rows = demand.map { program.add(LinearExpression() >= $0) }
    /// for (row, width) in zip(rows, widths) {
    ///   program.addVariable(nil, .integer, cost: 1, entries: [(row, Double(100 / width))])
    /// }
    ///
    /// let bound = try GLPKSolver().withRestrictedMaster(of: program) { master in
    ///   try master.generateColumns(smoothing: 0.5, until: .runtime(.seconds(10))) { prices, columns in
    ///     var best: (worth: Double, pieces: [Double]) = (0, [])
    ///     for first in 0...2 {
    ///       for second in 0...((100 - 45 * first) / 31) {
    ///         let third = (100 - 45 * first - 31 * second) / 14
    ///         let pieces = [Double(first), Double(second), Double(third)]
    ///         let worth = zip(prices, pieces).reduce(0) { $0 + $1.0 * $1.1 }
    ///         if worth > best.worth { best = (worth, pieces) }
    ///       }
    ///     }
    ///     columns.append(.integer, cost: 1, rows: rows, coefficients: best.pieces)
    ///     // No roll is worth more than the best, so the demand needs this many (Farley 1990).
    ///     return zip(prices, demand).reduce(0) { $0 + $1.0 * $1.1 } / max(1, best.worth)
    ///   }.bound
    /// }
    /// print(bound ?? .nan)
    /// ```
    ///
    /// - Parameters:
    ///   - smoothing: The share of the best prices so far, in 0..<1; zero prices with the dual values
    ///     as they are.
    ///   - stop: When to end early. An iteration is a round, the cost that of the master.
    ///   - progress: Is told from time to time how far it has come.
    ///   - price: Appends columns that may pay at the given prices, of which there is one a constraint,
    ///     and returns the bound on the objective that these prices prove, or `nil`. At prices at which
    ///     some column pays it must append one; with a heuristic, the end is the heuristic's.
    /// - Returns: How it ended; the master is solved then.
    /// - Throws: `InvalidInput` for a share or a column that cannot be meant, what ``solve(until:)``
    ///   throws, and what `price` throws.
    /// - Complexity: A solve from the last basis, and a pricing or more, each round.
    public mutating func generateColumns(
      smoothing: Double = 0, until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void = { _ in },
      _ price: (_ prices: [Double], _ columns: inout ColumnBatch) throws -> Double?
    ) throws -> ColumnGeneration {
      guard smoothing >= 0, smoothing < 1 else {
        throw InvalidInput("smoothing", value: smoothing, "is not in 0..<1")
      }
      var generation = ColumnGeneration(status: .optimal, rounds: 0, pricings: 0, columns: 0)
      var prices = SmoothedPrices(share: smoothing, sign: program.sense == .minimize ? 1 : -1)
      var monitor = SearchMonitor(until: stop)
      var batch = ColumnBatch()
      while true {
        let pivots = iterations
        generation.status = try solve(until: RuntimeOnly(limit: monitor.remainingTime))
        generation.rounds += 1
        monitor.complete(
          bestCost: objective.map { prices.sign * $0 }, bound: prices.bound.map { prices.sign * $0 }
        )
        generation.bound = prices.bound
        guard generation.status == .optimal else { return generation }
        // Columns that cause no pivot are columns that the solver's tolerance takes for useless.
        if generation.rounds > 1 && iterations == pivots { return generation }
        if let objective, prices.isReached(objective) { return generation }
        guard monitor.continues() else {
          if monitor.wasCancelled { throw CancellationError() }
          let isLate = stop.runtimeLimit.map { monitor.progress.elapsed >= $0 } ?? false
          generation.status = isLate ? .timeLimit : .stopped
          return generation
        }
        monitor.report(to: progress)
        let pays = try prices.find(&batch, duals, tolerance, &generation.pricings, price)
        generation.bound = prices.bound
        guard pays else { return generation }
        generation.columns += batch.count
        try add(batch)
      }
    }
  }

  /// The runtime that is left of a search that goes on for many solves.
  private struct RuntimeOnly: StoppingCriterion {
    var limit: Duration?
    var runtimeLimit: Duration? { limit }
    func isMet(by progress: SearchProgress) -> Bool {
      limit.map { progress.elapsed >= $0 } ?? false
    }
  }

  /// The prices at which columns are looked for.
  private struct SmoothedPrices {
    let share: Double
    let sign: Double
    private(set) var bound: Double?
    private var center: [Double]?

    init(share: Double, sign: Double) {
      self.share = share
      self.sign = sign
    }

    /// Whether the master cannot fall any more.
    func isReached(_ objective: Double) -> Bool {
      bound.map { sign * (objective - $0) <= 1e-9 * (1 + objective.magnitude) } ?? false
    }

    /// Prices until a column pays at the dual values themselves; false where none does.
    mutating func find(
      _ batch: inout ColumnBatch, _ duals: [Double], _ tolerance: Double, _ pricings: inout Int,
      _ price: ([Double], inout ColumnBatch) throws -> Double?
    ) throws -> Bool {
      var misses = 0.0
      while true {
        let weight = center == nil ? 0 : max(0, 1 - (misses + 1) * (1 - share))
        let prices = mixed(duals, weight)
        batch.removeAll()
        let proved = try price(prices, &batch)
        pricings += 1
        try batch.check(rowCount: duals.count)
        keep(prices, proved)
        if batch.pays(at: duals, sign: sign, tolerance: tolerance) { return true }
        if weight == 0 { return false }
        misses += 1
      }
    }

    private func mixed(_ duals: [Double], _ weight: Double) -> [Double] {
      guard weight > 0, let center else { return duals }
      // A row that was added since has no price in the centre yet.
      return duals.indices.map {
        $0 < center.count ? weight * center[$0] + (1 - weight) * duals[$0] : duals[$0]
      }
    }

    /// The best prices are those with the best bound; without bounds, the last.
    private mutating func keep(_ prices: [Double], _ proved: Double?) {
      guard let proved, proved.isFinite else {
        if bound == nil { center = prices }
        return
      }
      if bound.map({ sign * proved > sign * $0 }) ?? true {
        bound = proved
        center = prices
      }
    }
  }

  extension ColumnBatch {
    /// Whether some column improves a master with these dual values.
    fileprivate func pays(at duals: [Double], sign: Double, tolerance: Double) -> Bool {
      (0..<count).contains { column in
        var reduced = costs[column]
        for entry in Int(starts[column])..<Int(starts[column + 1]) {
          let row = Int(rows[entry])
          if duals.indices.contains(row) { reduced -= duals[row] * coefficients[entry] }
        }
        return sign * reduced < -tolerance * (1 + costs[column].magnitude)
      }
    }
  }
#endif
