public import Probability
public import SupplyChainCore

/// What to order over some periods ahead when demand is uncertain and anything may differ from one
/// period to the next.
///
/// ```swift
/// let demand = try Discrete(rounding: Normal(mean: 20, standardDeviation: 4))
/// let horizon = try FiniteHorizon(
///   periods: Array(
///     repeating: .init(
///       demand: demand, orderingCost: 50, unitCost: 2, holdingCost: 1, backorderCost: 20),
///     count: 5),
///   discountFactor: 0.98, finalHoldingCost: 1, finalBackorderCost: 20)
/// let policy = horizon.optimal
/// print(policy.levels[0].reorderPoint, policy.levels[0].orderUpToLevel, policy.cost(startingWith: 0))
/// ```
///
/// Solved exactly by dynamic programming over the stock on hand, in whole units; unmet demand waits.
/// Since in each period an (s, S) rule is best (Scarf 1960), the policy is two numbers a period, with
/// the full table beside it.
public struct FiniteHorizon: Sendable {
  /// One period.
  public struct Period: Sendable {
    /// The distribution of demand.
    public var demand: any DiscreteDistribution
    /// The fixed cost of an order.
    public var orderingCost: Double
    /// The price of a unit.
    public var unitCost: Double
    /// The cost of a unit on hand at the end of the period.
    public var holdingCost: Double
    /// The cost of a unit on backorder at the end of the period.
    public var backorderCost: Double

    /// Describes a period; the horizon checks the numbers.
    ///
    /// - Parameters:
    ///   - demand: The distribution of demand.
    ///   - orderingCost: The fixed cost of an order, zero or more.
    ///   - unitCost: The price of a unit, zero or more.
    ///   - holdingCost: The cost of a unit on hand at the end of the period, above zero.
    ///   - backorderCost: The cost of a unit on backorder at the end of the period, above zero.
    public init(
      demand: any DiscreteDistribution, orderingCost: Double, unitCost: Double = 0,
      holdingCost: Double, backorderCost: Double
    ) {
      self.demand = demand
      self.orderingCost = orderingCost
      self.unitCost = unitCost
      self.holdingCost = holdingCost
      self.backorderCost = backorderCost
    }
  }

  /// The periods, the next one first.
  public let periods: [Period]
  /// The value of one in a period's time, in the money of the period.
  public let discountFactor: Double
  /// The cost of a unit on hand at the end of the last period.
  public let finalHoldingCost: Double
  /// The cost of a unit on backorder at the end of the last period.
  public let finalBackorderCost: Double

  /// Describes the horizon.
  ///
  /// - Parameters:
  ///   - periods: The periods, the next one first.
  ///   - discountFactor: The value of one in a period's time, above 0 and at most 1.
  ///   - finalHoldingCost: The cost of a unit on hand at the very end, beyond that of the last
  ///     period; negative where it still has a value.
  ///   - finalBackorderCost: The cost of a unit on backorder at the very end, beyond that of the last
  ///     period; zero or more.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    periods: [Period], discountFactor: Double = 1, finalHoldingCost: Double = 0,
    finalBackorderCost: Double = 0
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!periods.isEmpty, "periods", value: "[]", "is empty")
    for (index, period) in periods.enumerated() {
      checks.requireNonNegative(period.demand.mean, "periods.demand.mean", at: index)
      checks.require(
        period.demand.quantile(0) >= 0, "periods.demand", at: index,
        value: period.demand.quantile(0), "can be negative")
      checks.requireNonNegative(period.orderingCost, "periods.orderingCost", at: index)
      checks.requireNonNegative(period.unitCost, "periods.unitCost", at: index)
      checks.requirePositive(period.holdingCost, "periods.holdingCost", at: index)
      checks.requirePositive(period.backorderCost, "periods.backorderCost", at: index)
    }
    checks.require(
      discountFactor > 0 && discountFactor <= 1, "discountFactor", value: discountFactor,
      "is not above 0 and at most 1")
    checks.requireFinite(finalHoldingCost, "finalHoldingCost")
    checks.requireNonNegative(finalBackorderCost, "finalBackorderCost")
    try checks.finish()
    let spread = periods.reduce(0) { $0 + $1.demand.quantile(1 - FiniteHorizonKernel.tail) }
    guard spread < 1e6 else {
      throw InvalidInput("periods", value: spread, "have demands beyond 10⁶ units in all")
    }
    self.periods = periods
    self.discountFactor = discountFactor
    self.finalHoldingCost = finalHoldingCost
    self.finalBackorderCost = finalBackorderCost
  }

  /// The two levels of a period.
  public struct Levels: Hashable, Sendable, Codable {
    /// At or below this stock an order is placed.
    public var reorderPoint: Int
    /// The stock that an order brings about.
    public var orderUpToLevel: Int
  }

  /// What to do in each period, and what it costs from there on.
  public struct Policy: Hashable, Sendable, Codable {
    /// The levels of each period.
    public var levels: [Levels]
    /// The smallest stock in the table.
    public var lowestStock: Int
    /// The stock to order up to, by period and stock from ``lowestStock`` on; the stock itself where
    /// nothing is ordered.
    public var orderUpTo: [[Int]]
    /// The expected cost from a period on, by period and stock from ``lowestStock`` on.
    public var costs: [[Double]]

    /// The expected cost of all periods, the goods included.
    ///
    /// - Parameter stock: The stock on hand at the start, negative for backorders.
    /// - Returns: The cost; infinite where the stock is beyond the table.
    public func cost(startingWith stock: Int) -> Double {
      guard let first = costs.first, stock >= lowestStock, stock - lowestStock < first.count else {
        return .infinity
      }
      return first[stock - lowestStock]
    }
  }

  /// The policy of least expected cost.
  ///
  /// Complexity: O(periods × width of the stock table × width of demand).
  public var optimal: Policy { FiniteHorizonKernel(self).solve() }
}
