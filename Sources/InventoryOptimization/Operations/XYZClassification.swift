public import SupplyChainCore

/// Which demand can be foreseen: X for steady, Y for varying, Z for erratic.
///
/// ```swift
/// let classes = try XYZClassification(
///   names: ["oil", "skis"], demands: [[20, 22, 19, 21], [0, 0, 90, 2]])
/// print(classes.items.map { "\($0.name): \($0.class)" })  // oil: x, skis: z
/// ```
///
/// The measure is the coefficient of variation of an item's demand from period to period. Without
/// demand an item is a Z.
public struct XYZClassification: Hashable, Sendable, Codable {
  /// The class of an item.
  public enum Class: String, Hashable, Sendable, Codable, CaseIterable {
    /// Steady demand.
    case x
    /// Demand that varies.
    case y
    /// Erratic demand.
    case z
  }

  /// An item with its class.
  public struct Item: Hashable, Sendable, Codable {
    /// The name of the item.
    public var name: String
    /// The standard deviation of its demand over the mean; infinite without demand.
    public var coefficientOfVariation: Double
    /// Its class.
    public var `class`: Class
  }

  /// The items, in the order in which they were given.
  public let items: [Item]

  /// Sorts items into classes.
  ///
  /// - Parameters:
  ///   - names: The names of the items.
  ///   - demands: The demand of each period, of each item; two periods or more.
  ///   - limitOfX: Up to this coefficient of variation an item is an X, above zero.
  ///   - limitOfY: Up to this one it is a Y, above that of X.
  /// - Throws: `InvalidInput` naming what is out of range.
  /// - Complexity: O(items × periods).
  public init(
    names: [String], demands: [[Double]], limitOfX: Double = 0.5, limitOfY: Double = 1
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      names.count == demands.count, "demands", value: demands.count,
      "do not match the \(names.count) names")
    for (index, demand) in demands.enumerated() {
      checks.require(
        demand.count >= 2, "demands", at: index, value: demand.count,
        "is the number of periods, which have to be two or more")
      let bad = demand.first { !($0.isFinite && $0 >= 0) }
      if let bad { checks.report("demands", at: index, value: "\(bad)", "is not zero or more") }
    }
    checks.requirePositive(limitOfX, "limitOfX")
    checks.require(
      limitOfY > limitOfX, "limitOfY", value: limitOfY, "is not above limitOfX (\(limitOfX))")
    try checks.finish()
    items = zip(names, demands).map { name, demand in
      let count = Double(demand.count)
      let mean = demand.reduce(0) { $0 + $1 / count }
      let squares = demand.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let variation = mean > 0 ? (squares / (count - 1)).squareRoot() / mean : .infinity
      return Item(
        name: name, coefficientOfVariation: variation,
        class: variation <= limitOfX ? .x : variation <= limitOfY ? .y : .z)
    }
  }

  /// The class of an item; `nil` for a name that is not there.
  public func `class`(of name: String) -> Class? { items.first { $0.name == name }?.class }
}
