/// Exchanges one or two clients in a row with one or two of another route.
///
/// Osman 1993, <https://doi.org/10.1007/BF02023004>.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.exchange])
/// ```
public struct Exchange: LocalSearchMove, Hashable, Codable {
  /// Exchanges clients between two routes.
  public init() {}

  /// Exchanges stretches that begin or end with a client against those beside his neighbours.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    let (previous, next) = (plan.previous(client), plan.next(client))
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: client, rank: rank)
      guard plan.route(neighbour) >= 0, plan.route(neighbour) != route else { continue }
      // The client comes right behind his neighbour, in the place of those who were there, or right
      // before him.
      let behind = plan.next(neighbour)
      if plan.isClient(behind) {
        if swap(client, client, behind, behind, plan) { return true }
        let further = plan.next(behind)
        if plan.isClient(further), swap(client, client, behind, further, plan) { return true }
        if plan.isClient(next) {
          if swap(client, next, behind, behind, plan) { return true }
          if plan.isClient(further), swap(client, next, behind, further, plan) { return true }
        }
      }
      let ahead = plan.previous(neighbour)
      if plan.isClient(ahead) {
        if swap(client, client, ahead, ahead, plan) { return true }
        let further = plan.previous(ahead)
        if plan.isClient(further), swap(client, client, further, ahead, plan) { return true }
        if plan.isClient(previous) {
          if swap(previous, client, ahead, ahead, plan) { return true }
          if plan.isClient(further), swap(previous, client, further, ahead, plan) { return true }
        }
      }
    }
    return false
  }

  private func swap(
    _ first: Int, _ last: Int, _ otherFirst: Int, _ otherLast: Int, _ plan: RoutePlan
  ) -> Bool {
    let (before, after) = (plan.previous(first), plan.next(last))
    let (otherBefore, otherAfter) = (plan.previous(otherFirst), plan.next(otherLast))
    let (inner, otherInner) = (
      first == last ? 0 : plan.distance(first, last),
      otherFirst == otherLast ? 0 : plan.distance(otherFirst, otherLast)
    )
    let here =
      plan.distance(before, otherFirst) + otherInner + plan.distance(otherLast, after)
      - plan.distance(before, first) - inner - plan.distance(last, after)
    let there =
      plan.distance(otherBefore, first) + inner + plan.distance(last, otherAfter)
      - plan.distance(otherBefore, otherFirst) - otherInner - plan.distance(otherLast, otherAfter)
    let change =
      here * plan.costPerDistance(ofRoute: plan.route(first))
      + there * plan.costPerDistance(ofRoute: plan.route(otherFirst))
    guard change < -RoutePlan.tolerance,
      plan.hasRoom(
        forStretchFrom: otherFirst, through: otherLast, insteadOf: first, through: last),
      plan.hasRoom(
        forStretchFrom: first, through: last, insteadOf: otherFirst, through: otherLast)
    else { return false }
    return plan.exchangeStretches(
      from: first, through: last, with: otherFirst, through: otherLast)
  }
}
