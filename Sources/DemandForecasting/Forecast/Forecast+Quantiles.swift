internal import Probability

extension Forecast {
  /// A forecast in which demand below zero counts as none: means and quantiles are zero or more.
  ///
  /// The mean is that of max(0, demand), a little above the plain one where negative values were
  /// likely.
  public var nonNegative: Forecast {
    if isNonNegative { return self }
    switch spread {
    case .located:
      return Forecast(model: model, unchecked: centre, spread: spread, isNonNegative: true)
    case .paths(let values, let count):
      return Forecast(
        model: model, pathValues: values.map { max(0, $0) }, count: count, isNonNegative: true)
    case .counts:
      return Forecast(model: model, unchecked: centre, spread: spread, isNonNegative: true)
    }
  }

  /// The expected values of max(0, X).
  static func floored(_ centre: [Double], _ spread: Spread) -> [Double] {
    switch spread {
    case .located(let deviations, _, let freedom):
      zip(centre, deviations).map { centre, deviation in
        guard deviation > 0 else { return max(0, centre) }
        if let freedom, freedom > 1 {
          return StudentT(centre: centre, scale: deviation, degreesOfFreedom: freedom).loss(at: 0)
        }
        let z = centre / deviation
        return max(
          0,
          centre * SpecialFunctions.normal(z) + deviation * SpecialFunctions.normalDensity(z))
      }
    case .paths, .counts: centre
    }
  }

  /// The standard deviation of each step, before anything below zero is cut off.
  public var standardDeviations: [Double] {
    switch spread {
    case .located(let deviations, _, let freedom):
      if let freedom {
        deviations.map {
          StudentT(centre: 0, scale: $0, degreesOfFreedom: freedom).variance.squareRoot()
        }
      } else {
        deviations
      }
    case .paths(let values, let count):
      (0..<horizon).map { step in
        let path = values[step * count..<(step + 1) * count]
        let square = path.reduce(0) { sum, value in
          sum + (value - centre[step]) * (value - centre[step]) / Double(count)
        }
        return square.squareRoot()
      }
    case .counts(let mixture):
      Array(
        repeating: mixture.distribution(over: 1).standardDeviation, count: horizon)
    }
  }

  /// The value that each step stays below with probability `p`.
  ///
  /// - Parameter p: A probability between 0 and 1; anything else gives NaN.
  /// - Returns: One value a step. A single quantile is one-sided: 0.95 is exceeded in one case out
  ///   of twenty.
  public func quantile(_ p: Double) -> [Double] {
    guard p > 0 && p < 1 else { return Array(repeating: .nan, count: horizon) }
    switch spread {
    case .located(let deviations, _, let freedom):
      let z =
        freedom.map { StudentT.quantile(p, $0) } ?? SpecialFunctions.inverseNormal(p)
      return zip(centre, deviations).map { floored($0 + z * $1) }
    case .paths(let values, let count):
      return (0..<horizon).map { step in
        Self.quantile(p, of: values[step * count..<(step + 1) * count].sorted())
      }
    case .counts(let mixture):
      return Array(repeating: mixture.distribution(over: 1).quantile(p), count: horizon)
    }
  }

  /// The band that holds each step with a probability, the same share left out above and below.
  ///
  /// - Parameter level: The probability, such as 0.8.
  /// - Returns: The lower and the upper edge.
  public func interval(_ level: Double) -> ForecastInterval {
    ForecastInterval(
      unchecked: level, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2))
  }

  /// Linear between the ordered values, which stand in the middle of their shares.
  static func quantile(_ p: Double, of sorted: [Double]) -> Double {
    let place = p * Double(sorted.count) - 0.5
    let below = Int(place.rounded(.down))
    if below < 0 { return sorted[0] }
    if below + 1 >= sorted.count { return sorted[sorted.count - 1] }
    let share = place - Double(below)
    return sorted[below] + share * (sorted[below + 1] - sorted[below])
  }

  func floored(_ value: Double) -> Double { isNonNegative ? max(0, value) : value }
}
