internal import LinearAlgebra
public import SupplyChainCore

/// Regression on what is known, with errors that exponential smoothing follows.
///
/// What regressors do not explain rarely is noise: its level wanders and it has a season. Ordinary least
/// squares then believes too much in chance, and its forecasts do not start where the series stands.
/// Here coefficients and smoothing are estimated in turn. Given the smoothing, the one-step errors are
/// linear in the coefficients, so that those are least squares over regressors filtered as the series
/// is; given the coefficients, what is left is smoothed. Either step lowers the sum of squared errors.
///
/// ```swift
/// let sales = try TimeSeries([20, 22, 31, 24, 27, 36, 26, 29, 39, 31, 33, 42, 34])
/// let promotion = try Regressor("promotion", [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0])
/// let fitted = try RegressionWithSmoothedErrors().fit(sales, regressors: [promotion])
/// print(fitted.coefficients[0].estimate)
/// let forecast = try fitted.forecast(2, regressors: [Regressor("promotion", [0, 1])])
/// ```
///
/// Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing, chapter 9,
/// <https://doi.org/10.1007/978-3-540-71918-2>.
public struct RegressionWithSmoothedErrors: Hashable, Sendable, Codable {
  /// The additive form that the errors follow; `nil` to choose one by AICc.
  public let form: SmoothingForm?

  /// The model.
  ///
  /// - Parameter form: The form that the errors follow, additive in all its parts; `nil` to choose one
  ///   by the corrected Akaike criterion.
  /// - Throws: `InvalidInput` if a part of the form is multiplicative.
  public init(form: SmoothingForm? = nil) throws(InvalidInput) {
    if let form {
      guard !form.needsPositiveValues else {
        throw InvalidInput("form", value: form, "is not additive in all its parts")
      }
    }
    self.form = form
  }

  /// The model that chooses its form.
  public init() { form = nil }

  /// Estimates coefficients and smoothing.
  ///
  /// - Parameters:
  ///   - series: The history; gaps are filled in a straight line.
  ///   - regressors: What is known: at least one, one value for each step.
  /// - Returns: The fitted model.
  /// - Throws: `InvalidInput` if there is no regressor, or one has not as many values as the series, or
  ///   there are not more observations than coefficients.
  /// - Complexity: Up to ten fits of exponential smoothing.
  public func fit(
    _ series: TimeSeries, regressors: [Regressor]
  ) throws(InvalidInput) -> FittedRegressionWithSmoothedErrors {
    guard !regressors.isEmpty else { throw InvalidInput("regressors", value: "[]", "is empty") }
    try LinearRegression.require(regressors, count: series.count)
    // The first guess comes from the changes, which a wandering level does not mislead.
    var estimate = try changes(series, regressors)
    var errors = try smoothed(series, regressors, estimate.coefficients)
    var best = (estimate: estimate, errors: errors)
    for _ in 0..<Self.mostRounds {
      estimate = try filtered(series, regressors, errors)
      errors = try smoothed(series, regressors, estimate.coefficients)
      guard errors.errorVariance < best.errors.errorVariance * (1 - 1e-8) else { break }
      best = (estimate, errors)
    }
    return FittedRegressionWithSmoothedErrors(
      names: regressors.map(\.name), estimate: best.estimate, errors: best.errors,
      variance: best.errors.errorVariance)
  }

  /// Each round gains less than the one before; few matter.
  private static let mostRounds = 8

  /// Coefficients and (XᵀX)⁻¹.
  struct Estimate {
    let coefficients: [Double]
    let inverse: Matrix
    let degreesOfFreedom: Int
  }

