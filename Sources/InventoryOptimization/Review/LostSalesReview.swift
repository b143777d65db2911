internal import Probability
public import SupplyChainCore

/// The (r, Q) policy where demand that cannot be met is lost.
///
/// ```swift
/// let shop = try LostSalesReview(
///   demandRate: 10, leadTime: 0.5, orderingCost: 50, holdingCost: 2, lostSaleCost: 15)
/// let best = shop.optimal
/// print(best.reorderPoint, best.orderQuantity, best.cost.total)
/// ```
///
/// Exact for customers who come independently, each for one unit, a fixed lead time, and order
/// quantities above the reorder point, so that at most one order is outstanding: a cycle begins with
/// each receipt. Source: Hadley and Whitin 1963, section 4.11.
public struct LostSalesReview: Hashable, Sendable, Codable {
  /// Expected units demanded per unit of time.
  public let demandRate: Double
  /// The time from an order to its receipt.
  public let leadTime: Double
  /// The fixed cost of an order.
  public let orderingCost: Double
  /// The cost of holding one unit for one unit of time.
  public let holdingCost: Double
  /// The cost of each unit of demand that is lost, its margin included.
  public let lostSaleCost: Double

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Expected units demanded per unit of time, above zero.
  ///   - leadTime: The time from an order to its receipt, zero or more.
  ///   - orderingCost: The fixed cost of an order, above zero.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - lostSaleCost: The cost of each unit of demand that is lost, above zero.
  /// - Throws: `InvalidInput` naming every parameter that is out of range; also where the demand over
  ///   the lead time or an economic order is beyond 10⁶ units.
  public init(
    demandRate: Double, leadTime: Double, orderingCost: Double, holdingCost: Double,
    lostSaleCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requireNonNegative(leadTime, "leadTime")
    checks.requirePositive(orderingCost, "orderingCost")
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(lostSaleCost, "lostSaleCost")
    try checks.finish()
    let quantity = (2 * orderingCost * demandRate / holdingCost).squareRoot()
    guard demandRate * leadTime < 1e6, quantity < 1e6 else {
      throw InvalidInput(
        "demandRate", value: demandRate, "leads to orders beyond 10⁶ units")
    }
    self.demandRate = demandRate
    self.leadTime = leadTime
    self.orderingCost = orderingCost
    self.holdingCost = holdingCost
    self.lostSaleCost = lostSaleCost
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      leadTime: container.decode(Double.self, forKey: .leadTime),
      orderingCost: container.decode(Double.self, forKey: .orderingCost),
      holdingCost: container.decode(Double.self, forKey: .holdingCost),
      lostSaleCost: container.decode(Double.self, forKey: .lostSaleCost))
  }

  /// A policy, its cost and its service.
  public struct Policy: Hashable, Sendable, Codable {
    /// The stock at which an order is placed.
    public var reorderPoint: Int
    /// Units an order.
    public var orderQuantity: Int
    /// The cost per unit of time; that of lost sales stands as backorders.
    public var cost: StockCost
    /// The share of demand that is met.
    public var fillRate: Double
    /// The average units on hand.
    public var averageStock: Double
  }

  /// What a policy costs.
  ///
  /// - Parameters:
  ///   - reorderPoint: The stock at which an order is placed, from 0 to 10⁷.
  ///   - orderQuantity: Units an order, above the reorder point.
  /// - Returns: The policy with its cost and its service.
  /// - Throws: `InvalidInput` naming what is out of range.
  public func policy(
    reorderPoint: Int, orderQuantity: Int
  ) throws(InvalidInput) -> Policy {
    var checks = InputChecks()
    checks.require(
      reorderPoint >= 0 && reorderPoint <= 10_000_000, "reorderPoint", value: reorderPoint,
      "is not between 0 and 10⁷")
    checks.require(
      orderQuantity > reorderPoint && orderQuantity < 1 << 40, "orderQuantity",
      value: orderQuantity, "is not above reorderPoint (\(reorderPoint)) and below 2⁴⁰")
    try checks.finish()
    return policy(LeadTimeStock(self, upTo: reorderPoint), reorderPoint, orderQuantity)
  }

  /// The policy of least expected cost.
  ///
  /// For each order quantity the reorder point comes from a descent, since the cost has a single
  /// valley in it; the quantity from one that goes on for a tenth of it beyond the last improvement.
  /// Complexity: O(Q · r).
  public var optimal: Policy {
    let economic = (2 * orderingCost * demandRate / holdingCost).squareRoot()
    let mean = demandRate * leadTime
    let highest = Int(mean + 12 * mean.squareRoot() + 20)
    let stock = LeadTimeStock(self, upTo: highest)
    var best = policy(stock, 0, max(1, Int(economic)))
    for direction in [1, -1] {
      var quantity = max(1, Int(economic))
      var point = min(best.reorderPoint, quantity - 1)
      var steps = 0
      while steps <= 20 + quantity / 10, quantity >= 1 {
        let candidate = lowest(stock, quantity, from: point, highest: highest)
        point = candidate.reorderPoint
        if candidate.cost.total < best.cost.total {
          best = candidate
          steps = 0
        }
        steps += 1
        quantity += direction
        point = min(point, quantity - 1)
      }
    }
    return best
  }

  /// The best reorder point of an order quantity.
  private func lowest(
    _ stock: LeadTimeStock, _ quantity: Int, from start: Int, highest: Int
  ) -> Policy {
    var best = policy(stock, max(0, start), quantity)
    for direction in [1, -1] {
      while true {
        let point = best.reorderPoint + direction
        guard point >= 0, point < quantity, point <= highest else { break }
        let candidate = policy(stock, point, quantity)
        if candidate.cost.total >= best.cost.total { break }
        best = candidate
      }
    }
    return best
  }

  private func policy(_ stock: LeadTimeStock, _ point: Int, _ quantity: Int) -> Policy {
    let (r, q) = (Double(point), Double(quantity))
    let left = stock.left[point]
    // Units lost in a cycle: the demand over the lead time less what was sold in it.
    let lost = left - r + demandRate * leadTime
    let length = (q + lost) / demandRate
    // From the stock after the receipt, Q and what was left, down to r, one unit every 1 / λ.
    let top = stock.leftSquared[point] + 2 * q * left + q * q
    let falling = 0.5 * (top + left + q - r * (r + 1)) / demandRate
    let average = (falling + stock.duringLeadTime[point]) / length
    return Policy(
      reorderPoint: point, orderQuantity: quantity,
      cost: StockCost(
        ordering: orderingCost / length, holding: holdingCost * average,
        backorders: lostSaleCost * lost / length),
      fillRate: q / (q + lost), averageStock: average)
  }

  /// What is left of the reorder point at the end of the lead time, for each reorder point.
  private struct LeadTimeStock {
    /// E[(r − D)⁺].
    var left: [Double] = [0]
    /// E[((r − D)⁺)²].
    var leftSquared: [Double] = [0]
    /// The time integral of stock over the lead time.
    var duringLeadTime: [Double] = [0]

    init(_ item: LostSalesReview, upTo highest: Int) {
      let demand = try? Poisson(mean: item.demandRate * item.leadTime)
      // ∫ P(D(t) = j) dt over the lead time is P(D > j) / λ.
      var times = 0.0
      for k in 0..<max(0, highest) {
        let below = demand?.cumulative(Double(k)) ?? 1
        times += (1 - below) / item.demandRate
        leftSquared.append(leftSquared[k] + 2 * left[k] + below)
        left.append(left[k] + below)
        duringLeadTime.append(duringLeadTime[k] + times)
      }
    }
  }
}
