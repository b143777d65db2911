public import Probability
public import SupplyChainCore

/// The (r, Q) policy: as soon as stock on hand and on order falls to r, order Q units.
///
/// Given the distribution of demand over the lead time it finds the reorder point for a service, and
/// says what to expect of any reorder point.
///
/// ```swift
/// let demand = try LeadTimeDemand(
///   demandMean: 20, demandStandardDeviation: 6, leadTimeMean: 5, leadTimeStandardDeviation: 1.5)
/// let policy = try ContinuousReview(leadTimeDemand: demand.gamma, orderQuantity: 60)
/// let reorderPoint = try policy.reorderPoint(for: .fillRate(0.98))
/// let performance = policy.performance(reorderPoint: reorderPoint)
/// print(reorderPoint, performance.safetyStock, performance.shortagePerCycle)
/// ```
///
/// The inventory position is uniform between r and r + Q, so the averages are exact for continuous
/// demand without undershoot, and for demand in single units: with a
/// ``/Probability/DiscreteDistribution`` of demand and a whole order quantity the reorder point is
/// whole and the averages are sums over r + 1 … r + Q. Nothing is approximated by leaving out what is
/// still on backorder when an order arrives. Source: Hadley and Whitin, Analysis of Inventory Systems,
/// 1963; Zipkin, Foundations of Inventory Management, 2000, section 6.2.
public struct ContinuousReview: Sendable {
  /// The distribution of demand over the lead time.
  public let leadTimeDemand: any Distribution
  /// Units an order.
  public let orderQuantity: Double
  /// Whether demand, order quantity and reorder point are whole numbers.
  public let isInWholeUnits: Bool

  /// Describes the policy but for its reorder point.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: The distribution of demand over the lead time.
  ///   - orderQuantity: Units an order, above zero.
  /// - Throws: `InvalidInput` if the quantity is out of range or the demand has no finite mean and
  ///   variance.
  public init(
    leadTimeDemand: any Distribution, orderQuantity: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(orderQuantity, "orderQuantity")
    checks.requireFinite(leadTimeDemand.mean, "leadTimeDemand.mean")
    checks.requireFinite(leadTimeDemand.variance, "leadTimeDemand.variance")
    try checks.finish()
    self.leadTimeDemand = leadTimeDemand
    self.orderQuantity = orderQuantity
    isInWholeUnits =
      leadTimeDemand is any DiscreteDistribution && orderQuantity == orderQuantity.rounded()
  }

  /// The smallest reorder point that gives a service.
  ///
  /// It can be negative where the service asked for is low and the order quantity large: then it pays
  /// to let customers wait.
  ///
  /// - Parameter target: The service.
  /// - Returns: The reorder point, a whole number where demand comes in whole units.
  /// - Complexity: O(1) evaluations of the quantile or some ten of the loss function.
  public func reorderPoint(for target: ServiceTarget) -> Double {
    switch target.measure {
    case .cycleService: return leadTimeDemand.quantile(target.level)
    case .fillRate, .readyRate: return reorderPoint(forUnmetShare: 1 - target.level)
    case .timeWeighted: return reorderPoint(forBackorders: target.allowedBackorders)
    }
  }

  /// What is to be expected of a reorder point.
  ///
  /// - Parameter reorderPoint: The stock on hand and on order at which an order is placed.
  /// - Returns: Service and averages.
  public func performance(reorderPoint: Double) -> StockPerformance {
    let top = reorderPoint + orderQuantity
    let missed = leadTimeDemand.loss(at: reorderPoint) - leadTimeDemand.loss(at: top)
    let backorders = averageBackorders(reorderPoint: reorderPoint)
    // Stock on hand less backorders is position less demand over the lead time.
    let position = reorderPoint + 0.5 * (orderQuantity + (isInWholeUnits ? 1 : 0))
    return StockPerformance(
      safetyStock: reorderPoint - leadTimeDemand.mean,
      cycleServiceLevel: leadTimeDemand.cumulative(reorderPoint),
      fillRate: 1 - missed / orderQuantity, readyRate: 1 - missed / orderQuantity,
      shortagePerCycle: missed,
      averageStock: position - leadTimeDemand.mean + backorders, averageBackorders: backorders)
  }

  /// What a reorder point is expected to cost per unit of time.
  ///
  /// - Parameters:
  ///   - reorderPoint: The stock on hand and on order at which an order is placed.
  ///   - demandRate: Units demanded per unit of time.
  ///   - orderingCost: The fixed cost of an order.
  ///   - holdingCost: The cost of holding one unit for one unit of time.
  ///   - backorderCost: The cost of one unit on backorder for one unit of time.
  /// - Returns: The three parts of the cost.
  public func expectedCost(
    reorderPoint: Double, demandRate: Double, orderingCost: Double, holdingCost: Double,
    backorderCost: Double = 0
  ) -> StockCost {
    let performance = performance(reorderPoint: reorderPoint)
    return StockCost(
      ordering: orderingCost * demandRate / orderQuantity,
      holding: holdingCost * performance.averageStock,
      backorders: backorderCost * performance.averageBackorders)
  }

  /// The average of the loss function over the inventory position.
  private func averageBackorders(reorderPoint: Double) -> Double {
    let top = reorderPoint + orderQuantity
    if isInWholeUnits {
      // Σ of the loss over y ≥ k is the second-order loss at k and half the loss there.
      return (tailSum(reorderPoint + 1) - tailSum(top + 1)) / orderQuantity
    }
    return
      (leadTimeDemand.secondOrderLoss(at: reorderPoint) - leadTimeDemand.secondOrderLoss(at: top))
      / orderQuantity
  }

  private func tailSum(_ k: Double) -> Double {
    leadTimeDemand.secondOrderLoss(at: k) + 0.5 * leadTimeDemand.loss(at: k)
  }

  /// The reorder point at which a share of demand is not met at once.
  private func reorderPoint(forUnmetShare share: Double) -> Double {
    let allowed = share * orderQuantity
    let demand = leadTimeDemand
    let quantity = orderQuantity
    let root = decreasingRoot(
      start: demand.mean, step: max(demand.standardDeviation, 1e-9 * max(1, quantity))
    ) { point in
      (
        demand.loss(at: point) - demand.loss(at: point + quantity) - allowed,
        demand.cumulative(point) - demand.cumulative(point + quantity)
      )
    }
    guard isInWholeUnits else { return root }
    return firstWholeNumber(near: root) { point in
      demand.loss(at: point) - demand.loss(at: point + quantity) <= allowed * (1 + 1e-12)
    }
  }

  /// The reorder point with so many units on backorder on average.
  private func reorderPoint(forBackorders allowed: Double) -> Double {
    let demand = leadTimeDemand
    let quantity = orderQuantity
    let root = decreasingRoot(
      start: demand.mean, step: max(demand.standardDeviation, 1e-9 * max(1, quantity))
    ) { point in
      (
        averageBackorders(reorderPoint: point) - allowed,
        (demand.loss(at: point + quantity) - demand.loss(at: point)) / quantity
      )
    }
    guard isInWholeUnits else { return root }
    return firstWholeNumber(near: root) { point in
      averageBackorders(reorderPoint: point) <= allowed * (1 + 1e-12)
    }
  }
}
