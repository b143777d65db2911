public import SupplyChainCore

/// Demand observed at equal intervals, oldest first; observations may be missing.
///
/// ```swift
/// let sales = try TimeSeries([112, 118, nil, 129, 121, 135, 148, 148, 136, 119, 104, 118], period: 12)
/// print(sales.count, sales.missingCount, sales[1] ?? 0)  // 12 1 118.0
/// ```
public struct TimeSeries: Sendable {
  /// The number of observations in a season: 12 for months of a year, 1 for no season.
  public let period: Int

  /// The observations; NaN stands for a missing one.
  package let storage: [Double]

  /// A series in which observations may be missing.
  ///
  /// - Parameters:
  ///   - values: The observations, oldest first; `nil` where one is missing.
  ///   - period: The number of observations in a season; 1 for no season.
  /// - Throws: `InvalidInput` naming each value that is not finite or beyond
  ///   ``largestMagnitude``, an empty or wholly missing series, and a period below one.
  public init(_ values: [Double?], period: Int = 1) throws(InvalidInput) {
    try self.init(checking: values.map { $0 ?? .nan }, period: period) { values[$0] == nil }
  }

  /// A series without gaps.
  ///
  /// - Parameters:
  ///   - values: The observations, oldest first.
  ///   - period: The number of observations in a season; 1 for no season.
  /// - Throws: `InvalidInput` naming each value that is not finite or beyond
  ///   ``largestMagnitude``, an empty series, and a period below one.
  public init(_ values: [Double], period: Int = 1) throws(InvalidInput) {
    try self.init(checking: values, period: period) { _ in false }
  }

  private init(
    checking values: [Double], period: Int, isMissing: (Int) -> Bool
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(period >= 1, "period", value: period, "is less than 1")
    var observed = 0
    for index in values.indices where !isMissing(index) {
      observed += 1
      let value = values[index]
      checks.requireFinite(value, "values", at: index)
      checks.require(
        !value.isFinite || value.magnitude <= Self.largestMagnitude, "values", at: index,
        value: value, "is too large to be squared")
    }
    if observed == 0 { checks.report("values", values.isEmpty ? "is empty" : "are all missing") }
    try checks.finish()
    storage = values
    self.period = period
  }

  /// A series already known to be sound.
  package init(unchecked storage: [Double], period: Int) {
    self.storage = storage
    self.period = period
  }

  /// The largest magnitude of an observation: sums of squares of larger ones would overflow.
  public static let largestMagnitude = 1e140

  /// The number of observations, missing ones included.
  public var count: Int { storage.count }

  /// The number of missing observations.
  public var missingCount: Int { storage.count { $0.isNaN } }

  /// The observations; `nil` where one is missing.
  public var values: [Double?] { storage.map { $0.isNaN ? nil : $0 } }

  /// An observation, counted from zero; `nil` where it is missing.
  public subscript(index: Int) -> Double? { storage[index].isNaN ? nil : storage[index] }

  /// The first observations.
  ///
  /// - Parameter count: How many; at least one of them must be observed.
  /// - Returns: A series of the same period.
  /// - Throws: `InvalidInput` if there are not as many, or none of them is observed.
  public func prefix(_ count: Int) throws(InvalidInput) -> TimeSeries {
    try slice(0..<count)
  }

  /// Some consecutive observations.
  ///
  /// - Parameter range: Their positions, counted from zero.
  /// - Returns: A series of the same period.
  /// - Throws: `InvalidInput` if the range leaves the series or nothing in it is observed.
  public func slice(_ range: Range<Int>) throws(InvalidInput) -> TimeSeries {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw InvalidInput("range", value: range, "is outside the series of \(count) observations")
    }
    guard storage[range].contains(where: { !$0.isNaN }) else {
      throw InvalidInput("range", value: range, "has no observation")
    }
    return TimeSeries(unchecked: Array(storage[range]), period: period)
  }
}

extension TimeSeries: Hashable {
  /// Whether two series have the same observations, the same gaps and the same period.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.period == rhs.period && lhs.values == rhs.values
  }

  /// Feeds the observations, gaps and period to a hasher.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(period)
    hasher.combine(values)
  }
}

extension TimeSeries: Codable {
  private enum CodingKeys: CodingKey { case values, period }

  /// Reads `{"values": [112, null, …], "period": 12}` and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode([Double?].self, forKey: .values),
      period: container.decodeIfPresent(Int.self, forKey: .period) ?? 1)
  }

  /// Writes the observations, `null` for a missing one, and the period.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(values, forKey: .values)
    try container.encode(period, forKey: .period)
  }
}
