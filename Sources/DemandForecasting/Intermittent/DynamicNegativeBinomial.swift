internal import RealModule
public import SupplyChainCore

/// The forecaster for intermittent demand to begin with: a negative binomial distribution whose mean
/// moves, averaged over how fast it moves and how lumpy demand is.
///
/// The mean of each model is a discounted average of past demand. How fast to forget and how lumpy
/// demand is cannot be read off a history that is mostly zeros, so no single answer is chosen: every
/// pair of a grid forecasts the whole history one step ahead, and counts by how likely it made what
/// came. The forecast is the mixture, whose tail is as heavy as what is not known demands. It is the
/// tail that a reorder point needs; a forecast of the mean alone would be best at zero by most
/// measures.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0])
/// let fitted = try DynamicNegativeBinomial().fit(sales)
/// let reorderPoint = try fitted.forecast(3).demand(over: 3).quantile(0.95)
/// ```
///
/// Snyder, Ord and Beaumont 2012, <https://doi.org/10.1016/j.ijforecast.2011.03.009>, for the moving
/// negative binomial; Harvey and Fernandes 1989, <https://doi.org/10.1080/07350015.1989.10509750>, for
/// the discounted mean; Holmes and Walker 2017, <https://doi.org/10.1093/biomet/asx010>, for the power
/// of the likelihood.
public struct DynamicNegativeBinomial: ForecastModel, Hashable, Codable {
  /// The forecaster.
  public init() {}

  /// The name.
  public var name: String { "DynamicNegativeBinomial" }

  /// Weighs the models of the grid by the history.
  ///
  /// - Parameter series: The history; missing observations are left out.
  /// - Returns: The average, ready for the next observation. Demand that comes in multiples of a unit
  ///   is counted in it; what has no unit is counted in thousandths of the largest demand.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(81 · n)
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedDynamicNegativeBinomial {
    try requireDemand(series)
    return FittedDynamicNegativeBinomial(series)
  }
}

/// The averaged negative binomial models after a history.
///
/// ```swift
/// var fitted = try DynamicNegativeBinomial().fit(TimeSeries([0, 2, 0, 0, 4]))
/// try fitted.update(with: 0)
/// print(fitted.rate)
/// ```
public struct FittedDynamicNegativeBinomial: UpdatableForecastModel, Hashable, Codable {
  /// How much each model of the grid lets the newest period count for the mean.
  static let smoothings = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8]
  /// The number of degrees of lumpiness, each twice the one before.
  private static let dispersionCount = 9
  /// Real demand follows none of these models, so that the full likelihood would soon settle on one of
  /// them with too much confidence; half its logarithm does not.
  private static let likelihoodPower = 0.5
  /// The prior mean counts as so many periods.
  private static let priorPeriods = 1.0
  /// What no model ever forgets of the mean of the history: without it the fast ones would think a demand
  /// after years of none impossible, and one such demand would rule them out.
  private static let lastingShare = 0.03
  /// Models that count less are left out of a forecast.
  private static let leastWeight = 1e-4

  /// The size of the unit that demand is counted in.
  public let unit: Double
  /// The mean of the history, in units.
  private let historyMean: Double
  /// Discounted units and discounted periods, one a smoothing parameter.
  private var units: [Double]
  private var periods: [Double]
  /// Variance over mean, less one.
  private let excesses: [Double]
  /// The log-likelihood of each model, those of one smoothing parameter together.
  private var likelihoods: [Double]

  init(_ series: TimeSeries) {
    let summary = DemandSummary(series)
    unit = summary.unit
    let prior = summary.mean / summary.unit
    historyMean = prior
    let count = Self.smoothings.count
    units = Array(repeating: Self.priorPeriods * prior, count: count)
    periods = Array(repeating: Self.priorPeriods, count: count)
    // From four times what the history shows down to next to nothing.
    let largest = 4 * max(summary.dispersion - 1, 0.25)
    excesses = (0..<Self.dispersionCount).map { largest / Double(1 << $0) }
    likelihoods = Array(repeating: 0, count: count * Self.dispersionCount)
    for value in series.storage where !value.isNaN { take((value / unit).rounded()) }
  }

  /// The name of the method.
  public var name: String { "DynamicNegativeBinomial" }

  /// The expected demand of a period.
  public var rate: Double { mixture.mean }

  /// What the models of one smoothing parameter expect of the next period, in units.
  private func mean(_ row: Int) -> Double {
    (1 - Self.lastingShare) * units[row] / periods[row] + Self.lastingShare * historyMean
  }

  /// How likely each model made the count, and what it makes of it.
  private mutating func take(_ count: Double) {
    for (row, smoothing) in Self.smoothings.enumerated() {
      let mean = mean(row)
      if mean > 0 {
        for (column, excess) in excesses.enumerated() {
          likelihoods[row * Self.dispersionCount + column] += Self.logMass(
            count, mean: mean, excess: excess)
        }
      }
      units[row] = (1 - smoothing) * units[row] + count
      periods[row] = (1 - smoothing) * periods[row] + 1
    }
  }

  /// The logarithm of the negative binomial probability, less what is the same for all models.
  private static func logMass(_ count: Double, mean: Double, excess: Double) -> Double {
    let successes = mean / excess
    var result = -successes * Double.log(onePlus: excess)
    if count == 0 { return result }
    result += count * (Double.log(excess) - Double.log(onePlus: excess))
    if count <= 12 {
      var product = successes
      for k in 1..<max(1, Int(count)) { product *= successes + Double(k) }
      return result + .log(product)
    }
    return result + .logGamma(successes + count) - .logGamma(successes)
  }

  /// The mixture of all models that count.
  private var mixture: CountMixture {
    let best = likelihoods.max() ?? 0
    let weights = likelihoods.map { Double.exp(Self.likelihoodPower * ($0 - best)) }
    let total = weights.reduce(0, +)
    var components: [CountMixture.Component] = []
    for (place, weight) in weights.enumerated() where weight >= Self.leastWeight * total {
      let row = place / Self.dispersionCount
      components.append(
        .init(
          weight: weight, mean: mean(row),
          dispersion: max(
            CountMixture.leastDispersion, 1 + excesses[place % Self.dispersionCount])))
    }
    let kept = components.reduce(0) { $0 + $1.weight }
    for index in components.indices { components[index].weight /= kept }
    return CountMixture(unit: unit, components: components)
  }

  /// Takes in the next observation.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is negative or not finite.
  /// - Complexity: O(1): 81 models.
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    guard let observation else { return }
    try requireNextDemand(observation)
    take((observation / unit).rounded())
  }

  /// The distribution of the next observations.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast, the same at each step. The demand over several steps is wider than that
  ///   of independent steps, since what is not known about the item is the same in all of them.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    return mixture.forecast(horizon, model: name)
  }
}

