public import Probability
public import SupplyChainCore

/// The demand over a lead time, where demand and lead time may both vary.
///
/// ```swift
/// let demand = try LeadTimeDemand(
///   demandMean: 20, demandStandardDeviation: 6, leadTimeMean: 5, leadTimeStandardDeviation: 1.5)
/// print(demand.mean, demand.standardDeviation)  // 100 and 32.9
/// let policy = try ContinuousReview(leadTimeDemand: demand.gamma, orderQuantity: 60)
/// ```
///
/// Demand of different periods is taken as independent, and independent of the lead time. A review
/// period is added to the lead time, since an order has to last until the next one arrives. Source:
/// Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th edition,
/// section 6.10.
public struct LeadTimeDemand: Hashable, Sendable, Codable {
  /// The expected demand over the lead time.
  public let mean: Double
  /// The variance of demand over the lead time.
  public let variance: Double

  /// The moments of demand over a lead time.
  ///
  /// - Parameters:
  ///   - demandMean: The expected demand of a period, zero or more.
  ///   - demandStandardDeviation: Its standard deviation, zero or more.
  ///   - leadTimeMean: The expected lead time in periods, zero or more.
  ///   - leadTimeStandardDeviation: Its standard deviation in periods, zero or more.
  ///   - reviewPeriod: The periods between two reviews; zero for continuous review.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demandMean: Double, demandStandardDeviation: Double, leadTimeMean: Double,
    leadTimeStandardDeviation: Double = 0, reviewPeriod: Double = 0
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(demandMean, "demandMean")
    checks.requireNonNegative(demandStandardDeviation, "demandStandardDeviation")
    checks.requireNonNegative(leadTimeMean, "leadTimeMean")
    checks.requireNonNegative(leadTimeStandardDeviation, "leadTimeStandardDeviation")
    checks.requireNonNegative(reviewPeriod, "reviewPeriod")
    try checks.finish()
    let interval = leadTimeMean + reviewPeriod
    let fromLeadTime = demandMean * leadTimeStandardDeviation
    mean = demandMean * interval
    variance =
      interval * demandStandardDeviation * demandStandardDeviation + fromLeadTime * fromLeadTime
    guard mean.isFinite, variance.isFinite else {
      throw InvalidInput("demandMean", value: demandMean, "gives a demand beyond all numbers")
    }
  }

  /// The standard deviation of demand over the lead time.
  public var standardDeviation: Double { variance.squareRoot() }

  /// Demand as a normal distribution.
  ///
  /// Simple and common. Its left tail is below zero where the deviation is above a third of the
  /// mean; ``gamma`` is the better choice there.
  public var normal: Normal {
    get throws(InvalidInput) { try Normal(mean: mean, standardDeviation: standardDeviation) }
  }

  /// Demand as a gamma distribution, which is never negative and leans to the right.
  ///
  /// Throws `InvalidInput` where the mean or the variance is zero.
  public var gamma: Gamma {
    get throws(InvalidInput) { try Gamma(mean: mean, standardDeviation: standardDeviation) }
  }

  /// Demand as a distribution of whole units with the same mean: negative binomial where it varies
  /// more than a Poisson distribution, Poisson elsewhere.
  public var wholeUnits: any DiscreteDistribution {
    get throws(InvalidInput) {
      if variance > mean * (1 + 1e-9) {
        return try NegativeBinomial(mean: mean, variance: variance)
      }
      return try Poisson(mean: mean)
    }
  }
}
