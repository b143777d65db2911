public import SupplyChainCore

/// A walk whose steps are random: what the naive, the seasonal naive and the drift forecast assume.
///
/// ```swift
/// let fitted = try Drift().fit(TimeSeries([30, 32, 31, 36]))
/// print(fitted.drift)  // 2.0
/// ```
public struct FittedRandomWalk: FittedForecastModel, Hashable, Codable {
  /// The name of the method.
  public let name: String
  /// The last observations, one a place of the season.
  public let last: [Double]
  /// The mean step; zero without a drift.
  public let drift: Double
  /// The variance of a step.
  public let stepVariance: Double
  /// The number of steps that were seen: a drift is known no better than they allow.
  private let stepCount: Int

  init(name: String, series: TimeSeries, season: Int, withDrift: Bool) {
    self.name = name
    let filled = SmoothingStart.interpolated(series.storage)
    let steps = (season..<max(season, filled.count)).map { filled[$0] - filled[$0 - season] }
    stepCount = steps.count
    last = Array(filled.suffix(season))
    // Division before the sum, so that huge values do not overflow.
    drift = withDrift ? steps.reduce(0) { $0 + $1 / Double(steps.count) } : 0
    let centre = drift
    let freedom = Double(max(1, steps.count - (withDrift ? 1 : 0)))
    stepVariance = steps.reduce(0) { $0 + ($1 - centre) * ($1 - centre) / freedom }
  }

  /// The distribution of the next observations: normal, its variance growing with each step or
  /// season.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: O(horizon)
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let season = last.count
    let isDrifting = name == "Drift" && stepCount > 0
    var deviations: [Double] = []
    var sums: [Double] = []
    var mean: [Double] = []
    // Steps of one place of the season share their surprises; places are independent.
    var sumVariance = 0.0
    var crossSums = [Double](repeating: 0, count: season)
    var driftSum = 0.0
    for h in 0..<horizon {
      let walked = Double(h / season + 1)
      mean.append(last[h % season] + drift * Double(h + 1))
      // A drift that was estimated adds the error of its own estimate, the same at every step.
      let driftPart = isDrifting ? Double((h + 1) * (h + 1)) / Double(stepCount) : 0
      deviations.append((stepVariance * (walked + driftPart)).squareRoot())
      // Cov(step i, step j) of one place is the number of surprises before the earlier one.
      sumVariance += walked + 2 * crossSums[h % season]
      crossSums[h % season] += walked
      driftSum += Double(h + 1)
      let driftVariance = isDrifting ? driftSum * driftSum / Double(stepCount) : 0
      sums.append((stepVariance * (sumVariance + driftVariance)).squareRoot())
    }
    return Forecast(
      model: name, unchecked: mean, spread: .located(deviations: deviations, sumDeviations: sums))
  }
}