extension DynamicNegativeBinomial {
  /// Whether a series is demand that this model describes better than those of a level, a trend and a
  /// season: rare since it began, or in few units and not in every period, and with no season that would
  /// explain when.
  static func suits(_ series: TimeSeries) -> Bool {
    guard let first = series.storage.firstIndex(where: { $0 != 0 && !$0.isNaN }),
      !series.storage.contains(where: { $0 < 0 })
    else { return false }
    let since = TimeSeries(unchecked: Array(series.storage[first...]), period: series.period)
    let summary = DemandSummary(since)
    // Where demand is counted on the fingers, a band around a mean reaches below zero, and not high enough.
    let isInFewUnits = summary.meanSize <= fewUnits * summary.unit
    let cutoff = isInFewUnits ? leastInterval : DemandClassification.intervalCutoff
    let isRare = summary.averageInterval >= cutoff
    // The first demands of a new item say little about it, and years of none before them say less.
    let isNew = isInFewUnits && summary.periods < longestStart && since.count <= series.count / 2
    return (isRare || isNew) && !comesInSeason(since)
  }

  private static let fewUnits = 10.0
  private static let leastInterval = 1.1
  private static let longestStart = 10

  /// Whether periods with demand come a season apart rather than half a season apart: an item that was
  /// sold for a while and then no more has both.
  private static func comesInSeason(_ series: TimeSeries) -> Bool {
    let period = series.period
    let occurrences = series.storage.filter { !$0.isNaN }.map { $0 > 0 ? 1.0 : 0 }
    guard period > 1, occurrences.count >= 3 * period else { return false }
    let mean = occurrences.reduce(0) { $0 + $1 / Double(occurrences.count) }
    let centred = occurrences.map { $0 - mean }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    func correlation(_ lag: Int) -> Double {
      zip(centred.dropFirst(lag), centred).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    return correlation(period) - max(0, correlation(period / 2))
      > seasonalEvidence / Double(occurrences.count).squareRoot()
  }

  /// In standard errors: of a thousand parts without a season one may seem to have one.
  private static let seasonalEvidence = 3.3
}
