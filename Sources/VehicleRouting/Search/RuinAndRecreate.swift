private import RealModule
import SupplyChainCore

/// Ruin and recreate with simulated annealing: strings of near clients are taken off their routes
/// and put back one by one where that costs least.
///
/// Slack induction by string removals: Christiaens and Vanden Berghe 2020,
/// <https://doi.org/10.1287/trsc.2019.0914>. Unlike there, a client is put back beside one of his
/// near neighbours only, and a worse plan is undone step by step, so that an iteration costs the
/// same for a hundred clients and for a hundred thousand.
final class RuinAndRecreate {
  let kernel: RoutingKernel
  let plan: RoutePlan
  let options: RuinAndRecreateOptions
  /// The neighbours beside whom a client may be put back, and how far they are.
  let near: NeighbourLists
  let nearDistance: FlatArray<Double>
  /// The neighbours whose routes are ruined together.
  let wide: NeighbourLists

  // One iteration: who was taken off, behind whom he stood, who is to be put back, who was.
  let removed: IndexArray
  let removedFrom: IndexArray
  let order: IndexArray
  let sortKey: FlatArray<Double>
  let inserted: IndexArray
  /// How many entries of the arrays above, and of `touched` and `absent`, are in use.
  let counts = IndexArray(repeating: 0, count: 13)
  let ruinMark: IndexArray
  let touchMark: IndexArray
  let touched: IndexArray
  let lengthBefore: FlatArray<Double>
  let versionBefore: FlatArray<Int>
  /// The slot right before each who was taken off.
  let predecessor: IndexArray
  /// Every route that visits somebody, and some that did.
  let active: IndexArray
  let activePosition: IndexArray
  let seenMark: IndexArray
  let cache: InsertionCache

  /// The loads from the start of the route to each slot, the slot included.
  let prefixLoad: FlatArray<Double>
  /// The distances from the start of the route to each slot.
  let prefixLength: FlatArray<Double>
  /// The exchanges of tails of this iteration, as they are undone: kind, slot, other slot.
  let tails = IndexArray(repeating: 0, count: 3 * RuinAndRecreate.largestTailCount)

  // Routes without clients, by type a stack, so that one is found at once.
  let emptyStack: IndexArray
  let emptyCount: IndexArray
  let isStacked: FlatArray<Bool>

  // The clients who are not visited, and where they stand in that list.
  let absent: IndexArray
  let absentPosition: IndexArray

  /// How far each client is from the first depot.
  let remoteness: FlatArray<Double>

  /// How often each client was left out while a vehicle was to be saved.
  let absences: FlatArray<Double>

  // The best plan so far, and the routes that changed since.
  let best: BestRoutes

  init(
    plan: RoutePlan, near: NeighbourLists, wide: NeighbourLists,
    options: RuinAndRecreateOptions
  ) {
    kernel = plan.kernel
    self.plan = plan
    self.near = near
    self.wide = wide
    self.options = options
    let n = kernel.clientCount
    nearDistance = FlatArray(repeating: 0, count: n * near.width)
    for client in 0..<n {
      for rank in 0..<near.width {
        nearDistance[client * near.width + rank] = kernel.openDistance(client, near[client, rank])
      }
    }
    removed = IndexArray(repeating: 0, count: n)
    removedFrom = IndexArray(repeating: 0, count: n)
    order = IndexArray(repeating: 0, count: n)
    sortKey = FlatArray(repeating: 0, count: n)
    inserted = IndexArray(repeating: 0, count: n)
    absent = IndexArray(repeating: 0, count: n)
    absentPosition = IndexArray(repeating: -1, count: n)
    remoteness = FlatArray(repeating: 0, count: n)
    absences = FlatArray(repeating: 0, count: n)
    ruinMark = IndexArray(repeating: 0, count: kernel.routeCount)
    touchMark = IndexArray(repeating: 0, count: kernel.routeCount)
    lengthBefore = FlatArray(repeating: 0, count: kernel.routeCount)
    versionBefore = FlatArray(repeating: 0, count: kernel.routeCount)
    predecessor = IndexArray(repeating: 0, count: n)
    active = IndexArray(repeating: 0, count: kernel.routeCount)
    activePosition = IndexArray(repeating: -1, count: kernel.routeCount)
    seenMark = IndexArray(repeating: 0, count: kernel.routeCount)
    cache = InsertionCache(kernel)
    touched = IndexArray(repeating: 0, count: kernel.routeCount)
    emptyStack = IndexArray(repeating: 0, count: kernel.routeCount)
    emptyCount = IndexArray(repeating: 0, count: kernel.typeCount)
    isStacked = FlatArray(repeating: false, count: kernel.routeCount)
    prefixLength = FlatArray(repeating: 0, count: kernel.slotCount)
    prefixLoad = FlatArray(repeating: 0, count: kernel.slotCount * kernel.dimensions)
    best = BestRoutes(plan)
    for route in 0..<kernel.routeCount { refreshOrder(route) }
    for route in (0..<kernel.routeCount).reversed() where plan.size[route] == 0 { stack(route) }
    for client in 0..<n {
      remoteness[client] = kernel.distance(kernel.startSlot(0), client)
      if plan.routeOf[client] < 0 { addAbsent(client) }
    }
    counts[7] = requiredMissing
    vehicleLimit = .max
    refreshActive()
  }

