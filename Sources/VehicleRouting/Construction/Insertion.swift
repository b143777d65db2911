internal import HeapModule

/// Clients one by one, where each costs least: the next is who costs least now, or who would lose most
/// by waiting.
///
/// With `regret` of one the cheapest insertion of all comes next. With more, the client comes next
/// whose best route is so much better than his second, third … best that he must not miss it: Potvin
/// and Rousseau 1993, <https://doi.org/10.1016/0377-2217(93)90221-8>. Regret does better with tight time
/// windows.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: (0..<20).map { .init(at: .init(x: Double($0), y: Double($0 % 3)), demand: [1]) },
///   vehicleTypes: [.init(capacity: [7])])
/// print(try Insertion(regret: 3).solve(problem).routes.count)  // 3
/// ```
///
/// - Complexity: About O(*nk²*) time and O(*nk*) memory for *n* clients and *k* neighbours: only places
///   beside a neighbour, and empty vehicles, are looked at.
public struct Insertion: RoutingConstruction, Hashable, Codable {
  /// How many of a client's best routes are compared; one for the cheapest insertion.
  public var regret = 1
  /// How many near neighbours a client may be put beside.
  public var neighbours = 40

  /// An insertion.
  ///
  /// - Parameters:
  ///   - regret: How many of a client's best routes are compared; one for the cheapest insertion.
  ///   - neighbours: How many near neighbours a client may be put beside.
  public init(regret: Int = 1, neighbours: Int = 40) {
    self.regret = regret
    self.neighbours = neighbours
  }

  /// Fills a plan in which nobody is visited yet.
  public func build(_ plan: RoutePlan) {
    var queue = Heap<Offer>()
    var empty = plan.emptyRoutes
    for client in plan.unvisited {
      if let offer = offer(for: client, in: plan, empty) { queue.insert(offer) }
    }
    while let known = queue.popMin() {
      guard plan.route(known.client) < 0 else { continue }
      // The routes may have changed since: what is no longer so goes back with what is.
      guard let offer = offer(for: known.client, in: plan, empty) else { continue }
      if offer.urgency > known.urgency, let next = queue.min, next < offer {
        queue.insert(offer)
        continue
      }
      plan.insert(offer.client, after: offer.before)
      if empty.contains(plan.route(offer.client)) { empty = plan.emptyRoutes }
      // Whoever is near has a new place to go to.
      for rank in 0..<plan.neighbourCount {
        let other = plan.neighbour(of: offer.client, rank: rank)
        guard plan.route(other) < 0 else { continue }
        if let better = self.offer(for: other, in: plan, empty) { queue.insert(better) }
      }
    }
    for client in plan.unvisited { plan.insertAnywhere(client) }
  }

  /// The best place for a client, and how urgent it is to give it to him; the least comes first.
  private struct Offer: Comparable {
    var client: Int
    var before: Int
    var urgency: Double

    static func < (lhs: Self, rhs: Self) -> Bool {
      (lhs.urgency, lhs.client) < (rhs.urgency, rhs.client)
    }
  }

  private func offer(for client: Int, in plan: RoutePlan, _ empty: [Int]) -> Offer? {
    // The best place on each route, the best routes first, no more than are compared.
    var best: [(route: Int, before: Int, cost: Double)] = []
    func consider(_ before: Int) {
      let route = plan.route(before)
      guard plan.hasRoom(onRoute: route, for: client) else { return }
      let cost = plan.insertionCost(of: client, after: before)
      guard cost < .infinity else { return }
      if let known = best.firstIndex(where: { $0.route == route }) {
        if best[known].cost <= cost { return }
        best.remove(at: known)
      }
      let place = best.firstIndex { $0.cost > cost } ?? best.count
      best.insert((route, before, cost), at: place)
      if best.count > max(1, regret) { best.removeLast() }
    }
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: client, rank: rank)
      guard plan.route(neighbour) >= 0 else { continue }
      consider(plan.previous(neighbour))
      consider(neighbour)
    }
    for route in empty { consider(plan.kernel.startSlot(route)) }
    guard let first = best.first else { return nil }
    guard regret > 1 else {
      return Offer(client: client, before: first.before, urgency: first.cost)
    }
    let absence = plan.kernel.absence[client]
    var lost = best.dropFirst().reduce(0) { $0 + $1.cost - first.cost }
    // A route that he lacks costs as much as not to visit him.
    lost += Double(max(0, regret - best.count)) * max(0, absence - first.cost)
    return Offer(client: client, before: first.before, urgency: -lost)
  }
}
