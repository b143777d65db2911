/// Moves a client to another route, and a client of that route, who makes room for him, to a third.
///
/// Glover 1996, <https://doi.org/10.1016/0166-218X(94)00037-E>; chains of two links.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.relocate, .ejectionChain])
/// ```
public struct EjectionChain: LocalSearchMove, Hashable, Codable {
  /// How many neighbours are looked at in each link.
  public var neighbours: Int

  /// Moves two clients in a chain.
  ///
  /// - Parameter neighbours: How many neighbours are looked at in each link.
  public init(neighbours: Int = 10) { self.neighbours = max(0, neighbours) }

  /// Moves a client behind one of his neighbours, one beside whom makes room for him.
  ///
  /// - Complexity: O(*neighbours*²) looks.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    let (before, after) = (plan.previous(client), plan.next(client))
    let saved =
      plan.costPerDistance(ofRoute: route)
      * (plan.distance(before, client) + plan.distance(client, after)
        - plan.distance(before, after))
    guard saved > RoutePlan.tolerance else { return false }
    for rank in 0..<min(neighbours, plan.neighbourCount) {
      let place = plan.neighbour(of: client, rank: rank)
      let target = plan.route(place)
      guard target >= 0, target != route else { continue }
      // Where there is room anyway, a simple move does.
      if plan.hasRoom(onRoute: target, for: client) { continue }
      // One of those around the place is ejected: the client takes his or stands beside him.
      for ejected in [plan.next(place), place] where plan.isClient(ejected) {
        guard plan.hasRoom(onRoute: target, for: client, without: ejected) else { continue }
        if eject(ejected, for: client, saved: saved, plan) { return true }
      }
    }
    return false
  }

  /// Puts a client in the place of another, and that one beside one of his neighbours.
  private func eject(
    _ ejected: Int, for client: Int, saved: Double, _ plan: RoutePlan
  ) -> Bool {
    let (route, target) = (plan.route(client), plan.route(ejected))
    let (before, after) = (plan.previous(ejected), plan.next(ejected))
    let rate = plan.costPerDistance(ofRoute: target)
    let change =
      rate
      * (plan.distance(before, client) + plan.distance(client, after)
        - plan.distance(before, ejected) - plan.distance(ejected, after))
    guard change < saved - RoutePlan.tolerance else { return false }
    for rank in 0..<min(neighbours, plan.neighbourCount) {
      let place = plan.neighbour(of: ejected, rank: rank)
      let third = plan.route(place)
      guard third >= 0, third != route, third != target,
        plan.hasRoom(onRoute: third, for: ejected)
      else { continue }
      for slot in [place, plan.previous(place)] {
        let next = plan.next(slot)
        let added =
          plan.costPerDistance(ofRoute: third)
          * (plan.distance(slot, ejected) + plan.distance(ejected, next)
            - plan.distance(slot, next))
        guard added + change < saved - RoutePlan.tolerance else { continue }
        if commit(client, insteadOf: ejected, whoGoesBehind: slot, of: third, plan) { return true }
      }
    }
    return false
  }

  private func commit(
    _ client: Int, insteadOf ejected: Int, whoGoesBehind slot: Int, of third: Int,
    _ plan: RoutePlan
  ) -> Bool {
    let (route, target) = (plan.route(client), plan.route(ejected))
    plan.beginDraft(of: route)
    plan.appendToDraft(from: plan.first(route), through: plan.previous(client))
    plan.appendToDraft(from: plan.next(client), through: plan.last(route))
    plan.beginDraft(of: target)
    plan.appendToDraft(from: plan.first(target), through: plan.previous(ejected))
    plan.appendToDraft(client)
    plan.appendToDraft(from: plan.next(ejected), through: plan.last(target))
    plan.beginDraft(of: third)
    plan.appendToDraft(from: plan.first(third), through: slot)
    plan.appendToDraft(ejected)
    plan.appendToDraft(from: plan.next(slot), through: plan.last(third))
    return plan.commitDrafts(ifBetterBy: RoutePlan.tolerance)
  }
}
