import SupplyChain

/// `rQ`: the reorder point and the order quantity of least cost under continuous review.
struct ReorderPolicyQuestion: InventoryQuestion {
  static let method = "rQ"

  var leadTimeDemand: DemandInput
  var demandRate, orderingCost, holdingCost, backorderCost: Double

  func answer() throws -> any Encodable {
    let best = try ContinuousReview.optimal(
      leadTimeDemand: leadTimeDemand.distribution, demandRate: demandRate,
      orderingCost: orderingCost, holdingCost: holdingCost, backorderCost: backorderCost)
    return Answer(
      reorderPoint: best.reorderPoint, orderQuantity: best.orderQuantity, cost: best.cost.total)
  }

  private struct Answer: Encodable {
    var reorderPoint, orderQuantity, cost: Double
  }
}

/// `sS`: the reorder point and the order-up-to level of least cost under periodic review.
struct MinMaxQuestion: InventoryQuestion {
  static let method = "sS"

  var demand: DemandInput
  var protectionDemand: DemandInput?
  var orderingCost, holdingCost, backorderCost: Double

  func answer() throws -> any Encodable {
    try MinMaxReview(
      demand: demand.wholeUnits, protectionDemand: protectionDemand?.wholeUnits,
      orderingCost: orderingCost, holdingCost: holdingCost, backorderCost: backorderCost
    ).optimal
  }
}

/// `lotSizing`: when to order how much of a demand that is known.
struct LotSizingQuestion: InventoryQuestion {
  static let method = "lotSizing"

  var demand: [Double]
  var orderingCost, holdingCost, unitCost: Double

  private enum CodingKeys: CodingKey { case demand, orderingCost, holdingCost, unitCost }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    demand = try container.decode([Double].self, forKey: .demand)
    orderingCost = try container.decode(Double.self, forKey: .orderingCost)
    holdingCost = try container.decode(Double.self, forKey: .holdingCost)
    unitCost = try container.decodeIfPresent(Double.self, forKey: .unitCost) ?? 0
  }

  func answer() throws -> any Encodable {
    let plan = try LotSizing(
      demand: demand, orderingCost: orderingCost, holdingCost: holdingCost, unitCost: unitCost
    ).optimal
    return Answer(orders: plan.orders, cost: plan.cost)
  }

  private struct Answer: Encodable {
    var orders: [Double]
    var cost: Double
  }
}

/// `guaranteedService`: where safety stock stands in a tree of stages.
struct GuaranteedServiceQuestion: InventoryQuestion {
  static let method = "guaranteedService"

  var stages: [StageInput]
  var arcs: [GuaranteedServiceTree.Arc]
  var safetyFactor: Double

  struct StageInput: Decodable {
    var name: String
    var processingTime: Int
    var holdingCost: Double
    var demandStandardDeviation: Double?
    var promisedTime, supplyTime: Int?
  }

  func answer() throws -> any Encodable {
    try GuaranteedServiceTree(
      stages: stages.map {
        .init(
          $0.name, processingTime: $0.processingTime, holdingCost: $0.holdingCost,
          demandStandardDeviation: $0.demandStandardDeviation ?? 0,
          promisedTime: $0.promisedTime, supplyTime: $0.supplyTime ?? 0)
      }, arcs: arcs, safetyFactor: safetyFactor
    ).optimal
  }
}

extension DemandInput {
  /// The demand in whole units, rounded where it is continuous.
  var wholeUnits: any DiscreteDistribution {
    get throws {
      if let discrete = distribution as? any DiscreteDistribution { return discrete }
      return try Discrete(rounding: distribution)
    }
  }
}
