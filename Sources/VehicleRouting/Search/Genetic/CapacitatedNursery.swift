import SupplyChainCore

/// Where children for the classical problem are raised: order crossover, a cut into routes, and local
/// search on whole numbers.
struct CapacitatedNursery: Nursery, @unchecked Sendable {
  private let kernel: CapacitatedKernel
  private let routeCount: Int
  /// A plan for each child of a litter.
  private let plans: [PenalizedPlan]
  let firstPrices: PenalizedPlan.Prices
  /// The highest prices: the costliest plan stays far below the largest number.
  private let highest: PenalizedPlan.Prices

  private static let width = 20
  /// Which share of the children is to keep each limit.
  private static let wantedShare = 0.2

  /// A nursery for plans with a few more routes than some plans have.
  init(_ kernel: CapacitatedKernel, like elders: [[[Int]]], litter: Int) {
    let n = kernel.clientCount
    self.kernel = kernel
    let load = (0..<n).reduce(0) { $0 + kernel.demand[$1] }
    let fewest = Double(load) / Double(max(1, kernel.capacity))
    let enough = max(Int(1.3 * fewest) + 3, elders.map(\.count).max() ?? 0)
    let routeCount = max(1, min(kernel.routeLimit, n, enough))
    self.routeCount = routeCount
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
    let tour =
      embryo.parents.map { crossed($0, $1, using: &generator) } ?? randomTour(using: &generator)
    plan.load(
      PenalizedSplit(kernel: kernel, routeCount: routeCount, prices: prices).routes(tour))
    plan.improve(prices, until: deadline, using: &generator)
    let child = individual(plan)
    guard embryo.isRepaired, !child.isFeasible else { return Family(child: child, repaired: nil) }
    let dear = PenalizedPlan.Prices(
      load: min(prices.load * 10, highest.load), length: min(prices.length * 10, highest.length))
    plan.improve(dear, until: deadline, using: &generator)
    return Family(child: child, repaired: individual(plan))
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

  private func randomTour(using generator: inout SeededGenerator) -> [Int32] {
    var tour = (0..<kernel.clientCount).map { Int32($0) }
    generator.shuffle(&tour)
    return tour
  }

  /// A stretch of one parent's tour, and behind it the others in the order of the second's (OX).
  private func crossed(
    _ one: GeneticIndividual, _ other: GeneticIndividual, using generator: inout SeededGenerator
  ) -> [Int32] {
    let n = kernel.clientCount
    var tour = [Int32](repeating: 0, count: n)
    var isTaken = [Bool](repeating: false, count: n)
    let start = generator.index(below: n)
    var end = generator.index(below: n)
    while end == start, n > 1 { end = generator.index(below: n) }
    var place = start
    while true {
      let client = one.tour[place]
      tour[place] = client
      isTaken[Int(client)] = true
      if place == end { break }
      place = place + 1 == n ? 0 : place + 1
    }
    var source = end
    for _ in 0..<n {
      source = source + 1 == n ? 0 : source + 1
      let client = other.tour[source]
      if isTaken[Int(client)] { continue }
      place = place + 1 == n ? 0 : place + 1
      tour[place] = client
    }
    return tour
  }

  /// The plan, its routes sorted by where they lie around the depot.
  private func individual(_ plan: PenalizedPlan) -> GeneticIndividual {
    let routes = plan.filledRoutes.map { (kernel.angle(of: $0), $0) }.sorted { $0.0 < $1.0 }
    return GeneticIndividual(routes.map(\.1), kernel: kernel)
  }
}
