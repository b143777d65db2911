/// Turns a stretch of a route around, so that two of its legs no longer cross.
///
/// Croes 1958, <https://doi.org/10.1287/opre.6.6.791>.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.twoOpt])
/// ```
public struct TwoOpt: LocalSearchMove, Hashable, Codable {
  /// Turns a stretch of a route around.
  public init() {}

  /// Makes a client and one of his neighbours on the same route follow each other.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: client, rank: rank)
      guard plan.route(neighbour) == route else { continue }
      let isBefore = plan.position(client) < plan.position(neighbour)
      let (left, right) = isBefore ? (client, neighbour) : (neighbour, client)
      // left … right becomes left, right … or … left, right.
      if turn(from: plan.next(left), through: right, plan) { return true }
      if turn(from: left, through: plan.previous(right), plan) { return true }
    }
    return false
  }

  private func turn(from first: Int, through last: Int, _ plan: RoutePlan) -> Bool {
    guard first != last else { return false }
    let route = plan.route(first)
    let (before, after) = (plan.previous(first), plan.next(last))
    // The legs within the stretch change too where the way back is another: the draft knows them.
    if plan.isSymmetric {
      let gain =
        plan.distance(before, first) + plan.distance(last, after)
        - plan.distance(before, last) - plan.distance(first, after)
      guard gain > RoutePlan.tolerance else { return false }
    }
    plan.beginDraft(of: route)
    plan.appendToDraft(from: plan.first(route), through: before)
    plan.appendReversedToDraft(from: first, through: last)
    plan.appendToDraft(from: after, through: plan.last(route))
    return plan.commitDrafts(ifBetterBy: RoutePlan.tolerance)
  }
}
