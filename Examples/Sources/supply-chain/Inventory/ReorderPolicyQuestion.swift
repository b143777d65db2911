import SupplyChain

/// `rQ`: the reorder point and the order quantity of least cost under continuous review, exactly or by
/// one of the textbook's approximations.
struct ReorderPolicyQuestion: InventoryQuestion {
  static let method = "rQ"

  var leadTimeDemand: DemandInput
  var demandRate, orderingCost, holdingCost: Double
  var backorderCost, unitShortageCost: Double?
  var approximation: String?

  func answer() throws -> any Encodable {
    let demand = leadTimeDemand.distribution
    switch approximation {
    case nil:
      let best = try ContinuousReview.optimal(
        leadTimeDemand: demand, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, backorderCost: backorders())
      return Answer(
        reorderPoint: best.reorderPoint, orderQuantity: best.orderQuantity, cost: best.cost.total)
    case "economicOrderQuantity":
      let best = try ContinuousReview.withEconomicOrderQuantity(
        leadTimeDemand: demand, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, backorderCost: backorders())
      return Answer(
        reorderPoint: best.reorderPoint, orderQuantity: best.orderQuantity, cost: best.cost.total)
    case "expectedInventoryLevel":
      guard let unitShortageCost else { throw InvalidInput("unitShortageCost", "is missing") }
      return try ContinuousReview.expectedInventoryLevelApproximation(
        leadTimeDemand: demand, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, unitShortageCost: unitShortageCost)
    case "lossFunction":
      return try ContinuousReview.lossFunctionApproximation(
        leadTimeDemand: demand, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, backorderCost: backorders())
    case "safetyStock":
      return try ContinuousReview.orderQuantityWithSafetyStock(
        leadTimeDemand: demand, demandRate: demandRate, orderingCost: orderingCost,
        holdingCost: holdingCost, backorderCost: backorders())
    case let name?:
      throw InvalidInput(
        "approximation", value: name,
        "is none of economicOrderQuantity, expectedInventoryLevel, lossFunction, safetyStock")
    }
  }

  private func backorders() throws -> Double {
    guard let backorderCost else { throw InvalidInput("backorderCost", "is missing") }
    return backorderCost
  }

  private struct Answer: Encodable {
    var reorderPoint, orderQuantity, cost: Double
  }
}
