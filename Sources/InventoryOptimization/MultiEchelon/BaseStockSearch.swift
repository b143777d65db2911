public import SupplyChainCore

/// Base-stock levels for any network that can be simulated, found by simulating it.
///
/// ```swift
/// let demand = IndependentDemand(try Normal(mean: 5, standardDeviation: 1))
/// let network = try StockSimulation(points: [
///   StockPoint(
///     "shop", policy: .baseStock(8), demand: demand, suppliedBy: [.init("plant")],
///     leadTime: FixedLeadTime(1), costs: .init(holding: 7, backorder: 37)),
///   StockPoint("plant", policy: .baseStock(10), leadTime: FixedLeadTime(2), costs: .init(holding: 2)),
/// ])
/// let search = BaseStockSearch(
///   network: network, length: try SimulationLength(periods: 500, replications: 4))
/// let result = try search.solve(until: .iterations(50), seed: 1)
/// print(result.levels, result.cost.mean, result.cost.interval(0.95))
/// ```
///
/// The levels of all points with a ``BaseStockPolicy`` or an ``EchelonBaseStockPolicy`` are searched,
/// beginning with those they have; all other points stay as they are. Each set of levels meets the same
/// random numbers, so that small differences show. Where there is an exact method, as for
/// ``SerialSystem``, ``AssemblySystem`` and ``DistributionSystem``, that is better and faster.
public struct BaseStockSearch: Sendable {
  /// The network; its levels are where the search begins.
  public var network: StockSimulation
  /// How long each set of levels is simulated.
  public var length: SimulationLength
  /// The smallest step by which a level is changed: 1 where units are whole.
  public var smallestStep: Double

  /// Sets up a search.
  ///
  /// - Parameters:
  ///   - network: The network; its levels are where the search begins.
  ///   - length: How long each set of levels is simulated.
  ///   - smallestStep: The smallest step by which a level is changed: 1 where units are whole; one is
  ///     taken where it is not above zero.
  public init(network: StockSimulation, length: SimulationLength, smallestStep: Double = 1) {
    self.network = network
    self.length = length
    self.smallestStep = smallestStep > 0 && smallestStep.isFinite ? smallestStep : 1
  }

  /// The best levels found.
  public struct Result: Sendable {
    /// The network with these levels.
    public var network: StockSimulation
    /// The level of each point, in the order of the network; `nil` where it has none.
    public var levels: [Double?]
    /// The cost per period, from random numbers that the search has not seen unless it was cancelled.
    public var cost: Estimate
    /// Whether no single level can be changed by the smallest step to any good.
    public var isSettled: Bool
    /// How far the search came; an iteration is a simulation.
    public var progress: SearchProgress
  }

  /// Searches for the levels of least cost.
  ///
  /// One level after the other is raised or lowered as long as that helps, by steps that begin with a
  /// tenth of the level and are halved when none helps any more. Every step that helps is tried again
  /// twice as long.
  ///
  /// - Parameters:
  ///   - stop: When to end the search early.
  ///   - seed: Any number; the same one gives the same result.
  ///   - threads: How many threads a simulation uses; the result does not depend on it.
  ///   - progress: Told how far the search has come, several times a second.
  /// - Returns: The best levels found.
  /// - Throws: `CancellationError` if the task was cancelled before the first simulation was done.
  public func solve(
    until stop: some StoppingCriterion = AnyOfCriteria([]), seed: UInt64,
    threads: ThreadCount = .allCores, progress: (SearchProgress) -> Void = { _ in }
  ) throws -> Result {
    var monitor = SearchMonitor(until: stop)
    var levels = network.points.map(\.baseStockLevel)
    var best = try estimate(levels, seed, threads)
    monitor.complete(bestCost: best.mean)
    var steps = levels.map { level in
      let wanted = (level ?? 0).magnitude * 0.1
      return max(1, (wanted / smallestStep).rounded()) * smallestStep
    }
    var isSettled = false
    var isStopped = false
    while !isSettled, !isStopped {
      var hasImproved = false
      for index in levels.indices where !isStopped {
        guard let level = levels[index] else { continue }
        for direction in [1.0, -1] where !isStopped {
          var distance = steps[index]
          var reached = level
          while monitor.continues() {
            var trial = levels
            trial[index] = reached + direction * distance
            guard let cost = try unlessCancelled({ try estimate(trial, seed, threads) }) else {
              break
            }
            monitor.complete(bestCost: cost.mean)
            monitor.report(to: progress)
            guard cost.mean < best.mean else { break }
            best = cost
            levels = trial
            reached += direction * distance
            distance *= 2
          }
          isStopped = !monitor.continues()
          if reached != level {
            hasImproved = true
            break
          }
        }
      }
      if hasImproved { continue }
      isSettled = !isStopped && steps.allSatisfy { $0 <= smallestStep }
      steps = steps.map {
        max(smallestStep, (0.5 * $0 / smallestStep).rounded() * smallestStep)
      }
    }
    monitor.report(to: progress, always: true)
    let network = try network.replacing(levels)
    // A seed of its own: the one that chose the levels flatters them.
    let cost = try unlessCancelled {
      try network.run(for: length, seed: ~seed, threads: threads).cost
    }
    return Result(
      network: network, levels: levels, cost: cost ?? best, isSettled: isSettled,
      progress: monitor.progress)
  }

  /// The result of a simulation, or nothing where the task was cancelled.
  private func unlessCancelled(_ body: () throws -> Estimate) throws -> Estimate? {
    do {
      return try body()
    } catch is CancellationError {
      return nil
    }
  }

  private func estimate(_ levels: [Double?], _ seed: UInt64, _ threads: ThreadCount) throws
    -> Estimate
  {
    try network.replacing(levels).run(for: length, seed: seed, threads: threads).cost
  }
}

extension StockPoint {
  fileprivate var baseStockLevel: Double? {
    switch policy {
    case let policy as BaseStockPolicy: policy.level
    case let policy as EchelonBaseStockPolicy: policy.level
    default: nil
    }
  }
}

extension StockSimulation {
  /// The same network with other base-stock levels.
  fileprivate func replacing(_ levels: [Double?]) throws(InvalidInput) -> StockSimulation {
    var points = points
    for (index, level) in levels.enumerated() {
      guard let level else { continue }
      if points[index].policy is BaseStockPolicy {
        points[index].policy = BaseStockPolicy(level: level)
      } else {
        points[index].policy = EchelonBaseStockPolicy(level: level)
      }
    }
    return try StockSimulation(points: points, transhipments: transhipments, orders: orders)
  }
}
