public import Probability
public import SupplyChainCore

/// The (R, r, nQ) policy: every review period, if stock on hand and on order is at or below r, order
/// as many lots of Q as bring it above.
///
/// It answers what a plain reorder point leaves out: by the time anybody looks, the stock has fallen
/// below r by the undershoot.
///
/// ```swift
/// let day = try Poisson(mean: 6)
/// let policy = try PeriodicReorderPoint(
///   demandPerReview: day.sum(of: 5), leadTimeDemand: day.sum(of: 8),
///   protectionDemand: day.sum(of: 13), orderQuantity: 48)
/// let point = policy.reorderPoint(for: try .fillRate(0.98))
/// print(point, policy.performance(reorderPoint: point).averageStock)
/// ```
///
/// Demand that comes in orders of several units under continuous review is the same thing: a review is
/// an order of a customer. Give the distribution of an order's size as `demandPerReview`, and that of
/// the demand over the lead time and one more order as `protectionDemand`.
///
/// Right after a review the position is uniform over r + 1 … r + Q whatever the demand, so that all
/// here is exact, undershoot included; with `Q` of one pack it is the order-up-to policy in packs. A
/// demand of which all values have a common divisor with Q is the exception: then give both in units
/// of the divisor. Source: Hadley and Whitin 1963, section 5.3; Zipkin 2000, section 6.2.3.
public struct PeriodicReorderPoint: Sendable {
  /// The distribution of demand between two reviews.
  public let demandPerReview: any Distribution
  /// The distribution of demand over the lead time.
  public let leadTimeDemand: any Distribution
  /// The distribution of demand over the lead time and a review period.
  public let protectionDemand: any Distribution
  /// Units a lot.
  public let orderQuantity: Double
  /// Whether demand, lot and reorder point are whole numbers.
  public let isInWholeUnits: Bool
  private let atStart: ContinuousReview
  private let atEnd: ContinuousReview

