public import Probability
public import SupplyChainCore

/// How much to buy for one season, when what is left over loses value and what is missing is lost.
///
/// ```swift
/// let demand = try Normal(mean: 50, standardDeviation: 8)
/// let order = try Newsvendor(demand: demand, overageCost: 0.18, underageCost: 0.70).optimal
/// print(order.quantity, order.expectedCost)  // 56.6 copies, 1.997
/// ```
///
/// The best quantity is the quantile of demand at the critical ratio
/// underage / (underage + overage), of any ``/Probability/Distribution``. Source: Snyder and Shen,
/// section 4.3; Arrow, Harris and Marschak 1951, <https://doi.org/10.2307/1906813>.
public struct Newsvendor: Sendable {
  /// The distribution of demand over the season.
  public let demand: any Distribution
  /// The cost of each unit left over.
  public let overageCost: Double
  /// The cost of each unit missing.
  public let underageCost: Double
  /// The margin of a unit that is sold; `nil` where only costs are known.
  public let margin: Double?

  /// Describes the item by its two costs.
  ///
  /// - Parameters:
  ///   - demand: The distribution of demand over the season.
  ///   - overageCost: The cost of each unit left over, above zero.
  ///   - underageCost: The cost of each unit missing, above zero.
  /// - Throws: `InvalidInput` naming every cost that is out of range.
  public init(
    demand: any Distribution, overageCost: Double, underageCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(overageCost, "overageCost")
    checks.requirePositive(underageCost, "underageCost")
    try checks.finish()
    self.demand = demand
    self.overageCost = overageCost
    self.underageCost = underageCost
    margin = nil
  }

  /// Describes the item by its prices.
  ///
  /// - Parameters:
  ///   - demand: The distribution of demand over the season.
  ///   - price: What a customer pays for a unit.
  ///   - purchaseCost: What the supplier asks for a unit, below the price.
  ///   - salvageValue: What a unit left over still brings, or what the supplier pays for taking it
  ///     back, below the purchase cost; negative where to be rid of it costs money.
  ///   - shortageCost: The loss of goodwill for each unit missing, beyond the margin; zero or more.
  ///   - returns: What customers bring back; `nil` where nothing is taken back.
  /// - Throws: `InvalidInput` naming every price that is out of range; also where returns leave less
  ///   of the price than the unit costs.
  public init(
    demand: any Distribution, price: Double, purchaseCost: Double, salvageValue: Double = 0,
    shortageCost: Double = 0, returns: CustomerReturns? = nil
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(price, "price")
    checks.requireNonNegative(purchaseCost, "purchaseCost")
    checks.requireFinite(salvageValue, "salvageValue")
    checks.requireNonNegative(shortageCost, "shortageCost")
    let kept = returns?.revenue(ofPrice: price) ?? price
    checks.require(
      !(kept <= purchaseCost), "price", value: price,
      returns == nil
        ? "is not above purchaseCost (\(purchaseCost))"
        : "leaves \(kept) after returns, which is not above purchaseCost (\(purchaseCost))")
    checks.require(
      !(salvageValue >= purchaseCost), "salvageValue", value: salvageValue,
      "is not below purchaseCost (\(purchaseCost))")
    try checks.finish()
    self.demand = demand
    overageCost = purchaseCost - salvageValue
    underageCost = kept - purchaseCost + shortageCost
    margin = kept - purchaseCost
  }

  /// An order for the season and what is to be expected of it.
  public struct Order: Hashable, Sendable, Codable {
    /// Units ordered.
    public var quantity: Double
    /// The expected cost of units left over and missing.
    public var expectedCost: Double
    /// The expected profit; `nil` where only costs are known.
    public var expectedProfit: Double?
    /// The expected number of units left over.
    public var expectedSurplus: Double
    /// The expected number of units missing.
    public var expectedShortage: Double
    /// The probability that nothing is missing.
    public var serviceLevel: Double
    /// The expected share of demand that is met.
    public var fillRate: Double
  }

  /// Whether demand comes in whole units.
  var isInWholeUnits: Bool { demand is any DiscreteDistribution }

  /// The probability with which nothing should be missing.
  public var criticalRatio: Double { underageCost / (underageCost + overageCost) }

  /// The order of least expected cost.
  public var optimal: Order { order(demand.quantile(criticalRatio)) }

  /// What is to be expected of a given order.
  ///
  /// - Parameter quantity: Units ordered.
  /// - Returns: The order with its expected costs.
  public func order(_ quantity: Double) -> Order {
    let surplus = demand.complementaryLoss(at: quantity)
    let shortage = demand.loss(at: quantity)
    let cost = overageCost * surplus + underageCost * shortage
    return Order(
      quantity: quantity, expectedCost: cost,
      expectedProfit: margin.map { $0 * demand.mean - cost }, expectedSurplus: surplus,
      expectedShortage: shortage, serviceLevel: demand.cumulative(quantity),
      fillRate: demand.mean > 0 ? 1 - shortage / demand.mean : 1)
  }
}
