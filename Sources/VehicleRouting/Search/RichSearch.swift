import SupplyChainCore

/// Annealing of problems that no narrower engine can solve.
///
/// Walkers ruin and recreate with simulated annealing; now and then all go on from the best plan of
/// all. Where vehicles come first, they are given up one by one before.
///
/// With a limit on time alone each thread has a walker. Else there are always two, who share the
/// iterations, so that the result does not depend on the number of threads.
final class RichSearch {
  private let kernel: RoutingKernel
  private let walkers: [RuinWalker]
  private let threads: ThreadCount
  private let countsIterations: Bool
  private let iterationLimit: Int
  private var schedule: RuinSchedule

  /// More walkers than this find little more; those for whom there is no core do nothing.
  private static let mostWalkers = 8
  /// Walkers who share iterations.
  private static let sharers = 2
  /// Walkers are looked after so often.
  private static let sliceDuration = Duration.milliseconds(10)
  private static let sliceIterations = 50

  /// Begins with the routes of a plan.
  init(
    _ plan: RoutePlan, lists: NeighbourLists, options: RuinAndRecreateOptions, threads: ThreadCount,
    until stop: some StoppingCriterion, part: ClosedRange<Double> = 0...1, seed: UInt64
  ) {
    kernel = plan.kernel
    self.threads = threads
    countsIterations = stop.iterationLimit != nil || stop.runtimeLimit == nil
    iterationLimit = stop.iterationLimit ?? .max
    let count =
      countsIterations
      ? Self.sharers : min(threads.limit ?? Self.mostWalkers, Self.mostWalkers)
    let near = lists.prefix(options.nearNeighbours)
    let routes = plan.filledRoutes
    walkers = (0..<count).map { index in
      RuinWalker(
        plan.kernel, routes: routes, near: near, wide: lists, options: options,
        generator: SeededGenerator(seed: seed, stream: UInt64(index)))
    }
    let unit = plan.meanLegCost
    let (hot, cold) =
      kernel.hasWindows
      ? (options.startTemperatureWithWindows, options.endTemperatureWithWindows)
      : (options.startTemperature, options.endTemperature)
    schedule = RuinSchedule(
      stop, part: part, clients: plan.kernel.clientCount, hot: hot * unit, cold: cold * unit)
  }

  /// Searches until the monitor ends it; the routes of the best plan.
  func run(
    monitor: inout SearchMonitor, progress: (SearchProgress) -> Void
  ) -> [(route: Int, clients: [Int])] {
    monitor.complete(iterations: 0, bestCost: feasibleCost)
    saveVehicles(&monitor, progress)
    while monitor.continues() {
      let share = schedule.share(monitor.progress)
      if share >= 1, schedule.isPart { break }
      if schedule.isMeeting(at: share), walkers.count > 1 {
        let best = bestWalker.bestRoutes
        for walker in walkers { walker.begin(with: best) }
      }
      let temperature = schedule.temperature(at: share)
      advance(&monitor) { $0.walk(temperature: temperature, $1) }
      monitor.report(to: progress)
    }
    return bestWalker.bestRoutes
  }

  /// Lets each walker go on for a while.
  private func advance(
    _ monitor: inout SearchMonitor, _ body: @Sendable (RuinWalker, RuinWalker.Slice) -> Void
  ) {
    let slices = slices(monitor)
    if walkers.count == 1 {
      body(walkers[0], slices[0])
    } else {
      let walkers = walkers
      _ = walkers.indices.parallelMap(threads: threads) { body(walkers[$0], slices[$0]) }
    }
    monitor.complete(
      iterations: walkers.reduce(0) { $0 + $1.takeCount() }, bestCost: feasibleCost)
  }

  /// How long each walker goes on before they are looked after.
  private func slices(_ monitor: SearchMonitor) -> [RuinWalker.Slice] {
    var slice = RuinWalker.Slice()
    slice.end = monitor.remainingTime.map { .now + min($0, Self.sliceDuration) }
    guard countsIterations else { return Array(repeating: slice, count: walkers.count) }
    let left = max(1, iterationLimit - monitor.progress.iteration)
    return walkers.indices.map { index in
      let share = left / walkers.count + (index < left % walkers.count ? 1 : 0)
      slice.iterations = min(Self.sliceIterations, share)
      return slice
    }
  }

  /// The share of the search in which vehicles are saved, where they come first.
  private static let shareForVehicles = 0.3

  /// Looks for routes with fewer vehicles before it looks for shorter ones.
  private func saveVehicles(_ monitor: inout SearchMonitor, _ progress: (SearchProgress) -> Void) {
    guard walkers[0].search.plan.vehiclesComeFirst else { return }
    let fewest = walkers[0].search.fewestVehicles
    let temperature = schedule.lowestTemperature
    while monitor.continues(), schedule.share(monitor.progress) < Self.shareForVehicles,
      bestWalker.bestRoutes.count > fewest
    {
      advance(&monitor) { $0.saveVehicles(downTo: fewest, temperature: temperature, $1) }
      monitor.report(to: progress)
    }
    let best = bestWalker.bestRoutes
    for walker in walkers { walker.endSavingVehicles(with: best) }
    schedule.begin(at: schedule.share(monitor.progress))
  }

  /// The walker with the best plan; of several the first.
  private var bestWalker: RuinWalker {
    var best = walkers[0]
    for walker in walkers.dropFirst() where walker.bestCost < best.bestCost { best = walker }
    return best
  }

  private var feasibleCost: Double? {
    let best = bestWalker
    return best.isFeasible ? best.bestCost / kernel.scale : nil
  }
}