  /// No more routes than this are begun.
  var vehicleLimit: Int {
    @inline(__always) get { counts[10] }
    @inline(__always) set { counts[10] = min(newValue, Int(Int32.max)) }
  }
  var activeCount: Int {
    @inline(__always) get { counts[11] }
    @inline(__always) set { counts[11] = newValue }
  }
  /// The number of the search for a place.
  var lookMark: Int {
    @inline(__always) get { counts[12] }
    @inline(__always) set { counts[12] = newValue }
  }
  var tailCount: Int {
    @inline(__always) get { counts[9] }
    @inline(__always) set { counts[9] = newValue }
  }
  /// The number of the iteration.
  var mark: Int {
    @inline(__always) get { counts[8] }
    @inline(__always) set { counts[8] = newValue }
  }
  var removedCount: Int {
    @inline(__always) get { counts[0] }
    @inline(__always) set { counts[0] = newValue }
  }
  var orderCount: Int {
    @inline(__always) get { counts[1] }
    @inline(__always) set { counts[1] = newValue }
  }
  var insertedCount: Int {
    @inline(__always) get { counts[2] }
    @inline(__always) set { counts[2] = newValue }
  }
  var touchedCount: Int {
    @inline(__always) get { counts[3] }
    @inline(__always) set { counts[3] = newValue }
  }
  var absentCount: Int {
    @inline(__always) get { counts[4] }
    @inline(__always) set { counts[4] = newValue }
  }

  /// How many required clients the plan leaves out; the last count is that of the best plan.
  var requiredMissing: Int {
    get { counts[6] }
    set { counts[6] = newValue }
  }

  /// Ruins and recreates once, and keeps the result if it is not too much worse.
  ///
  /// - Parameters:
  ///   - temperature: How much worse a plan may be, on average, in the kernel's units.
  ///   - generator: The source of randomness.
  func iterate(temperature: Double, using generator: inout SeededGenerator) {
    let before = plan.cost
    change(using: &generator)
    // The logarithm of a uniform number is exponential: Metropolis' rule as a threshold.
    let threshold = before - temperature * Double.log(1 - generator.uniform())
    if isUnchanged {
      settle(to: before)
    } else if plan.cost < threshold {
      keep()
    } else {
      undo(to: before)
    }
  }

  /// Ruins and recreates once.
  func change(using generator: inout SeededGenerator) {
    mark += 1
    removedCount = 0
    orderCount = 0
    insertedCount = 0
    touchedCount = 0
    tailCount = 0
    let (seed, isPioneer) = drawSeed(using: &generator)
    ruin(around: seed, using: &generator)
    sortOrder(using: &generator)
    if isPioneer { beginRoute(with: seed, using: &generator) }
    recreate(using: &generator)
    // What is as it was has been improved before.
    if isUnchanged { return }
    exchangeTails()
    exchangeVehicles(using: &generator)
  }

