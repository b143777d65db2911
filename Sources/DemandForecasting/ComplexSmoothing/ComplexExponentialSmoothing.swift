internal import RealModule
public import SupplyChainCore

/// Complex exponential smoothing: a level, and how fast information comes into it.
///
/// It has no trend and no choice of components: depending on its complex smoothing parameter it behaves
/// like a level, a trend or anything between, and moves from one to the other within a series. Initial
/// states are backcast, so that two to four parameters are all there is to estimate.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29, 33, 41, 47])
/// let fitted = try ComplexExponentialSmoothing().fit(sales)
/// print(fitted.season, try fitted.forecast(3).mean)
/// ```
///
/// Svetunkov, Kourentzes and Ord 2022, <https://doi.org/10.1002/nav.22074>.
public struct ComplexExponentialSmoothing: ForecastModel, Hashable, Codable {
  /// How the season comes in.
  public enum Season: String, Hashable, Sendable, Codable, CaseIterable {
    /// There is no season.
    case none
    /// Level and information of one season ago.
    case simple
    /// A season that adds an amount to the level.
    case partial
    /// A level and information of its own for each place of the season.
    case full
  }

  /// How the season comes in; `nil` to choose by the corrected Akaike criterion.
  public var season: Season?

  /// Complex smoothing.
  ///
  /// - Parameter season: How the season comes in; `nil` to choose by the corrected Akaike criterion.
  public init(season: Season? = nil) { self.season = season }

  /// The name.
  public var name: String { "CES" }

  /// Estimates the parameters by least squares.
  ///
  /// - Parameter series: The history; seasonal forms need a period above one and two full seasons.
  /// - Returns: The fitted model.
  /// - Throws: `InvalidInput` if a seasonal form is asked for and the series is too short for it.
  /// - Complexity: O(n) for each of some hundred steps of a search.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedComplexExponentialSmoothing {
    let hasSeason = series.period > 1 && series.period <= series.count / 2
    if let season {
      guard season == .none || hasSeason else {
        throw InvalidInput(
          "series", value: "\(series.count) observations of period \(series.period)",
          "have not the two seasons that the \(season) form needs")
      }
      return FittedComplexExponentialSmoothing(series, season: season)
    }
    let seasons = hasSeason ? Season.allCases : [.none]
    let fits = seasons.map { FittedComplexExponentialSmoothing(series, season: $0) }
    return fits.min { $0.correctedAkaikeCriterion < $1.correctedAkaikeCriterion } ?? fits[0]
  }
}
