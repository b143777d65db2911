/// Cuts a tour through all clients into routes, of which each may carry or drive too much at a price.
///
/// The cheapest cut is found by trying each start with every end that leaves the load within one and
/// a half times the capacity (Prins 2004, <https://doi.org/10.1016/S0305-0548(03)00158-8>).
struct PenalizedSplit {
  let kernel: CapacitatedKernel
  let routeCount: Int
  let prices: PenalizedPlan.Prices

  /// The routes of a tour, at most `routeCount` of them.
  func routes(_ tour: [Int32]) -> [[Int32]] {
    let free = cut(tour, starts: startsOfAnyNumber(tour))
    return free.count <= routeCount ? free : cutToNumber(tour)
  }

  private func cut(_ tour: [Int32], starts: [Int32]) -> [[Int32]] {
    var routes: [[Int32]] = []
    var end = tour.count
    while end > 0 {
      let start = Int(starts[end])
      routes.append(Array(tour[start..<end]))
      end = start
    }
    return routes
  }

  /// For each end of a route the best start, however many routes there are.
  private func startsOfAnyNumber(_ tour: [Int32]) -> [Int32] {
    let n = tour.count
    var cost = [Int](repeating: .max, count: n + 1)
    var starts = [Int32](repeating: 0, count: n + 1)
    cost[0] = 0
    for start in 0..<n {
      extend(tour, from: start) { end, price in
        let total = cost[start] &+ price
        if total < cost[end] {
          cost[end] = total
          starts[end] = Int32(start)
        }
      }
    }
    return starts
  }

  /// The cheapest cut into no more routes than there may be.
  private func cutToNumber(_ tour: [Int32]) -> [[Int32]] {
    let n = tour.count
    // Loads may be anything here: there has to be a cut.
    var cost = [Int](repeating: Int.max / 2, count: n + 1)
    cost[0] = 0
    var levels: [[Int32]] = []
    var best = (cost: Int.max / 2, level: 0)
    for level in 0..<routeCount {
      var following = [Int](repeating: Int.max / 2, count: n + 1)
      var starts = [Int32](repeating: 0, count: n + 1)
      for start in 0..<n where cost[start] < Int.max / 2 {
        extend(tour, from: start, isLimited: false) { end, price in
          let total = cost[start] &+ price
          if total < following[end] {
            following[end] = total
            starts[end] = Int32(start)
          }
        }
      }
      levels.append(starts)
      cost = following
      if cost[n] < best.cost { best = (cost[n], level) }
    }
    var routes: [[Int32]] = []
    var (end, level) = (n, best.level)
    while end > 0, level >= 0 {
      let start = Int(levels[level][end])
      routes.append(Array(tour[start..<end]))
      (end, level) = (start, level - 1)
    }
    return routes
  }

  /// Calls a body with the price of each route that begins at a place of the tour.
  @inline(__always)
  private func extend(
    _ tour: [Int32], from start: Int, isLimited: Bool = true, _ body: (Int, Int) -> Void
  ) {
    let most = kernel.capacity + kernel.capacity / 2
    var (load, length, before) = (0, 0, kernel.depot)
    for end in start..<tour.count {
      let client = Int(tour[end])
      load &+= kernel.demand[client]
      if isLimited, load > most, end > start { return }
      length &+= kernel.matrixDistance(before, client)
      before = client
      let whole = length &+ kernel.fromDepot[client]
      body(
        end + 1,
        whole << PenalizedPlan.fraction
          &+ max(0, load &- kernel.capacity) &* prices.load
          &+ max(0, whole &- kernel.lengthLimit) &* prices.length)
    }
  }
}