  /// Describes the policy but for its reorder point.
  ///
  /// - Parameters:
  ///   - demandPerReview: The distribution of demand between two reviews, with a mean above zero.
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - protectionDemand: The distribution of demand over the lead time and a review period.
  ///   - orderQuantity: Units a lot, above zero.
  /// - Throws: `InvalidInput` naming what is out of range; also if the three means do not add up to
  ///   six digits.
  public init(
    demandPerReview: any Distribution, leadTimeDemand: any Distribution,
    protectionDemand: any Distribution, orderQuantity: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandPerReview.mean, "demandPerReview.mean")
    checks.requireFinite(protectionDemand.mean, "protectionDemand.mean")
    let sum = demandPerReview.mean + leadTimeDemand.mean
    checks.require(
      !((sum - protectionDemand.mean).magnitude > 1e-6 * sum), "protectionDemand.mean",
      value: protectionDemand.mean, "is not that of the lead time and a review (\(sum))")
    try checks.finish()
    atStart = try ContinuousReview(leadTimeDemand: leadTimeDemand, orderQuantity: orderQuantity)
    atEnd = try ContinuousReview(leadTimeDemand: protectionDemand, orderQuantity: orderQuantity)
    isInWholeUnits = atStart.isInWholeUnits && atEnd.isInWholeUnits
    self.demandPerReview = demandPerReview
    self.leadTimeDemand = leadTimeDemand
    self.protectionDemand = protectionDemand
    self.orderQuantity = orderQuantity
  }

  /// The smallest reorder point that gives a service.
  ///
  /// A cycle service is the probability that nothing is missed up to the next review; a ready rate
  /// and a time-weighted service are taken half-way between the start and the end of a review period.
  ///
  /// - Parameter target: The service.
  /// - Returns: The reorder point, a whole number where demand comes in whole units.
  /// - Complexity: about 100 evaluations of the loss functions.
  public func reorderPoint(for target: ServiceTarget) -> Double {
    let step = max(protectionDemand.standardDeviation, 1e-9 * max(1, orderQuantity))
    let excess = { (point: Double) in gap(target, at: point) }
    let root = increasingRoot(
      start: protectionDemand.mean - 0.5 * orderQuantity, step: step, excess)
    return isInWholeUnits ? firstWholeNumber(near: root) { excess($0) >= -1e-12 } : root
  }

  /// By how much a reorder point gives more than the service asked for.
  private func gap(_ target: ServiceTarget, at point: Double) -> Double {
    let performance = performance(reorderPoint: point)
    return switch target.measure {
    case .cycleService: performance.cycleServiceLevel - target.level
    case .fillRate: performance.fillRate - target.level
    case .readyRate: performance.readyRate - target.level
    case .timeWeighted:
      1 - performance.averageBackorders / (target.demandPerPeriod ?? .nan) - target.level
    }
  }

  /// What is to be expected of a reorder point.
  ///
  /// - Parameter reorderPoint: The stock on hand and on order at or below which an order is placed.
  /// - Returns: Service and averages.
  public func performance(reorderPoint: Double) -> StockPerformance {
    let start = atStart.performance(reorderPoint: reorderPoint)
    let end = atEnd.performance(reorderPoint: reorderPoint)
    let missed = end.averageBackorders - start.averageBackorders
    return StockPerformance(
      safetyStock: reorderPoint - expectedUndershoot - leadTimeDemand.mean,
      cycleServiceLevel: unbackordered(reorderPoint),
      fillRate: 1 - missed / demandPerReview.mean,
      readyRate: 0.5 * (start.readyRate + end.readyRate), shortagePerCycle: missed,
      averageStock: 0.5 * (start.averageStock + end.averageStock),
      averageBackorders: 0.5 * (start.averageBackorders + end.averageBackorders))
  }

  /// What a reorder point is expected to cost per review period, with stock and backorders counted at
  /// its end.
  ///
  /// - Parameters:
  ///   - reorderPoint: The stock on hand and on order at or below which an order is placed.
  ///   - orderingCost: The fixed cost of an order, of however many lots.
  ///   - holdingCost: The cost of a unit on hand at the end of a review period.
  ///   - backorderCost: The cost of a unit on backorder at the end of a review period.
  /// - Returns: The three parts of the cost.
  public func expectedCost(
    reorderPoint: Double, orderingCost: Double, holdingCost: Double, backorderCost: Double
  ) -> StockCost {
    let end = atEnd.performance(reorderPoint: reorderPoint)
    return StockCost(
      ordering: orderingCost * orderProbability, holding: holdingCost * end.averageStock,
      backorders: backorderCost * end.averageBackorders)
  }

  /// The reorder point of least expected cost per review period.
  ///
  /// - Parameters:
  ///   - holdingCost: The cost of a unit on hand at the end of a review period, above zero.
  ///   - backorderCost: The cost of a unit on backorder at the end of a review period, above zero.
  /// - Returns: The reorder point.
  /// - Throws: `InvalidInput` naming every cost that is out of range.
  public func reorderPoint(
    holdingCost: Double, backorderCost: Double
  ) throws(InvalidInput) -> Double {
    try atEnd.reorderPoint(holdingCost: holdingCost, backorderCost: backorderCost)
  }

  /// The probability that a review ends in an order.
  ///
  /// The position is uniform, so it is the expected part of a lot that a period takes, at most one.
  public var orderProbability: Double {
    (demandPerReview.mean - demandPerReview.loss(at: orderQuantity)) / orderQuantity
  }

  /// By how much the position is below r when an order is placed, on average.
  ///
  /// Exact for the position that is uniform after a review; with a lot far above the demand of a
  /// review it is E[X²] / 2 E[X], less half a unit for whole units.
  public var expectedUndershoot: Double {
    // r − (y − X) where X ≥ y − r, with y − r uniform: E[(X − U)⁺] over the probability of an order.
    let demand = demandPerReview
    let quantity = orderQuantity
    let losses: Double
    if isInWholeUnits {
      func tail(_ k: Double) -> Double {
        demand.secondOrderLoss(at: k) + 0.5 * demand.loss(at: k)
      }
      losses = tail(1) - tail(quantity + 1)
    } else {
      losses = demand.secondOrderLoss(at: 0) - demand.secondOrderLoss(at: quantity)
    }
    return losses / quantity / orderProbability
  }

  /// The probability that a review period ends without backorders.
  private func unbackordered(_ point: Double) -> Double {
    let top = point + orderQuantity
    let demand = protectionDemand
    // Σ P(D ≤ y) over r + 1 … r + Q is 1 − the loss from r + 1 on, in whole units.
    let shift = isInWholeUnits ? 1.0 : 0
    return 1 - (demand.loss(at: point + shift) - demand.loss(at: top + shift)) / orderQuantity
  }
}
