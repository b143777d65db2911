internal import RealModule
public import SupplyChainCore

/// Complex exponential smoothing that has learnt a series.
///
/// ```swift
/// var fitted = try ComplexExponentialSmoothing().fit(TimeSeries([30, 32, 35, 33, 38, 41, 40, 45]))
/// try fitted.update(with: 44)
/// print(fitted.parameters.count)  // 2
/// ```
public struct FittedComplexExponentialSmoothing: UpdatableForecastModel, Hashable, Codable {
  /// How the season comes in.
  public let season: ComplexExponentialSmoothing.Season
  /// The variance of one step's error.
  public let errorVariance: Double
  /// The number of observations that the fit has seen, missing ones left out.
  public let observationCount: Int
  /// The number of estimated quantities; backcast states and the error variance count.
  public let parameterCount: Int
  private let deviance: Double
  private var state: ComplexKernel.State

  init(_ series: TimeSeries, season: ComplexExponentialSmoothing.Season) {
    self.season = season
    let kernel = ComplexKernel(values: series.storage)
    let first = Self.start(series, season)
    let count = series.count - series.missingCount
    observationCount = count
    let scale = max(first.squares, .leastNormalMagnitude)
    var begin: [Double] = season == .simple ? [] : [1.3, 1.0]
    switch season {
    case .none: break
    case .partial: begin.append(0.1)
    case .simple, .full: begin += [season == .full ? 1.05 : 1.3, 1.0]
    }
    let search = NelderMead(tolerance: 1e-3, evaluations: 60 * begin.count)
    let best = search.minimize(from: begin, steps: begin.map { _ in 0.1 }) { point in
      guard var state = Self.state(first.state, at: point, season) else { return .infinity }
      let sum = kernel.backcast(&state)
      return sum.isFinite ? Double(max(1, count)) * .log(max(sum / scale, 1e-24)) : .infinity
    }
    var final = Self.state(first.state, at: best.point, season) ?? first.state
    let sum = kernel.backcast(&final)
    state = final
    let parameters = Double(begin.count)
    errorVariance = sum / max(1, Double(count) - parameters)
    let states =
      (season == .simple ? 0 : 2)
      + (season == .none ? 0 : season == .partial ? series.period : 2 * series.period)
    parameterCount = begin.count + states + 1
    deviance = best.value.isFinite ? best.value : 0
  }

  /// Where the first run forth begins, and the variation around that.
  private static func start(
    _ series: TimeSeries, _ season: ComplexExponentialSmoothing.Season
  ) -> (state: ComplexKernel.State, squares: Double) {
    let filled = SmoothingStart.interpolated(series.storage)
    let length = min(filled.count, max(3, series.period))
    let mean = filled[..<length].reduce(0) { $0 + $1 / Double(length) }
    let squares = filled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    var seasons: [ComplexState] = []
    if season != .none {
      let indices = ClassicalDecomposition.indices(
        of: filled, period: series.period, kind: .additive)
      let level = season == .simple ? mean : 0
      seasons = indices.map { ComplexState(level: level + $0, information: level / 1.1) }
    }
    return (
      ComplexKernel.State(
        own: ComplexState(level: mean, information: mean / 1.1), seasons: seasons),
      squares
    )
  }

  /// The starting state with parameters; `nil` where they are not stable.
  private static func state(
    _ start: ComplexKernel.State, at point: [Double],
    _ season: ComplexExponentialSmoothing.Season
  ) -> ComplexKernel.State? {
    var state = start
    var rest = point[...]
    if season != .simple {
      let weight = ComplexWeight(real: rest.removeFirst(), imaginary: rest.removeFirst())
      guard weight.isStable else { return nil }
      state.smoothing = weight
    }
    switch season {
    case .none: break
    case .partial:
      guard let share = rest.first, share >= 0, share < 1 else { return nil }
      state.share = share
    case .simple, .full:
      let weight = ComplexWeight(real: rest.removeFirst(), imaginary: rest.removeFirst())
      guard weight.isStable else { return nil }
      state.seasonal = weight
    }
    return state
  }

  /// The corrected Akaike criterion, up to a constant of the series; infinite for too short a one.
  public var correctedAkaikeCriterion: Double {
    let (n, k) = (Double(observationCount), Double(parameterCount))
    return n - k - 1 > 0 ? deviance + 2 * k + 2 * k * (k + 1) / (n - k - 1) : .infinity
  }

  /// The smoothing parameters: α₀ and α₁ of the level, then that or those of the season.
  public var parameters: [Double] {
    [state.smoothing, state.seasonal].compactMap { $0 }.flatMap { [$0.real, $0.imaginary] }
      + (state.share.map { [$0] } ?? [])
  }

  /// The name.
  public var name: String { season == .none ? "CES" : "CES(\(season))" }

  /// The distribution of the next observations.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: O(horizon²)
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    var running = state
    // The model is linear: what a surprise of one brings is a run from nothing.
    var shocked = state
    shocked.own = ComplexState(level: 0, information: 0)
    shocked.seasons = state.seasons.map { _ in ComplexState(level: 0, information: 0) }
    shocked.advance(by: 1)
    var (mean, responses): ([Double], [Double]) = ([], [1])
    for _ in 0..<horizon {
      mean.append(running.expectation)
      running.advance(by: 0)
      responses.append(shocked.expectation)
      shocked.advance(by: 0)
    }
    let wider = widening(of: observationCount)
    return Forecast(
      model: name, unchecked: mean,
      spread: .linear(
        responses: responses.dropLast(), errorVariance: wider * wider * errorVariance,
        degreesOfFreedom: effectiveFreedom(of: observationCount)))
  }

  /// Takes in the next observation; the parameters stay.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is not finite.
  /// - Complexity: O(1)
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    _ = try TimeSeries([observation ?? 0])
    state.advance(by: observation.map { $0 - state.expectation } ?? 0)
  }
}
