public import SupplyChainCore

/// Exponential smoothing of what regressors leave unexplained, all estimated together.
///
/// The series is the sum of the regressors' effects and of a series that exponential smoothing describes;
/// parameters, states and effects are those under which it is most likely. Take logarithms first
/// (``BoxCox``) for effects in percent.
///
/// ```swift
/// let sales = try TimeSeries([30, 31, 48, 33, 34, 52, 35, 37, 36, 55, 38, 40])
/// let promotion = [0.0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0]
/// let fitted = try ExponentialSmoothing.simple.fit(
///   sales, regressors: [Regressor("promotion", promotion)])
/// print(fitted.effects)  // about 17
/// let forecast = try fitted.forecast(2, regressors: [Regressor("promotion", [0, 1])])
/// ```
///
/// Hyndman, Koehler, Ord and Snyder 2008, chapter 9 (<https://doi.org/10.1007/978-3-540-71918-2>).
public struct FittedSmoothingRegression: Hashable, Sendable, Codable {
  /// The smoothing of what the regressors leave.
  public private(set) var smoothing: FittedExponentialSmoothing
  /// The names of the regressors.
  public let regressorNames: [String]
  /// What one unit of each regressor adds.
  public let effects: [Double]

  init(smoothing: FittedExponentialSmoothing, regressorNames: [String], effects: [Double]) {
    self.smoothing = smoothing
    self.regressorNames = regressorNames
    self.effects = effects
  }

  /// The form, and that there are regressors.
  public var name: String { "\(smoothing.name) with regressors" }

  /// The distribution of the next observations.
  ///
  /// - Parameters:
  ///   - horizon: The number of steps ahead, at least one.
  ///   - regressors: The regressors of the fit in the same order, one value for each step ahead.
  /// - Returns: The forecast; the regressors' future is taken to be certain.
  /// - Throws: `InvalidInput` if the regressors are not those of the fit or not of that length, or the
  ///   horizon is out of its range.
  /// - Complexity: O(horizon²)
  public func forecast(_ horizon: Int, regressors: [Regressor]) throws(InvalidInput) -> Forecast {
    try LinearRegression.require(regressors, count: horizon)
    guard regressors.map(\.name) == regressorNames else {
      throw InvalidInput(
        "regressors", value: regressors.map(\.name), "are not those of the fit, \(regressorNames)")
    }
    var forecast = try smoothing.forecast(horizon).shifted(
      by: (0..<horizon).map { step in
        zip(effects, regressors).reduce(0) { $0 + $1.0 * $1.1.values[step] }
      })
    forecast.model = name
    return forecast
  }

  /// Takes in the next observation; parameters and effects stay.
  ///
  /// - Parameters:
  ///   - observation: The observation; `nil` where it is missing.
  ///   - regressors: The value of each regressor at that step.
  /// - Throws: `InvalidInput` if there is not one value for each regressor, a number is not finite, or the
  ///   form cannot take in the rest.
  /// - Complexity: O(period)
  public mutating func update(
    with observation: Double?, regressors: [Double]
  ) throws(InvalidInput) {
    guard regressors.count == effects.count else {
      throw InvalidInput(
        "regressors", value: "\(regressors.count) values",
        "are not one for each of \(effects.count)"
      )
    }
    let effect = zip(effects, regressors).reduce(0) { $0 + $1.0 * $1.1 }
    try smoothing.update(with: observation.map { $0 - effect })
  }
}

extension ExponentialSmoothing {
  /// Fits the form together with the effects of regressors.
  ///
  /// - Parameters:
  ///   - series: The history, as for ``fit(_:)``.
  ///   - regressors: What else is known: one value for each step of the history.
  /// - Returns: The most likely model of this form.
  /// - Throws: `InvalidInput` if the form cannot describe the series, a regressor has not as many values as
  ///   the series, two have one name, or there are more of them than the series can tell.
  /// - Complexity: O(n k) for each of some tens of steps, with k regressors.
  public func fit(
    _ series: TimeSeries, regressors: [Regressor]
  ) throws(InvalidInput) -> FittedSmoothingRegression {
    try form.require(series)
    let first = try RegressorEffects(series, regressors)
    guard let fitted = first.fit(form, withPrior: false, region: region) else {
      throw InvalidInput("series", "cannot be described by \(form)")
    }
    return fitted
  }
}

extension AutomaticExponentialSmoothing {
  /// Fits every form together with the effects of regressors and keeps the one with the least AICc.
  ///
  /// - Parameters:
  ///   - series: The history.
  ///   - regressors: What else is known: one value for each step of the history.
  /// - Returns: The chosen model.
  /// - Throws: `InvalidInput` if a regressor has not as many values as the series, two have one name, or
  ///   no form can describe the series with so many of them.
  public func fit(
    _ series: TimeSeries, regressors: [Regressor]
  ) throws(InvalidInput) -> FittedSmoothingRegression {
    let first = try RegressorEffects(series, regressors)
    let hasSeason = series.period > 1 && series.period <= series.count / 2
    let fits = forms.filter { $0.season == .none || hasSeason }.compactMap {
      first.fit($0, withPrior: true)
    }
    guard
      let best = fits.min(by: {
        $0.smoothing.correctedAkaikeCriterion < $1.smoothing.correctedAkaikeCriterion
      })
    else { throw InvalidInput("forms", value: forms, "has none that can describe the series") }
    return best
  }
}
