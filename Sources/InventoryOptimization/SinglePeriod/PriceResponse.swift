public import Probability
internal import RealModule
public import SupplyChainCore

/// How the demand of a season answers to its price.
///
/// ```swift
/// let demand = try PriceResponse.linear(
///   intercept: 200, slope: 35, error: Normal(mean: 0, standardDeviation: 12))
/// let atTwo = try demand.distribution(at: 2)  // mean 130
/// ```
public struct PriceResponse: Sendable {
  private enum Form: Sendable { case linear, power }

  private let form: Form
  /// The expected demand at price 0 of a linear response, at price 1 of a power one.
  public let scale: Double
  /// By how much demand falls with the price: units per unit of money, or per cent per per cent.
  public let sensitivity: Double
  /// What chance adds to, or makes of, the demand that the price leaves.
  public let error: any Distribution

  /// Demand that falls in a straight line: intercept − slope · price + error.
  ///
  /// - Parameters:
  ///   - intercept: The demand at price zero, above zero.
  ///   - slope: The units lost per unit of money, above zero.
  ///   - error: What chance adds; its mean is added, too.
  /// - Returns: The response.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public static func linear(
    intercept: Double, slope: Double, error: any Distribution
  ) throws(InvalidInput) -> Self {
    var checks = InputChecks()
    checks.requirePositive(intercept, "intercept")
    checks.requirePositive(slope, "slope")
    checks.requireFinite(error.mean, "error.mean")
    checks.requireFinite(error.variance, "error.variance")
    try checks.finish()
    return Self(form: .linear, scale: intercept, sensitivity: slope, error: error)
  }

  /// Demand of constant elasticity: scale · price^(−elasticity) · error.
  ///
  /// - Parameters:
  ///   - scale: The demand at price one, above zero.
  ///   - elasticity: By how many per cent demand falls for a per cent of price, above one: below it
  ///     no price would be high enough.
  ///   - error: The factor that chance brings, of a mean above zero.
  /// - Returns: The response.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public static func power(
    scale: Double, elasticity: Double, error: any Distribution
  ) throws(InvalidInput) -> Self {
    var checks = InputChecks()
    checks.requirePositive(scale, "scale")
    checks.requireFinite(elasticity, "elasticity")
    checks.require(
      !(elasticity <= 1), "elasticity", value: elasticity, "is not above one")
    checks.requirePositive(error.mean, "error.mean")
    checks.requireFinite(error.variance, "error.variance")
    try checks.finish()
    return Self(form: .power, scale: scale, sensitivity: elasticity, error: error)
  }

  /// The distribution of demand at a price.
  ///
  /// - Parameter price: The price, above zero.
  /// - Returns: The distribution.
  /// - Throws: `InvalidInput` if the price is out of range.
  public func distribution(at price: Double) throws(InvalidInput) -> any Distribution {
    var checks = InputChecks()
    checks.requirePositive(price, "price")
    try checks.finish()
    switch form {
    case .linear: return try error.shifted(by: scale - sensitivity * price)
    case .power: return try error.scaled(by: scale * .pow(price, -sensitivity))
    }
  }

  /// The prices that can be meant: above cost, and where there is demand left.
  func prices(above cost: Double) -> ClosedRange<Double>? {
    switch form {
    case .linear:
      let highest = (scale + error.mean) / sensitivity
      return highest > cost ? cost...highest : nil
    case .power:
      // Uncertainty moves the best price from the one of certain demand by a modest factor.
      let certain = cost * sensitivity / (sensitivity - 1)
      return cost...max(10 * certain, cost + 1)
    }
  }
}
