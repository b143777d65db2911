public import SupplyChainCore

/// Exponential smoothing of what regressors leave unexplained, all estimated together.
///
/// What regressors do not explain rarely is noise: its level wanders and it has a season. Least squares then
/// believes too much in chance, and its forecasts do not start where the series stands. Here the series is
/// the sum of the regressors' effects and of a series that exponential smoothing describes; parameters,
/// states and effects are those under which it is most likely. Take logarithms first
/// (``BoxCox``) for effects in percent.
///
/// ```swift
/// let sales = try TimeSeries([30, 31, 48, 33, 34, 52, 35, 37, 36, 55, 38, 40])
/// let promotion = try Regressor("promotion", [0.0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0])
/// let fitted = try ExponentialSmoothing.simple.fit(sales, regressors: [promotion])
/// print(fitted.coefficients[0].estimate, fitted.coefficients[0].interval(0.9))  // about 17
/// let forecast = try fitted.forecast(2, regressors: [Regressor("promotion", [0, 1])])
/// ```
///
/// Hyndman, Koehler, Ord and Snyder 2008, chapter 9 (<https://doi.org/10.1007/978-3-540-71918-2>).
public struct FittedSmoothingRegression: Hashable, Sendable, Codable {
  /// The smoothing of what the regressors leave.
  public private(set) var smoothing: FittedExponentialSmoothing
  /// What one unit of each regressor adds, in the order of the regressors.
  ///
  /// Standard errors are those at the estimated smoothing parameters. A regressor that the observations do not tell
  /// from level, trend and season is not independent.
  public let coefficients: [FittedLinearRegression.Coefficient]
  private let covariance: [[Double]]

  init(
    smoothing: FittedExponentialSmoothing, names: [String], effects: [Double],
    covariance: [[Double]], degreesOfFreedom: Double
  ) {
    self.smoothing = smoothing
    self.covariance = covariance
    coefficients = names.indices.map { index in
      let variance = covariance.isEmpty ? 0 : covariance[index][index]
      return .init(
        name: names[index], estimate: effects[index],
        standardError: max(0, variance).squareRoot(), isIndependent: variance > 0,
        degreesOfFreedom: degreesOfFreedom)
    }
  }

  /// The form, and that there are regressors.
  public var name: String { "\(smoothing.name) with regressors" }

  /// The distribution of the next observations.
  ///
  /// - Parameters:
  ///   - horizon: The number of steps ahead, at least one.
  ///   - regressors: What is known about these steps: the regressors of the fit, by name.
  /// - Returns: The forecast. The regressors' future is taken to be certain, their effects to be as
  ///   uncertain as they are; that of a sum of steps counts once and not for each step anew.
  /// - Throws: `InvalidInput` if a regressor is missing, unknown or of another length, or the
  ///   horizon is out of its range.
  /// - Complexity: O(horizon²)
  public func forecast(_ horizon: Int, regressors: [Regressor]) throws(InvalidInput) -> Forecast {
    try LinearRegression.require(regressors, count: horizon)
    guard regressors.count == coefficients.count else {
      throw InvalidInput(
        "regressors", value: regressors.map(\.name),
        "are not those of the fit, \(coefficients.map(\.name))")
    }
    var columns: [[Double]] = []
    for coefficient in coefficients {
      guard let own = regressors.first(where: { $0.name == coefficient.name }) else {
        throw InvalidInput("regressors.\(coefficient.name)", "is missing")
      }
      columns.append(own.values)
    }
    let rows = (0..<horizon).map { step in columns.map { $0[step] } }
    var forecast = try smoothing.forecast(horizon).shifted(
      by: rows.map { row in zip(coefficients, row).reduce(0) { $0 + $1.0.estimate * $1.1 } })
    forecast.model = name
    return forecast.widened(by: rows, covariance: covariance)
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
    guard regressors.count == coefficients.count else {
      throw InvalidInput(
        "regressors", value: "\(regressors.count) values",
        "are not one for each of \(coefficients.count)")
    }
    let effect = zip(coefficients, regressors).reduce(0) { $0 + $1.0.estimate * $1.1 }
    try smoothing.update(with: observation.map { $0 - effect })
  }
}

extension Forecast {
  /// The forecast with the uncertainty of effects on top: one row of regressors a step.
  ///
  /// Simulated futures stay as they are, since their errors are far larger.
  fileprivate func widened(by rows: [[Double]], covariance: [[Double]]) -> Forecast {
    guard !covariance.isEmpty, case .located(let deviations, let sums, let freedom) = spread else {
      return self
    }
    func variance(_ row: [Double]) -> Double {
      var sum = 0.0
      for i in row.indices { for j in row.indices { sum += row[i] * covariance[i][j] * row[j] } }
      return max(0, sum)
    }
    var total = [Double](repeating: 0, count: covariance.count)
    var (own, ownSums): ([Double], [Double]) = ([], [])
    for (step, row) in rows.enumerated() {
      for place in row.indices { total[place] += row[place] }
      own.append((deviations[step] * deviations[step] + variance(row)).squareRoot())
      ownSums.append((sums[step] * sums[step] + variance(total)).squareRoot())
    }
    return Forecast(
      model: model, unchecked: centre,
      spread: .located(deviations: own, sumDeviations: ownSums, degreesOfFreedom: freedom)
    ).bounded
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
    let isLong = series.period > Self.longestEstimatedSeason
    let fits = forms.filter { $0.season == .none || hasSeason }.compactMap { form in
      isLong && form.season != .none
        ? first.fitDecomposed(form) : first.fit(form, withPrior: true)
    }
    guard
      let best = fits.min(by: {
        $0.smoothing.correctedAkaikeCriterion < $1.smoothing.correctedAkaikeCriterion
      })
    else { throw InvalidInput("forms", value: forms, "has none that can describe the series") }
    return best
  }
}
