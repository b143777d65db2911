public import SupplyChainCore

/// Items of one dimension, to be packed into as few equal bins as possible.
///
/// ```swift
/// let problem = try BinPackingProblem(capacity: 100, weights: [70, 60, 40, 30])
/// let bins = try BinPacking().solve(problem).bins  // 2
/// ```
public struct BinPackingProblem: Hashable, Sendable, Codable {
  /// What a bin holds.
  public let capacity: Int
  /// The weight of each item.
  public let weights: [Int]

  /// The largest capacity: sums of up to `largestCount` weights stay within an `Int`.
  public static let largestCapacity = 1 << 40
  /// The largest number of items.
  public static let largestCount = 1 << 22

  /// Puts a problem together and checks it.
  ///
  /// - Parameters:
  ///   - capacity: What a bin holds, from 1 to `largestCapacity`.
  ///   - weights: The weight of each item, from zero to the capacity; at most `largestCount`.
  /// - Throws: `InvalidInput` for a capacity out of range, a negative weight, an item that is
  ///   heavier than a bin holds.
  public init(capacity: Int, weights: [Int]) throws(InvalidInput) {
    self.capacity = capacity
    self.weights = weights
    var checks = InputChecks()
    Self.check(capacity: capacity, count: weights.count, &checks)
    for (index, weight) in weights.enumerated() {
      Self.check(weight: weight, at: index, capacity: capacity, &checks)
    }
    try checks.finish()
  }

  static func check(
    capacity: Int, count: Int, line: Int? = nil, _ checks: inout InputChecks
  ) {
    if !(1...largestCapacity).contains(capacity) {
      checks.report(
        "capacity", line: line, value: "\(capacity)", "is not from 1 to \(largestCapacity)")
    }
    if count > largestCount {
      checks.report("weights", line: line, value: "\(count)", "are more than \(largestCount)")
    }
  }

  static func check(
    weight: Int, at index: Int, line: Int? = nil, capacity: Int, _ checks: inout InputChecks
  ) {
    if weight < 0 {
      checks.report("weights", at: index, line: line, value: "\(weight)", "is negative")
    } else if weight > capacity {
      checks.report(
        "weights", at: index, line: line, value: "\(weight)",
        "is more than the capacity (\(capacity))")
    }
  }

  private enum CodingKeys: String, CodingKey { case capacity, weights }

  /// Decodes a problem, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      capacity: values.decode(Int.self, forKey: .capacity),
      weights: values.decode([Int].self, forKey: .weights))
  }
}
