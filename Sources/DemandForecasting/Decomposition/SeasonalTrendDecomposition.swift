public import SupplyChainCore

/// A series taken apart into a trend, one or several seasons, and a remainder.
///
/// STL for one season, MSTL for several: loess smooths each place of a season over the years, so that
/// seasons may change slowly, and a robust fit lets single outliers be outliers. The parts add up to the
/// series.
///
/// ```swift
/// let hours = (0..<504).map { (hour: Int) -> Double in
///   let (place, day) = (hour % 24, hour / 24 % 7)
///   return Double(20 + place + 5 * day)
/// }
/// let parts = try SeasonalTrendDecomposition(TimeSeries(hours, period: 24), periods: [24, 168])
/// print(parts.trend[0], parts.seasons[1].values.count)
/// ```
///
/// Cleveland et al. 1990, Journal of Official Statistics 6, 3–73; Bandara, Hyndman and Bergmeir 2021,
/// <https://arxiv.org/abs/2107.13462>.
public struct SeasonalTrendDecomposition: Hashable, Sendable, Codable {
  /// One season of a decomposition.
  public struct Season: Hashable, Sendable, Codable {
    /// Its length in steps.
    public let period: Int
    /// What it adds to each observation.
    public let values: [Double]
  }

  /// How smooth the parts are.
  public struct Options: Hashable, Sendable, Codable {
    /// How many years a season is smoothed over, at least 7; `nil` for 11, and 4 more for each longer season.
    public var seasonalWindow: Int?
    /// How many steps the trend is smoothed over; `nil` for about one and a half periods.
    public var trendWindow: Int?
    /// Whether outliers get less weight.
    public var isRobust: Bool
    /// How often several seasons take turns.
    public var passes: Int

    /// Options.
    ///
    /// - Parameters:
    ///   - seasonalWindow: How many years a season is smoothed over, at least 7.
    ///   - trendWindow: How many steps the trend is smoothed over, at least 3.
    ///   - isRobust: Whether outliers get less weight.
    ///   - passes: How often several seasons take turns, at least once.
    public init(
      seasonalWindow: Int? = nil, trendWindow: Int? = nil, isRobust: Bool = false, passes: Int = 2
    ) {
      self.seasonalWindow = seasonalWindow
      self.trendWindow = trendWindow
      self.isRobust = isRobust
      self.passes = passes
    }
  }

  /// The slow part.
  public let trend: [Double]
  /// The seasons, the shortest first.
  public let seasons: [Season]
  /// What is left.
  public let remainder: [Double]

  /// Takes a series apart.
  ///
  /// - Parameters:
  ///   - series: The series; gaps are filled in a straight line.
  ///   - periods: The lengths of the seasons; by default the period of the series.
  ///   - options: How smooth the parts are.
  /// - Throws: `InvalidInput` naming each period below two or above half of the series, and each
  ///   option out of its range.
  /// - Complexity: O(n · w) for windows of w steps, a few times over.
  public init(
    _ series: TimeSeries, periods: [Int]? = nil, options: Options = Options()
  ) throws(InvalidInput) {
    let chosen = periods ?? (series.period > 1 ? [series.period] : [])
    var checks = InputChecks()
    for (index, period) in chosen.enumerated() {
      checks.require(
        period >= 2 && period <= series.count / 2, "periods", at: index, value: period,
        "is not from 2 to half of the \(series.count) observations")
    }
    if let window = options.seasonalWindow {
      checks.require(window >= 7, "options.seasonalWindow", value: window, "is less than 7")
    }
    if let window = options.trendWindow {
      checks.require(window >= 3, "options.trendWindow", value: window, "is less than 3")
    }
    checks.require(options.passes >= 1, "options.passes", value: options.passes, "is less than 1")
    try checks.finish()
    self.init(
      unchecked: SmoothingStart.interpolated(series.storage), periods: Set(chosen).sorted(),
      options)
  }

  /// Values without gaps, with periods that fit into them twice, ascending.
  init(unchecked values: [Double], periods: [Int], _ options: Options) {
    var rest = values
    var seasons = periods.map { _ in [Double](repeating: 0, count: values.count) }
    var trend: [Double] = []
    for _ in 0..<(periods.count == 1 ? 1 : options.passes) {
      for (index, period) in periods.enumerated() {
        for t in rest.indices { rest[t] += seasons[index][t] }
        let window = SeasonalTrendLoess.odd(options.seasonalWindow ?? 11 + 4 * index)
        let slow = 1.5 * Double(period) / (1 - 1.5 / Double(window))
        let loess = SeasonalTrendLoess(
          period: period, seasonalWindow: window,
          trendWindow: SeasonalTrendLoess.odd(
            options.trendWindow ?? Int(slow.rounded(.up))),
          isRobust: options.isRobust)
        (seasons[index], trend) = loess.decompose(rest)
        for t in rest.indices { rest[t] -= seasons[index][t] }
      }
    }
    if periods.isEmpty {
      // Without a season the trend is a wide loess.
      let window = SeasonalTrendLoess.odd(max(3, options.trendWindow ?? values.count / 4))
      trend = LocalRegression(window: window, isLinear: true).smooth(values, weights: nil)
    }
    self.trend = trend
    self.seasons = zip(periods, seasons).map { Season(period: $0, values: $1) }
    remainder = zip(rest, trend).map { $0 - $1 }
  }
}
