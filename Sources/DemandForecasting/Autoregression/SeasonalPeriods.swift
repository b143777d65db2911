internal import RealModule

/// Finds the seasons of a series: its period, and those of the calendar that come on top.
///
/// ```swift
/// let hours = (0..<504).map { (hour: Int) -> Double in
///   let (place, day) = (hour % 24, hour / 24 % 7)
///   return Double(20 + place + 5 * day)
/// }
/// print(SeasonalPeriods.find(in: try TimeSeries(hours, period: 24)))  // [24, 168]
/// ```
public enum SeasonalPeriods {
  /// The seasons that a series has, the shortest first.
  ///
  /// The period of the series is taken as given where there are two of it. A longer season on top, the
  /// week of a day, the year of a week, or any of the calendar's where the period is 1, is taken to be
  /// there if an autoregression with it has the lower criterion (Akaike's, corrected, if the period is known; the
  /// Bayesian one if not), and if there are three of it in the
  /// series and enough of a history for so many lags.
  ///
  /// - Parameter series: The history.
  /// - Returns: The lengths in steps; empty without a season.
  /// - Complexity: O(n k²) for the k lags of all candidates
  public static func find(in series: TimeSeries) -> [Int] {
    let own = series.period > 1 && series.period <= series.count / 2 ? [series.period] : []
    let candidates = longer(than: series.period).filter {
      series.count >= max(3 * $0, leastObservations)
    }
    guard !candidates.isEmpty else { return own }
    let filled = SmoothingStart.interpolated(series.storage)
    let values = filled.allSatisfy { $0 > 0 } ? filled.map { Double.log($0) } : filled
    let sets = [own] + candidates.map { own + [$0] }
    let all = Set(sets.flatMap { SeasonalAutoregression.lags(of: $0) }).sorted()
    guard let kernel = AutoregressionKernel(values, lags: all) else { return own }
    let criteria = sets.map { criterion(of: $0, kernel, isKnown: series.period > 1) }
    let best = criteria.indices.min { criteria[$0] < criteria[$1] } ?? 0
    return sets[best]
  }

  /// Fewer observations than this tell nothing of seasons that nobody mentioned.
  static let leastObservations = 150

  /// The seasons of the calendar above a period.
  private static func longer(than period: Int) -> [Int] {
    switch period {
    case 1: [4, 7, 12, 24, 52]
    case 5: [260]
    case 7: [365]
    case 20...1_440: [7 * period]
    default: []
    }
  }

  /// Akaike's criterion for a season on top of a known one, which is likely there; the Bayesian one, which
  /// wants more evidence, where five seasons are tried that nobody mentioned.
  private static func criterion(
    of seasons: [Int], _ kernel: AutoregressionKernel, isKnown: Bool
  ) -> Double {
    let lags = Set(SeasonalAutoregression.lags(of: seasons))
    let solution = kernel.solve(kernel.lags.indices.filter { lags.contains(kernel.lags[$0]) })
    guard let solution else { return .infinity }
    return isKnown ? solution.correctedAkaikeCriterion : solution.bayesianCriterion
  }
}
