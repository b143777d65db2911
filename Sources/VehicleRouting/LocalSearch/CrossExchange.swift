/// Exchanges stretches of up to a few clients between two routes.
///
/// Taillard et al. 1997, <https://doi.org/10.1287/trsc.31.2.170>.
///
/// ```swift
/// let search = ImprovedSavings(moves: [.relocate, CrossExchange(longest: 4)])
/// ```
public struct CrossExchange: LocalSearchMove, Hashable, Codable {
  /// The most clients in a stretch.
  public var longest: Int

  /// Exchanges stretches of two routes.
  ///
  /// - Parameter longest: The most clients in a stretch; one is assumed where it is less.
  public init(longest: Int = 3) { self.longest = max(1, longest) }

  /// Makes a client follow one of his neighbours on another route: stretches that begin with him and
  /// behind the neighbour change places.
  public func improve(_ plan: RoutePlan, around client: Int) -> Bool {
    let route = plan.route(client)
    for rank in 0..<plan.neighbourCount {
      let neighbour = plan.neighbour(of: client, rank: rank)
      let behind = plan.next(neighbour)
      guard plan.route(neighbour) >= 0, plan.route(neighbour) != route, plan.isClient(behind)
      else { continue }
      if exchange(client, behind, plan) { return true }
    }
    return false
  }

  /// Tries all lengths of two stretches that begin with two clients.
  private func exchange(_ first: Int, _ other: Int, _ plan: RoutePlan) -> Bool {
    let (before, otherBefore) = (plan.previous(first), plan.previous(other))
    let rate = plan.costPerDistance(ofRoute: plan.route(first))
    let otherRate = plan.costPerDistance(ofRoute: plan.route(other))
    var last = first
    var inner = 0.0
    for length in 1...longest {
      let after = plan.next(last)
      var otherLast = other
      var otherInner = 0.0
      for otherLength in 1...longest {
        let otherAfter = plan.next(otherLast)
        let here =
          plan.distance(before, other) + otherInner + plan.distance(otherLast, after)
          - plan.distance(before, first) - inner - plan.distance(last, after)
        let there =
          plan.distance(otherBefore, first) + inner + plan.distance(last, otherAfter)
          - plan.distance(otherBefore, other) - otherInner - plan.distance(otherLast, otherAfter)
        if here * rate + there * otherRate < -RoutePlan.tolerance,
          plan.hasRoom(forStretchFrom: other, through: otherLast, insteadOf: first, through: last),
          plan.hasRoom(forStretchFrom: first, through: last, insteadOf: other, through: otherLast),
          plan.exchangeStretches(from: first, through: last, with: other, through: otherLast)
        {
          return true
        }
        guard otherLength < longest, plan.isClient(otherAfter) else { break }
        otherInner += plan.distance(otherLast, otherAfter)
        otherLast = otherAfter
      }
      guard length < longest, plan.isClient(after) else { break }
      inner += plan.distance(last, after)
      last = after
    }
    return false
  }
}
