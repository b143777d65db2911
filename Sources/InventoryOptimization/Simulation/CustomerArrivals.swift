public import Probability
internal import RealModule
public import SupplyChainCore

/// When customers come, and how much each of them wants, in continuous time.
///
/// ```swift
/// let customers = try CustomerArrivals(
///   rate: 12, orderSize: Discrete(values: [1, 2, 6], probabilities: [0.6, 0.3, 0.1]))
/// ```
public struct CustomerArrivals: Sendable {
  /// The time from one customer to the next; `nil` where they come independently of each other.
  public let interval: (any Distribution)?
  /// Expected customers per unit of time.
  public let rate: Double
  /// What a customer wants; `nil` for one unit.
  public let orderSize: (any Distribution)?
  private let sizes: SamplingTable?

  /// Customers who come independently of each other: a Poisson or compound Poisson demand.
  ///
  /// - Parameters:
  ///   - rate: Expected customers per unit of time, above zero.
  ///   - orderSize: What a customer wants, of a mean above zero; `nil` for one unit.
  /// - Throws: `InvalidInput` naming what is out of range.
  public init(rate: Double, orderSize: (any Distribution)? = nil) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(rate, "rate")
    if let orderSize { checks.requirePositive(orderSize.mean, "orderSize.mean") }
    try checks.finish()
    self.rate = rate
    self.orderSize = orderSize
    interval = nil
    sizes = orderSize.flatMap { SamplingTable($0) }
  }

  /// Customers with independent times between them.
  ///
  /// - Parameters:
  ///   - interval: The time from one customer to the next, of a mean above zero.
  ///   - orderSize: What a customer wants, of a mean above zero; `nil` for one unit.
  /// - Throws: `InvalidInput` naming what is out of range.
  public init(
    interval: any Distribution, orderSize: (any Distribution)? = nil
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(interval.mean, "interval.mean")
    checks.require(
      !(interval.quantile(0) < 0), "interval", value: interval.quantile(0), "can be negative")
    if let orderSize { checks.requirePositive(orderSize.mean, "orderSize.mean") }
    try checks.finish()
    self.interval = interval
    self.orderSize = orderSize
    rate = 1 / interval.mean
    sizes = orderSize.flatMap { SamplingTable($0) }
  }

  /// Expected units demanded per unit of time.
  public var demandRate: Double { rate * (orderSize?.mean ?? 1) }

  /// The time to the next customer.
  func nextInterval(using generator: inout SeededGenerator) -> Double {
    guard let interval else { return -.log(onePlus: -generator.uniform()) / rate }
    // A million customers at one moment would be none that simulation can get past.
    return max(1e-9 / rate, interval.sample(using: &generator))
  }

  /// What the next customer wants.
  func nextSize(using generator: inout SeededGenerator) -> Double {
    if let sizes { return max(0, sizes.sample(using: &generator)) }
    guard let orderSize else { return 1 }
    let size = orderSize.sample(using: &generator)
    return size > 0 && size < 1e15 ? size : 0
  }
}
