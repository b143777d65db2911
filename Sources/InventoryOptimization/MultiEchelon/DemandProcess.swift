public import Probability
public import SupplyChainCore

/// Demand as it comes over time, for models in which it matters over several intervals.
///
/// ```swift
/// let demand = try PoissonDemand(rate: 12)
/// let overTwoWeeks = try demand.distribution(over: 2)
/// ```
public protocol DemandProcess: Sendable {
  /// Expected units demanded per unit of time.
  var rate: Double { get }

  /// The distribution of demand over an interval.
  func distribution(over time: Double) throws(InvalidInput) -> any Distribution
}

/// Demand in single units by customers who come independently.
public struct PoissonDemand: DemandProcess, Hashable, Codable {
  /// Expected units demanded per unit of time.
  public let rate: Double

  /// Demand in single units by customers who come independently.
  ///
  /// - Parameter rate: Expected units per unit of time, above zero.
  /// - Throws: `InvalidInput` if it is out of range.
  public init(rate: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(rate, "rate")
    try checks.finish()
    self.rate = rate
  }

  /// Decodes a process and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(rate: container.decode(Double.self, forKey: .rate))
  }

  /// The Poisson distribution of demand over an interval.
  public func distribution(over time: Double) throws(InvalidInput) -> any Distribution {
    try Poisson(mean: rate * time)
  }
}

/// Demand whose sum over any time is normal, and independent from one interval to the next.
public struct NormalDemand: DemandProcess, Hashable, Codable {
  /// Expected units demanded per unit of time.
  public let rate: Double
  /// The standard deviation of demand over one unit of time.
  public let standardDeviation: Double

  /// Demand whose sum over any time is normal.
  ///
  /// - Parameters:
  ///   - rate: Expected units per unit of time, zero or more.
  ///   - standardDeviation: The standard deviation over one unit of time, above zero.
  /// - Throws: `InvalidInput` if one of them is out of range.
  public init(rate: Double, standardDeviation: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(rate, "rate")
    checks.requirePositive(standardDeviation, "standardDeviation")
    try checks.finish()
    self.rate = rate
    self.standardDeviation = standardDeviation
  }

  /// Decodes a process and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      rate: container.decode(Double.self, forKey: .rate),
      standardDeviation: container.decode(Double.self, forKey: .standardDeviation))
  }

  /// The normal distribution of demand over an interval.
  public func distribution(over time: Double) throws(InvalidInput) -> any Distribution {
    try Normal(mean: rate * time, standardDeviation: standardDeviation * time.squareRoot())
  }
}
