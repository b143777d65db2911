/// Cuts a tour through all clients into routes, of which each may carry or drive too much at a price.
///
/// The cheapest cut is found by trying each start with every end that leaves the load within one and
/// a half times the capacity (Prins 2004, <https://doi.org/10.1016/S0305-0548(03)00158-8>).
struct PenalizedSplit {
  let kernel: CapacitatedKernel
  let prices: PenalizedPlan.Prices

  /// The routes of a tour, however many there are.
  func routes(_ tour: [Int32]) -> [[Int32]] {
    let starts = starts(tour)
    var routes: [[Int32]] = []
    var end = tour.count
    while end > 0 {
      let start = Int(starts[end])
      routes.append(Array(tour[start..<end]))
      end = start
    }
    return routes
  }

  /// For each end of a route, counted in clients of the tour, the best start of that route.
  private func starts(_ tour: [Int32]) -> [Int32] {
    let most = kernel.capacity + kernel.capacity / 2
    var cost = [Int](repeating: .max, count: tour.count + 1)
    var starts = [Int32](repeating: 0, count: tour.count + 1)
    cost[0] = 0
    for start in tour.indices {
      var (load, length, before) = (0, 0, kernel.depot)
      for end in start..<tour.count {
        let client = Int(tour[end])
        load &+= kernel.demand[client]
        if load > most, end > start { break }
        length &+= kernel.matrixDistance(before, client)
        before = client
        let whole = length &+ kernel.fromDepot[client]
        let total =
          cost[start] &+ whole << PenalizedPlan.fraction
          &+ max(0, load &- kernel.capacity) &* prices.load
          &+ max(0, whole &- kernel.lengthLimit) &* prices.length
        if total < cost[end + 1] {
          cost[end + 1] = total
          starts[end + 1] = Int32(start)
        }
      }
    }
    return starts
  }
}
