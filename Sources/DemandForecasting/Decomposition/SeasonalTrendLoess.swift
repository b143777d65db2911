/// The seasonal-trend decomposition by loess of one season.
///
/// Cleveland, Cleveland, McRae and Terpenning 1990, Journal of Official Statistics 6, 3–73. A
/// straightforward reading of the paper: the inner loop takes turns at season and trend, the outer one
/// gives outliers less weight.
struct SeasonalTrendLoess {
  let period: Int
  let seasonalWindow: Int
  let trendWindow: Int
  let isRobust: Bool

  /// The passes of the inner loop, and of the outer one where it is robust.
  private static let passes = 2
  private static let robustPasses = 15

  /// Season and trend of values without gaps, of two periods or more.
  func decompose(_ values: [Double]) -> (season: [Double], trend: [Double]) {
    var season = [Double](repeating: 0, count: values.count)
    var trend = season
    guard isRobust else {
      for _ in 0..<Self.passes { pass(values, &season, &trend, weights: nil) }
      return (season, trend)
    }
    pass(values, &season, &trend, weights: nil)
    for _ in 0..<Self.robustPasses {
      let weights = Self.robustness(values, season, trend)
      pass(values, &season, &trend, weights: weights)
    }
    return (season, trend)
  }

  private func pass(
    _ values: [Double], _ season: inout [Double], _ trend: inout [Double], weights: [Double]?
  ) {
    let rough = smoothedCycles(zip(values, trend).map { $0 - $1 }, weights)
    let averaged = Self.averages(
      Self.averages(Self.averages(rough, period), period), 3)
    let low = LocalRegression(window: Self.odd(period), isLinear: true)
      .smooth(averaged, weights: nil)
    for index in values.indices { season[index] = rough[period + index] - low[index] }
    trend = LocalRegression(window: trendWindow, isLinear: true)
      .smooth(zip(values, season).map { $0 - $1 }, weights: weights)
  }

  /// Each place of the season smoothed over the years, one year more at either end.
  private func smoothedCycles(_ values: [Double], _ weights: [Double]?) -> [Double] {
    var result = [Double](repeating: 0, count: values.count + 2 * period)
    let loess = LocalRegression(window: seasonalWindow, isLinear: false)
    for place in 0..<period {
      let cycle = stride(from: place, to: values.count, by: period).map { values[$0] }
      let own = weights.map { weights in
        stride(from: place, to: weights.count, by: period).map { weights[$0] }
      }
      let count = cycle.count
      let smooth = loess.smooth(cycle, weights: own)
      let before =
        loess.at(0, cycle, 1, min(seasonalWindow, count), own) ?? smooth[0]
      let after =
        loess.at(Double(count + 1), cycle, max(1, count - seasonalWindow + 1), count, own)
        ?? smooth[count - 1]
      for (year, value) in ([before] + smooth + [after]).enumerated() {
        result[year * period + place] = value
      }
    }
    return result
  }

  /// Moving averages; so many fewer than values.
  private static func averages(_ values: [Double], _ length: Int) -> [Double] {
    var sum = values[..<length].reduce(0, +)
    var result = [sum / Double(length)]
    for index in length..<max(length, values.count) {
      sum += values[index] - values[index - length]
      result.append(sum / Double(length))
    }
    return result
  }

  /// Bisquare weights of the remainder, in units of six times its median magnitude.
  private static func robustness(
    _ values: [Double], _ season: [Double], _ trend: [Double]
  ) -> [Double] {
    let distances = values.indices.map { (values[$0] - season[$0] - trend[$0]).magnitude }
    let sorted = distances.sorted()
    let middle = sorted.count / 2
    let median =
      sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    let reach = 6 * median
    return distances.map { distance in
      if distance <= 0.001 * reach { return 1 }
      if distance > 0.999 * reach { return 0 }
      let ratio = distance / reach
      return (1 - ratio * ratio) * (1 - ratio * ratio)
    }
  }

  static func odd(_ value: Int) -> Int { value.isMultiple(of: 2) ? value + 1 : value }
}
