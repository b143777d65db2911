internal import RealModule
public import SupplyChainCore

/// A series explained by its own past: by the last steps, and by what was one season ago.
///
/// For long seasons and several at once, hours of a day within days of a week say, where smoothing
/// would have a state for each of 168 hours. The observation depends on the last four and, for each
/// season, on the neighbourhood of one season ago; a shorter season within a longer one counts at each
/// of its multiples. Positive observations enter as logarithms if that makes them more likely.
/// Coefficients are those of least squares.
///
/// Seasons that are not stated are looked for: the series' own period, and one of the calendar on top
/// (see ``SeasonalPeriods``).
///
/// ```swift
/// let hours = (0..<504).map { (hour: Int) -> Double in
///   let (place, day) = (hour % 24, hour / 24 % 7)
///   return Double(20 + place + 5 * day)
/// }
/// let fitted = try SeasonalAutoregression().fit(TimeSeries(hours, period: 24))
/// print(fitted.seasons)  // [24, 168]
/// let tomorrow = try fitted.forecast(24)
/// ```
///
/// Box, Jenkins, Reinsel and Ljung, Time Series Analysis, 2015, chapter 9
/// (<https://doi.org/10.1002/9781118619193>).
public struct SeasonalAutoregression: ForecastModel, Hashable, Codable {
  /// The lengths of the seasons; `nil` to look for them.
  public var seasons: [Int]?

  /// An autoregression.
  ///
  /// - Parameter seasons: The lengths of the seasons in steps; `nil` to look for them.
  public init(seasons: [Int]? = nil) { self.seasons = seasons }

  /// The name.
  public var name: String { "SeasonalAutoregression" }

  /// The most steps just before that count.
  static let nearLags = 4

  /// Estimates the coefficients by least squares.
  ///
  /// - Parameter series: The history; gaps are filled in a straight line.
  /// - Returns: The fitted model.
  /// - Throws: `InvalidInput` naming each season that is not from two to the length of the series, and if the series is not longer than its
  ///   longest lag by more observations than there are coefficients.
  /// - Complexity: O(n k²) for k lags: four, and three or so for each season.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedSeasonalAutoregression {
    var checks = InputChecks()
    for (index, season) in (seasons ?? []).enumerated() {
      checks.require(
        season >= 2 && season < series.count, "seasons", at: index, value: season,
        "is not from 2 to less than the \(series.count) observations")
    }
    try checks.finish()
    let chosen = seasons ?? SeasonalPeriods.find(in: series)
    guard let fitted = FittedSeasonalAutoregression(series, seasons: Set(chosen).sorted()) else {
      throw InvalidInput(
        "series", value: "\(series.count) observations", "is too short for seasons of \(chosen)")
    }
    return fitted
  }

  /// The lags of a set of seasons, ascending: those just before, and the seasonal ones.
  static func lags(of seasons: [Int]) -> [Int] {
    seasonalLags(of: seasons).union(1...nearLags).sorted()
  }

  /// The neighbourhoods of one season ago.
  ///
  /// A season within a longer one counts at each multiple below that, a dozen at most; the longest
  /// counts once.
  static func seasonalLags(of seasons: [Int]) -> Set<Int> {
    var lags: Set<Int> = []
    for (index, season) in seasons.enumerated() {
      let end = index + 1 < seasons.count ? min(seasons[index + 1], 13 * season) : season + 1
      for centre in stride(from: season, to: end, by: season) {
        lags.formUnion([centre - 1, centre, centre + 1])
      }
    }
    return lags.filter { $0 > 0 }
  }
}
