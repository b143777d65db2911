/// One plan of a population for any problem.
final class RelaxedIndividual: PopulationMember, @unchecked Sendable {
  typealias Prices = RelaxedPlan.Prices

  /// The routes, sorted by where they lie around the depot.
  let routes: [TypedRoute]
  /// What the plan costs apart from what breaking limits costs.
  let cost: Double
  /// Vehicle loads, distance and time beyond the limits, over all routes.
  let excess: Prices
  let isFeasible: Bool
  private let succession: Succession
  var others: [(distance: Int, other: RelaxedIndividual)] = []

  init(_ given: [TypedRoute], on plan: RelaxedPlan) {
    let kernel = plan.kernel
    routes = given.map { ($0, kernel.angle(of: $0.clients)) }.sorted { $0.1 < $1.1 }.map(\.0)
    var succession = Succession(clientCount: kernel.clientCount)
    var excess = Prices()
    var cost = (0..<kernel.clientCount).reduce(0) { $0 + kernel.absence[$1] }
    var missing = (0..<kernel.clientCount).reduce(0) { $0 + (kernel.isRequired[$1] ? 1 : 0) }
    var breaksOrder = false
    for route in routes {
      let (type, clients) = (route.type, route.clients)
      succession.add(clients)
      let vehicle = kernel.firstRoute[type]
      var load = [Double](repeating: 0, count: kernel.dimensions)
      var length = 0.0
      var slot = kernel.startSlot(vehicle)
      var span = plan.own[slot]
      for next in clients.map({ Int($0) }) + [kernel.endSlot(vehicle)] {
        length += plan.legs.distance(slot, next)
        if kernel.isForbidden(slot, next) { breaksOrder = true }
        if kernel.isTimed {
          span = span.followed(by: plan.own[next], after: plan.travel(slot, next))
        }
        slot = next
        guard next < kernel.clientCount else { continue }
        cost -= kernel.absence[next]
        if kernel.isRequired[next] { missing -= 1 }
        for dimension in load.indices {
          load[dimension] += kernel.demand[next * kernel.dimensions + dimension]
        }
      }
      cost += length * kernel.costPerDistance[type] + plan.fixedCost(type, clients.count)
      for dimension in load.indices {
        let over = load[dimension] - kernel.capacity[type * kernel.dimensions + dimension]
        excess.load += max(0, over) * plan.loadShare[dimension]
      }
      if kernel.limitsDistance {
        excess.distance += max(0, length - kernel.maximumDistance[type])
      }
      if kernel.isTimed { excess.time += span.warp }
      if kernel.usesDuration {
        excess.time += max(0, span.duration - kernel.maximumDuration[type])
      }
    }
    self.succession = succession
    self.cost = cost
    self.excess = excess
    isFeasible =
      missing == 0 && !breaksOrder && excess.load == 0 && excess.distance == 0 && excess.time == 0
  }

  func cost(_ prices: Prices) -> Double {
    cost + excess.load * prices.load + excess.distance * prices.distance
      + excess.time * prices.time
  }

  func distance(to other: RelaxedIndividual) -> Int { succession.distance(to: other.succession) }
}
