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
    let storage = series.storage.indices.map { t in
      zip(guesses, regressors).reduce(series.storage[t]) { $0 - $1.0 * $1.1.values[t] }
    }
    rest = TimeSeries(unchecked: storage, period: series.period)
  }

  /// A form fitted together with the effects; `nil` where it cannot describe the series.
  func fit(
    _ form: SmoothingForm, withPrior: Bool, region: SmoothingRegion = .usual
  ) -> FittedSmoothingRegression? {
    let period = form.season == .none ? 1 : series.period
    let count = form.parameterCount(period: period) + regressors.count
    guard series.count - series.missingCount > count + 1 else { return nil }
    let search = SmoothingSearch(rest, period: period, regressorCount: max(1, regressors.count))
    guard
      let found = search.estimate(
        form, regressors: regressors.map(\.values), withPrior: withPrior, region: region)
    else { return nil }
    return FittedSmoothingRegression(
      smoothing: FittedExponentialSmoothing(found.estimate, of: series, parameterCount: count),
      regressorNames: regressors.map(\.name),
      effects: zip(guesses, found.effects).map { $0 + $1 })
  }
}
