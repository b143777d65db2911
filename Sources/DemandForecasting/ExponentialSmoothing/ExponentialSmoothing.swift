public import SupplyChainCore

/// Exponential smoothing of one form, its parameters estimated by maximum likelihood.
///
/// The innovations state space view of simple, Holt's and Holt-Winters' smoothing: each form is a
/// stochastic model with a likelihood and with a distribution for its forecasts (Hyndman, Koehler,
/// Ord and Snyder 2008, <https://doi.org/10.1007/978-3-540-71918-2>). Missing observations are
/// stepped over.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// let fitted = try ExponentialSmoothing.damped.fit(sales)
/// print(fitted.parameters.level, fitted.correctedAkaikeCriterion)
/// let forecast = try fitted.forecast(4)
/// ```
public struct ExponentialSmoothing: ForecastModel, Hashable, Codable {
  /// How error, trend and season come together.
  public var form: SmoothingForm

  /// Where the smoothing parameters may lie.
  public var region: SmoothingRegion

  /// Smoothing of a form.
  ///
  /// - Parameters:
  ///   - form: How error, trend and season come together.
  ///   - region: Where the smoothing parameters may lie.
  public init(_ form: SmoothingForm, region: SmoothingRegion = .usual) {
    self.form = form
    self.region = region
  }

  /// The form as the literature writes it.
  public var name: String { form.description }

  /// Simple exponential smoothing: no trend, no season.
  public static let simple = Self(.init(error: .additive, trend: .none, season: .none))

  /// Holt's smoothing, with a trend.
  public static let holt = Self(.init(error: .additive, trend: .additive, season: .none))

  /// Smoothing with a trend that dies away.
  public static let damped = Self(
    .init(error: .additive, trend: .dampedAdditive, season: .none))

  /// Holt-Winters' smoothing with a trend and a season that adds an amount.
  public static let holtWintersAdditive = Self(
    .init(error: .additive, trend: .additive, season: .additive))

  /// Holt-Winters' smoothing with a trend and a season that scales the level.
  public static let holtWintersMultiplicative = Self(
    .init(error: .multiplicative, trend: .additive, season: .multiplicative))

  /// Fits the form to a series.
  ///
  /// - Parameter series: The history. A form with a season needs a period above one and two full
  ///   seasons; a multiplicative form needs observations above zero.
  /// - Returns: The most likely model of this form.
  /// - Throws: `InvalidInput` if the form cannot describe the series.
  /// - Complexity: O(n) for each step of a search of some tens of steps.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedExponentialSmoothing {
    try form.require(series)
    let search = SmoothingSearch(series, period: form.season == .none ? 1 : series.period)
    guard let estimate = search.estimate(form, region: region) else {
      throw InvalidInput("series", "cannot be described by \(form)")
    }
    return FittedExponentialSmoothing(estimate, of: series)
  }
}

extension SmoothingForm {
  /// Refuses a series that the form cannot describe.
  func require(_ series: TimeSeries) throws(InvalidInput) {
    var checks = InputChecks()
    if season != .none {
      checks.require(
        series.period > 1, "series.period", value: series.period, "has no season, which \(self) has"
      )
      checks.require(
        series.period <= series.count / 2, "series.count", value: series.count,
        "is less than the two seasons of \(series.period) that \(self) needs")
    }
    if needsPositiveValues {
      for (index, value) in series.storage.enumerated() where value <= 0 {
        checks.report(
          "series.values", at: index, value: "\(value)", "is not above zero, as \(self) needs")
      }
    }
    try checks.finish()
  }
}