  /// What the regressors leave.
  private func smoothed(
    _ series: TimeSeries, _ regressors: [Regressor], _ coefficients: [Double]
  ) throws(InvalidInput) -> FittedExponentialSmoothing {
    let rest = series.storage.indices.map { step in
      zip(regressors, coefficients).reduce(series.storage[step]) {
        $0 - $1.0.values[step] * $1.1
      }
    }
    let remainder = TimeSeries(unchecked: rest, period: series.period)
    if let form { return try ExponentialSmoothing(form).fit(remainder) }
    let forms = AutomaticExponentialSmoothing().candidates(remainder)
    guard let chosen = forms.first(where: { !$0.form.needsPositiveValues }) else {
      return try ExponentialSmoothing.simple.fit(remainder)
    }
    return chosen
  }

  private func changes(
    _ series: TimeSeries, _ regressors: [Regressor]
  ) throws(InvalidInput) -> Estimate {
    let values = SmoothingStart.interpolated(series.storage)
    func differences(_ values: [Double]) -> [Double] {
      zip(values.dropFirst(), values).map { $0 - $1 }
    }
    return try solve(
      columns: regressors.map { differences($0.values) }, differences(values))
  }

  /// The regressors and the series through the filter that turns observations into one-step errors,
  /// with the effect of each initial state as further columns.
  private func filtered(
    _ series: TimeSeries, _ regressors: [Regressor], _ errors: FittedExponentialSmoothing
  ) throws(InvalidInput) -> Estimate {
    let values = SmoothingStart.interpolated(series.storage)
    let filter = SmoothingFilter(errors)
    let zero = [Double](repeating: 0, count: values.count)
    var columns = regressors.map { filter.errors(of: $0.values) }
    for state in 0..<filter.stateCount { columns.append(filter.errors(of: zero, state: state)) }
    return try solve(columns: columns, filter.errors(of: values), keeping: regressors.count)
  }

  private func solve(
    columns: [[Double]], _ response: [Double], keeping count: Int? = nil
  ) throws(InvalidInput) -> Estimate {
    let count = count ?? columns.count
    guard response.count > columns.count else {
      throw InvalidInput(
        "series", value: "\(response.count) observations",
        "has not more than the \(columns.count) coefficients to be estimated")
    }
    let factorization = try QRFactorization(try Matrix(columns: columns))
    let solution = try factorization.leastSquares(response)
    return Estimate(
      coefficients: Array(solution.coefficients.prefix(count)),
      inverse: factorization.inverseCrossProduct,
      degreesOfFreedom: response.count - solution.rank)
  }
}

/// The linear filter of an additive form of exponential smoothing: from observations to one-step errors.
private struct SmoothingFilter {
  let fitted: FittedExponentialSmoothing

  init(_ fitted: FittedExponentialSmoothing) { self.fitted = fitted }

  /// Level, slope and seasonal states, as far as the form has them.
  var stateCount: Int {
    1 + (fitted.form.trend == .none ? 0 : 1)
      + (fitted.form.season == .none ? 0 : fitted.period - 1)
  }

  /// The errors from a start at zero, or from a start with one state at one.
  func errors(of values: [Double], state: Int? = nil) -> [Double] {
    let parameters = fitted.parameters
    let hasTrend = fitted.form.trend != .none
    let damping = hasTrend ? (fitted.form.isDamped ? parameters.damping : 1) : 0
    var level = state == 0 ? 1.0 : 0
    var slope = hasTrend && state == 1 ? 1.0 : 0
    var seasonal = [Double](repeating: 0, count: fitted.form.season == .none ? 0 : fitted.period)
    let firstSeasonal = hasTrend ? 2 : 1
    if let state, state >= firstSeasonal { seasonal[state - firstSeasonal] = 1 }
    return values.indices.map { step in
      let place = seasonal.isEmpty ? 0 : step % seasonal.count
      let season = seasonal.isEmpty ? 0 : seasonal[place]
      let error = values[step] - level - damping * slope - season
      level += damping * slope + parameters.level * error
      slope = damping * slope + parameters.trend * error
      if !seasonal.isEmpty { seasonal[place] += parameters.season * error }
      return error
    }
  }
}
