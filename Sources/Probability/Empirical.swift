public import SupplyChainCore

/// The distribution of observed values: of past demand as it was.
///
/// ```swift
/// let demand = try Empirical([12, 0, 7, 31, 7])
/// let stock = demand.quantile(0.8)  // 12
/// let scenarios = try Empirical([80, 100, 150], weights: [0.2, 0.5, 0.3])
/// ```
public struct Empirical: Distribution, Hashable, Codable {
  private let table: StepTable

  /// The distinct values, ascending.
  public var values: [Double] { table.values }
  /// The probability of each value.
  public var probabilities: [Double] { table.masses }

  private enum CodingKeys: String, CodingKey { case values, weights }

  /// The distribution of observed values, each as likely as the other.
  ///
  /// - Parameter samples: The values in any order, one or more.
  /// - Throws: `InvalidInput` if there is none or one is not finite.
  /// - Complexity: O(n log n).
  public init(_ samples: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!samples.isEmpty, "samples", value: "[]", "is empty")
    for (index, sample) in samples.enumerated() {
      checks.requireFinite(sample, "samples", at: index)
    }
    try checks.finish()
    table = StepTable(merging: samples.sorted().lazy.map { ($0, 1) })
  }

  /// The distribution of values of unequal weight: of scenarios, or of recent demand that counts more.
  ///
  /// - Parameters:
  ///   - values: The values in any order, one or more.
  ///   - weights: The weight of each, zero or more; only their proportions matter.
  /// - Throws: `InvalidInput` if the lists differ in length, hold a number that is not finite or a
  ///   negative weight, or if all weights are zero.
  /// - Complexity: O(n log n).
  public init(_ values: [Double], weights: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      values.count == weights.count, "weights", value: "\(weights.count) numbers",
      "do not match the \(values.count) values")
    for (index, value) in values.enumerated() { checks.requireFinite(value, "values", at: index) }
    for (index, weight) in weights.enumerated() {
      checks.requireNonNegative(weight, "weights", at: index)
    }
    let total = weights.reduce(0, +)
    checks.require(
      total > 0 && total.isFinite, "weights", value: total, "is not a sum above zero")
    try checks.finish()
    let pairs = zip(values, weights).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    table = StepTable(merging: pairs)
  }

  /// Decodes a distribution, a list of values or an object with values and weights, and checks it.
  public init(from decoder: any Decoder) throws {
    if let list = try? decoder.singleValueContainer().decode([Double].self) {
      try self.init(list)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        container.decode([Double].self, forKey: .values),
        weights: container.decode([Double].self, forKey: .weights))
    }
  }

  /// Encodes the distinct values and their probabilities.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(values, forKey: .values)
    try container.encode(probabilities, forKey: .weights)
  }

  /// The average of the values.
  public var mean: Double { table.mean }

  /// The average squared deviation from the mean, over n.
  public var variance: Double { table.variance }

  /// The share of values of at most `x`, in O(log n).
  public func cumulative(_ x: Double) -> Double { table.cumulative(x) }

  /// The share of values above `x`, in O(log n).
  public func exceedance(_ x: Double) -> Double { table.exceedance(x) }

  /// The smallest value that a share `p` of the values does not exceed, in O(log n).
  public func quantile(_ p: Double) -> Double { table.quantile(p) }

  /// The expected shortage E[(X − x)⁺], in O(log n).
  public func loss(at x: Double) -> Double { table.losses(at: x).first }

  /// The second-order loss ½ E[((X − x)⁺)²], in O(log n).
  public func secondOrderLoss(at x: Double) -> Double { table.losses(at: x).second }
}
