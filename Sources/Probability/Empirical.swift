public import SupplyChainCore

/// The distribution of observed values, each as likely as the other: of past demand as it was.
///
/// ```swift
/// let demand = try Empirical([12, 0, 7, 31, 7])
/// let stock = demand.quantile(0.8)  // 12
/// ```
public struct Empirical: Distribution, Hashable, Codable {
  /// The observed values, ascending.
  public let samples: [Double]
  private let table: StepTable

  /// The distribution of observed values.
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
    self.samples = samples.sorted()
    var values: [Double] = []
    var weights: [Double] = []
    for sample in self.samples {
      if values.last == sample {
        weights[weights.count - 1] += 1
      } else {
        values.append(sample)
        weights.append(1)
      }
    }
    table = StepTable(values: values, weights: weights)
  }

  /// Decodes a distribution and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode([Double].self))
  }

  /// Encodes the observed values as a list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(samples)
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

  /// Draws one of the values.
  public func sample(using generator: inout SeededGenerator) -> Double {
    samples[generator.index(below: samples.count)]
  }
}
