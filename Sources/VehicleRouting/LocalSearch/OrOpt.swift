/// Moves two or three clients in a row to another place, either way around.
///
/// Or 1976 (Traveling Salesman-Type Combinatorial Problems, Northwestern University).
///
/// ```swift
/// let search = ImprovedSavings(moves: [.orOpt])
/// ```
public struct OrOpt: LocalSearchMove, Hashable, Codable {
  /// Moves two or three clients in a row.
  public init() {}

  /// Moves a stretch that begins with a client beside one of the neighbours of its ends.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    var last = client
    for _ in 2...3 {
      last = plan.next(last)
      guard plan.isClient(last) else { return false }
      if move(from: client, through: last, beside: client, plan) { return true }
      if move(from: client, through: last, beside: last, plan) { return true }
    }
    return false
  }

  private func move(
    from first: Int, through last: Int, beside end: Int, _ plan: RoutePlan
  ) -> Bool {
    let route = plan.route(first)
    let (before, after) = (plan.previous(first), plan.next(last))
    let saved =
      plan.costPerDistance(ofRoute: route)
      * (plan.distance(before, first) + plan.distance(last, after) - plan.distance(before, after))
    guard saved > RoutePlan.tolerance else { return false }
    let middle = plan.next(first)
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: end, rank: rank)
      let target = plan.route(neighbour)
      if target < 0 || neighbour == first || neighbour == last || neighbour == middle { continue }
      let rate = plan.costPerDistance(ofRoute: target)
      if plan.isSymmetric, rate * plan.distance(neighbour, end) >= saved { return false }
      for place in [neighbour, plan.previous(neighbour)] {
        let next = plan.next(place)
        if place == last || next == first { continue }
        let gap = plan.distance(place, next)
        let ahead = plan.distance(place, first) + plan.distance(last, next) - gap
        if saved - rate * ahead > RoutePlan.tolerance,
          plan.moveStretch(from: first, through: last, behind: place)
        {
          return true
        }
        let turned = plan.distance(place, last) + plan.distance(first, next) - gap
        if saved - rate * turned > RoutePlan.tolerance,
          plan.moveStretch(from: first, through: last, behind: place, isReversed: true)
        {
          return true
        }
      }
    }
    return false
  }
}
