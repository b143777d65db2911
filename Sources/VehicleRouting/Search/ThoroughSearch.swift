import SupplyChainCore

/// The search for problems with time windows, several types of vehicles, several depots, prizes and
/// whatever else makes a problem rich: annealing, and then a genetic search where there is time for it.
struct ThoroughSearch {
  let options: RuinAndRecreateOptions
  let threads: ThreadCount

  /// A population is worth its time where it sees so many children for each client.
  private static let childrenPerClient = 20.0
  /// What share of the search is left to annealing before a population.
  private static let annealingShare = 0.2
  /// The tables of distances of a population grow with the square of the clients.
  private static let mostClients = 1_500
  /// About how many iterations a second can do, each about as long as a child takes for a client.
  private static let iterationsPerSecond = 100_000.0
  /// How many children are raised between two looks at the population, where the result must be the
  /// same on any number of threads.
  private static let repeatableLitter = 4

  /// Improves the routes of a plan.
  func solve(
    _ plan: RoutePlan, _ lists: NeighbourLists, _ evaluation: RoutingSolution.Evaluation,
    until stop: some StoppingCriterion, seed: UInt64, monitor: inout SearchMonitor,
    progress: (SearchProgress) -> Void
  ) -> RoutingSolution {
    func anneal(_ part: ClosedRange<Double>) -> RoutingSolution {
      let search = RichSearch(
        plan, lists: lists, options: options, threads: threads, until: stop, part: part,
        seed: seed)
      plan.replaceAll(search.run(monitor: &monitor, progress: progress))
      return RoutingSolution(plan, evaluation)
    }

    let share = annealingShare(plan, until: stop, monitor)
    let annealed = anneal(0...share)
    guard share < 1, monitor.continues() else { return annealed }
    // Where there may be no place for everybody, the best plan that leaves somebody out is wanted.
    guard annealed.isFeasible else { return anneal(share...1) }
    guard let routes = breed(plan, until: stop, seed: seed, monitor: &monitor, progress: progress)
    else { return annealed }
    plan.replaceAll(routes)
    let bred = RoutingSolution(plan, evaluation)
    return bred.isFeasible && bred.cost.total <= annealed.cost.total ? bred : annealed
  }

  /// The best routes of a population that begins with a plan; `nil` where none keep all limits.
  private func breed(
    _ plan: RoutePlan, until stop: some StoppingCriterion, seed: UInt64,
    monitor: inout SearchMonitor, progress: (SearchProgress) -> Void
  ) -> [(route: Int, clients: [Int])]? {
    let kernel = plan.kernel
    let litter = stop.isRepeatable ? Self.repeatableLitter : threads.limit ?? Self.repeatableLitter
    let elder = plan.filledRoutes
    let nursery = RelaxedNursery(kernel, routeCount: elder.count, litter: litter)
    var search = GeneticSearch(
      nursery, from: [nursery.individual(elder)], threads: threads, litter: litter, seed: seed)
    search.run(
      iterationsPerChild: kernel.clientCount, monitor: &monitor,
      bestCost: { $0.cost / kernel.scale }, progress: progress)
    return search.fittest.map { nursery.routes($0) }
  }

  /// What share of the search is left to annealing.
  private func annealingShare(
    _ plan: RoutePlan, until stop: some StoppingCriterion, _ monitor: SearchMonitor
  ) -> Double {
    let n = Double(plan.clientCount)
    let iterations =
      stop.iterationLimit.map { Double($0) }
      ?? (monitor.remainingTime ?? .zero) / .seconds(1) * Self.iterationsPerSecond
    let isWorthIt = iterations >= Self.childrenPerClient * n * n
    // What time on the road costs is not seen in a move's distances: local search cannot rule out
    // moves at a glance.
    let isPossible =
      plan.clientCount <= Self.mostClients && !plan.vehiclesComeFirst
      && !plan.kernel.costsDuration
    return isWorthIt && isPossible ? Self.annealingShare : 1
  }
}

extension StoppingCriterion {
  /// Whether the result must not depend on the threads: where not only the clock ends the search.
  var isRepeatable: Bool { runtimeLimit == nil || iterationLimit != nil }
}
