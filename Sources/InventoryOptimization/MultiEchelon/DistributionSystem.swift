public import SupplyChainCore

/// One warehouse and the shops that it supplies, all ordering one for one: how much stock where.
///
/// ```swift
/// let system = try DistributionSystem(
///   warehouse: .init(leadTime: 5, holdingCost: 1),
///   retailers: [
///     .init(demandRate: 0.5, leadTime: 2, holdingCost: 1.5, backorderCost: 20),
///     .init(demandRate: 1.2, leadTime: 2, holdingCost: 1.5, backorderCost: 20),
///   ])
/// let best = try system.optimal()
/// print(best.warehouseLevel, best.retailerLevels, best.cost)
/// let quick = try system.optimal(by: .metric)
/// print(quick.retailerLevels, try system.policy(
///   warehouseLevel: quick.warehouseLevel, retailerLevels: quick.retailerLevels).cost)
/// ```
///
/// Customers come one at a time and independently, wait if they have to, and every sale is at once
/// ordered from the warehouse, which serves the shops in the order of their orders.
public struct DistributionSystem: Hashable, Sendable, Codable {
  /// The warehouse.
  public struct Warehouse: Hashable, Sendable, Codable {
    /// The time of its own supply.
    public var leadTime: Double
    /// The cost of holding one unit for one unit of time.
    public var holdingCost: Double

    /// Describes the warehouse.
    ///
    /// - Parameters:
    ///   - leadTime: The time of its own supply, zero or more.
    ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
    public init(leadTime: Double, holdingCost: Double) {
      self.leadTime = leadTime
      self.holdingCost = holdingCost
    }
  }

  /// A shop.
  public struct Retailer: Hashable, Sendable, Codable {
    /// Customers per unit of time.
    public var demandRate: Double
    /// The time from the warehouse.
    public var leadTime: Double
    /// The cost of holding one unit for one unit of time.
    public var holdingCost: Double
    /// The cost of one unit on backorder for one unit of time.
    public var backorderCost: Double

    /// Describes a shop.
    ///
    /// - Parameters:
    ///   - demandRate: Customers per unit of time, above zero.
    ///   - leadTime: The time from the warehouse, zero or more.
    ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
    ///   - backorderCost: The cost of one unit on backorder for one unit of time, above zero.
    public init(
      demandRate: Double, leadTime: Double, holdingCost: Double, backorderCost: Double
    ) {
      self.demandRate = demandRate
      self.leadTime = leadTime
      self.holdingCost = holdingCost
      self.backorderCost = backorderCost
    }
  }

  /// The warehouse.
  public let warehouse: Warehouse
  /// The shops.
  public let retailers: [Retailer]

