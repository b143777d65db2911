public import Probability
public import SupplyChainCore

/// A network of stock points in continuous time: customers come one by one, and a policy looks at its
/// stock whenever that has changed.
///
/// ```swift
/// let network = try EventSimulation(points: [
///   .init(
///     "shop", policy: .reorderPoint(3, orderQuantity: 5), customers: CustomerArrivals(rate: 1.5),
///     suppliedBy: "depot", leadTime: Deterministic(2),
///     costs: .init(holding: 20, backorder: 150, ordering: 100)),
///   .init("depot", policy: .baseStock(10), leadTime: Gamma(mean: 3, standardDeviation: 1)),
/// ])
/// let result = try network.run(for: SimulationLength(periods: 5_000), seed: 1)
/// print(result.cost.mean, result["shop"]?.fillRate.mean ?? .nan)
/// ```
///
/// It is to ``ContinuousReview`` what ``StockSimulation`` is to the policies of periodic review: there
/// is no period in which orders have to wait, and lead times are any numbers. A point serves
/// customers and the points that it supplies in the order in which they asked, in parts where it has
/// to. All averages are over time: costs of stock and backorders are per unit of time, and in
/// ``SimulationResult`` a period is a unit of time.
public struct EventSimulation: Sendable {
  /// A place where a product is kept.
  public struct Point: Sendable {
    /// The name by which others refer to it.
    public var name: String
    /// What decides how much is ordered; it is asked whenever the position has fallen.
    public var policy: any ReplenishmentPolicy
    /// Who comes here; `nil` where no customer does.
    public var customers: CustomerArrivals?
    /// The name of the point that supplies it; `nil` for a supplier outside who never runs out.
    public var supplier: String?
    /// The time that a shipment to this point takes.
    public var leadTime: any Distribution
    /// What stock costs here, per unit of time where it is about time; disposal counts for nothing.
    public var costs: StockPoint.Costs
    /// What becomes of demand that cannot be met; points that are supplied from here always wait.
    public var unmetDemand: StockPoint.UnmetDemand
    /// Whether a shipment can arrive before an earlier one.
    public var ordersMayCross: Bool

    /// Describes a point; the network checks it.
    ///
    /// - Parameters:
    ///   - name: The name by which others refer to it.
    ///   - policy: What decides how much is ordered.
    ///   - customers: Who comes here; `nil` where no customer does.
    ///   - supplier: The name of the point that supplies it; `nil` for one outside.
    ///   - leadTime: The time that a shipment to this point takes.
    ///   - costs: What stock costs here.
    ///   - unmetDemand: What becomes of demand that cannot be met.
    ///   - ordersMayCross: Whether a shipment can arrive before an earlier one.
    public init(
      _ name: String, policy: any ReplenishmentPolicy, customers: CustomerArrivals? = nil,
      suppliedBy supplier: String? = nil, leadTime: any Distribution,
      costs: StockPoint.Costs = .init(), unmetDemand: StockPoint.UnmetDemand = .backordered,
      ordersMayCross: Bool = true
    ) {
      self.name = name
      self.policy = policy
      self.customers = customers
      self.supplier = supplier
      self.leadTime = leadTime
      self.costs = costs
      self.unmetDemand = unmetDemand
      self.ordersMayCross = ordersMayCross
    }
  }

  /// The points.
  public let points: [Point]
  /// The index of each point's supplier.
  let suppliers: [Int?]

  /// Describes a network.
  ///
  /// - Parameter points: The points.
  /// - Throws: `InvalidInput` naming everything that cannot be meant: a number out of range, a name
  ///   that stands there twice or nowhere, points that supply each other in a circle.
  public init(points: [Point]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!points.isEmpty, "points", value: "[]", "is empty")
    var indices: [String: Int] = [:]
    for (index, point) in points.enumerated() {
      let isNew = indices.updateValue(index, forKey: point.name) == nil
      checks.require(isNew, "points.name", at: index, value: point.name, "stands there twice")
      point.costs.check(at: index, &checks)
      checks.requireNonNegative(point.leadTime.mean, "points.leadTime.mean", at: index)
      let shortest = point.leadTime.quantile(0)
      checks.require(
        !(shortest < 0), "points.leadTime", at: index, value: shortest, "can be negative")
    }
    var suppliers: [Int?] = []
    for (index, point) in points.enumerated() {
      suppliers.append(point.supplier.flatMap { indices[$0] })
      if let supplier = point.supplier, suppliers[index] == nil {
        checks.report(
          "points.supplier", at: index, value: supplier, "is the name of no stock point")
      }
    }
    for index in points.indices {
      var place: Int? = suppliers[index]
      var steps = 0
      while let next = place, steps <= points.count {
        place = suppliers[next]
        steps += 1
      }
      if steps > points.count {
        checks.report(
          "points.supplier", at: index, value: points[index].name, "is supplied in a circle")
        break
      }
    }
    try checks.finish()
    self.points = points
    self.suppliers = suppliers
  }

  /// Plays the network through.
  ///
  /// The result depends on the network, the length and the seed alone, not on the number of threads.
  ///
  /// - Parameters:
  ///   - length: For how many units of time, and how often.
  ///   - seed: Any number; the same one gives the same random numbers.
  ///   - threads: How many threads to use.
  /// - Returns: What happened on average, with confidence intervals.
  /// - Throws: `CancellationError` if the task was cancelled.
  /// - Complexity: O(log points) an event.
  public func run(
    for length: SimulationLength, seed: UInt64, threads: ThreadCount = .allCores
  ) throws -> SimulationResult {
    var seeds = SeededGenerator(seed: seed)
    let replications = (0..<length.replications).map { _ in seeds.next() }
    let samples = try replications.parallelMap(threads: threads) { seed in
      var kernel = EventKernel(self, seed: seed)
      return try kernel.run(length)
    }
    return SimulationResult(points: points.map(\.name), samples: samples.flatMap { $0 })
  }

  /// Plays the network through on another thread.
  ///
  /// - Parameters:
  ///   - length: For how many units of time, and how often.
  ///   - seed: Any number; the same one gives the same random numbers.
  ///   - threads: How many threads to use.
  /// - Returns: What happened on average, with confidence intervals.
  /// - Throws: `CancellationError` if the task was cancelled.
  public func run(
    for length: SimulationLength, seed: UInt64, threads: ThreadCount = .allCores
  ) async throws -> SimulationResult {
    try await offActor { try run(for: length, seed: seed, threads: threads) }
  }
}
