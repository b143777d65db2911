import SupplyChain

/// `safetyStock`: how to split a budget for safety stock over items, or, without a budget, the curve of
/// what each budget buys.
struct SafetyStockQuestion: InventoryQuestion {
  static let method = "safetyStock"

  var items: [Item]
  var budget: Double?
  var points: Int?

  struct Item: Decodable {
    var leadTimeDemand: DemandInput
    var orderQuantity, demandRate, unitValue: Double
    var unitShortageValue: Double?
  }

  func answer() throws -> any Encodable {
    let portfolio = try SafetyStockPortfolio(
      items: items.map {
        .init(
          try ContinuousReview(
            leadTimeDemand: $0.leadTimeDemand.distribution, orderQuantity: $0.orderQuantity),
          demandRate: $0.demandRate, unitValue: $0.unitValue,
          unitShortageValue: $0.unitShortageValue)
      })
    if let budget { return try portfolio.split(budget: budget) }
    let count = points ?? 20
    guard (1...10_000).contains(count) else {
      throw InvalidInput("points", value: count, "is not between 1 and 10000")
    }
    return ["curve": portfolio.exchangeCurve(points: count)]
  }
}

/// `cycleStock`: the least cycle stock for a number of orders, over all items.
struct CycleStockQuestion: InventoryQuestion {
  static let method = "cycleStock"

  var items: [CycleStockExchange.Item]
  var orders: Double

  func answer() throws -> any Encodable {
    guard orders > 0, orders.isFinite else {
      throw InvalidInput("orders", value: orders, "is not above zero")
    }
    let exchange = try CycleStockExchange(items: items)
    return Answer(
      stockValue: exchange.stockValue(ordersPerTime: orders),
      orderQuantities: exchange.orderQuantities(ordersPerTime: orders),
      impliedCostRatio: exchange.impliedCostRatio(ordersPerTime: orders))
  }

  private struct Answer: Encodable {
    var stockValue: Double
    var orderQuantities: [Double]
    var impliedCostRatio: Double
  }
}
