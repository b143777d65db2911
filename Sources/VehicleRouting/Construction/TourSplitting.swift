/// Cuts a tour through all clients into routes, at the least cost that its order allows.
///
/// A route serves a stretch of the tour. Where only the load counts, the cheapest cut is found in
/// O(*n*): the candidates for the start of the last route form a queue from which every start goes
/// as soon as another is at least as good for all ends to come (Vidal 2016,
/// <https://doi.org/10.1016/j.cor.2015.11.012>). Elsewhere each start is tried with every end that it
/// can reach, as Beasley did in 1983, <https://doi.org/10.1016/0305-0483(83)90033-6>.
struct TourSplitting {
  private let kernel: RoutingKernel
  private let tour: [Int]
  /// A route of the type that the routes are cut for.
  private let route: Int
  private let type: Int

  init(_ kernel: RoutingKernel, tour: [Int], route: Int) {
    self.kernel = kernel
    self.tour = tour
    self.route = route
    type = kernel.typeOfRoute[route]
  }

  /// The stretches of the tour; a client whom the vehicle cannot serve even alone has one to himself.
  var stretches: [[Int]] {
    let starts = isSimple ? fastStarts() : reachedStarts()
    var stretches: [[Int]] = []
    var end = tour.count
    while end > 0 {
      stretches.append(Array(tour[starts[end]..<end]))
      end = starts[end]
    }
    return stretches.reversed()
  }

  /// Whether one load is all that limits a route.
  private var isSimple: Bool {
    kernel.dimensions == 1 && !kernel.isTimed && !kernel.limitsDistance
  }

  // MARK: Linear time

  /// For each end of a route, counted in clients of the tour, the best start of that route.
  private func fastStarts() -> [Int] {
    let n = tour.count
    let (depot, back) = (kernel.startSlot(route), kernel.endSlot(route))
    let limit = kernel.capacity[type]
    // Distance and load along the tour, up to and with each client.
    var along = [Double](repeating: 0, count: n + 1)
    var loaded = [Double](repeating: 0, count: n + 1)
    for place in 1...max(1, n) where place <= n {
      let step = place > 1 ? kernel.distance(tour[place - 2], tour[place - 1]) : 0
      along[place] = along[place - 1] + step
      loaded[place] = loaded[place - 1] + kernel.demand[tour[place - 1]]
    }
    var cost = [Double](repeating: 0, count: n + 1)
    var starts = [Int](repeating: 0, count: n + 1)
    /// What a start costs apart from what depends on the end alone.
    func base(_ start: Int) -> Double {
      cost[start] + kernel.fixedCost[type] + kernel.costPerDistance[type]
        * (kernel.distance(depot, tour[start]) - along[start + 1])
    }
    var queue: [(start: Int, base: Double)] = []
    var head = 0
    for end in 1...max(1, n) where end <= n {
      // The start right before the end: others that cost no less and hold no less are done with.
      let newest = (start: end - 1, base: base(end - 1))
      while queue.count > head, queue[queue.count - 1].base >= newest.base { queue.removeLast() }
      queue.append(newest)
      while queue.count - head > 1, loaded[end] - loaded[queue[head].start] > limit { head += 1 }
      let best = queue[head]
      starts[end] = best.start
      cost[end] =
        best.base + kernel.costPerDistance[type]
        * (along[end] + kernel.distance(tour[end - 1], back))
    }
    return starts
  }

  // MARK: Every constraint

  private func reachedStarts() -> [Int] {
    let n = tour.count
    var cost = [Double](repeating: .infinity, count: n + 1)
    var starts = [Int](repeating: 0, count: n + 1)
    cost[0] = 0
    for start in 0..<n {
      var stretch = Stretch(kernel, route: route)
      for end in (start + 1)...n {
        let own = stretch.append(tour[end - 1])
        // Alone in his stretch whoever cannot be served is handed on at a price none would choose.
        let priced = own ?? (end == start + 1 ? kernel.absence[tour[start]] : .infinity)
        if cost[start] + priced < cost[end] {
          cost[end] = cost[start] + priced
          starts[end] = start
        }
        if !stretch.mayGoOn { break }
      }
    }
    return starts
  }

  /// A route as it grows client by client.
  private struct Stretch {
    private let kernel: RoutingKernel
    private let route: Int
    private let type: Int
    private var last: Int
    private var distance = 0.0
    private var loads: [Double]
    private var span = TimeSpan()
    private(set) var mayGoOn = true

    init(_ kernel: RoutingKernel, route: Int) {
      self.kernel = kernel
      self.route = route
      type = kernel.typeOfRoute[route]
      last = kernel.startSlot(route)
      loads = Array(repeating: 0, count: kernel.dimensions)
      span = shift
    }

    private var shift: TimeSpan {
      TimeSpan(duration: 0, earliest: kernel.shiftStart[type], latest: kernel.shiftEnd[type])
    }

    /// What the route costs with one more client; `nil` where that breaks a constraint.
    mutating func append(_ client: Int) -> Double? {
      let step = kernel.distance(last, client)
      distance += step
      for dimension in 0..<kernel.dimensions {
        loads[dimension] += kernel.demand[client * kernel.dimensions + dimension]
        // Loads never fall again.
        if loads[dimension] > kernel.capacity[type * kernel.dimensions + dimension] {
          mayGoOn = false
        }
      }
      if kernel.isTimed {
        let next = kernel.span(ofClient: client)
        let travel = kernel.duration(last, client, distance: step)
        if !span.isInTime(for: next, after: travel) { mayGoOn = false }
        span = span.followed(by: next, after: travel)
      }
      last = client
      return mayGoOn ? costWithReturn() : nil
    }

    private func costWithReturn() -> Double? {
      let end = kernel.endSlot(route)
      let step = kernel.distance(last, end)
      if distance + step > kernel.maximumDistance[type] { return nil }
      var cost =
        kernel.fixedCost[type] + kernel.costPerDistance[type] * (distance + step)
      if kernel.isTimed {
        let travel = kernel.duration(last, end, distance: step)
        guard span.isInTime(for: shift, after: travel) else { return nil }
        let whole = span.followed(by: shift, after: travel)
        if whole.duration > kernel.maximumDuration[type] { return nil }
        cost += kernel.costPerDuration[type] * whole.duration
      }
      return cost
    }
  }
}

extension TimeSpan {
  /// Whether another stretch can begin in time after this one and the travel between them.
  fileprivate func isInTime(for other: TimeSpan, after travel: Double) -> Bool {
    earliest + duration + travel <= other.latest
  }
}
