public import SupplyChainCore

/// How stock moves: F for fast, S for slow, N for what does not move.
///
/// ```swift
/// let classes = try FSNClassification(
///   names: ["oil", "salt", "skis"], turnovers: [9.5, 1.8, 0.2])
/// print(classes.items.map(\.class))  // f, s, n
/// ```
///
/// The measure is the turnover: how many times a year the average stock leaves. ``StockReport`` has it
/// for every item of a ledger.
public struct FSNClassification: Hashable, Sendable, Codable {
  /// The class of an item.
  public enum Class: String, Hashable, Sendable, Codable, CaseIterable {
    /// Stock that moves fast.
    case f
    /// Stock that moves slowly.
    case s
    /// Stock that does not move.
    case n
  }

  /// An item with its class.
  public struct Item: Hashable, Sendable, Codable {
    /// The name of the item.
    public var name: String
    /// How many times a year its stock leaves.
    public var turnover: Double
    /// Its class.
    public var `class`: Class
  }

  /// The items, in the order in which they were given.
  public let items: [Item]

  /// Sorts items into classes.
  ///
  /// - Parameters:
  ///   - names: The names of the items.
  ///   - turnovers: How many times a year the stock of each leaves, zero or more; infinite where
  ///     there is none.
  ///   - limitOfF: From this turnover on an item is an F, above that of S.
  ///   - limitOfS: From this one on it is an S, above zero.
  /// - Throws: `InvalidInput` naming what is out of range.
  /// - Complexity: O(n).
  public init(
    names: [String], turnovers: [Double], limitOfF: Double = 3, limitOfS: Double = 1
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      names.count == turnovers.count, "turnovers", value: turnovers.count,
      "do not match the \(names.count) names")
    for (index, turnover) in turnovers.enumerated() {
      checks.require(
        turnover >= 0, "turnovers", at: index, value: turnover, "is not zero or more")
    }
    checks.requirePositive(limitOfS, "limitOfS")
    checks.require(
      limitOfF > limitOfS, "limitOfF", value: limitOfF, "is not above limitOfS (\(limitOfS))")
    try checks.finish()
    items = zip(names, turnovers).map { name, turnover in
      Item(
        name: name, turnover: turnover,
        class: turnover >= limitOfF ? .f : turnover >= limitOfS ? .s : .n)
    }
  }

  /// The class of an item; `nil` for a name that is not there.
  public func `class`(of name: String) -> Class? { items.first { $0.name == name }?.class }
}
