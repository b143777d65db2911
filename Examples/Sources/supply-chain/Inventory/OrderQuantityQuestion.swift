import SupplyChain

/// `eoq`: the economic order quantity, with backorders, or with prices that fall with the quantity.
struct OrderQuantityQuestion: InventoryQuestion {
  static let method = "eoq"

  private let plan: OrderPlan

  private enum CodingKeys: String, CodingKey {
    case demandRate, orderingCost, holdingCostRate, prices, discount, carload
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard container.contains(.prices) else {
      plan = try EconomicOrderQuantity(from: decoder).optimal
      return
    }
    if let carload = try container.decodeIfPresent(
      DiscountSchedule.Carload.self, forKey: .carload)
    {
      let breaks = try container.decode([Break].self, forKey: .prices)
      guard let price = breaks.first?.price, breaks.count == 1 else {
        throw InvalidInput(
          "prices", value: "\(breaks.count) prices", "are not one beside a carload")
      }
      plan = try Self.plan(container, .carloads(unitPrice: price, carload))
      return
    }
    let breaks = try container.decode([Break].self, forKey: .prices)
      .map { PriceBreak(from: $0.from, price: $0.price) }
    let schedule: DiscountSchedule
    switch try container.decodeIfPresent(String.self, forKey: .discount) ?? "allUnits" {
    case "allUnits": schedule = try .allUnits(breaks)
    case "incremental": schedule = try .incremental(breaks)
    case let name:
      throw InvalidInput("discount", value: name, "is neither allUnits nor incremental")
    }
    plan = try Self.plan(container, schedule)
  }

  private static func plan(
    _ container: KeyedDecodingContainer<CodingKeys>, _ prices: DiscountSchedule
  ) throws -> OrderPlan {
    try DiscountedOrderQuantity(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      orderingCost: container.decode(Double.self, forKey: .orderingCost),
      holdingCostRate: container.decode(Double.self, forKey: .holdingCostRate), prices: prices
    ).optimal
  }

  private struct Break: Decodable {
    var from: Double
    var price: Double
  }

  func answer() -> any Encodable { PlanAnswer(plan) }
}

/// `epq`: the economic production quantity.
struct ProductionQuantityQuestion: InventoryQuestion {
  static let method = "epq"

  private let item: EconomicProductionQuantity

  init(from decoder: any Decoder) throws { item = try EconomicProductionQuantity(from: decoder) }

  func answer() -> any Encodable { PlanAnswer(item.optimal) }
}

/// A plan and the sum of its costs.
struct PlanAnswer: Encodable {
  var orderQuantity, interval, cost, orderingCost, holdingCost: Double
  var backorderCost, maximumBackorders, lostSaleCost, purchaseCost: Double?

  init(_ plan: OrderPlan) {
    orderQuantity = plan.orderQuantity
    interval = plan.interval
    cost = plan.cost
    orderingCost = plan.orderingCost
    holdingCost = plan.holdingCost
    backorderCost = plan.backorderCost > 0 ? plan.backorderCost : nil
    maximumBackorders = plan.maximumBackorders > 0 ? plan.maximumBackorders : nil
    lostSaleCost = plan.lostSaleCost > 0 ? plan.lostSaleCost : nil
    purchaseCost = plan.purchaseCost > 0 ? plan.purchaseCost : nil
  }
}
