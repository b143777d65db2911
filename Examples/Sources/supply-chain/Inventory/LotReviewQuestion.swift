import SupplyChain

/// `lotReview`: the reorder point for a service under periodic review with lots, undershoot included.
struct LotReviewQuestion: InventoryQuestion {
  static let method = "lotReview"

  var demand: DemandInput
  var leadTime: Int
  var reviewPeriod: Int
  var orderQuantity: Double
  var target: ServiceInput

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    demand = try container.decode(DemandInput.self, forKey: .demand)
    leadTime = try container.decode(Int.self, forKey: .leadTime)
    reviewPeriod = try container.decodeIfPresent(Int.self, forKey: .reviewPeriod) ?? 1
    orderQuantity = try container.decode(Double.self, forKey: .orderQuantity)
    target = try ServiceInput(from: decoder)
  }

  private enum CodingKeys: CodingKey { case demand, leadTime, reviewPeriod, orderQuantity }

  func answer() throws -> any Encodable {
    let demand = try demand.wholeUnits
    guard reviewPeriod >= 1, leadTime >= 0, leadTime < 100_000, reviewPeriod < 100_000 else {
      throw InvalidInput("reviewPeriod", value: reviewPeriod, "is not one or more periods")
    }
    let policy = try PeriodicReorderPoint(
      demandPerReview: demand.sum(of: reviewPeriod), leadTimeDemand: demand.sum(of: leadTime),
      protectionDemand: demand.sum(of: leadTime + reviewPeriod), orderQuantity: orderQuantity)
    let point = policy.reorderPoint(for: target.target)
    return Answer(
      reorderPoint: point, expectedUndershoot: policy.expectedUndershoot,
      performance: policy.performance(reorderPoint: point))
  }

  private struct Answer: Encodable {
    var reorderPoint, expectedUndershoot: Double
    var performance: StockPerformance
  }
}
