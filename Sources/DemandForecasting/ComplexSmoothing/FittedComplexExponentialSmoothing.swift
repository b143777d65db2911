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
  /// The number of estimated quantities; a state for each place of the season and the error variance count.
  public let parameterCount: Int
  private let deviance: Double
  private var recursion: ComplexRecursion

  init(_ series: TimeSeries, season: ComplexExponentialSmoothing.Season) {
    let search = ComplexSearch(series, season: season)
    self.season = season
    recursion = search.recursion
    deviance = search.deviance
    observationCount = series.count - series.missingCount
    let parameters = recursion.parameters.count
    errorVariance = search.sumOfSquares / max(1, Double(observationCount - parameters))
    // States are backcast, and given the parameters that leaves none of them free; yet without a price for its
    // places, a season would be seen everywhere.
    parameterCount = parameters + recursion.seasons.count + 1
  }

  /// The corrected Akaike criterion, up to a constant of the series; infinite for too short a one.
  public var correctedAkaikeCriterion: Double {
    let (n, k) = (Double(observationCount), Double(parameterCount))
    return n - k - 1 > 0 ? deviance + 2 * k + 2 * k * (k + 1) / (n - k - 1) : .infinity
  }

  /// The smoothing parameters: α₀ and α₁ of the level, then that or those of the season.
  public var parameters: [Double] { recursion.parameters }

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
    var running = recursion
    // The model is linear: what a surprise of one brings is a run from nothing.
    var shocked = recursion.shocked
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
    recursion.advance(by: observation.map { $0 - recursion.expectation } ?? 0)
  }
}
