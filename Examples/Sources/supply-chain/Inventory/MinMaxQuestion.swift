import SupplyChain

/// `sS`: the reorder point and the order-up-to level of least cost under periodic review.
struct MinMaxQuestion: InventoryQuestion {
  static let method = "sS"

  var demand: DemandInput
  var protectionDemand: DemandInput?
  var leadTime, reviewPeriod: Int?
  var orderingCost, holdingCost, backorderCost: Double
  var approximation: String?

  func answer() throws -> any Encodable {
    if let approximation { return try powerApproximation(approximation) }
    if protectionDemand == nil, leadTime != nil || reviewPeriod != nil {
      return try MinMaxReview(
        demandPerPeriod: demand.wholeUnits, leadTime: leadTime ?? 0,
        reviewPeriod: reviewPeriod ?? 1, orderingCost: orderingCost, holdingCost: holdingCost,
        backorderCost: backorderCost
      ).optimal
    }
    return try MinMaxReview(
      demand: demand.wholeUnits, protectionDemand: protectionDemand?.wholeUnits,
      orderingCost: orderingCost, holdingCost: holdingCost, backorderCost: backorderCost
    ).optimal
  }

  private func powerApproximation(_ name: String) throws -> any Encodable {
    guard name == "power" else {
      throw InvalidInput("approximation", value: name, "is not power")
    }
    let mean = demand.distribution.mean
    let periods = Double((leadTime ?? 0) + 1)
    let deviation = demand.distribution.standardDeviation * periods.squareRoot()
    let levels = MinMaxReview.powerApproximation(
      demandMean: mean, protectionMean: mean * periods, protectionStandardDeviation: deviation,
      orderingCost: orderingCost, holdingCost: holdingCost, backorderCost: backorderCost)
    return ["reorderPoint": levels.reorderPoint, "orderUpToLevel": levels.orderUpToLevel]
  }
}
