public import SupplyChainCore

/// Exponential smoothing whose form is chosen by the corrected Akaike criterion.
///
/// All stable forms are fitted and the one with the least AICc is kept (Hyndman, Koehler, Snyder and
/// Grose 2002, <https://doi.org/10.1016/S0169-2070(01)00110-8>). Seasonal forms are considered where
/// there are two full seasons, multiplicative ones where every observation is above zero. Seasons of more
/// than 24 places are too many states to estimate one by one; they come from a decomposition by loess. A series
/// too short for any estimate is smoothed with a fixed parameter, and constant ones give a constant.
/// A weak prior keeps a trend from following every turn of a short series.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// let fitted = try AutomaticExponentialSmoothing().fit(sales)
/// print(fitted.form)
/// ```
public struct AutomaticExponentialSmoothing: ForecastModel, Hashable, Codable {
  /// The forms to choose from.
  public var forms: [SmoothingForm]

  /// The forms that are considered unless told otherwise: every stable one without a multiplicative
  /// trend, whose forecasts run away.
  public static let defaultForms: [SmoothingForm] =
    [SmoothingForm.ErrorKind.additive, .multiplicative].flatMap { error in
      [SmoothingForm.Trend.none, .additive, .dampedAdditive].flatMap { trend in
        SmoothingForm.Season.allCases.map { SmoothingForm(error: error, trend: trend, season: $0) }
      }
    }.filter(\.isStable)

  /// A choice between forms.
  ///
  /// - Parameter forms: The forms to choose from.
  public init(among forms: [SmoothingForm] = Self.defaultForms) { self.forms = forms }

  /// The name of the method; the fitted model has that of its form.
  public var name: String { "AutoETS" }

  /// The longest season whose states are estimated one by one.
  static let longestEstimatedSeason = 24

  /// Fits every form and keeps the best.
  ///
  /// - Parameter series: The history, of any length and with any gaps.
  /// - Returns: The chosen model.
  /// - Throws: `InvalidInput` if ``forms`` has none that can describe the series.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedExponentialSmoothing {
    guard let best = candidates(series).first else {
      throw InvalidInput("forms", value: forms, "has none that can describe the series")
    }
    return best
  }

  /// Every form that can describe the series, best first.
  func candidates(_ series: TimeSeries) -> [FittedExponentialSmoothing] {
    let observed = series.count - series.missingCount
    if let fixed = FittedExponentialSmoothing(fallback: series, observed: observed) {
      return [fixed]
    }
    let hasSeason = series.period > 1 && series.period <= series.count / 2
    let isLong = series.period > Self.longestEstimatedSeason
    let plain = SmoothingSearch(series, period: 1)
    let seasonal = hasSeason && !isLong ? SmoothingSearch(series, period: series.period) : plain
    var fits = hasSeason && isLong ? longSeasonCandidates(series, observed: observed) : []
    for form in forms where hasSeason && !isLong || form.season == .none {
      let search = form.season == .none ? plain : seasonal
      // A form with more parameters than the series can bear has no finite criterion.
      guard observed > form.parameterCount(period: search.period) + 1,
        let estimate = search.estimate(form, withPrior: true)
      else { continue }
      fits.append(FittedExponentialSmoothing(estimate, of: series))
    }
    return fits.sorted { $0.correctedAkaikeCriterion < $1.correctedAkaikeCriterion }
  }

  /// Forms with a season from a decomposition, which stays as it was last; the rest is estimated.
  private func longSeasonCandidates(
    _ series: TimeSeries, observed: Int
  ) -> [FittedExponentialSmoothing] {
    let search = SmoothingSearch(series, period: series.period)
    return [SmoothingForm.Season.additive, .multiplicative].flatMap { season in
      let forms = forms.filter {
        $0.season == season && observed > $0.parameterCount(period: series.period) + 1
      }
      guard !forms.isEmpty, let adjustment = SeasonalAdjustment(series, as: season) else {
        return [FittedExponentialSmoothing]()
      }
      let rest = SmoothingSearch(adjustment.adjusted, period: 1)
      return forms.compactMap { form in
        rest.estimate(form.withoutSeason, withPrior: true)
          .flatMap { search.evaluate(form, $0, seasonal: adjustment.seasonalStates) }
          .map { FittedExponentialSmoothing($0, of: series) }
      }
    }
  }
}

extension SmoothingSearch {
  /// A form with the parameters and states of what is left of the series without a season, and a season that
  /// stays.
  func evaluate(
    _ form: SmoothingForm, _ rest: Estimate, seasonal: [Double]
  ) -> Estimate? {
    evaluate(
      form, parameters: rest.parameters,
      initial: SmoothingState(unchecked: rest.initial.level, rest.initial.slope, seasonal))
  }
}

extension SeasonalAdjustment {
  /// Takes out the season of a series for smoothing with one of that kind; `nil` where it cannot be of it.
  init?(_ series: TimeSeries, as season: SmoothingForm.Season) {
    self.init(series, decomposing: [series.period], isAdditive: season == .additive)
    guard cycle.isMultiplicative == (season == .multiplicative), !cycle.cycles.isEmpty else {
      return nil
    }
  }
}

extension ForecastModel where Self == AutomaticExponentialSmoothing {
  /// Exponential smoothing whose form is chosen by the corrected Akaike criterion.
  public static var automaticExponentialSmoothing: AutomaticExponentialSmoothing { .init() }
}

extension FittedExponentialSmoothing {
  /// The fewest observations from which a smoothing parameter can be estimated.
  private static let leastObservations = 5

  /// A model for what is too short or too even for an estimate; `nil` for every other series.
  ///
  /// Half of a surprise goes into the level. The error variance is that of the smoothing errors; one
  /// lone observation is taken to be known no better than to its own size.
  init?(fallback series: TimeSeries, observed: Int) {
    let known = series.storage.filter { !$0.isNaN }
    let isConstant = known.allSatisfy { $0 == known[0] }
    guard observed < Self.leastObservations || isConstant else { return nil }
    let form = SmoothingForm(error: .additive, trend: .none, season: .none)
    let search = SmoothingSearch(series, period: 1)
    let parameters = SmoothingParameters(unchecked: 0.5, 0, 0, 1)
    guard
      var estimate = search.evaluate(
        form, parameters: parameters, initial: SmoothingState(unchecked: known[0], 0, []))
    else { return nil }
    if observed == 1 {
      estimate.sumOfSquares = known[0] * known[0]
    }
    // The first observation is the start, so that one error fewer says something.
    self.init(estimate, of: series, parameterCount: 2)
  }
}
