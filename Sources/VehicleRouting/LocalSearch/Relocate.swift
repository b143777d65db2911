/// Moves one client to another place, on his own route or another.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.relocate])
/// ```
public struct Relocate: LocalSearchMove, Hashable, Codable {
  /// Moves one client.
  public init() {}

  /// Moves a client to the best place beside one of his neighbours.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    let (before, after) = (plan.previous(client), plan.next(client))
    let saved =
      plan.costPerDistance(ofRoute: route)
      * (plan.distance(before, client) + plan.distance(client, after)
        - plan.distance(before, after))
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: client, rank: rank)
      let target = plan.route(neighbour)
      guard target >= 0 else { continue }
      guard target == route || plan.hasRoom(onRoute: target, for: client) else { continue }
      let rate = plan.costPerDistance(ofRoute: target)
      // Behind the neighbour, then before him.
      for place in [neighbour, plan.previous(neighbour)] {
        let next = plan.next(place)
        if place == client || next == client { continue }
        let added =
          plan.distance(place, client) + plan.distance(client, next) - plan.distance(place, next)
        guard saved - rate * added > RoutePlan.tolerance else { continue }
        if plan.moveStretch(from: client, through: client, behind: place) { return true }
      }
    }
    return false
  }
}