  /// Describes the system.
  ///
  /// - Parameters:
  ///   - warehouse: The warehouse.
  ///   - retailers: The shops, at least one.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(warehouse: Warehouse, retailers: [Retailer]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(warehouse.leadTime, "warehouse.leadTime")
    checks.requirePositive(warehouse.holdingCost, "warehouse.holdingCost")
    checks.require(!retailers.isEmpty, "retailers", value: "[]", "is empty")
    for (index, retailer) in retailers.enumerated() {
      checks.requirePositive(retailer.demandRate, "retailers.demandRate", at: index)
      checks.requireNonNegative(retailer.leadTime, "retailers.leadTime", at: index)
      checks.requirePositive(retailer.holdingCost, "retailers.holdingCost", at: index)
      checks.requirePositive(retailer.backorderCost, "retailers.backorderCost", at: index)
      let units = retailer.demandRate * (retailer.leadTime + warehouse.leadTime)
      checks.require(
        !(units > 1e4), "retailers.demandRate", at: index, value: retailer.demandRate,
        "leads to more than 10⁴ units under way")
    }
    let rate = retailers.reduce(0) { $0 + $1.demandRate }
    checks.require(
      !(rate * warehouse.leadTime > 1e5), "warehouse.leadTime", value: warehouse.leadTime,
      "leads to more than 10⁵ units under way")
    try checks.finish()
    self.warehouse = warehouse
    self.retailers = retailers
  }

  /// Decodes a system and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      warehouse: container.decode(Warehouse.self, forKey: .warehouse),
      retailers: container.decode([Retailer].self, forKey: .retailers))
  }

  /// How the units that a shop has on order are counted.
  public enum Evaluation: String, Hashable, Sendable, Codable, CaseIterable {
    /// Their exact distribution: a shop's share of the warehouse's backorders is binomial, and what it
    /// ordered before has arrived (Graves 1985, <https://doi.org/10.1287/mnsc.31.10.1247>; Axsäter 1990,
    /// <https://doi.org/10.1287/opre.38.1.64>).
    case exact
    /// A negative binomial distribution with the exact mean and variance (Graves 1985).
    case twoMoment
    /// A Poisson distribution with the exact mean (Sherbrooke's METRIC, 1968,
    /// <https://doi.org/10.1287/opre.16.1.122>).
    case metric
  }

  /// Base-stock levels and what they lead to.
  public struct Policy: Hashable, Sendable, Codable {
    /// The base-stock level of the warehouse.
    public var warehouseLevel: Int
    /// That of each shop.
    public var retailerLevels: [Int]
    /// The average stock of the warehouse.
    public var warehouseStock: Double
    /// The average number of units that the warehouse owes to the shops.
    public var warehouseBackorders: Double
    /// The average stock of each shop.
    public var retailerStock: [Double]
    /// The average number of customers who wait at each shop.
    public var retailerBackorders: [Double]
    /// The cost of stock and backorders per unit of time; stock under way is not counted.
    public var cost: Double
  }

  /// What given base-stock levels lead to.
  ///
  /// - Parameters:
  ///   - warehouseLevel: The base-stock level of the warehouse, zero or more.
  ///   - retailerLevels: That of each shop, zero or more.
  ///   - evaluation: How the units on order are counted.
  /// - Returns: The policy with its cost.
  /// - Throws: `InvalidInput` naming every level that is out of range.
  /// - Complexity: O(shops × width²) exactly, O(shops × width) otherwise, with the width that of the
  ///   warehouse's backorders.
  public func policy(
    warehouseLevel: Int, retailerLevels: [Int], by evaluation: Evaluation = .exact
  ) throws(InvalidInput) -> Policy {
    var checks = InputChecks()
    let most = 10_000_000
    checks.require(
      (0...most).contains(warehouseLevel), "warehouseLevel", value: warehouseLevel,
      "is not between 0 and \(most)")
    checks.require(
      retailerLevels.count == retailers.count, "retailerLevels",
      value: "\(retailerLevels.count) numbers", "do not match the \(retailers.count) retailers")
    for (index, level) in retailerLevels.enumerated() {
      checks.require(
        (0...most).contains(level), "retailerLevels", at: index, value: level,
        "is not between 0 and \(most)")
    }
    try checks.finish()
    return try DistributionKernel(self, evaluation).policy(warehouseLevel, retailerLevels)
  }

  /// The policy of least cost.
  ///
  /// For each level of the warehouse the level of a shop is that of a newsvendor. Levels of the warehouse
  /// are tried from zero up to where its stock alone, with shops that never wait for it, costs more than
  /// the best policy found.
  ///
  /// - Parameter evaluation: How the units on order are counted; the cost is counted in the same way.
  /// - Returns: The policy with its cost.
  /// - Throws: `InvalidInput` where more than 2,000 units are under way to the warehouse on average, for
  ///   which trying every level exactly would take minutes; ``Evaluation/metric`` has no such limit.
  /// - Complexity: That of ``policy(warehouseLevel:retailerLevels:by:)`` times the levels tried.
  public func optimal(by evaluation: Evaluation = .exact) throws(InvalidInput) -> Policy {
    let units = warehouse.leadTime * retailers.reduce(0) { $0 + $1.demandRate }
    guard evaluation != .exact || units <= 2_000 else {
      throw InvalidInput(
        "warehouse.leadTime", value: warehouse.leadTime,
        "leads to more than 2000 units under way, too many to try every level exactly")
    }
    return try DistributionKernel(self, evaluation).optimal()
  }
}
