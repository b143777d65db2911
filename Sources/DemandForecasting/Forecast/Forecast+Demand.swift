public import Probability
public import SupplyChainCore

extension Forecast {
  /// The distribution of the demand over the first steps together: of a fixed lead time.
  ///
  /// - Parameter steps: How many steps, at least one and at most the horizon.
  /// - Returns: The distribution of their sum, with the correlation between steps.
  /// - Throws: `InvalidInput` if there are not that many steps.
  /// - Complexity: O(steps) for normal steps; O(n log n) for n simulated futures.
  public func demand(over steps: Int) throws(InvalidInput) -> any Distribution {
    guard steps >= 1 && steps <= horizon else {
      throw InvalidInput("steps", value: steps, "is not from 1 to the horizon (\(horizon))")
    }
    switch spread {
    case .located(_, let sums, let freedom):
      return try located(centre[..<steps].reduce(0, +), sums[steps - 1], freedom)
    case .paths(let values, let count):
      return try Empirical(pathSums(values, count: count, over: Double(steps)))
    case .counts(let mixture): return mixture.distribution(over: Double(steps))
    }
  }

  /// The distribution of the demand of one step.
  ///
  /// - Parameter step: The step, counted from one.
  /// - Returns: Its distribution.
  /// - Throws: `InvalidInput` if there is no such step.
  public func demand(at step: Int) throws(InvalidInput) -> any Distribution {
    guard step >= 1 && step <= horizon else {
      throw InvalidInput("step", value: step, "is not from 1 to the horizon (\(horizon))")
    }
    switch spread {
    case .located(let deviations, _, let freedom):
      return try located(centre[step - 1], deviations[step - 1], freedom)
    case .paths(let values, let count):
      return try Empirical(Array(values[(step - 1) * count..<step * count]))
    case .counts(let mixture): return mixture.distribution(over: 1)
    }
  }

  /// The distribution of the demand over a lead time that is itself uncertain.
  ///
  /// The lead time is cut into equally likely slices; the result mixes the demand over each, so it
  /// has the skew that a late delivery brings. A slice may end within a step: demand is taken to be
  /// even over a step.
  ///
  /// - Parameter leadTime: The distribution of the lead time, in steps; below zero counts as none.
  /// - Returns: The distribution of the demand over it.
  /// - Throws: `InvalidInput` if the lead time can be longer than the horizon: one of its slices,
  ///   the longest of which is its quantile of 0.992.
  public func demand(overLeadTime leadTime: any Distribution) throws(InvalidInput)
    -> any Distribution
  {
    var parts: [any Distribution] = []
    for slice in 0..<Self.leadTimeSlices {
      let length = leadTime.quantile((Double(slice) + 0.5) / Double(Self.leadTimeSlices))
      guard length <= Double(horizon) else {
        throw InvalidInput(
          "leadTime", value: length,
          "is longer than the forecast: ask for a horizon of \(length.rounded(.up)) steps or more")
      }
      parts.append(try demand(overFraction: max(0, length)))
    }
    return Mixture(ofEquallyLikely: parts)
  }

  /// Enough slices for the fill rates of practice, few enough for a quick quantile.
  static let leadTimeSlices = 64

  /// The demand over a time that may end within a step.
  private func demand(overFraction length: Double) throws(InvalidInput) -> any Distribution {
    switch spread {
    case .located(_, let sums, let freedom):
      let whole = Int(length)
      let part = length - Double(whole)
      var total = centre[..<whole].reduce(0, +)
      let before = whole > 0 ? sums[whole - 1] * sums[whole - 1] : 0
      var variance = before
      if part > 0 {
        total += part * centre[whole]
        variance += part * (sums[whole] * sums[whole] - before)
      }
      return try located(total, max(0, variance).squareRoot(), freedom)
    case .paths(let values, let count):
      return try Empirical(pathSums(values, count: count, over: length))
    case .counts(let mixture): return mixture.distribution(over: length)
    }
  }

  private func pathSums(_ values: [Double], count: Int, over length: Double) -> [Double] {
    let whole = Int(length)
    let part = length - Double(whole)
    return (0..<count).map { path in
      var sum = (0..<whole).reduce(0) { $0 + values[$1 * count + path] }
      if part > 0 { sum += part * values[whole * count + path] }
      return sum
    }
  }

  private func located(
    _ centre: Double, _ scale: Double, _ freedom: Double?
  ) throws(InvalidInput) -> any Distribution {
    if let freedom {
      let student = StudentT(centre: centre, scale: scale, degreesOfFreedom: freedom)
      return isNonNegative ? try student.floored(at: 0) : student
    }
    let normal = try Normal(mean: centre, standardDeviation: scale)
    return isNonNegative ? try normal.floored(at: 0) : normal
  }
}
