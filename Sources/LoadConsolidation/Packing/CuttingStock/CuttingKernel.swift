#if GLPK
  internal import SupplyChainCore

  /// Patterns of every length of stock, and what they prove.
  struct CuttingKernel {
    let problem: CuttingStockProblem
    private var kernels: [VectorPackingKernel] = []
    /// How many pieces of each kind a pattern of a stock may hold.
    private var limits: [[Int]] = []

    /// `nil` where patterns would hold too many pieces.
    init?(_ problem: CuttingStockProblem, monitor: SearchMonitor) {
      self.problem = problem
      let sizes = problem.pieces.map { $0.length + problem.kerf }
      for stock in problem.stocks {
        let limits = problem.pieces.map { $0.length <= stock.length ? $0.demand : 0 }
        let classes = VectorClasses(
          capacities: [stock.length + problem.kerf], sizes: sizes, demands: limits)
        guard let kernel = VectorPackingKernel(classes, monitor: monitor) else { return nil }
        kernels.append(kernel)
        self.limits.append(limits)
      }
    }

    /// Patterns of a stock that are worth more than a threshold, and the value of the best there is.
    mutating func price(
      _ stock: Int, _ duals: [Double], residual: [Int]? = nil, above threshold: Double, count: Int
    ) -> (patterns: [[Int32]], best: Double) {
      var most = limits[stock]
      if let residual {
        for piece in most.indices { most[piece] = min(most[piece], residual[piece]) }
      }
      return kernels[stock].price(duals, limits: most, above: threshold, count: count)
    }

    /// What dual values prove, recomputed in whole numbers; `nil` where that would take too long.
    func provenBound(_ duals: [Double]) -> Double? {
      guard let scale = duals.max(), scale > 0 else { return nil }
      let unit = scale / Double(WholeDuals.one)
      let whole = duals.map { Int64(max(0, $0) / unit) }
      var sum = Int128(0)
      for (piece, dual) in zip(problem.pieces, whole) { sum += Int128(piece.demand) * Int128(dual) }
      var values: [Double] = []
      for stock in problem.stocks.indices {
        let able = whole.indices.map { limits[stock][$0] > 0 ? whole[$0] : 0 }
        guard let best = kernels[stock].exactBest(able) else { return nil }
        values.append(Double(best) * unit)
      }
      let bound = bound(sum: Double(sum) * unit, values)
      // A dozen roundings.
      return bound - bound.magnitude * 1e-13
    }

    /// The bound that dual values give.
    ///
    /// Where a pattern of stock without limit is worth more than it costs, all are scaled down
    /// (Farley 1990, <https://doi.org/10.1287/opre.38.5.922>); limited stock gives back what its
    /// patterns are worth too much.
    ///
    /// - Parameters:
    ///   - sum: The value of all pieces that are asked for.
    ///   - values: The value of the best pattern of each stock.
    /// - Returns: The bound on the cost.
    func bound(sum: Double, _ values: [Double]) -> Double {
      var ratio = 1.0
      for (stock, value) in zip(problem.stocks, values)
      where stock.available == nil && value > stock.cost {
        ratio = min(ratio, stock.cost / value)
      }
      var bound = ratio * sum
      for (stock, value) in zip(problem.stocks, values) {
        if let available = stock.available, ratio * value > stock.cost {
          bound -= Double(available) * (ratio * value - stock.cost)
        }
      }
      return bound.isFinite ? bound : 0
    }
  }
#endif
