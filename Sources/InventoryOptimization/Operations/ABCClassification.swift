public import SupplyChainCore

/// Which items matter: A for the few that make most of the value, C for the many that make little.
///
/// ```swift
/// let classes = try ABCClassification(
///   names: ["oil", "salt", "rice", "tea"], values: [80_000, 900, 14_000, 6_000])
/// print(classes.items.map { "\($0.name): \($0.class)" })  // oil: a, rice: b, tea: b, salt: c
/// ```
///
/// Items are taken by falling value; one belongs to A as long as those before it make less than the
/// first share of all value, to B up to the second. So the first item is always an A. Source: Dickie
/// 1951; Silver, Pyke and Thomas, section 2.3.
public struct ABCClassification: Hashable, Sendable, Codable {
  /// The class of an item.
  public enum Class: String, Hashable, Sendable, Codable, CaseIterable {
    /// The few that make most of the value.
    case a
    /// Those in between.
    case b
    /// The many that make little of it.
    case c
  }

  /// An item with its class.
  public struct Item: Hashable, Sendable, Codable {
    /// The name of the item.
    public var name: String
    /// Its value in a year, or whatever it was measured by.
    public var value: Double
    /// The share of all value that it and all before it make.
    public var cumulativeShare: Double
    /// Its class.
    public var `class`: Class
  }

  /// The items by falling value; equals stay in their order.
  public let items: [Item]

  /// Sorts items into classes.
  ///
  /// - Parameters:
  ///   - names: The names of the items.
  ///   - values: The value of each in a year, zero or more.
  ///   - shareOfA: The share of all value that A makes, between 0 and 1.
  ///   - shareOfAB: The share that A and B make together, from that of A to 1.
  /// - Throws: `InvalidInput` naming what is out of range.
  /// - Complexity: O(n log n).
  public init(
    names: [String], values: [Double], shareOfA: Double = 0.8, shareOfAB: Double = 0.95
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      names.count == values.count, "values", value: values.count,
      "do not match the \(names.count) names")
    for (index, value) in values.enumerated() {
      checks.requireNonNegative(value, "values", at: index)
    }
    checks.requireOpenUnit(shareOfA, "shareOfA")
    checks.require(
      shareOfAB >= shareOfA && shareOfAB <= 1, "shareOfAB", value: shareOfAB,
      "is not between shareOfA (\(shareOfA)) and 1")
    try checks.finish()
    // Scaled, so that the sum of large values stays a number.
    let largest = values.max() ?? 0
    let scale = largest > 0 ? 1 / largest : 0
    let total = values.reduce(0) { $0 + $1 * scale }
    var before = 0.0
    let order = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    items = order.map { index in
      let through = before + values[index] * scale
      defer { before = through }
      let share = total > 0 ? before / total : 1
      return Item(
        name: names[index], value: values[index],
        cumulativeShare: total > 0 ? through / total : 1,
        class: share < shareOfA ? .a : share < shareOfAB ? .b : .c)
    }
  }

  /// The class of an item; `nil` for a name that is not there.
  public func `class`(of name: String) -> Class? { items.first { $0.name == name }?.class }
}
