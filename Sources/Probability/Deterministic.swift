public import SupplyChainCore

/// The distribution of a value that is certain: of a lead time that never varies.
///
/// ```swift
/// let leadTime = try Deterministic(5)
/// let late = leadTime.exceedance(5)  // 0
/// ```
public struct Deterministic: Distribution, Hashable, Codable {
  /// The value.
  public let value: Double

  /// The distribution of a value that is certain.
  ///
  /// - Parameter value: The value.
  /// - Throws: `InvalidInput` if it is not finite.
  public init(_ value: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireFinite(value, "value")
    try checks.finish()
    self.value = value
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(Double.self))
  }

  /// Encodes the value as a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  /// The value.
  public var mean: Double { value }

  /// Zero.
  public var variance: Double { 0 }

  /// One from the value on, zero below it.
  public func cumulative(_ x: Double) -> Double { x.isNaN ? .nan : x >= value ? 1 : 0 }

  /// Zero from the value on, one below it.
  public func exceedance(_ x: Double) -> Double { x.isNaN ? .nan : x >= value ? 0 : 1 }

  /// The value, for any probability.
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? value : .nan }

  /// The shortage (value − x)⁺.
  public func loss(at x: Double) -> Double { x.isNaN ? .nan : max(0, value - x) }

  /// The surplus (x − value)⁺.
  public func complementaryLoss(at x: Double) -> Double { x.isNaN ? .nan : max(0, x - value) }

  /// Half the squared shortage.
  public func secondOrderLoss(at x: Double) -> Double {
    let shortage = loss(at: x)
    return 0.5 * shortage * shortage
  }

  /// The value.
  public func sample(using generator: inout SeededGenerator) -> Double { value }
}
