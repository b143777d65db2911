public import SupplyChainCore

/// A network of stock points, played through period by period.
///
/// ```swift
/// let demand = IndependentDemand(try Normal(mean: 5, standardDeviation: 1))
/// let network = try StockSimulation(points: [
///   StockPoint(
///     "shop", policy: .baseStock(6.49), demand: demand, suppliedBy: [.init("depot")],
///     leadTime: FixedLeadTime(1), costs: .init(holding: 7, inTransit: 4, backorder: 37.12)),
///   StockPoint(
///     "depot", policy: .baseStock(5.53), suppliedBy: [.init("plant")], leadTime: FixedLeadTime(1),
///     costs: .init(holding: 4, inTransit: 2)),
///   StockPoint(
///     "plant", policy: .baseStock(10.69), leadTime: FixedLeadTime(2), costs: .init(holding: 2)),
/// ], orders: .afterDemand)
/// let result = try network.run(for: SimulationLength(periods: 2_000, replications: 10), seed: 1)
/// print(result.cost.mean, result.cost.interval(0.95), result["shop"]?.fillRate.mean ?? .nan)
/// print(try network.trace(periods: 5, seed: 1))
/// ```
///
/// In each period
/// 1. every point, those nearest the customers first, looks at its stock and orders;
/// 2. what is due arrives, and every point, those farthest from the customers first, ships what it is
///    asked for and has;
/// 3. customers come; points that help each other out do so;
/// 4. stock and backorders are counted and paid for.
///
/// So an order of lead time L is the last to arrive before the demand of the L-th period after its
/// own: it protects for L + 1 periods, as in the textbook's periodic review. With
/// ``OrderTiming/afterDemand`` the customers of a period come before its orders and are served after
/// its receipts, which protects for L periods: the serial system above then costs what
/// ``SerialSystem`` says, 47.65.
///
/// Demands, lead times, yields and disruptions of each point are drawn from random numbers of its own,
/// so that two networks which differ in their policies meet the same demand: see
/// ``SimulationResult/difference(from:)``.
public struct StockSimulation: Sendable {
  /// The stock points.
  public let points: [StockPoint]
  /// The points that help each other out.
  public let transhipments: [Transhipment]
  /// Whether the orders of a period know its demand.
  public let orders: OrderTiming
  /// The indices of the points, each before its suppliers.
  let downstreamFirst: [Int]
  /// The indices of each point's suppliers.
  let suppliers: [[Int]]

  /// When in a period orders are placed.
  public enum OrderTiming: String, Hashable, Sendable, Codable {
    /// Before the customers of the period come.
    case beforeDemand
    /// Knowing what the customers of the period want, who are served once its receipts are in.
    case afterDemand
  }

  /// Lead times beyond this many periods are refused.
  static let longestLeadTime = 100_000