  /// Keeps what was changed.
  func keep() {
    for index in 0..<orderCount {
      let client = order[index]
      if plan.routeOf[client] < 0 { addAbsent(client) } else { dropAbsent(client) }
    }
    for index in 0..<touchedCount {
      best.noteChange(of: touched[index])
      if plan.size[touched[index]] == 0 { stack(touched[index]) }
    }
    if plan.cost < best.cost - RoutePlan.tolerance {
      best.save()
      counts[7] = requiredMissing
    }
  }

  /// Takes note that a route changes in this iteration.
  @inline(__always) func touch(_ route: Int) {
    if touchMark[route] == mark { return }
    touchMark[route] = mark
    touched[touchedCount] = route
    lengthBefore[touchedCount] = plan.length[route]
    versionBefore[touchedCount] = plan.version[route]
    touchedCount += 1
    if activePosition[route] < 0 { activate(route) }
  }

  /// Takes back what was changed.
  func undo(to cost: Double) {
    undoTails()
    var index = insertedCount
    while index > 0 {
      index -= 1
      plan.unlink(inserted[index])
    }
    index = removedCount
    while index > 0 {
      index -= 1
      plan.link(removed[index], after: removedFrom[index])
    }
    for index in 0..<touchedCount {
      let route = touched[index]
      plan.length[route] = lengthBefore[index]
      plan.version[route] = versionBefore[index]
      if kernel.isTimed { plan.refreshTimes(route) }
      if plan.size[route] == 0 { stack(route) }
      if canExchangeTails { refreshOrder(route) }
    }
    plan.cost = cost
  }

  /// Whether those who were taken off, and nobody else, stand again where they stood.
  private var isUnchanged: Bool {
    guard tailCount == 0, insertedCount == removedCount else { return false }
    for index in 0..<removedCount {
      let client = removed[index]
      // Whoever is not visited still has the links of before.
      if plan.routeOf[client] < 0 || plan.previousSlot[client] != predecessor[index] {
        return false
      }
    }
    return true
  }

  /// Clears the traces of an iteration that changed nothing.
  private func settle(to cost: Double) {
    for index in 0..<touchedCount {
      let route = touched[index]
      plan.length[route] = lengthBefore[index]
      plan.version[route] = versionBefore[index]
      if plan.size[route] == 0 { stack(route) }
    }
    plan.cost = cost
  }

  private func activate(_ route: Int) {
    activePosition[route] = activeCount
    active[activeCount] = route
    activeCount += 1
  }

  /// Lists the routes that visit somebody anew.
  func refreshActive() {
    for index in 0..<activeCount { activePosition[active[index]] = -1 }
    activeCount = 0
    for route in 0..<kernel.routeCount where plan.size[route] > 0 { activate(route) }
  }

  /// Goes on with other routes, whose cost is from now on that of the best plan.
  func begin(with routes: [(route: Int, clients: [Int])]) {
    plan.replaceAll(routes)
    for route in 0..<kernel.routeCount {
      best.noteChange(of: route)
      refreshOrder(route)
    }
    for route in (0..<kernel.routeCount).reversed() where plan.size[route] == 0 { stack(route) }
    for client in 0..<kernel.clientCount {
      if plan.routeOf[client] < 0 { addAbsent(client) } else { dropAbsent(client) }
    }
    refreshActive()
    best.save()
    counts[7] = requiredMissing
  }

  /// Takes note that a route is empty.
  func stack(_ route: Int) {
    if isStacked[route] { return }
    isStacked[route] = true
    let type = kernel.typeOfRoute[route]
    emptyStack[kernel.firstRoute[type] + emptyCount[type]] = route
    emptyCount[type] += 1
  }

  /// A route of a type without clients; −1 if there is none.
  @inline(__always) func emptyRoute(ofType type: Int) -> Int {
    if plan.filledCount >= vehicleLimit { return -1 }
    while emptyCount[type] > 0 {
      let route = emptyStack[kernel.firstRoute[type] + emptyCount[type] - 1]
      if plan.size[route] == 0 { return route }
      isStacked[route] = false
      emptyCount[type] -= 1
    }
    return -1
  }
}

extension RuinAndRecreate {
  /// The cost of the best plan in the problem's units; `nil` where it leaves a required client out.
  var feasibleCost: Double? {
    counts[7] == 0 ? best.cost / kernel.scale : nil
  }
}
