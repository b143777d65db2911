internal import LinearAlgebra
internal import SupplyChainCore

/// First guesses of what regressors do to a series, and the series without it.
///
/// A regression of the steps of the series on those of the regressors: differences take out the level,
/// which smoothing is to find.
struct RegressorEffects {
  let series: TimeSeries
  let regressors: [Regressor]
  private let guesses: [Double]
  private let rest: TimeSeries

  init(_ series: TimeSeries, _ regressors: [Regressor]) throws(InvalidInput) {
    try LinearRegression.require(regressors, count: series.count)
    self.series = series
    self.regressors = regressors
    let steps = (1..<max(1, series.count)).filter {
      !series.storage[$0].isNaN && !series.storage[$0 - 1].isNaN
    }
    guard steps.count > regressors.count + 1 else {
      throw InvalidInput(
        "regressors", value: "\(regressors.count) of them",
        "are too many for \(series.count - series.missingCount) observations")
    }
    var guesses = regressors.map { _ in 0.0 }
    if !regressors.isEmpty {
      let columns = regressors.map { regressor in
        steps.map { regressor.values[$0] - regressor.values[$0 - 1] }
      }
      // The mean step is the trend's.
      let design = try Matrix(columns: columns + [steps.map { _ in 1 }])
      let response = steps.map { series.storage[$0] - series.storage[$0 - 1] }
      guesses = try LeastSquaresSolution(design: design, response: response).coefficients
      guesses.removeLast()
    }
    self.guesses = guesses
    rest = TimeSeries(
      unchecked: Self.without(guesses, regressors, series), period: series.period)
  }

  /// A form fitted together with the effects; `nil` where it cannot describe the series.
  func fit(
    _ form: SmoothingForm, withPrior: Bool, region: SmoothingRegion = .usual
  ) -> FittedSmoothingRegression? {
    guard isLongEnough(for: form) else { return nil }
    let search = SmoothingSearch(
      rest, period: form.season == .none ? 1 : series.period,
      regressorCount: max(1, regressors.count))
    return search.estimate(
      form, regressors: regressors.map(\.values), withPrior: withPrior, region: region
    ).map { fitted(form, $0) }
  }

  /// A form whose season comes from a decomposition of what the first guesses leave, and stays.
  func fitDecomposed(_ form: SmoothingForm) -> FittedSmoothingRegression? {
    guard isLongEnough(for: form), let adjustment = SeasonalAdjustment(rest, as: form.season)
    else { return nil }
    let seasonal = adjustment.seasonalStates
    let search = SmoothingSearch(
      adjustment.adjusted, period: 1, regressorCount: max(1, regressors.count))
    // An effect on the series is one over the season as large on what is left without it.
    let columns = regressors.map { regressor in
      regressor.values.indices.map { t in
        form.season == .multiplicative
          ? regressor.values[t] / seasonal[t % seasonal.count] : regressor.values[t]
      }
    }
    guard
      var found = search.estimate(form.withoutSeason, regressors: columns, withPrior: true)
    else { return nil }
    let left = TimeSeries(
      unchecked: Self.without(found.effects, regressors, rest), period: series.period)
    let whole = SmoothingSearch(left, period: series.period)
    guard let smoothing = whole.evaluate(form, found.smoothing, seasonal: seasonal) else {
      return nil
    }
    found.smoothing = smoothing
    return fitted(form, found)
  }

  private func isLongEnough(for form: SmoothingForm) -> Bool {
    series.count - series.missingCount > parameterCount(of: form) + 1
  }

  private func parameterCount(of form: SmoothingForm) -> Int {
    form.parameterCount(period: series.period) + regressors.count
  }

  /// A series less effects of regressors.
  private static func without(
    _ effects: [Double], _ regressors: [Regressor], _ series: TimeSeries
  ) -> [Double] {
    series.storage.indices.map { t in
      zip(effects, regressors).reduce(series.storage[t]) { $0 - $1.0 * $1.1.values[t] }
    }
  }

  private func fitted(
    _ form: SmoothingForm, _ found: SmoothingSearch.RegressionEstimate
  ) -> FittedSmoothingRegression {
    let count = parameterCount(of: form)
    let smoothing = FittedExponentialSmoothing(
      found.smoothing, of: series, parameterCount: count)
    return FittedSmoothingRegression(
      smoothing: smoothing, names: regressors.map(\.name),
      effects: zip(guesses, found.effects).map { $0 + $1 },
      covariance: found.covariance.map { row in row.map { smoothing.errorVariance * $0 } },
      degreesOfFreedom: Double(max(1, series.count - series.missingCount - count + 1)))
  }
}
