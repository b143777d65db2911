/// Goods travel together only where one temperature suits all of them.
///
/// ```swift
/// let rule = CompatibleTemperatures()
/// ```
public struct CompatibleTemperatures: LoadRule, Hashable, Codable {
  /// A rule that keeps goods of different temperatures apart.
  public init() {}

  /// The rule in words.
  public var summary: String { "one temperature must suit all goods of a load" }

  /// Whether the two ranges overlap.
  ///
  /// Ranges that overlap two by two share a temperature all together, so pairs are enough.
  public func allows(_ first: Shipment, with second: Shipment) -> Bool {
    guard let one = first.temperature, let other = second.temperature else { return true }
    return one.overlaps(other)
  }

  /// The range of temperatures.
  public func kind(of shipment: Shipment) -> String? {
    shipment.temperature.map { "\($0.lowerBound) \($0.upperBound)" } ?? ""
  }
}
