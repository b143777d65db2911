public import SupplyChainCore

extension Discrete {
  /// A distribution rounded to whole numbers, for models that count units.
  ///
  /// The probability of k is that of a value from k − ½ to k + ½. Below `lowest` all counts as
  /// `lowest`; the tails beyond a probability of 10⁻¹⁵ are left out.
  ///
  /// ```swift
  /// let demand = try Discrete(rounding: Normal(mean: 20, standardDeviation: 4))
  /// ```
  ///
  /// - Parameters:
  ///   - distribution: The distribution to round.
  ///   - lowest: The smallest value; zero for demand.
  /// - Throws: `InvalidInput` if the distribution spreads over more than 10⁷ whole numbers.
  /// - Complexity: O(width) cumulative probabilities.
  public init(rounding distribution: any Distribution, from lowest: Int = 0) throws(InvalidInput) {
    let tail = 1e-15
    let lower = max(Double(lowest), (distribution.quantile(tail) + 0.5).rounded(.down))
    let upper = max(lower, (distribution.quantile(1 - tail) + 0.5).rounded(.down))
    guard upper - lower < 1e7, upper.magnitude < 0x1p52, lower.magnitude < 0x1p52 else {
      throw InvalidInput(
        "distribution", value: upper - lower, "is too wide to count in whole units")
    }
    let middle = distribution.median
    var masses: [Double] = []
    for k in stride(from: lower, through: upper, by: 1) {
      let isFirst = k == lower
      // In the upper half the complements keep their digits.
      masses.append(
        k > middle
          ? (isFirst ? 1 : distribution.exceedance(k - 0.5)) - distribution.exceedance(k + 0.5)
          : distribution.cumulative(k + 0.5) - (isFirst ? 0 : distribution.cumulative(k - 0.5)))
    }
    let total = masses.reduce(0, +)
    guard total > 0 else {
      throw InvalidInput("distribution", value: total, "has no probability on whole numbers")
    }
    let first = Int(lower)
    try self.init(
      values: Array(first..<first + masses.count),
      probabilities: masses.map { max(0, $0) / total })
  }
}
