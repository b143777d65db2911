public import SupplyChainCore

/// A distribution of whole numbers given as a table of values and their probabilities.
///
/// ```swift
/// let demand = try Discrete(values: [0, 10, 20], probabilities: [0.5, 0.3, 0.2])
/// let stock = demand.quantile(0.75)  // 10
/// ```
///
/// Values that are not whole go into ``Empirical/init(_:weights:)``.
public struct Discrete: DiscreteDistribution, Hashable, Codable {
  /// The values, ascending and distinct.
  public let values: [Int]
  private let table: StepTable

  /// The probability of each value, with a sum of one.
  public var probabilities: [Double] { table.masses }

  private enum CodingKeys: String, CodingKey { case values, probabilities }

  /// A distribution given as a table.
  ///
  /// A value that stands there twice counts with both its probabilities; one of probability zero is
  /// left out.
  ///
  /// - Parameters:
  ///   - values: The values in any order, of a magnitude of at most 2⁵³.
  ///   - probabilities: The probability of each, with a sum of one to six digits.
  /// - Throws: `InvalidInput` if the lists differ in length, are empty, hold a value beyond 2⁵³
  ///   or a negative probability, or if the sum is not one.
  /// - Complexity: O(n log n).
  public init(values: [Int], probabilities: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!values.isEmpty, "values", value: "[]", "is empty")
    checks.require(
      values.count == probabilities.count, "probabilities", value: "\(probabilities.count) numbers",
      "do not match the \(values.count) values")
    for (index, value) in values.enumerated() where value.magnitude > 1 << 53 {
      checks.report("values", at: index, value: "\(value)", "is beyond 2⁵³")
    }
    for (index, probability) in probabilities.enumerated() {
      checks.requireNonNegative(probability, "probabilities", at: index)
    }
    let sum = probabilities.reduce(0, +)
    if !values.isEmpty, sum.isFinite {
      checks.require(
        (sum - 1).magnitude <= 1e-6, "probabilities", value: sum, "do not have a sum of one")
    }
    try checks.finish()
    let pairs = zip(values, probabilities).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    var support: [Int] = []
    var weights: [Double] = []
    for (value, weight) in pairs {
      if support.last == value {
        weights[weights.count - 1] += weight
      } else {
        support.append(value)
        weights.append(weight)
      }
    }
    self.values = support
    table = StepTable(values: support.map { Double($0) }, weights: weights)
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      values: container.decode([Int].self, forKey: .values),
      probabilities: container.decode([Double].self, forKey: .probabilities))
  }

  /// Encodes the values and their probabilities.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(values, forKey: .values)
    try container.encode(probabilities, forKey: .probabilities)
  }

  /// The expected value.
  public var mean: Double { table.mean }

  /// The variance.
  public var variance: Double { table.variance }

  /// The probability of exactly `value`, in O(log n).
  public func mass(at value: Int) -> Double { table.mass(at: Double(value)) }

  /// The probability of a value of at most `x`, in O(log n).
  public func cumulative(_ x: Double) -> Double { table.cumulative(x) }

  /// The probability of a value above `x`, in O(log n).
  public func exceedance(_ x: Double) -> Double { table.exceedance(x) }

  /// The smallest value whose cumulative probability is at least `p`, in O(log n).
  public func quantile(_ p: Double) -> Double { table.quantile(p) }

  /// The expected shortage E[(X − x)⁺], in O(log n).
  public func loss(at x: Double) -> Double { table.losses(at: x).first }

  /// The second-order loss ½ E[((X − x)⁺)²], in O(log n).
  public func secondOrderLoss(at x: Double) -> Double { table.losses(at: x).second }
}
