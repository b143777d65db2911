import SupplyChainCore

/// Where children for any problem are raised: an exchange of routes, and local search with prices on
/// load, distance and time beyond the limits.
struct RelaxedNursery: Nursery, @unchecked Sendable {
  private let kernel: RoutingKernel
  /// A plan for each child of a litter.
  private let plans: [RelaxedPlan]
  /// How many routes a plan has at first.
  private let routeCount: Int
  let firstPrices: RelaxedPlan.Prices

  private static let width = 20
  /// Which share of the children is to keep each limit.
  private static let wantedShare = 0.4
  /// Prices stay below so many times the first ones.
  private static let mostPriceRise = 1e4

  /// A nursery for plans with about so many routes.
  init(_ kernel: RoutingKernel, routeCount: Int, litter: Int) {
    self.kernel = kernel
    let near = MutualNeighbours(kernel, width: Self.width)
    let legs = LegTable(kernel)
    plans = (0..<litter).map { _ in RelaxedPlan(kernel, near: near, legs: legs) }
    self.routeCount = max(1, routeCount)
    firstPrices = kernel.firstPrices
  }

  /// A plan of the caller's as a member of a population.
  func individual(_ routes: [(route: Int, clients: [Int])]) -> RelaxedIndividual {
    RelaxedIndividual(
      routes.map {
        TypedRoute(type: kernel.typeOfRoute[$0.route], clients: $0.clients.map { Int32($0) })
      }, on: plans[0])
  }

  /// The routes of a member of a population.
  func routes(_ individual: RelaxedIndividual) -> [(route: Int, clients: [Int])] {
    var free = (0..<kernel.typeCount).map { kernel.firstRoute[$0] }
    return individual.routes.map { route in
      defer { free[route.type] += 1 }
      return (free[route.type], route.clients.map { Int($0) })
    }
  }

  func raise(
    _ embryo: Embryo<RelaxedIndividual>, _ prices: RelaxedPlan.Prices,
    until deadline: ContinuousClock.Instant?
  ) -> Family<RelaxedIndividual> {
    var generator = embryo.generator
    let plan = plans[embryo.slot]
    plan.load(
      embryo.parents.map { crossed($0, $1, prices, plan, using: &generator) }
        ?? randomRoutes(using: &generator))
    plan.improve(prices, until: deadline, using: &generator)
    let child = RelaxedIndividual(plan.filledRoutes, on: plan)
    guard embryo.isRepaired, !child.isFeasible else { return Family(child: child, repaired: nil) }
    let dear = RelaxedPlan.Prices(
      load: prices.load * 10, distance: prices.distance * 10, time: prices.time * 10)
    plan.improve(dear, isMended: true, until: deadline, using: &generator)
    return Family(child: child, repaired: RelaxedIndividual(plan.filledRoutes, on: plan))
  }

  /// A child of two parents, not yet improved.
  private func crossed(
    _ one: RelaxedIndividual, _ other: RelaxedIndividual, _ prices: RelaxedPlan.Prices,
    _ plan: RelaxedPlan, using generator: inout SeededGenerator
  ) -> [TypedRoute] {
    var child = RouteExchange(ground: plan).child(one.routes, other.routes, using: &generator) {
      RelaxedIndividual($0, on: plan).cost(prices)
    }
    Heritage(one.routes, other.routes, clientCount: kernel.clientCount).mark(&child)
    return child
  }

  /// Clients in any order: on any vehicles, each loaded until it is full, where there are several
  /// types; else on as many routes as the search begins with.
  private func randomRoutes(using generator: inout SeededGenerator) -> [TypedRoute] {
    var clients = (0..<kernel.clientCount).map { Int32($0) }
    generator.shuffle(&clients)
    if kernel.typeCount > 1, kernel.dimensions > 0 {
      return fullRoutes(clients, using: &generator)
    }
    return (0..<routeCount).map { index in
      let range = clients.count * index / routeCount..<clients.count * (index + 1) / routeCount
      return TypedRoute(clients: Array(clients[range]))
    }
  }

  private func fullRoutes(
    _ clients: [Int32], using generator: inout SeededGenerator
  ) -> [TypedRoute] {
    var vehicles = (0..<kernel.routeCount).map { kernel.typeOfRoute[$0] }
    generator.shuffle(&vehicles)
    var routes: [TypedRoute] = []
    var room = 0.0
    for client in clients {
      let demand = kernel.demand[Int(client) * kernel.dimensions]
      if demand > room || routes.isEmpty, let type = vehicles.popLast() {
        routes.append(TypedRoute(type: type, clients: []))
        room = kernel.capacity[type * kernel.dimensions]
      }
      routes[routes.count - 1].clients.append(client)
      room -= demand
    }
    return routes
  }

  func keeps(_ child: RelaxedIndividual) -> [Bool] {
    [child.excess.load == 0, child.excess.distance == 0, child.excess.time == 0]
  }

  func adjusted(_ prices: RelaxedPlan.Prices, kept shares: [Double]) -> RelaxedPlan.Prices {
    func adjusted(_ price: Double, _ share: Double, _ first: Double) -> Double {
      if share < Self.wantedShare - 0.05 { return min(first * Self.mostPriceRise, price * 1.2) }
      if share > Self.wantedShare + 0.05 { return max(first / Self.mostPriceRise, price * 0.85) }
      return price
    }
    return RelaxedPlan.Prices(
      load: adjusted(prices.load, shares[0], firstPrices.load),
      distance: adjusted(prices.distance, shares[1], firstPrices.distance),
      time: adjusted(prices.time, shares[2], firstPrices.time))
  }
}

extension RelaxedPlan: ExchangeGround {
  var clientCount: Int { kernel.clientCount }

  func detour(to client: Int, between before: Int?, and after: Int?, type: Int) -> Double? {
    let route = kernel.firstRoute[type]
    let slot = before ?? kernel.startSlot(route)
    let next = after ?? kernel.endSlot(route)
    guard !kernel.isTimed || (isPossible(slot, client) && isPossible(client, next)) else {
      return nil
    }
    return legs.distance(slot, client) + legs.distance(client, next) - legs.distance(slot, next)
  }

  private func isPossible(_ slot: Int, _ next: Int) -> Bool {
    own[slot].earliest + own[slot].duration + travel(slot, next) <= own[next].latest
  }
}

extension RoutingKernel {
  /// Prices at which neither limits nor distances decide everything.
  fileprivate var firstPrices: RelaxedPlan.Prices {
    var (farthest, rate, largest) = (1e-9, 1e-9, 1e-9)
    for type in 0..<typeCount {
      rate = max(rate, costPerDistance[type])
      guard firstRoute[type] < firstRoute[type + 1] else { continue }
      let start = startSlot(firstRoute[type])
      for client in 0..<clientCount { farthest = max(farthest, openDistance(start, client)) }
      for dimension in 0..<dimensions {
        let limit = capacity[type * dimensions + dimension]
        guard limit > 0, limit < .infinity else { continue }
        for client in 0..<clientCount {
          largest = max(largest, demand[client * dimensions + dimension] / limit)
        }
      }
    }
    return RelaxedPlan.Prices(load: farthest * rate / min(1, largest), distance: rate, time: rate)
  }
}
