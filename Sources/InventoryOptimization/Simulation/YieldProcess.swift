public import Probability
public import SupplyChainCore

/// How much arrives of what was ordered.
///
/// ```swift
/// let yield = ProportionalYield(try Uniform(from: 0.8, to: 1))
/// ```
public protocol YieldProcess: Sendable {
  /// The units received out of those ordered; a negative number counts as none.
  func received(of ordered: Double, using generator: inout SeededGenerator) -> Double
}

/// A random share of each order arrives.
///
/// ```swift
/// let point = StockPoint(
///   "farm", policy: .baseStock(80), yield: ProportionalYield(try Uniform(from: 0.8, to: 1)))
/// ```
public struct ProportionalYield: YieldProcess {
  /// The distribution of the share.
  public var share: any Distribution

  /// A random share of each order arrives.
  ///
  /// - Parameter share: The distribution of the share.
  public init(_ share: any Distribution) { self.share = share }

  /// The share that arrives.
  public func received(of ordered: Double, using generator: inout SeededGenerator) -> Double {
    ordered * share.sample(using: &generator)
  }
}

/// A random number of units comes on top of each order, or is missing from it.
///
/// ```swift
/// let yield = AdditiveYield(try Uniform(from: -5, to: 0))
/// ```
public struct AdditiveYield: YieldProcess {
  /// The distribution of the difference.
  public var difference: any Distribution

  /// A random number of units comes on top of each order.
  ///
  /// - Parameter difference: The distribution of the difference; negative for units that are missing.
  public init(_ difference: any Distribution) { self.difference = difference }

  /// The order and the difference.
  public func received(of ordered: Double, using generator: inout SeededGenerator) -> Double {
    ordered + difference.sample(using: &generator)
  }
}
