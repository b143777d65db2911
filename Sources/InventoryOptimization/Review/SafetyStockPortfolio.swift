internal import RealModule
internal import Probability
public import SupplyChainCore

/// Safety stock of many items together: what a budget for it buys, and how it is best split.
///
/// ```swift
/// let items = try [(100.0, 30.0, 2.0), (40, 20, 25)].map { mean, deviation, value in
///   SafetyStockPortfolio.Item(
///     try ContinuousReview(
///       leadTimeDemand: Normal(mean: mean, standardDeviation: deviation), orderQuantity: 2 * mean),
///     demandRate: 12 * mean, unitValue: value)
/// }
/// let portfolio = try SafetyStockPortfolio(items: items)
/// let split = try portfolio.split(budget: 500)
/// for point in portfolio.exchangeCurve(points: 5) {
///   print(point.safetyStockValue, point.shortageValue)
/// }
/// ```
///
/// The value of what is missing in a year is least, for the value of all safety stock, where another
/// unit of money in safety stock avoids the same value of shortage everywhere. Safety stock is not
/// negative. Source: Silver, Pyke and Thomas, sections 6.11 and 7.3; Gerson and Brown 1970,
/// <https://doi.org/10.1002/nav.3800170309>.
public struct SafetyStockPortfolio: Sendable {
  /// An item: its policy but for the reorder point, and what it is worth.
  public struct Item: Sendable {
    /// Demand over the lead time and order quantity.
    public var review: ContinuousReview
    /// Units demanded per unit of time.
    public var demandRate: Double
    /// The value of a unit in stock.
    public var unitValue: Double
    /// The value of a unit that is missing.
    public var unitShortageValue: Double

    /// Describes an item.
    ///
    /// - Parameters:
    ///   - review: Demand over the lead time and order quantity.
    ///   - demandRate: Units demanded per unit of time, above zero.
    ///   - unitValue: The value of a unit in stock, above zero.
    ///   - unitShortageValue: The value of a unit that is missing, above zero; that of a unit in
    ///     stock where left out.
    public init(
      _ review: ContinuousReview, demandRate: Double, unitValue: Double,
      unitShortageValue: Double? = nil
    ) {
      self.review = review
      self.demandRate = demandRate
      self.unitValue = unitValue
      self.unitShortageValue = unitShortageValue ?? unitValue
    }
  }

  /// The items.
  public let items: [Item]

