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

extension DemandInput {
  /// The demand in whole units, rounded where it is continuous.
  var wholeUnits: any DiscreteDistribution {
    get throws {
      if let discrete = distribution as? any DiscreteDistribution { return discrete }
      return try Discrete(rounding: distribution)
    }
  }
}
