import SupplyChainCore

/// Where the children of a genetic search are raised, several at once.
struct Nursery: @unchecked Sendable {
  let kernel: CapacitatedKernel
  let routeCount: Int
  /// A plan for each child of a litter.
  let plans: [PenalizedPlan]

  /// The highest prices: the costliest plan stays far below the largest number.
  let highest: PenalizedPlan.Prices

  init(_ kernel: CapacitatedKernel, routeCount: Int, plans: [PenalizedPlan]) {
    self.kernel = kernel
    self.routeCount = routeCount
    self.plans = plans
    let n = kernel.clientCount
    let load = (0..<n).reduce(1) { $0 + kernel.demand[$1] }
    let longest = (0...n).reduce(1) { longest, from in
      (0...n).reduce(longest) { max($0, kernel.matrixDistance(from, $1)) }
    }
    highest = PenalizedPlan.Prices(load: (1 << 58) / load, length: (1 << 58) / (2 * n * longest))
  }

  /// A child to be: a tour, and the source of randomness that raises him.
  struct Embryo: Sendable {
    let slot: Int
    let tour: [Int32]
    let generator: SeededGenerator
    /// Whether a plan that breaks a constraint is mended.
    let isRepaired: Bool
  }

  /// A child, and his repaired self where he was repaired.
  struct Family: Sendable {
    let child: GeneticIndividual
    let repaired: GeneticIndividual?
  }

  /// Cuts a tour into routes and improves them.
  func raise(
    _ embryo: Embryo, _ prices: PenalizedPlan.Prices, until deadline: ContinuousClock.Instant?
  ) -> Family {
    var generator = embryo.generator
    let plan = plans[embryo.slot]
    plan.load(
      PenalizedSplit(kernel: kernel, routeCount: routeCount, prices: prices)
        .routes(embryo.tour))
    plan.improve(prices, until: deadline, using: &generator)
    let child = individual(plan)
    guard embryo.isRepaired, !child.isFeasible else {
      return Family(child: child, repaired: nil)
    }
    let dear = PenalizedPlan.Prices(
      load: min(prices.load * 10, highest.load), length: min(prices.length * 10, highest.length))
    plan.improve(dear, until: deadline, using: &generator)
    return Family(child: child, repaired: individual(plan))
  }

  /// The plan, its routes sorted by where they lie around the depot.
  private func individual(_ plan: PenalizedPlan) -> GeneticIndividual {
    let routes = plan.filledRoutes.map { (kernel.angle(of: $0), $0) }.sorted { $0.0 < $1.0 }
    return GeneticIndividual(routes.map(\.1), kernel: kernel)
  }
}
