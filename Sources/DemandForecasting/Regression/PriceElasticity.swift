internal import RealModule
public import SupplyChainCore

/// How much demand gives way when the price rises: the percentage by which demand changes for each
/// percent of price.
///
/// The logarithm of demand is regressed on the logarithm of the price, on trend and season, and on
/// whatever else is known. Then the coefficient of the price is the elasticity, the same at all prices.
///
/// ```swift
/// let sales = try TimeSeries([100, 98, 131, 102, 99, 128, 101, 100, 135, 97, 103, 130])
/// let price = try Regressor("price", [10, 10, 8, 10, 10, 8, 10, 10, 8, 10, 10, 8])
/// let elasticity = try PriceElasticity(of: sales, price: price)
/// print(elasticity.value, elasticity.interval(0.95))  // about -1.2
/// print(elasticity.relativeDemand(at: 9, insteadOf: 10))
/// print(elasticity.bestPrice(unitCost: 4) ?? .infinity)
/// ```
///
/// Bijmolt, van Heerde and Pieters 2005, <https://doi.org/10.1509/jmkr.42.2.141.62296>, for what is
/// usual: −2.6 on average over 1,851 estimates.
public struct PriceElasticity: Hashable, Sendable, Codable {
  /// The regression of the logarithm of demand.
  public let regression: FittedLinearRegression
  private let coefficient: FittedLinearRegression.Coefficient

  /// Estimates the elasticity.
  ///
  /// - Parameters:
  ///   - sales: The history; a step without demand has no logarithm and is left out.
  ///   - price: The price of each step, above zero.
  ///   - others: What else is known about each step.
  ///   - model: Trend, season and how errors are estimated.
  /// - Throws: `InvalidInput` if a price is not above zero, the price never changes or says no more
  ///   than the other regressors, or there are too few steps with demand.
  /// - Complexity: That of the regression.
  public init(
    of sales: TimeSeries, price: Regressor, others: [Regressor] = [],
    model: LinearRegression = LinearRegression(trend: .none, season: .none)
  ) throws(InvalidInput) {
    let logarithm = try price.logarithm
    let observed = sales.storage.map { $0 > 0 ? Double.log($0) : .nan }
    guard observed.contains(where: { !$0.isNaN }) else {
      throw InvalidInput("sales", "has no step with demand")
    }
    let fitted = try model.fit(
      TimeSeries(unchecked: observed, period: sales.period), regressors: [logarithm] + others)
    guard let own = fitted[logarithm.name], own.isIndependent else {
      throw InvalidInput(
        "price", value: price.name, "says nothing that the other columns do not say")
    }
    regression = fitted
    coefficient = own
  }

  /// The elasticity: −2 where demand falls by 2 % for each percent that the price rises.
  public var value: Double { coefficient.estimate }

  /// The standard error of the elasticity.
  public var standardError: Double { coefficient.standardError }

  /// The interval that holds the elasticity with a probability.
  ///
  /// - Parameter level: The probability, such as 0.95; anything outside 0…1 gives NaN.
  /// - Returns: The lower and the upper edge.
  public func interval(_ level: Double) -> (lower: Double, upper: Double) {
    coefficient.interval(level)
  }

  /// Demand at one price as a multiple of that at another.
  ///
  /// - Parameters:
  ///   - price: The price, above zero.
  ///   - other: The price to compare with, above zero.
  /// - Returns: 1.2 for a fifth more; NaN where a price is not above zero.
  public func relativeDemand(at price: Double, insteadOf other: Double) -> Double {
    price > 0 && other > 0 ? .exp(value * .log(price / other)) : .nan
  }

  /// The price at which the margin times the demand is largest.
  ///
  /// - Parameter unitCost: What a unit costs, above zero.
  /// - Returns: ε / (1 + ε) times the cost; `nil` where demand is inelastic, so that a higher price
  ///   always earns more, as far as the data can tell.
  public func bestPrice(unitCost: Double) -> Double? {
    value < -1 ? unitCost * value / (1 + value) : nil
  }
}
