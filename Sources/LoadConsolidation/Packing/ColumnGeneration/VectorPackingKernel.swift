#if GLPK
  internal import SupplyChainCore

  /// Patterns of several dimensions, by branch and bound.
  struct VectorPackingKernel: PackingKernel {
    let demands: [Int]
    static let shareOfRelaxation = 0.7
    private let classes: VectorClasses
    private var monitor: SearchMonitor
    private var generator = SeededGenerator(seed: 1)
    private let packed: PackedSizes
    private var prices: RoomPrices

    /// More items than this in one bin are too many to branch over.
    private static let mostCopies = 50_000

    /// `nil` where the numbers are too large.
    init?(_ classes: VectorClasses, monitor: SearchMonitor) {
      let copies = classes.demands.indices.reduce(0) {
        $0 + classes.copies(of: $1, limit: classes.demands[$1])
      }
      guard copies <= Self.mostCopies,
        let packed = PackedSizes(
          capacities: classes.capacities, sizes: classes.sizes, demands: classes.demands)
      else { return nil }
      self.classes = classes
      self.packed = packed
      self.monitor = monitor
      prices = RoomPrices(classes)
      demands = classes.demands
    }

    /// The totals of some items in each dimension.
    private func totals(_ residual: [Int]) -> [Int] {
      var sums = [Int](repeating: 0, count: classes.dimensions)
      for index in residual.indices where residual[index] > 0 {
        for dimension in 0..<classes.dimensions {
          sums[dimension] += residual[index] * classes.sizes[index * classes.dimensions + dimension]
        }
      }
      return sums
    }

    func leastBins(for residual: [Int]) -> Int {
      zip(totals(residual), classes.capacities).reduce(0) { least, pair in
        pair.1 == 0 ? least : max(least, (max(0, pair.0) + pair.1 - 1) / pair.1)
      }
    }

    func wastesTooMuch(_ pattern: [Int32], of residual: [Int], in bins: Int) -> Bool {
      let sums = totals(residual)
      for dimension in 0..<classes.dimensions {
        let filled = pattern.reduce(0) {
          $0 + classes.sizes[Int($1) * classes.dimensions + dimension]
        }
        let capacity = classes.capacities[dimension]
        if capacity - filled > bins * capacity - sums[dimension] { return true }
      }
      return false
    }

    func likelyPatterns(in bins: Int) -> [[Int32]] {
      var watch = monitor
      return FullPatterns(classes, bins: bins) { watch.continues() }?.patterns ?? []
    }

    mutating func quickPacking(of residual: [Int]) -> [[Int]] {
      let heuristics = VectorHeuristics(classes, residual)
      let quick =
        heuristics.pack(.weightedDot, &generator, &monitor)
        ?? classes.firstFitDecreasing(residual)
      guard let other = heuristics.pack(.distance, &generator, &monitor) else { return quick }
      return other.count < quick.count ? other : quick
    }

    mutating func price(
      _ duals: [Double], limits: [Int], above threshold: Double, count: Int
    ) -> (patterns: [[Int32]], best: Double) {
      var nodes = Self.firstNodes
      var watch = monitor
      let prices = prices.best(values: duals, limits: limits, target: threshold)
      while true {
        var search = VectorKnapsack(
          classes, packed, values: duals, limits: limits, prices: prices)
        let answer = search.patterns(
          above: threshold, count: count, nodesPerRoot: nodes
        ) { watch.continues() }
        // Without a pattern and without a proof that there is none: look harder.
        let isSettled = !answer.patterns.isEmpty || answer.best <= threshold
        if isSettled || nodes >= Self.mostNodes || !watch.continues() { return answer }
        nodes = min(Self.mostNodes, nodes * 10)
      }
    }

    /// For one class that a pattern starts with.
    private static let firstNodes = 1_500
    /// Some milliseconds each.
    private static let mostNodes = 150_000

    func exactBest(_ duals: [Int64]) -> Int64? {
      let values = duals.map { Double($0) }
      var prices = prices
      var search = VectorKnapsack(
        classes, packed, values: values, limits: demands,
        prices: prices.best(values: values, limits: demands, target: Double(WholeDuals.one)))
      var watch = monitor
      return search.best(atLeast: values.max() ?? 0) { watch.continues() }.map { Int64($0) }
    }
  }
#endif