  /// Describes the items.
  ///
  /// - Parameter items: The items, one or more.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(items: [Item]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!items.isEmpty, "items", value: "[]", "is empty")
    for (index, item) in items.enumerated() {
      checks.requirePositive(item.demandRate, "items.demandRate", at: index)
      checks.requirePositive(item.unitValue, "items.unitValue", at: index)
      checks.requirePositive(item.unitShortageValue, "items.unitShortageValue", at: index)
    }
    try checks.finish()
    self.items = items
  }

  /// Reorder points for all items and what they come to.
  public struct Split: Hashable, Sendable, Codable {
    /// The reorder point of each item.
    public var reorderPoints: [Double]
    /// The value of all safety stock.
    public var safetyStockValue: Double
    /// The expected value of what is missing per unit of time.
    public var shortageValue: Double
    /// The expected order cycles with a shortage per unit of time.
    public var shortCycles: Double
    /// By how much the value missing falls for another unit of money in safety stock; `nil` where the
    /// split does not follow from one.
    public var marginalBenefit: Double?
  }

  /// What given reorder points come to.
  ///
  /// - Parameter reorderPoints: The reorder point of each item.
  /// - Returns: Their safety stock and their shortages.
  /// - Throws: `InvalidInput` if there are not as many as items.
  public func evaluation(of reorderPoints: [Double]) throws(InvalidInput) -> Split {
    guard reorderPoints.count == items.count else {
      throw InvalidInput(
        "reorderPoints", value: reorderPoints.count, "do not match the \(items.count) items")
    }
    return sum(reorderPoints, marginalBenefit: nil)
  }

  /// The same service for all items.
  ///
  /// - Parameter target: The service.
  /// - Returns: What it comes to.
  public func uniform(_ target: ServiceTarget) -> Split {
    sum(items.map { $0.review.reorderPoint(for: target) }, marginalBenefit: nil)
  }

  /// The split of a budget for safety stock that leaves the least value missing.
  ///
  /// - Parameter budget: The value of all safety stock, zero or more.
  /// - Returns: The reorder points; in whole units where demand is, for which the budget is not quite
  ///   spent.
  /// - Throws: `InvalidInput` if the budget is negative or not finite.
  /// - Complexity: O(n) reorder points some 60 times.
  public func split(budget: Double) throws(InvalidInput) -> Split {
    var checks = InputChecks()
    checks.requireNonNegative(budget, "budget")
    try checks.finish()
    let highest =
      items.map { item in
        item.benefit(at: item.review.leadTimeDemand.mean)
      }.max() ?? 0
    var upper = max(highest, .leastNormalMagnitude)
    var lower = upper
    // Downwards by decades until the budget is not enough, then by halves of the logarithm.
    while lower > 1e-250, split(marginalBenefit: lower).safetyStockValue <= budget {
      upper = lower
      lower *= 1e-3
    }
    var best = split(marginalBenefit: upper)
    for _ in 0..<60 where upper > lower * (1 + 1e-12) {
      let middle = (lower * upper).squareRoot()
      let trial = split(marginalBenefit: middle)
      if trial.safetyStockValue <= budget {
        upper = middle
        best = trial
      } else {
        lower = middle
      }
    }
    return best
  }

  /// The split where another unit of money in safety stock avoids the same value of shortage
  /// everywhere.
  ///
  /// - Parameter marginalBenefit: That value per unit of time; all safety stock there can be where it
  ///   is not above zero.
  /// - Returns: The split.
  public func split(marginalBenefit: Double) -> Split {
    sum(
      items.map { $0.reorderPoint(marginalBenefit: marginalBenefit) },
      marginalBenefit: marginalBenefit)
  }

  /// The best splits for a range of budgets: how much shortage each of them leaves.
  ///
  /// - Parameter count: How many points, from no safety stock on.
  /// - Returns: The splits, with more safety stock and less shortage from one to the next.
  public func exchangeCurve(points count: Int) -> [Split] {
    guard count > 0 else { return [] }
    let highest =
      items.map { item in
        item.benefit(at: item.review.leadTimeDemand.mean)
      }.max() ?? 0
    // Equal steps of the logarithm, over five decades of marginal benefit.
    return (0..<count).map { step in
      let decades = 5 * Double(step) / Double(max(1, count - 1))
      return split(marginalBenefit: highest * .pow(10, -decades))
    }
  }

  private func sum(_ points: [Double], marginalBenefit: Double?) -> Split {
    var split = Split(
      reorderPoints: points, safetyStockValue: 0, shortageValue: 0, shortCycles: 0,
      marginalBenefit: marginalBenefit)
    for (item, point) in zip(items, points) {
      let performance = item.review.performance(reorderPoint: point)
      let cycles = item.demandRate / item.review.orderQuantity
      split.safetyStockValue += item.unitValue * performance.safetyStock
      split.shortageValue += item.unitShortageValue * cycles * performance.shortagePerCycle
      split.shortCycles += cycles * (1 - performance.cycleServiceLevel)
    }
    return split
  }
}

extension SafetyStockPortfolio.Item {
  /// By how much the value missing per unit of time falls for a unit of money in safety stock.
  fileprivate func benefit(at point: Double) -> Double {
    let demand = review.leadTimeDemand
    let spared = demand.exceedance(point) - demand.exceedance(point + review.orderQuantity)
    return unitShortageValue * demandRate / review.orderQuantity * spared / unitValue
  }

  /// The reorder point, not below the mean, where the benefit has fallen to a value.
  fileprivate func reorderPoint(marginalBenefit: Double) -> Double {
    let demand = review.leadTimeDemand
    let lowest = review.isInWholeUnits ? demand.mean.rounded(.up) : demand.mean
    // Where no chance is left, no safety stock is of use.
    let highest = demand.quantile(1 - 1e-15)
    guard highest > lowest, benefit(at: lowest) > marginalBenefit else { return lowest }
    if benefit(at: highest) > marginalBenefit { return highest }
    let point = increasingRoot(start: lowest, step: highest - lowest) {
      $0 <= lowest ? -1 : marginalBenefit - benefit(at: $0)
    }
    return review.isInWholeUnits ? max(lowest, point.rounded(.up)) : point
  }
}
