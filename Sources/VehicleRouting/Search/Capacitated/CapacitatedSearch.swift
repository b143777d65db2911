import SupplyChainCore

/// The search for the classical problem: one capacity, one depot, one kind of vehicle.
///
/// Ruin and recreate with simulated annealing. Several threads work on the same plan at once: it is
/// divided into parts of neighbouring routes, each part is searched for a while by itself, and then
/// the plan is divided anew. What happens in a part depends on the seed and on nothing that another
/// part does, so that the routes are the same however many threads there are.
///
/// One chain of plans ends in a valley that it cannot leave. Where there is time for thousands of
/// plans more, the best plans of several chains become the eldest of a population, and a genetic search
/// goes on.
struct CapacitatedSearch {
  var options = CapacitatedOptions()
  var threads: ThreadCount = 1

  /// Parts with fewer routes or clients leave too little to exchange.
  private static let fewestRoutes = 4
  private static let fewestClients = 40
  /// The number of parts where the result must be the same on any number of threads.
  private static let repeatableParts = 4
  private static let mostParts = 16
  /// How many iterations for each client take as long as raising a child does.
  private static let iterationsPerChild = 4
  /// A population is worth its time where it sees so many children for each route: short routes are
  /// made anew by ruin and recreation as a whole.
  private static let fewestChildrenPerRoute = 60.0
  /// With many clients the annealing that takes as long as the children is slow enough to be good.
  private static let fewestChildrenPerRouteAndClient = 0.3
  /// With so many children for each route order crossover pays beside the exchange of routes.
  private static let patience = 240.0
  /// A longer route counts for several.
  private static let longestRoute = 25
  /// A population notes places for each client on each route.
  private static let mostRoutesTimesClients = 400_000
  /// With so many iterations for each client the search cools down all the way.
  private static let leisurelyIterationsPerClient = 10_000.0
  /// About how many iterations a second can do.
  private static let iterationsPerSecond = 350_000.0
  /// How many iterations pass between two looks at the criterion.
  private static let batch = 100
  /// The fewest iterations in a part before the plan is divided anew.
  private static let iterationsPerPart = 5_000

  /// Improves the routes of a plan that visits everybody.
  func solve(
    _ kernel: CapacitatedKernel, from plan: RoutePlan, _ evaluation: RoutingSolution.Evaluation,
    until stop: some StoppingCriterion, seed: UInt64, monitor: inout SearchMonitor,
    progress: (SearchProgress) -> Void
  ) -> RoutingSolution {
    var index = [Int](repeating: 0, count: kernel.clientCount)
    for client in 0..<kernel.clientCount { index[kernel.original[client]] = client }
    let first = plan.filledRoutes.map { $0.clients.map { index[$0] } }
    let children = childrenPerRoute(kernel, routes: first.count, until: stop, monitor)
    let (share, chains) = annealing(kernel, childrenPerRoute: children)
    let elders = anneal(
      CapacitatedPlan(kernel, routes: first), times: chains, until: stop, share: share, seed: seed,
      monitor: &monitor, progress: progress)
    var best = elders[0]
    if share < 1 {
      let litter =
        stop.isRepeatable ? Self.repeatableParts : threads.limit ?? Self.repeatableParts
      var search = GeneticSearch(
        CapacitatedNursery(
          kernel, like: elders, litter: litter, isPatient: children >= Self.patience),
        from: elders.map { GeneticIndividual($0.map { $0.map { Int32($0) } }, kernel: kernel) },
        threads: threads, litter: litter, seed: seed)
      search.run(
        iterationsPerChild: Self.iterationsPerChild * kernel.clientCount, monitor: &monitor,
        bestCost: { kernel.cost(ofLength: $0.length) }, progress: progress)
      best = search.fittest?.routes.map { $0.map { Int($0) } } ?? best
    }
    let solution = RoutingSolution(
      evaluation, checked: best.map { (0, $0.map { kernel.original[$0] }) })
    monitor.complete(iterations: 0, bestCost: solution.cost.total)
    monitor.report(to: progress, always: true)
    return solution
  }

  /// How many children there is time for, for each route of a plan with so many; none where the problem is
  /// not for a population.
  private func childrenPerRoute(
    _ kernel: CapacitatedKernel, routes: Int, until stop: some StoppingCriterion,
    _ monitor: SearchMonitor
  ) -> Double {
    let n = kernel.clientCount
    guard kernel.isDense, routes * n <= Self.mostRoutesTimesClients, routes >= Self.fewestRoutes
    else { return 0 }
    let children =
      expectedIterations(until: stop, monitor) / Double(Self.iterationsPerChild * n)
    return children / Double(max(routes, n / Self.longestRoute))
  }

