/// What happened in a simulation, on average.
public struct SimulationResult: Hashable, Sendable, Codable {
  /// The cost of a period in the whole network.
  public let cost: Estimate
  /// The share of all customers' demand that was met in its period.
  public let fillRate: Estimate
  /// What happened at each point, in the order of the network.
  public let points: [Point]
  /// The cost of a period in each replication, or in each part of a single one.
  public let costSamples: [Double]

  /// What happened at a point, on average.
  public struct Point: Hashable, Sendable, Codable {
    /// The name of the point.
    public let name: String
    /// The units on hand at the end of a period.
    public let stock: Estimate
    /// The units that customers wait for at the end of a period.
    public let backorders: Estimate
    /// The units on their way here at the end of a period.
    public let inTransit: Estimate
    /// The share of customers' demand that was met in its period; 1 where there was none.
    public let fillRate: Estimate
    /// The share of periods in which all customers' demand was met.
    public let readyRate: Estimate
    /// The share of order cycles, from one receipt to the next, in which all demand was met.
    public let cycleServiceLevel: Estimate
    /// The orders of a period.
    public let orders: Estimate
    /// The units ordered in a period.
    public let unitsOrdered: Estimate
    /// The units of demand that are lost in a period.
    public let unitsLost: Estimate
    /// The units that are thrown away in a period.
    public let unitsDisposed: Estimate
    /// The units that came from points which helped out, in a period.
    public let unitsTranshipped: Estimate
    /// The cost of a period, all in all.
    public let cost: Estimate
    /// The cost of holding stock, what is on its way included.
    public let holdingCost: Estimate
    /// The cost of backorders and lost sales.
    public let shortageCost: Estimate
    /// The cost of orders and of the goods.
    public let orderingCost: Estimate
  }

  /// What happened at a point.
  public subscript(name: String) -> Point? { points.first { $0.name == name } }

  /// By how much a period costs more here than in another run with the same seed and length.
  ///
  /// Both met the same demand, so that the difference is known much better than either cost.
  ///
  /// ```swift
  /// func network(level: Double) throws -> StockSimulation {
  ///   try StockSimulation(points: [
  ///     StockPoint(
  ///       "shop", policy: .baseStock(level), demand: IndependentDemand(try Poisson(mean: 6)),
  ///       costs: .init(holding: 1, backorder: 4))
  ///   ])
  /// }
  /// let length = try SimulationLength(periods: 1_000)
  /// let eight = try network(level: 8).run(for: length, seed: 1)
  /// let nine = try network(level: 9).run(for: length, seed: 1)
  /// print(nine.difference(from: eight).interval(0.95))
  /// ```
  ///
  /// - Parameter other: The other run.
  /// - Returns: The difference; without samples where the runs are not of the same length.
  public func difference(from other: SimulationResult) -> Estimate {
    guard costSamples.count == other.costSamples.count else { return Estimate([]) }
    return Estimate(zip(costSamples, other.costSamples).map { $0 - $1 })
  }
}

extension SimulationResult {
  /// Averages the samples of all replications.
  init(points names: [String], samples: [[SimulationKernel.Totals]]) {
    func estimate(_ measure: ([SimulationKernel.Totals]) -> Double) -> Estimate {
      Estimate(samples.map(measure))
    }
    costSamples = samples.map { totals in totals.reduce(0) { $0 + $1.cost } }
    cost = Estimate(costSamples)
    fillRate = estimate { totals in
      let demand = totals.reduce(0) { $0 + $1.demand }
      return demand > 0 ? 1 - totals.reduce(0) { $0 + $1.unmet } / demand : 1
    }
    points = names.indices.map { index in
      func estimate(_ measure: (SimulationKernel.Totals) -> Double) -> Estimate {
        Estimate(samples.map { measure($0[index]) })
      }
      return Point(
        name: names[index], stock: estimate { $0.stock / $0.periods },
        backorders: estimate { $0.backorders / $0.periods },
        inTransit: estimate { $0.inTransit / $0.periods },
        fillRate: estimate { $0.demand > 0 ? 1 - $0.unmet / $0.demand : 1 },
        readyRate: estimate { 1 - $0.shortPeriods / $0.periods },
        cycleServiceLevel: estimate { $0.cycles > 0 ? 1 - $0.shortCycles / $0.cycles : 1 },
        orders: estimate { $0.orders / $0.periods },
        unitsOrdered: estimate { $0.ordered / $0.periods },
        unitsLost: estimate { $0.lost / $0.periods },
        unitsDisposed: estimate { $0.disposed / $0.periods },
        unitsTranshipped: estimate { $0.transhipped / $0.periods },
        cost: estimate { $0.cost }, holdingCost: estimate { $0.holdingCost },
        shortageCost: estimate { $0.shortageCost }, orderingCost: estimate { $0.orderingCost })
    }
  }
}
