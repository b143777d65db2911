internal import RealModule
public import SupplyChainCore

/// Something known beside the series that moves demand: a price, a promotion, the days of a month.
///
/// ```swift
/// let price = try Regressor("price", [9.9, 9.9, 8.5, 9.9, 9.9, 8.5])
/// let history = price.first(4)
/// let future = price.dropFirst(4)
/// let elasticity = try price.logarithm  // moves demand by percentages
/// let memory = price.lagged(by: 1)      // last period's price
/// ```
public struct Regressor: Hashable, Sendable, Codable {
  /// Its name in tables and messages.
  public let name: String
  /// One value a step.
  public let values: [Double]

  /// A regressor.
  ///
  /// - Parameters:
  ///   - name: Its name; no two of one model may have the same.
  ///   - values: One value for each step.
  /// - Throws: `InvalidInput` naming each value that is not finite.
  public init(_ name: String, _ values: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    for (index, value) in values.enumerated() {
      checks.requireFinite(value, "regressors.\(name)", at: index)
    }
    try checks.finish()
    self.init(unchecked: name, values)
  }

  init(unchecked name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }

  private enum CodingKeys: CodingKey { case name, values }

  /// Reads a regressor and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(String.self, forKey: .name),
      container.decode([Double].self, forKey: .values))
  }

  /// The first steps alone: those of the history.
  ///
  /// - Parameter count: How many.
  /// - Returns: A regressor of the same name.
  public func first(_ count: Int) -> Regressor {
    Regressor(unchecked: name, Array(values.prefix(max(0, count))))
  }

  /// The steps after the first ones: those of the horizon.
  ///
  /// - Parameter count: How many to leave out.
  /// - Returns: A regressor of the same name.
  public func dropFirst(_ count: Int) -> Regressor {
    Regressor(unchecked: name, Array(values.dropFirst(max(0, count))))
  }

  /// The regressor so many steps later; the first steps repeat its first value, before which nothing
  /// is known.
  ///
  /// - Parameter steps: How many steps, zero or more.
  /// - Returns: A regressor called `price lag 2`, say.
  public func lagged(by steps: Int) -> Regressor {
    let steps = max(0, min(steps, values.count))
    return Regressor(
      unchecked: "\(name) lag \(steps)",
      Array(repeating: values.first ?? 0, count: steps) + values.dropLast(steps))
  }

  /// The natural logarithm, by which a price moves demand in percentages.
  ///
  /// - Throws: `InvalidInput` naming each value that is not above zero.
  public var logarithm: Regressor {
    get throws(InvalidInput) {
      var checks = InputChecks()
      for (index, value) in values.enumerated() {
        checks.requirePositive(value, "regressors.\(name)", at: index)
      }
      try checks.finish()
      return Regressor(unchecked: "log \(name)", values.map { .log($0) })
    }
  }

  /// What happened once: one at a step, zero elsewhere.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - step: The step, counted from zero.
  ///   - count: The number of steps.
  /// - Returns: The regressor.
  public static func pulse(_ name: String, at step: Int, count: Int) -> Regressor {
    Regressor(unchecked: name, (0..<max(0, count)).map { $0 == step ? 1 : 0 })
  }

  /// What holds from then on: one from a step on, zero before.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - step: The step, counted from zero.
  ///   - count: The number of steps.
  /// - Returns: The regressor.
  public static func step(_ name: String, from step: Int, count: Int) -> Regressor {
    Regressor(unchecked: name, (0..<max(0, count)).map { $0 >= step ? 1 : 0 })
  }
}