  /// What share of the search is left to annealing, and how many plans are annealed: the more children
  /// there is time for, the more of it for a population.
  private func annealing(
    _ kernel: CapacitatedKernel, childrenPerRoute children: Double
  ) -> (share: Double, chains: Int) {
    let fewest = max(
      Self.fewestChildrenPerRoute,
      Self.fewestChildrenPerRouteAndClient * Double(kernel.clientCount))
    let plenty = children / fewest
    if plenty < 1 { return (1, 1) }
    return (max(0.3, 0.6 / plenty), plenty < 2 ? Int(3 * plenty) : 6)
  }

  /// About how many iterations there will be; zero where nobody knows.
  private func expectedIterations(
    until stop: some StoppingCriterion, _ monitor: SearchMonitor
  ) -> Double {
    if let limit = stop.iterationLimit { return Double(limit) }
    return (monitor.remainingTime ?? .zero) / .seconds(1) * Self.iterationsPerSecond
  }

  /// Improves a plan several times, each in its own way, in a share of the search altogether.
  private func anneal(
    _ plan: CapacitatedPlan, times count: Int, until stop: some StoppingCriterion, share: Double,
    seed: UInt64, monitor: inout SearchMonitor, progress: (SearchProgress) -> Void
  ) -> [[[Int]]] {
    let first = plan.filledRoutes
    var seeds = SeededGenerator(seed: seed)
    return (0..<count).map { turn in
      // What remains of the search shrinks from one turn to the next.
      let own = share / Double(count) / (1 - share * Double(turn) / Double(count))
      return anneal(
        turn == 0 ? plan : CapacitatedPlan(plan.kernel, routes: first), until: stop, share: own,
        seed: turn == 0 ? seed : seeds.next(), monitor: &monitor, progress: progress)
    }
  }

  /// Improves a plan until the monitor says stop or a share of the search is over; the best routes,
  /// numbered as in the kernel.
  private func anneal(
    _ plan: CapacitatedPlan, until stop: some StoppingCriterion, share: Double, seed: UInt64,
    monitor: inout SearchMonitor, progress: (SearchProgress) -> Void
  ) -> [[Int]] {
    let kernel = plan.kernel
    let unit = plan.meanLeg
    // In haste there is no time for the fine work at the lowest temperatures.
    let expected = expectedIterations(until: stop, monitor) / Double(kernel.clientCount)
    let haste = min(2, max(1, Self.leisurelyIterationsPerClient / max(1, expected)))
    let endTemperature = options.endTemperature * haste
    let schedule = CoolingSchedule(
      from: options.startTemperature * unit, to: endTemperature * unit,
      until: stop, clients: kernel.clientCount, done: monitor.progress.iteration,
      remaining: monitor.remainingTime, share: share)
    let partCount = partCount(plan, until: stop)
    let perRound =
      partCount > 1 ? partCount * max(Self.iterationsPerPart, kernel.clientCount) : Self.batch
    var generator = SeededGenerator(seed: seed)
    var (best, lowest) = (plan.filledRoutes, plan.length)
    var workers: [CapacitatedWorker] = []
    monitor.complete(iterations: 0, bestCost: kernel.cost(ofLength: lowest))
    while monitor.continues(), share == 1 || !schedule.isOver(after: monitor.progress.iteration) {
      if partCount > 1 || workers.isEmpty {
        workers = plan.divided(into: partCount, using: &generator).enumerated().map {
          CapacitatedWorker(
            plan, part: $0, routes: $1, options: options,
            generator: SeededGenerator(seed: generator.next()))
        }
      }
      let done = monitor.progress.iteration
      let left = min(perRound, (stop.iterationLimit ?? .max) - done)
      let counts = workers.parallelMap(threads: threads) { worker in
        let share = left * (worker.part + 1) / partCount - left * worker.part / partCount
        return worker.search(share, after: done, of: partCount, schedule)
      }
      let length = workers.reduce(0) { $0 + $1.bestLength }
      if length < lowest {
        lowest = length
        if partCount > 1 { best = workers.flatMap { $0.bestRoutes } }
      }
      monitor.complete(
        iterations: counts.reduce(0, +), bestCost: kernel.cost(ofLength: lowest))
      monitor.report(to: progress)
    }
    return partCount > 1 ? best : workers.first?.bestRoutes ?? best
  }

  /// Into how many parts the plan is divided.
  ///
  /// Where the clock ends the search there is one for each thread; elsewhere the result must not
  /// depend on the threads.
  private func partCount(_ plan: CapacitatedPlan, until stop: some StoppingCriterion) -> Int {
    let most = min(
      plan.filledRoutes.count / Self.fewestRoutes, plan.kernel.clientCount / Self.fewestClients)
    let wanted = stop.isRepeatable ? Self.repeatableParts : threads.limit ?? Self.repeatableParts
    return max(1, min(most, wanted, Self.mostParts))
  }
}
