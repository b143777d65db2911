private import RealModule
import SupplyChainCore

/// Ruin and recreate on one part of a plan, with a journal that takes an iteration back.
///
/// Slack induction by string removals: Christiaens and Vanden Berghe 2020,
/// <https://doi.org/10.1287/trsc.2019.0914>. A client is put back beside one of his near neighbours
/// only, and an iteration reads and writes nothing but what it changes, so that it costs the same for
/// a hundred clients and for a hundred thousand.
final class CapacitatedWorker: @unchecked Sendable {
  let kernel: CapacitatedKernel
  let plan: CapacitatedPlan
  let options: CapacitatedOptions
  /// The number of the part, and its clients.
  let part: Int
  let ownPart: UInt8
  let members: IndexArray
  private var generator: SeededGenerator
  /// Whether the part is all of the plan.
  let isWhole: Bool

  /// What changes as the worker goes, kept apart so that changing it checks nothing.
  let state: FlatArray<State>

  struct State {
    /// The number of the iteration.
    var mark = 0
    /// The change of the plan's length in this iteration, and the length after the last one.
    var change = 0
    var length = 0
    var best = 0
    var orderCount = 0
    var journalCount = 0
    var routeJournalCount = 0
    var changedCount = 0
    var freeCount = 0
    var dirtyCount = 0
    /// The number of the last count of places and loads.
    var numbering = 0
    /// Whether places and loads along the routes that changed were counted.
    var isNumbered = false
    /// How many more looks at a place until one is overlooked.
    var looksUntilBlink = 0
    /// Whether a route less could carry all.
    var canSpareRoute = false
    /// Clients for each route, on average.
    var meanSize = 1.0
  }

  // Those who are to be put back, and the keys by which they are sorted.
  let order: IndexArray
  let sortKey: IndexArray

  // Local search: clients to look at, and routes written anew.
  let dirty: IndexArray
  let dirtyMark: FlatArray<Int>
  let numberMark: FlatArray<Int>
  let buffer: IndexArray

  // The journal: what stood where before it was changed.
  let journal: FlatArray<Entry>
  let routeJournal: FlatArray<RouteEntry>
  struct Entry {
    let client: Int32
    let visit: CapacitatedPlan.Visit
  }
  struct RouteEntry {
    let route: Int32
    let slack: Int32
    let content: CapacitatedPlan.Route
  }

  // The routes of this part; those without clients are a stack in which some may be filled again.
  let ownRoutes: IndexArray
  let freeRoutes: IndexArray
  let isFree: FlatArray<Bool>
  let ruinMark: FlatArray<Int>

  // The best plan so far: the client behind each client, the first of each route, and the routes that
  // changed since.
  let bestNext: IndexArray
  let bestFirst: IndexArray
  let changed: IndexArray
  let isChanged: FlatArray<Bool>

  /// A worker on the clients of some routes of a plan, which no other worker touches.
  init(
    _ plan: CapacitatedPlan, part: Int, routes: [Int32], options: CapacitatedOptions,
    generator: SeededGenerator
  ) {
    self.plan = plan
    kernel = plan.kernel
    self.options = options
    self.part = part
    ownPart = UInt8(part)
    self.generator = generator
    let members = routes.flatMap { plan.clients(ofRoute: Int($0)) }.sorted()
    self.members = IndexArray(members.map { Int32($0) })
    isWhole = members.count == plan.kernel.clientCount
    let (n, r) = (plan.kernel.clientCount, plan.routes.count)
    order = IndexArray(repeating: 0, count: n)
    sortKey = IndexArray(repeating: 0, count: n)
    dirty = IndexArray(repeating: 0, count: n)
    dirtyMark = FlatArray(repeating: 0, count: n)
    numberMark = FlatArray(repeating: 0, count: r)
    buffer = IndexArray(repeating: 0, count: n)
    journal = FlatArray(
      repeating: Entry(client: 0, visit: .init()), count: 16_384 + 4 * members.count)
    routeJournal = FlatArray(
      repeating: RouteEntry(route: 0, slack: 0, content: .init(first: 0, last: 0)),
      count: 16_384 + 4 * members.count)
    ownRoutes = IndexArray(routes)
    freeRoutes = IndexArray(repeating: 0, count: routes.count)
    isFree = FlatArray(repeating: false, count: r)
    ruinMark = FlatArray(repeating: 0, count: r)
    bestNext = IndexArray(repeating: 0, count: n)
    bestFirst = IndexArray(repeating: 0, count: r)
    changed = IndexArray(repeating: 0, count: r)
    isChanged = FlatArray(repeating: false, count: r)
    state = FlatArray(repeating: State(), count: 1)
    for route in routes.reversed() {
      let route = Int(route)
      state[0].length += plan.routes[route].length
      if plan.routes[route].size == 0 { noteFree(route) }
      noteChange(of: route)
      number(route)
    }
    state[0].best = state[0].length
    saveBest()
    countRoutes()
  }

