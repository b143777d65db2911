/// Exchanges two clients of two routes, each of whom goes to his best place on the other's route.
///
/// Vidal 2022, <https://doi.org/10.1016/j.cor.2021.105643>.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.relocate, .swapStar])
/// ```
public struct SwapStar: LocalSearchMove, Hashable, Codable {
  /// Exchanges two clients of two routes.
  public init() {}

  /// Exchanges a client with one of his neighbours on another route.
  ///
  /// - Complexity: O(*neighbours* × *clients on a route*).
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    let saved = plan.costPerDistance(ofRoute: route) * saving(without: client, plan)
    for rank in 0..<plan.neighbourCount {
      let other = plan.neighbour(of: client, rank: rank)
      let target = plan.route(other)
      guard target >= 0, target != route,
        plan.hasRoom(onRoute: target, for: client, without: other),
        plan.hasRoom(onRoute: route, for: other, without: client)
      else { continue }
      let alsoSaved = plan.costPerDistance(ofRoute: target) * saving(without: other, plan)
      let place = bestPlace(for: client, onRoute: target, without: other, plan)
      let otherPlace = bestPlace(for: other, onRoute: route, without: client, plan)
      guard place.cost + otherPlace.cost - saved - alsoSaved < -RoutePlan.tolerance else {
        continue
      }
      draft(route, with: other, behind: otherPlace.slot, without: client, plan)
      draft(target, with: client, behind: place.slot, without: other, plan)
      if plan.commitDrafts(ifBetterBy: RoutePlan.tolerance) { return true }
    }
    return false
  }

  /// How much shorter a route is without one of its clients.
  private func saving(without client: Int, _ plan: RoutePlan) -> Double {
    let (before, after) = (plan.previous(client), plan.next(client))
    return plan.distance(before, client) + plan.distance(client, after)
      - plan.distance(before, after)
  }

  /// Behind whom a client costs least on a route that another client leaves.
  private func bestPlace(
    for client: Int, onRoute route: Int, without leaving: Int, _ plan: RoutePlan
  ) -> (slot: Int, cost: Double) {
    var best = (slot: -1, cost: Double.infinity)
    var slot = plan.previous(plan.first(route))
    repeat {
      var next = plan.next(slot)
      if next == leaving { next = plan.next(next) }
      let added =
        plan.distance(slot, client) + plan.distance(client, next) - plan.distance(slot, next)
      if added < best.cost { best = (slot, added) }
      slot = next
    } while plan.isClient(slot)
    return (best.slot, best.cost * plan.costPerDistance(ofRoute: route))
  }

  private func draft(
    _ route: Int, with client: Int, behind place: Int, without leaving: Int, _ plan: RoutePlan
  ) {
    plan.beginDraft(of: route)
    if !plan.isClient(place) { plan.appendToDraft(client) }
    var slot = plan.first(route)
    while plan.isClient(slot) {
      if slot != leaving { plan.appendToDraft(slot) }
      if slot == place { plan.appendToDraft(client) }
      slot = plan.next(slot)
    }
  }
}
