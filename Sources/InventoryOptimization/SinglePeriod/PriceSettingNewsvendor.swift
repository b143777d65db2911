internal import Probability
public import SupplyChainCore

/// How much to buy for a season, and at which price to sell it.
///
/// ```swift
/// let item = try PriceSettingNewsvendor(
///   demand: .linear(
///     intercept: 200, slope: 35, error: Normal(mean: 0, standardDeviation: 12)),
///   purchaseCost: 1)
/// let best = item.optimal
/// print(best.price, best.order.quantity)  // somewhat below the price of certain demand, 3.36
/// ```
///
/// For each price the quantity is that of a ``Newsvendor``; the price is found on a grid and then by
/// golden section around the best point of it, since profit can have more than one summit in the
/// price. Exact to nine digits where its summits are further apart than a hundredth of the range.
/// Source: Petruzzi and Dada 1999, <https://doi.org/10.1287/opre.47.2.183>.
public struct PriceSettingNewsvendor: Sendable {
  /// How demand answers to the price.
  public let demand: PriceResponse
  /// What the supplier asks for a unit.
  public let purchaseCost: Double
  /// What a unit left over still brings.
  public let salvageValue: Double
  /// The loss of goodwill for each unit missing, beyond the margin.
  public let shortageCost: Double
  private let prices: ClosedRange<Double>

  /// A price and an order.
  public struct Decision: Hashable, Sendable, Codable {
    /// What a customer pays for a unit.
    public var price: Double
    /// The order and its expected profit.
    public var order: Newsvendor.Order
  }

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demand: How demand answers to the price.
  ///   - purchaseCost: What the supplier asks for a unit, above zero.
  ///   - salvageValue: What a unit left over still brings, below the purchase cost.
  ///   - shortageCost: The loss of goodwill for each unit missing, zero or more.
  /// - Throws: `InvalidInput` naming every number that is out of range; also where no demand is left
  ///   at a price that covers the cost.
  public init(
    demand: PriceResponse, purchaseCost: Double, salvageValue: Double = 0, shortageCost: Double = 0
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(purchaseCost, "purchaseCost")
    checks.requireFinite(salvageValue, "salvageValue")
    checks.requireNonNegative(shortageCost, "shortageCost")
    checks.require(
      !(salvageValue >= purchaseCost), "salvageValue", value: salvageValue,
      "is not below purchaseCost (\(purchaseCost))")
    try checks.finish()
    guard let prices = demand.prices(above: purchaseCost) else {
      throw InvalidInput("purchaseCost", value: purchaseCost, "is beyond what any customer pays")
    }
    self.demand = demand
    self.purchaseCost = purchaseCost
    self.salvageValue = salvageValue
    self.shortageCost = shortageCost
    self.prices = prices
  }

  /// The best order at a price.
  ///
  /// - Parameter price: The price, above the purchase cost.
  /// - Returns: The decision.
  /// - Throws: `InvalidInput` if the price is out of range.
  public func decision(at price: Double) throws(InvalidInput) -> Decision {
    let newsvendor = try Newsvendor(
      demand: demand.distribution(at: price), price: price, purchaseCost: purchaseCost,
      salvageValue: salvageValue, shortageCost: shortageCost)
    // Where chance can take more than there is, nothing is bought.
    let order = newsvendor.optimal
    return Decision(price: price, order: order.quantity < 0 ? newsvendor.order(0) : order)
  }

  /// The price and the order of greatest expected profit.
  ///
  /// Complexity: about 400 newsvendor problems.
  public var optimal: Decision {
    let (lowest, highest) = (prices.lowerBound, prices.upperBound)
    func price(_ share: Double) -> Double { lowest + share * (highest - lowest) }
    func profit(_ share: Double) -> Double {
      (try? decision(at: price(share)))?.order.expectedProfit ?? -.infinity
    }
    let steps = 256
    // Squares put more of the grid near the cost, where the prices of elastic demand are.
    let grid = (1..<steps).map { (Double($0) / Double(steps)) * (Double($0) / Double(steps)) }
    let best = grid.indices.max { profit(grid[$0]) < profit(grid[$1]) } ?? 0
    let share = maximum(
      from: best > 0 ? grid[best - 1] : 0.5 * grid[0],
      to: best + 1 < grid.count ? grid[best + 1] : 1, of: profit)
    let found = try? decision(at: price(share))
    return found
      ?? Decision(
        price: lowest,
        order: .init(
          quantity: 0, expectedCost: 0, expectedProfit: 0, expectedSurplus: 0, expectedShortage: 0,
          serviceLevel: 1, fillRate: 1))
  }
}
