import SupplyChain

/// `reorderPoint`: when to order a given quantity for a service, under continuous review.
struct ReorderPointQuestion: InventoryQuestion {
  static let method = "reorderPoint"

  var leadTimeDemand: DemandInput?
  var demandMean, demandStandardDeviation, leadTimeMean, leadTimeStandardDeviation: Double?
  var orderQuantity: Double
  var cycleService, fillRate: Double?

  func answer() throws -> any Encodable {
    let policy = try ContinuousReview(
      leadTimeDemand: try leadTimeDemand?.distribution ?? momentsOfDemand(reviewPeriod: 0),
      orderQuantity: orderQuantity)
    let point = policy.reorderPoint(
      for: try serviceTarget(cycleService: cycleService, fillRate: fillRate))
    return Answer(
      reorderPoint: point, performance: policy.performance(reorderPoint: point))
  }

  private func momentsOfDemand(reviewPeriod: Double) throws -> any Distribution {
    try demandOverInterval(
      demandMean, demandStandardDeviation, leadTimeMean, leadTimeStandardDeviation, reviewPeriod)
  }

  private struct Answer: Encodable {
    var reorderPoint: Double
    var performance: StockPerformance

    enum CodingKeys: CodingKey { case reorderPoint }

    func encode(to encoder: any Encoder) throws {
      try performance.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(reorderPoint, forKey: .reorderPoint)
    }
  }
}

/// `orderUpTo`: the level to order up to at every review, for a service.
struct OrderUpToQuestion: InventoryQuestion {
  static let method = "orderUpTo"

  var leadTimeDemand, protectionDemand: DemandInput?
  var demandMean, demandStandardDeviation, leadTimeMean, leadTimeStandardDeviation: Double?
  var reviewPeriod: Double?
  var cycleService, fillRate: Double?

  func answer() throws -> any Encodable {
    let policy = try PeriodicReview(
      leadTimeDemand: try leadTimeDemand?.distribution ?? moments(reviewPeriod: 0),
      protectionDemand: try protectionDemand?.distribution ?? moments(reviewPeriod: reviewPeriod))
    let level = policy.orderUpToLevel(
      for: try serviceTarget(cycleService: cycleService, fillRate: fillRate))
    return Answer(
      orderUpToLevel: level, performance: policy.performance(orderUpToLevel: level))
  }

  private func moments(reviewPeriod: Double?) throws -> any Distribution {
    guard let reviewPeriod else { throw InvalidInput("reviewPeriod", "is missing") }
    return try demandOverInterval(
      demandMean, demandStandardDeviation, leadTimeMean, leadTimeStandardDeviation, reviewPeriod)
  }

  private struct Answer: Encodable {
    var orderUpToLevel: Double
    var performance: StockPerformance

    enum CodingKeys: CodingKey { case orderUpToLevel }

    func encode(to encoder: any Encoder) throws {
      try performance.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(orderUpToLevel, forKey: .orderUpToLevel)
    }
  }
}

/// The normal distribution of demand over a lead time and a review period, from its moments.
private func demandOverInterval(
  _ mean: Double?, _ deviation: Double?, _ leadTime: Double?, _ leadTimeDeviation: Double?,
  _ reviewPeriod: Double
) throws -> any Distribution {
  guard let mean else { throw InvalidInput("demandMean", "is missing") }
  guard let deviation else { throw InvalidInput("demandStandardDeviation", "is missing") }
  guard let leadTime else { throw InvalidInput("leadTimeMean", "is missing") }
  return try LeadTimeDemand(
    demandMean: mean, demandStandardDeviation: deviation, leadTimeMean: leadTime,
    leadTimeStandardDeviation: leadTimeDeviation ?? 0, reviewPeriod: reviewPeriod
  ).normal
}

private func serviceTarget(cycleService: Double?, fillRate: Double?) throws -> ServiceTarget {
  if let fillRate { return try .fillRate(fillRate) }
  guard let cycleService else {
    throw InvalidInput("cycleService", "is missing, and so is fillRate")
  }
  return try .cycleService(cycleService)
}
