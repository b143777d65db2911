public import SupplyChainCore

/// The (S − 1, S) policy where demand that cannot be met is lost: of spare parts and expensive goods.
///
/// ```swift
/// let part = try LostSalesBaseStock(
///   demandRate: 0.5, leadTime: 4, holdingCost: 3, lostSaleCost: 200)
/// let best = part.optimal
/// print(best.level, best.fillRate)
/// ```
///
/// Each unit sold is reordered at once. Units on order are the busy servers of Erlang's loss system, so
/// the result is exact for any distribution of the lead time with this mean, for customers who come
/// independently. Source: Karush 1957, <https://doi.org/10.1287/opre.5.5.693>.
public struct LostSalesBaseStock: Hashable, Sendable, Codable {
  /// Expected units demanded per unit of time.
  public let demandRate: Double
  /// The expected time from an order to its receipt.
  public let leadTime: Double
  /// The cost of holding one unit for one unit of time.
  public let holdingCost: Double
  /// The cost of each unit of demand that is lost, its margin included.
  public let lostSaleCost: Double

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Expected units demanded per unit of time, above zero.
  ///   - leadTime: The expected time from an order to its receipt, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - lostSaleCost: The cost of each unit of demand that is lost, above zero.
  /// - Throws: `InvalidInput` naming every parameter that is out of range; also where the demand over
  ///   the lead time is beyond 10⁶ units.
  public init(
    demandRate: Double, leadTime: Double, holdingCost: Double, lostSaleCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requirePositive(leadTime, "leadTime")
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(lostSaleCost, "lostSaleCost")
    try checks.finish()
    guard demandRate * leadTime <= 1e6 else {
      throw InvalidInput("demandRate", value: demandRate, "leads to orders beyond 10⁶ units")
    }
    self.demandRate = demandRate
    self.leadTime = leadTime
    self.holdingCost = holdingCost
    self.lostSaleCost = lostSaleCost
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      leadTime: container.decode(Double.self, forKey: .leadTime),
      holdingCost: container.decode(Double.self, forKey: .holdingCost),
      lostSaleCost: container.decode(Double.self, forKey: .lostSaleCost))
  }

  /// A level, its cost and its service.
  public struct Policy: Hashable, Sendable, Codable {
    /// The stock on hand and on order.
    public var level: Int
    /// The cost per unit of time.
    public var cost: Double
    /// The share of demand that is met.
    public var fillRate: Double
    /// The average units on hand.
    public var averageStock: Double
  }

  /// What a level costs.
  ///
  /// - Parameter level: The stock on hand and on order, from 0 to 10⁸.
  /// - Returns: The level with its cost and its service.
  /// - Throws: `InvalidInput` if the level is out of range.
  /// - Complexity: O(level).
  public func policy(level: Int) throws(InvalidInput) -> Policy {
    guard level >= 0, level <= 100_000_000 else {
      throw InvalidInput("level", value: level, "is not between 0 and 10⁸")
    }
    var blocked = 1.0
    for servers in 0..<level { blocked = self.blocked(by: servers + 1, after: blocked) }
    return policy(level, blocked)
  }

  /// The level of least expected cost; the cost is convex in it.
  ///
  /// Complexity: O(level).
  public var optimal: Policy {
    var blocked = 1.0
    var best = policy(0, blocked)
    while true {
      blocked = self.blocked(by: best.level + 1, after: blocked)
      let next = policy(best.level + 1, blocked)
      if next.cost >= best.cost { return best }
      best = next
    }
  }

  /// Erlang's loss probability by its recursion.
  private func blocked(by servers: Int, after fewer: Double) -> Double {
    let load = demandRate * leadTime
    return load * fewer / (Double(servers) + load * fewer)
  }

  private func policy(_ level: Int, _ blocked: Double) -> Policy {
    let stock = Double(level) - demandRate * leadTime * (1 - blocked)
    return Policy(
      level: level, cost: holdingCost * stock + lostSaleCost * demandRate * blocked,
      fillRate: 1 - blocked, averageStock: stock)
  }
}
