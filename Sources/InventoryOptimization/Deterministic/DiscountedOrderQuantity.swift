public import SupplyChainCore

/// How much to order at a time when a larger order has a lower price.
///
/// ```swift
/// let prices = try DiscountSchedule.allUnits([
///   PriceBreak(from: 0, price: 0.75), PriceBreak(from: 400, price: 0.72),
///   PriceBreak(from: 800, price: 0.68),
/// ])
/// let plan = try DiscountedOrderQuantity(
///   demandRate: 1_300, orderingCost: 8, holdingCostRate: 0.3, prices: prices
/// ).optimal
/// print(plan.orderQuantity)  // 800: the last break is worth the stock
/// ```
///
/// Holding a unit costs a rate of its average price. Source: Snyder and Shen, section 3.3.
public struct DiscountedOrderQuantity: Hashable, Sendable, Codable {
  /// Units demanded per unit of time.
  public let demandRate: Double
  /// The fixed cost of an order.
  public let orderingCost: Double
  /// The cost of holding stock for one unit of time, as a share of its price.
  public let holdingCostRate: Double
  /// What the supplier asks.
  public let prices: DiscountSchedule

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - orderingCost: The fixed cost of an order, zero or more.
  ///   - holdingCostRate: The cost of holding stock for one unit of time as a share of its price,
  ///     above zero.
  ///   - prices: What the supplier asks.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demandRate: Double, orderingCost: Double, holdingCostRate: Double, prices: DiscountSchedule
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requireNonNegative(orderingCost, "orderingCost")
    checks.requirePositive(holdingCostRate, "holdingCostRate")
    try checks.finish()
    self.demandRate = demandRate
    self.orderingCost = orderingCost
    self.holdingCostRate = holdingCostRate
    self.prices = prices
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      orderingCost: container.decode(Double.self, forKey: .orderingCost),
      holdingCostRate: container.decode(Double.self, forKey: .holdingCostRate),
      prices: container.decode(DiscountSchedule.self, forKey: .prices))
  }

  /// The plan of least cost, the goods included.
  ///
  /// Each price has its own square-root quantity; where that lies outside the price's range the
  /// range's own start is the best in it. O(breaks). By carloads, full ones and the square-root quantity
  /// of the part that is paid by the unit are tried until more carloads cannot be cheaper.
  public var optimal: OrderPlan {
    if let carload = prices.carload { return optimal(carload) }
    var best: OrderPlan?
    for segment in prices.segments {
      let quantity =
        (2 * (orderingCost + segment.fixed) * demandRate / (holdingCostRate * segment.slope))
        .squareRoot()
      let plan = plan(ordering: min(max(quantity, segment.lower), segment.upper))
      if let best, best.cost <= plan.cost { continue }
      best = plan
    }
    return best ?? plan(ordering: 0)
  }

  private func optimal(_ carload: DiscountSchedule.Carload) -> OrderPlan {
    let unit = prices.breaks.first?.price ?? 0
    var best = plan(ordering: carload.size)
    // Beyond so many carloads their stock alone costs more than the best plan.
    var full = 0.0
    while full < 1e6 {
      let least =
        demandRate * carload.price / carload.size + 0.5 * holdingCostRate * full * carload.price
      if least > best.cost { break }
      let fixed = orderingCost + full * (carload.price - carload.size * unit)
      let partly = full * carload.size + carload.price / unit
      var candidates = [(full + 1) * carload.size]
      if fixed > 0 {
        let quantity = (2 * fixed * demandRate / (holdingCostRate * unit)).squareRoot()
        if quantity > full * carload.size, quantity < partly { candidates.append(quantity) }
      }
      for quantity in candidates {
        let plan = plan(ordering: quantity)
        if plan.cost < best.cost { best = plan }
      }
      full += 1
    }
    return best
  }

  /// The plan that orders a given quantity.
  ///
  /// - Parameter quantity: Units an order; a quantity that is not above zero costs infinitely much
  ///   unless an order costs nothing.
  /// - Returns: The plan with its costs, the goods included.
  public func plan(ordering quantity: Double) -> OrderPlan {
    let price = prices.price(of: quantity)
    let unitPrice = quantity > 0 ? price / quantity : prices.breaks.first?.price ?? 0
    return OrderPlan(
      orderQuantity: quantity, interval: quantity / demandRate,
      orderingCost: OrderPlan.rate(orderingCost, demandRate, quantity),
      holdingCost: 0.5 * holdingCostRate * unitPrice * quantity,
      purchaseCost: unitPrice * demandRate)
  }
}