  /// Describes a network.
  ///
  /// - Parameters:
  ///   - points: The stock points.
  ///   - transhipments: The points that help each other out; a point can be in one of them.
  ///   - orders: Whether the orders of a period know its demand.
  /// - Throws: `InvalidInput` naming everything that cannot be meant: a number out of range, a name
  ///   that stands there twice or nowhere, points that supply each other in a circle.
  public init(
    points: [StockPoint], transhipments: [Transhipment] = [], orders: OrderTiming = .beforeDemand
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!points.isEmpty, "points", value: "[]", "is empty")
    var indices: [String: Int] = [:]
    for (index, point) in points.enumerated() {
      let isNew = indices.updateValue(index, forKey: point.name) == nil
      checks.require(isNew, "points.name", at: index, value: point.name, "stands there twice")
      point.check(at: index, &checks)
    }
    var suppliers: [[Int]] = []
    for (index, point) in points.enumerated() {
      suppliers.append([])
      for supplier in point.suppliers {
        guard let found = indices[supplier.name] else {
          checks.report(
            "points.suppliers", at: index, value: supplier.name, "is the name of no stock point")
          continue
        }
        checks.require(
          !suppliers[index].contains(found), "points.suppliers", at: index, value: supplier.name,
          "stands there twice")
        checks.requirePositive(
          supplier.unitsPerUnit, "points.suppliers.unitsPerUnit", at: index)
        suppliers[index].append(found)
      }
    }
    var isHelping = Set<Int>()
    for (index, transhipment) in transhipments.enumerated() {
      checks.requireNonNegative(transhipment.unitCost, "transhipments.unitCost", at: index)
      for name in transhipment.points {
        guard let found = indices[name] else {
          checks.report(
            "transhipments.points", at: index, value: name, "is the name of no stock point")
          continue
        }
        checks.require(
          isHelping.insert(found).inserted, "transhipments.points", at: index, value: name,
          "stands there twice")
      }
    }
    let order = Self.downstreamFirst(suppliers)
    if order.count < points.count {
      let reached = Set(order)
      let index = points.indices.first { !reached.contains($0) } ?? 0
      checks.report(
        "points.suppliers", at: index, value: points[index].name, "is supplied in a circle")
    }
    try checks.finish()
    self.points = points
    self.transhipments = transhipments
    self.orders = orders
    self.suppliers = suppliers
    downstreamFirst = order
  }

  /// The points, each before its suppliers; those on a circle and beyond it are left out.
  private static func downstreamFirst(_ suppliers: [[Int]]) -> [Int] {
    var waiting = [Int](repeating: 0, count: suppliers.count)
    for list in suppliers {
      for supplier in list { waiting[supplier] += 1 }
    }
    var order = suppliers.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for supplier in suppliers[order[next]] {
        waiting[supplier] -= 1
        if waiting[supplier] == 0 { order.append(supplier) }
      }
      next += 1
    }
    return order
  }

  /// Plays the network through.
  ///
  /// The result depends on the network, the length and the seed alone, not on the number of threads.
  ///
  /// - Parameters:
  ///   - length: For how long, and how often.
  ///   - seed: Any number; the same one gives the same random numbers.
  ///   - threads: How many threads to use.
  /// - Returns: What happened on average, with confidence intervals.
  /// - Throws: `CancellationError` if the task was cancelled.
  /// - Complexity: O(replications × periods × points).
  public func run(
    for length: SimulationLength, seed: UInt64, threads: ThreadCount = .allCores
  ) throws -> SimulationResult {
    var seeds = SeededGenerator(seed: seed)
    let replications = (0..<length.replications).map { _ in seeds.next() }
    let samples = try replications.parallelMap(threads: threads) { seed in
      var kernel = SimulationKernel(self, seed: seed)
      return try kernel.run(length)
    }
    return SimulationResult(points: points.map(\.name), samples: samples.flatMap { $0 })
  }

  /// Plays the network through on another thread.
  ///
  /// - Parameters:
  ///   - length: For how long, and how often.
  ///   - seed: Any number; the same one gives the same random numbers.
  ///   - threads: How many threads to use.
  /// - Returns: What happened on average, with confidence intervals.
  /// - Throws: `CancellationError` if the task was cancelled.
  public func run(
    for length: SimulationLength, seed: UInt64, threads: ThreadCount = .allCores
  ) async throws -> SimulationResult {
    try await offActor { try run(for: length, seed: seed, threads: threads) }
  }

  /// The first periods, one line for each point and period.
  ///
  /// - Parameters:
  ///   - periods: How many periods, from 0 to 100 000.
  ///   - seed: Any number; the periods are the first that `run(for:seed:threads:)` plays with it.
  /// - Returns: What happened.
  /// - Throws: `InvalidInput` if the number of periods is out of range.
  public func trace(periods: Int, seed: UInt64) throws(InvalidInput) -> SimulationTrace {
    guard periods >= 0, periods <= 100_000 else {
      throw InvalidInput("periods", value: periods, "is not between 0 and 100000")
    }
    var seeds = SeededGenerator(seed: seed)
    var kernel = SimulationKernel(self, seed: seeds.next())
    return SimulationTrace(rows: kernel.trace(periods))
  }
}

extension StockPoint.Costs {
  /// Reports every cost that is out of range.
  func check(at index: Int, _ checks: inout InputChecks) {
    for (field, cost) in [
      ("holding", holding), ("inTransit", inTransit), ("backorder", backorder),
      ("lostSale", lostSale), ("ordering", ordering), ("unit", unit),
    ] {
      checks.requireNonNegative(cost, "points.costs.\(field)", at: index)
    }
    checks.requireFinite(disposal, "points.costs.disposal", at: index)
  }
}

extension StockPoint {
  /// Reports every number that is out of range.
  fileprivate func check(at index: Int, _ checks: inout InputChecks) {
    costs.check(at: index, &checks)
    checks.require(
      capacity > 0, "points.capacity", at: index, value: capacity, "is not above zero")
    if let shelfLife {
      checks.require(
        shelfLife >= 1 && shelfLife <= StockSimulation.longestLeadTime, "points.shelfLife",
        at: index, value: shelfLife, "is not between 1 and \(StockSimulation.longestLeadTime)")
    }
    if let initialStock {
      checks.requireNonNegative(initialStock, "points.initialStock", at: index)
    }
    checks.require(
      (0...StockSimulation.longestLeadTime).contains(leadTime.longest), "points.leadTime",
      at: index, value: leadTime.longest,
      "is not between 0 and \(StockSimulation.longestLeadTime) periods")
    for (field, number) in policyNumbers {
      checks.requireFinite(number, "points.policy.\(field)", at: index)
    }
    if let policy = policy as? ReorderPointPolicy {
      checks.requirePositive(policy.orderQuantity, "points.policy.orderQuantity", at: index)
    }
    if let policy = policy as? MinMaxPolicy {
      checks.require(
        !(policy.orderUpToLevel <= policy.reorderPoint), "points.policy.orderUpToLevel", at: index,
        value: policy.orderUpToLevel, "is not above reorderPoint (\(policy.reorderPoint))")
    }
  }

  private var policyNumbers: [(String, Double)] {
    switch policy {
    case let policy as BaseStockPolicy: [("level", policy.level)]
    case let policy as EchelonBaseStockPolicy: [("level", policy.level)]
    case let policy as ReorderPointPolicy:
      [("reorderPoint", policy.reorderPoint), ("orderQuantity", policy.orderQuantity)]
    case let policy as MinMaxPolicy:
      [("reorderPoint", policy.reorderPoint), ("orderUpToLevel", policy.orderUpToLevel)]
    default: []
    }
  }
}
