/// Exchanges the tails of two routes, straight or turned around.
///
/// Potvin and Rousseau 1995, <https://doi.org/10.1057/jors.1995.204>.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.relocate, .twoOptStar])
/// ```
public struct TwoOptStar: LocalSearchMove, Hashable, Codable {
  /// Exchanges the tails of two routes.
  public init() {}

  /// Joins a client to one of his neighbours on another route of the same type of vehicle.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    let next = plan.next(client)
    let here = plan.distance(client, next)
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: client, rank: rank)
      let other = plan.route(neighbour)
      guard other >= 0, other != route, plan.isSameType(route, other) else { continue }
      let ahead = plan.previous(neighbour)
      let straight =
        here + plan.distance(ahead, neighbour)
        - plan.distance(client, neighbour) - plan.distance(ahead, next)
      if straight > RoutePlan.tolerance {
        plan.beginDraft(of: route)
        plan.appendToDraft(from: plan.first(route), through: client)
        plan.appendToDraft(from: neighbour, through: plan.last(other))
        plan.beginDraft(of: other)
        plan.appendToDraft(from: plan.first(other), through: ahead)
        plan.appendToDraft(from: next, through: plan.last(route))
        if plan.commitDrafts(ifBetterBy: RoutePlan.tolerance) { return true }
      }
      guard plan.isSymmetric else { continue }
      let behind = plan.next(neighbour)
      let turned =
        here + plan.distance(neighbour, behind)
        - plan.distance(client, neighbour) - plan.distance(next, behind)
      if turned > RoutePlan.tolerance {
        plan.beginDraft(of: route)
        plan.appendToDraft(from: plan.first(route), through: client)
        plan.appendReversedToDraft(from: plan.first(other), through: neighbour)
        plan.beginDraft(of: other)
        plan.appendReversedToDraft(from: next, through: plan.last(route))
        plan.appendToDraft(from: behind, through: plan.last(other))
        if plan.commitDrafts(ifBetterBy: RoutePlan.tolerance) { return true }
      }
    }
    return false
  }
}