  /// Ruins and recreates many times, until the time is up or the work is cancelled.
  ///
  /// - Parameters:
  ///   - iterations: How many times.
  ///   - done: How many iterations the search had done before this round.
  ///   - stride: How many iterations all parts do while this one does one.
  ///   - schedule: The temperatures.
  /// - Returns: How many iterations were done.
  func search(
    _ iterations: Int, after done: Int, of stride: Int, _ schedule: CoolingSchedule
  ) -> Int {
    guard members.count > 0 else { return iterations }
    var generator = generator
    defer { self.generator = generator }
    var count = 0
    while count < iterations, !Cancellation.isRequested,
      let temperature = schedule.temperature(after: done + count * stride)
    {
      let batch = min(Self.batch, iterations - count)
      for _ in 0..<batch { iterate(temperature: temperature, using: &generator) }
      count += batch
    }
    return count
  }

  /// How many iterations pass between two looks at the clock.
  private static let batch = 100

  /// The length of the best routes of this part so far.
  var bestLength: Int { state[0].best }

  /// Ruins and recreates once, and keeps the result if it is not too much worse.
  ///
  /// - Parameters:
  ///   - temperature: How much longer a plan may be, on average, in the kernel's units.
  ///   - generator: The source of randomness.
  func iterate(temperature: Double, using generator: inout SeededGenerator) {
    state[0].mark += 1
    if state[0].mark % 1_024 == 0 { countRoutes() }
    state[0].change = 0
    state[0].isNumbered = false
    state[0].orderCount = 0
    ruin(using: &generator)
    sortOrder(using: &generator)
    guard recreate(using: &generator) else {
      takeBack()
      return
    }
    // The logarithm of a uniform number is exponential: Metropolis' rule as a threshold.
    let allowed = -temperature * Double.log(1 - generator.uniform())
    if Double(state[0].change) < allowed + options.mendingMargin * temperature { improve() }
    if Double(state[0].change) < allowed { keep() } else { takeBack() }
  }

  private func keep() {
    if !state[0].isNumbered { numberTouchedRoutes() }
    for index in 0..<state[0].routeJournalCount {
      let route = Int(routeJournal[index].route)
      noteChange(of: route)
      if plan.routes[route].size == 0 { noteFree(route) }
    }
    state[0].length += state[0].change
    state[0].journalCount = 0
    state[0].routeJournalCount = 0
    if state[0].length < state[0].best {
      state[0].best = state[0].length
      saveBest()
    }
  }

  /// Takes the changes of this iteration back, the last first.
  private func takeBack() {
    var index = state[0].journalCount
    while index > 0 {
      index -= 1
      plan.visits[Int(journal[index].client)] = journal[index].visit
    }
    index = state[0].routeJournalCount
    while index > 0 {
      index -= 1
      let route = Int(routeJournal[index].route)
      plan.routes[route] = routeJournal[index].content
      plan.slack[route] = routeJournal[index].slack
      if plan.routes[route].size == 0 { noteFree(route) }
    }
    if state[0].isNumbered {
      numberTouchedRoutes()
    }
    state[0].journalCount = 0
    state[0].routeJournalCount = 0
  }

  /// Takes note of where a client stands before that changes.
  @inline(__always) func record(_ client: Int) {
    journal[state[0].journalCount] = Entry(client: Int32(client), visit: plan.visits[client])
    state[0].journalCount += 1
  }

  /// Takes note of what a route is before that changes.
  @inline(__always) func recordRoute(_ route: Int) {
    routeJournal[state[0].routeJournalCount] = RouteEntry(
      route: Int32(route), slack: plan.slack[route], content: plan.routes[route])
    state[0].routeJournalCount += 1
  }

  /// Takes note that a route is empty.
  @inline(__always) func noteFree(_ route: Int) {
    if isFree[route] { return }
    isFree[route] = true
    freeRoutes[state[0].freeCount] = route
    state[0].freeCount += 1
  }

  /// A route without clients; −1 if there is none.
  @inline(__always) func freeRoute() -> Int {
    while state[0].freeCount > 0 {
      let route = freeRoutes[state[0].freeCount - 1]
      if plan.routes[route].size == 0 { return route }
      isFree[route] = false
      state[0].freeCount -= 1
    }
    return -1
  }

  @inline(__always) private func noteChange(of route: Int) {
    if isChanged[route] { return }
    isChanged[route] = true
    changed[state[0].changedCount] = route
    state[0].changedCount += 1
  }

  /// Copies the routes that changed since the best plan was copied last.
  private func saveBest() {
    for index in 0..<state[0].changedCount {
      let route = changed[index]
      isChanged[route] = false
      var client = Int(plan.routes[route].first)
      bestFirst[route] = client
      while client != kernel.depot {
        let next = Int(plan.visits[client].next)
        bestNext[client] = next
        client = next
      }
    }
    state[0].changedCount = 0
  }

  /// The clients of each route of the best plan that visits somebody.
  var bestRoutes: [[Int]] {
    var routes: [[Int]] = []
    for index in 0..<ownRoutes.count {
      var clients: [Int] = []
      var client = bestFirst[ownRoutes[index]]
      while client != kernel.depot {
        clients.append(client)
        client = bestNext[client]
      }
      if !clients.isEmpty { routes.append(clients) }
    }
    return routes
  }

  private func countRoutes() {
    var (filled, room) = (0, 0)
    for index in 0..<ownRoutes.count where plan.routes[ownRoutes[index]].size > 0 {
      filled += 1
      room += Int(plan.slack[ownRoutes[index]])
    }
    state[0].canSpareRoute = filled > 1 && room >= kernel.capacity
    state[0].meanSize = max(1, Double(members.count) / Double(max(1, filled)))
  }
}
