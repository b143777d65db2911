import SupplyChainCore

/// Where children for the classical problem are raised: an exchange of routes or an order crossover, and
/// local search on whole numbers with prices on load and distance beyond the limits.
///
/// Exchanges alone do better in the first seconds, both together in a minute.
struct CapacitatedNursery: Nursery, @unchecked Sendable {
  private let kernel: CapacitatedKernel
  /// How many routes a child may have.
  private let routeCount: Int
  /// Which share of the children has the order of both parents' tours; the others have routes of both.
  private let orderShare: Double
  /// How many routes a child drawn at random has.
  private let founderRoutes: Int
  /// A plan for each child of a litter.
  private let plans: [PenalizedPlan]
  let firstPrices: PenalizedPlan.Prices
  /// The highest prices: the costliest plan stays far below the largest number.
  private let highest: PenalizedPlan.Prices

  private static let width = 20
  /// Which share of the children is to keep each limit.
  private static let wantedShare = 0.2

  /// A nursery for plans with a few more routes than some plans have.
  ///
  /// - Parameters:
  ///   - kernel: The problem.
  ///   - elders: The plans.
  ///   - litter: How many children may be raised at once.
  ///   - isPatient: Whether there is time enough for order crossover to pay.
  init(_ kernel: CapacitatedKernel, like elders: [[[Int]]], litter: Int, isPatient: Bool) {
    let n = kernel.clientCount
    self.kernel = kernel
    let load = (0..<n).reduce(0) { $0 + kernel.demand[$1] }
    let fewest = Double(load) / Double(max(1, kernel.capacity))
    let enough = max(Int(1.3 * fewest) + 3, elders.map(\.count).max() ?? 0)
    let routeCount = max(1, min(kernel.routeLimit, n, enough))
    self.routeCount = routeCount
    orderShare = isPatient ? 0.5 : 0
    founderRoutes = elders.first?.count ?? routeCount
    let near = MutualNeighbours(kernel, width: Self.width)
    plans = (0..<litter).map { _ in PenalizedPlan(kernel, routeCount: routeCount, near: near) }

    let longest = (0...n).reduce(1) { longest, from in
      (0...n).reduce(longest) { max($0, kernel.matrixDistance(from, $1)) }
    }
    highest = PenalizedPlan.Prices(
      load: (1 << 58) / max(1, load), length: (1 << 58) / (2 * n * longest))
    var (farthest, largest) = (1, 1)
    for client in 0..<n {
      farthest = max(farthest, kernel.fromDepot[client])
      largest = max(largest, kernel.demand[client])
    }
    firstPrices = PenalizedPlan.Prices(
      load: min(highest.load, max(1, (farthest << PenalizedPlan.fraction) / largest)),
      length: min(highest.length, 1 << PenalizedPlan.fraction))
  }

  func raise(
    _ embryo: Embryo<GeneticIndividual>, _ prices: PenalizedPlan.Prices,
    until deadline: ContinuousClock.Instant?
  ) -> Family<GeneticIndividual> {
    var generator = embryo.generator
    let plan = plans[embryo.slot]
    plan.load(
      embryo.parents.map { crossed($0, $1, prices, using: &generator) }
        ?? randomRoutes(using: &generator))
    plan.improve(prices, until: deadline, using: &generator)
    let child = GeneticIndividual(plan.filledRoutes, kernel: kernel)
    guard embryo.isRepaired, !child.isFeasible else { return Family(child: child, repaired: nil) }
    let dear = PenalizedPlan.Prices(
      load: min(prices.load * 10, highest.load), length: min(prices.length * 10, highest.length))
    plan.improve(dear, isMended: true, until: deadline, using: &generator)
    return Family(child: child, repaired: GeneticIndividual(plan.filledRoutes, kernel: kernel))
  }

  /// A child of two parents, not yet improved.
  private func crossed(
    _ one: GeneticIndividual, _ other: GeneticIndividual, _ prices: PenalizedPlan.Prices,
    using generator: inout SeededGenerator
  ) -> [TypedRoute] {
    let mine = one.routes.map { TypedRoute(clients: $0) }
    let yours = other.routes.map { TypedRoute(clients: $0) }
    var child: [TypedRoute] = []
    if generator.uniform() < orderShare {
      let tour = OrderCrossover.tour(one.tour, other.tour, using: &generator)
      child = PenalizedSplit(kernel: kernel, prices: prices).routes(tour)
        .map { TypedRoute(clients: $0) }
    }
    if child.isEmpty || child.count > routeCount {
      child = RouteExchange(ground: kernel).child(mine, yours, using: &generator) {
        GeneticIndividual($0.map(\.clients), kernel: kernel).cost(prices)
      }
    }
    Heritage(mine, yours, clientCount: kernel.clientCount).mark(&child)
    return child
  }

  /// Clients in any order, on as many routes as the first plan has.
  private func randomRoutes(using generator: inout SeededGenerator) -> [TypedRoute] {
    var clients = (0..<kernel.clientCount).map { Int32($0) }
    generator.shuffle(&clients)
    return (0..<founderRoutes).map { index in
      let start = clients.count * index / founderRoutes
      let end = clients.count * (index + 1) / founderRoutes
      return TypedRoute(clients: Array(clients[start..<end]))
    }
  }

  func keeps(_ child: GeneticIndividual) -> [Bool] {
    [child.excessLoad == 0, child.excessLength == 0]
  }

  func adjusted(
    _ prices: PenalizedPlan.Prices, kept shares: [Double]
  ) -> PenalizedPlan.Prices {
    func adjusted(_ price: Int, _ share: Double, most: Int) -> Int {
      if share < Self.wantedShare - 0.05 { return min(most, price * 6 / 5 + 1) }
      if share > Self.wantedShare + 0.05 { return max(1, price * 17 / 20) }
      return price
    }
    return PenalizedPlan.Prices(
      load: adjusted(prices.load, shares[0], most: highest.load),
      length: adjusted(prices.length, shares[1], most: highest.length))
  }
}

extension CapacitatedKernel: ExchangeGround {
  func detour(to client: Int, between before: Int?, and after: Int?, type: Int) -> Int? {
    let (before, after) = (before ?? depot, after ?? depot)
    return matrixDistance(before, client) + matrixDistance(client, after)
      - matrixDistance(before, after)
  }
}
