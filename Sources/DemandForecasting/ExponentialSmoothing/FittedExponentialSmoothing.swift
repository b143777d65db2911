public import SupplyChainCore
internal import RealModule

/// Exponential smoothing that has learnt a series: small, `Codable`, and ready for the next
/// observation.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29])
/// var fitted = try ExponentialSmoothing.simple.fit(sales)
/// try fitted.update(with: 33)  // one step, no search
/// let forecast = try fitted.forecast(3)
/// ```
public struct FittedExponentialSmoothing: UpdatableForecastModel, Hashable, Codable {
  /// How error, trend and season come together.
  public let form: SmoothingForm
  /// The number of observations in a season; 1 without a season.
  public let period: Int
  /// The smoothing parameters.
  public let parameters: SmoothingParameters
  /// Where the model stood before the first observation.
  public let initialState: SmoothingState
  /// Where it stands after the last.
  public private(set) var state: SmoothingState
  /// The variance of one step's error: of relative errors under a multiplicative error.
  public let errorVariance: Double
  /// The logarithm of the likelihood, up to a constant that depends on the number of observations
  /// alone; comparable between forms of exponential smoothing on one series (as in R's `ets`).
  public let logLikelihood: Double
  /// The number of observations that the fit has seen, missing ones left out.
  public let observationCount: Int
  /// The number of estimated quantities, the error variance included.
  public let parameterCount: Int
  /// Whether the parameters were estimated, so that the spread of forecasts has to allow for it.
  public let isEstimated: Bool

  init(
    _ estimate: SmoothingSearch.Estimate, of series: TimeSeries, parameterCount: Int? = nil,
    isEstimated: Bool = true
  ) {
    self.isEstimated = isEstimated
    form = estimate.form
    period = form.season == .none ? 1 : series.period
    parameters = estimate.parameters
    initialState = estimate.initial
    state = estimate.final
    logLikelihood = -0.5 * estimate.deviance
    observationCount = series.count - series.missingCount
    let estimated = parameterCount ?? form.parameterCount(period: period)
    self.parameterCount = estimated
    // The variance itself costs no degree of freedom.
    errorVariance = estimate.sumOfSquares / Double(max(1, observationCount - estimated + 1))
  }

  /// A model with given parameters and a given start, run over a series.
  ///
  /// - Parameters:
  ///   - form: How error, trend and season come together.
  ///   - parameters: The smoothing parameters.
  ///   - initialState: Where the model stands before the first observation.
  ///   - series: The history.
  /// - Throws: `InvalidInput` if the form cannot describe the series, or the number of seasonal
  ///   states is not the series' period.
  /// - Complexity: O(n)
  public init(
    form: SmoothingForm, parameters: SmoothingParameters, initialState: SmoothingState,
    series: TimeSeries
  ) throws(InvalidInput) {
    try form.require(series)
    let places = form.season == .none ? 0 : series.period
    guard initialState.seasonal.count == places else {
      throw InvalidInput(
        "initialState.seasonal", value: "\(initialState.seasonal.count) states",
        "has not one for each of \(places) places")
    }
    let search = SmoothingSearch(series, period: max(1, places))
    guard
      let estimate = search.evaluate(form, parameters: parameters, initial: initialState)
    else { throw InvalidInput("series", "cannot be described by \(form) from this start") }
    self.init(estimate, of: series, isEstimated: false)
  }

  /// The form as the literature writes it.
  public var name: String { form.description }

  /// Akaike's information criterion.
  public var akaikeCriterion: Double { -2 * logLikelihood + 2 * Double(parameterCount) }

  /// Akaike's criterion corrected for short series; infinite where there are too few observations.
  public var correctedAkaikeCriterion: Double {
    let (n, k) = (Double(observationCount), Double(parameterCount))
    return n - k - 1 > 0 ? akaikeCriterion + 2 * k * (k + 1) / (n - k - 1) : .infinity
  }

  /// The Bayesian information criterion.
  public var bayesianCriterion: Double {
    -2 * logLikelihood + Double(parameterCount) * .log(Double(observationCount))
  }

  /// The expectation of each observation one step before, from the start of a history.
  ///
  /// - Parameter series: The series that the model was fitted to.
  /// - Returns: One value an observation, missing ones included.
  /// - Throws: `InvalidInput` if the form cannot describe the series.
  /// - Complexity: O(n)
  public func fittedValues(for series: TimeSeries) throws(InvalidInput) -> [Double] {
    try form.require(series)
    let search = SmoothingSearch(series, period: form.season == .none ? 1 : series.period)
    guard search.evaluate(form, parameters: parameters, initial: initialState) != nil else {
      throw InvalidInput("series", "cannot be described by \(form) from this start")
    }
    return search.fittedValues
  }

  /// Takes in the next observation; parameters and error variance stay.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is not finite, or not above zero under a multiplicative form.
  /// - Complexity: O(period)
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    let series = try TimeSeries([observation ?? 0])
    if observation != nil && form.needsPositiveValues && series.storage[0] <= 0 {
      throw InvalidInput(
        "observation", value: series.storage[0], "is not above zero, as \(form) needs")
    }
    var step = SmoothingStep(form, parameters, state)
    step.advance(observation)
    guard step.level.isFinite && step.slope.isFinite else {
      throw InvalidInput("observation", value: series.storage[0], "leaves the range of \(form)")
    }
    state = step.state
  }
}
