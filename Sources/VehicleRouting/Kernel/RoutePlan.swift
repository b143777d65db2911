/// The routes a search is working on: linked lists of clients that change in place.
///
/// This is what a ``LocalSearchMove`` sees. Clients keep their index in the problem; each route has a
/// start slot and an end slot of its own, which behave like clients that cannot be moved. Every plan
/// is feasible at all times: a change that would break a constraint is not offered.
///
/// ```swift
/// struct SwapWithNext: LocalSearchMove {
///   func improve(_ plan: RoutePlan, around client: Int) -> Bool {
///     let (before, next) = (plan.previous(client), plan.next(client))
///     guard plan.isClient(next) else { return false }
///     let after = plan.next(next)
///     let gain =
///       plan.distance(before, client) + plan.distance(client, next) + plan.distance(next, after)
///       - plan.distance(before, next) - plan.distance(next, client) - plan.distance(client, after)
///     guard gain > RoutePlan.tolerance else { return false }
///     plan.beginDraft(of: plan.route(client))
///     plan.appendToDraft(from: plan.first(plan.route(client)), through: before)
///     plan.appendToDraft(next)
///     plan.appendToDraft(client)
///     plan.appendToDraft(from: after, through: plan.last(plan.route(client)))
///     return plan.commitDrafts(ifBetterBy: RoutePlan.tolerance)
///   }
/// }
/// ```
public final class RoutePlan {
  /// Gains below this are noise of floating-point sums, and would let a search run in circles.
  public static let tolerance = 1e-7

  let kernel: RoutingKernel
  let neighbours: NeighbourLists

  // Slots.
  let nextSlot: IndexArray
  let previousSlot: IndexArray
  /// The route of each client; −1 for one who is not visited.
  let routeOf: IndexArray
  /// The place within the route, counted from the start slot; right after `refresh` only.
  let position: IndexArray
  /// The distance to the next slot.
  let arc: FlatArray<Double>
  /// The earliest time of leaving a slot.
  let departure: FlatArray<Double>
  /// The latest time of coming to a slot so that nothing behind it is late.
  let deadline: FlatArray<Double>
  /// The spans from the start of the route to a slot, and from a slot to the end.
  let prefix: FlatArray<TimeSpan>
  let suffix: FlatArray<TimeSpan>

  // Routes.
  let size: IndexArray
  let length: FlatArray<Double>
  let load: FlatArray<Double>
  let span: FlatArray<Double>
  /// Two routes with the same version have the same clients in the same order: no version comes back
  /// but by undoing what came after it.
  let version: FlatArray<Int>
  private let lastVersion = FlatArray<Int>(repeating: 0, count: 1)

  /// Sums over the plan, kept apart from the object so that changing them checks nothing.
  private let sums = FlatArray<Double>(repeating: 0, count: 1)
  private let filled = IndexArray(repeating: 0, count: 1)

  // Drafts: up to three routes written out anew.
  static let mostDrafts = 3
  let draftRoute = IndexArray(repeating: 0, count: RoutePlan.mostDrafts)
  let draftSize = IndexArray(repeating: 0, count: RoutePlan.mostDrafts)
  let draftLength = FlatArray<Double>(repeating: 0, count: RoutePlan.mostDrafts)
  let draftSpan = FlatArray<Double>(repeating: 0, count: RoutePlan.mostDrafts)
  let draft: IndexArray
  let draftCount = IndexArray(repeating: 0, count: 1)

  /// A plan in which nobody is visited.
  init(_ kernel: RoutingKernel, neighbours: NeighbourLists) {
    self.kernel = kernel
    self.neighbours = neighbours
    let slots = kernel.slotCount
    nextSlot = IndexArray(repeating: -1, count: slots)
    previousSlot = IndexArray(repeating: -1, count: slots)
    routeOf = IndexArray(repeating: -1, count: slots)
    position = IndexArray(repeating: 0, count: slots)
    arc = FlatArray(repeating: 0, count: slots)
    let timed = kernel.isTimed ? slots : 0
    departure = FlatArray(repeating: 0, count: timed)
    deadline = FlatArray(repeating: 0, count: timed)
    let spans = kernel.usesDuration ? slots : 0
    prefix = FlatArray(repeating: TimeSpan(), count: spans)
    suffix = FlatArray(repeating: TimeSpan(), count: spans)
    size = IndexArray(repeating: 0, count: kernel.routeCount)
    length = FlatArray(repeating: 0, count: kernel.routeCount)
    load = FlatArray(repeating: 0, count: kernel.routeCount * kernel.dimensions)
    span = FlatArray(repeating: 0, count: kernel.routeCount)
    version = FlatArray(repeating: 0, count: kernel.routeCount)
    draft = IndexArray(repeating: 0, count: Self.mostDrafts * kernel.clientCount)
    clear()
  }

  /// Takes everybody off the routes.
  func clear() {
    cost = 0
    for client in 0..<kernel.clientCount {
      routeOf[client] = -1
      cost += kernel.absence[client]
    }
    for route in 0..<kernel.routeCount {
      let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
      (routeOf[start], routeOf[end]) = (route, route)
      (nextSlot[start], previousSlot[end]) = (end, start)
      for dimension in 0..<kernel.dimensions { load[route * kernel.dimensions + dimension] = 0 }
      refresh(route)
    }
  }

  /// What the plan costs in the kernel's units, those who are left out included.
  var cost: Double {
    @inline(__always) get { sums[0] }
    @inline(__always) set { sums[0] = newValue }
  }

  /// How many routes visit somebody.
  var filledCount: Int {
    @inline(__always) get { filled[0] }
    @inline(__always) set { filled[0] = newValue }
  }

  /// Takes note that a route is not as it was.
  @inline(__always) func renewVersion(ofRoute route: Int) {
    lastVersion[0] += 1
    version[route] = lastVersion[0]
  }

  /// What a route costs in the kernel's units.
  @inline(__always) func cost(ofRoute route: Int) -> Double {
    guard size[route] > 0 else { return 0 }
    let type = kernel.typeOfRoute[route]
    var cost = kernel.fixedCost[type] + kernel.costPerDistance[type] * length[route]
    if kernel.usesDuration { cost += kernel.timeCost(type: type, duration: span[route]) }
    return cost
  }

  /// Computes everything that is derived from the order of a route's clients but the load.
  func refresh(_ route: Int) {
    renewVersion(ofRoute: route)
    let end = kernel.endSlot(route)
    var slot = kernel.startSlot(route)
    var sum = 0.0
    var place = 0
    while slot != end {
      position[slot] = place
      place += 1
      arc[slot] = kernel.distance(slot, nextSlot[slot])
      sum += arc[slot]
      slot = nextSlot[slot]
    }
    position[end] = place
    filledCount += (place > 1 ? 1 : 0) - (size[route] > 0 ? 1 : 0)
    size[route] = place - 1
    length[route] = place > 1 ? sum : 0
    if kernel.isTimed { refreshTimes(route) }
  }

  /// The clients of a route, in order.
  func clients(ofRoute route: Int) -> [Int] {
    var clients: [Int] = []
    var slot = nextSlot[kernel.startSlot(route)]
    while slot < kernel.clientCount {
      clients.append(slot)
      slot = nextSlot[slot]
    }
    return clients
  }

  /// The routes that visit somebody.
  var filledRoutes: [(route: Int, clients: [Int])] {
    (0..<kernel.routeCount).filter { size[$0] > 0 }.map { ($0, clients(ofRoute: $0)) }
  }
}
