import SupplyChain

/// `reorderPoint`: when to order a given quantity for a service, under continuous review.
struct ReorderPointQuestion: InventoryQuestion {
  static let method = "reorderPoint"

  private let interval: IntervalDemand
  private let target: ServiceInput
  private let orderQuantity: Double

  private enum CodingKeys: CodingKey { case orderQuantity }

  init(from decoder: any Decoder) throws {
    interval = try IntervalDemand(from: decoder)
    target = try ServiceInput(from: decoder)
    orderQuantity = try decoder.container(keyedBy: CodingKeys.self)
      .decode(Double.self, forKey: .orderQuantity)
  }

  func answer() throws -> any Encodable {
    let policy = try ContinuousReview(
      leadTimeDemand: interval.overLeadTime, orderQuantity: orderQuantity)
    let point = policy.reorderPoint(for: target.target)
    return LevelAnswer(
      level: point, name: "reorderPoint", performance: policy.performance(reorderPoint: point))
  }
}

/// `orderUpTo`: the level to order up to at every review, for a service.
struct OrderUpToQuestion: InventoryQuestion {
  static let method = "orderUpTo"

  private let interval: IntervalDemand
  private let target: ServiceInput

  init(from decoder: any Decoder) throws {
    interval = try IntervalDemand(from: decoder)
    target = try ServiceInput(from: decoder)
  }

  func answer() throws -> any Encodable {
    let policy = try PeriodicReview(
      leadTimeDemand: interval.overLeadTime, protectionDemand: interval.overBoth)
    let level = policy.orderUpToLevel(for: target.target)
    return LevelAnswer(
      level: level, name: "orderUpToLevel",
      performance: policy.performance(orderUpToLevel: level))
  }
}

/// The demand over a lead time and a review period, as distributions or from moments.
struct IntervalDemand: Decodable {
  var leadTimeDemand, protectionDemand: DemandInput?
  var demandMean, demandStandardDeviation, leadTimeMean, leadTimeStandardDeviation: Double?
  var reviewPeriod: Double?

  var overLeadTime: any Distribution {
    get throws { try leadTimeDemand?.distribution ?? moments(reviewPeriod: 0) }
  }

  var overBoth: any Distribution {
    get throws {
      if let protectionDemand { return protectionDemand.distribution }
      guard let reviewPeriod else { throw InvalidInput("reviewPeriod", "is missing") }
      return try moments(reviewPeriod: reviewPeriod)
    }
  }

  private func moments(reviewPeriod: Double) throws -> any Distribution {
    guard let demandMean else { throw InvalidInput("demandMean", "is missing") }
    guard let demandStandardDeviation else {
      throw InvalidInput("demandStandardDeviation", "is missing")
    }
    guard let leadTimeMean else { throw InvalidInput("leadTimeMean", "is missing") }
    return try LeadTimeDemand(
      demandMean: demandMean, demandStandardDeviation: demandStandardDeviation,
      leadTimeMean: leadTimeMean, leadTimeStandardDeviation: leadTimeStandardDeviation ?? 0,
      reviewPeriod: reviewPeriod
    ).normal
  }
}

/// A level under its name, beside what is to be expected of it.
private struct LevelAnswer: Encodable {
  var level: Double
  var name: String
  var performance: StockPerformance

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    try performance.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(level, forKey: Key(stringValue: name))
  }
}
