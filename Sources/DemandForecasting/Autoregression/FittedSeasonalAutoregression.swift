internal import RealModule
public import SupplyChainCore

/// A seasonal autoregression that has learnt a series.
///
/// ```swift
/// let hours = (0..<504).map { (hour: Int) -> Double in
///   let (place, day) = (hour % 24, hour / 24 % 7)
///   return Double(20 + place + 5 * day)
/// }
/// var fitted = try SeasonalAutoregression(seasons: [24]).fit(TimeSeries(hours, period: 24))
/// try fitted.update(with: 27)
/// print(fitted.lags.suffix(3))  // [23, 24, 25]
/// ```
public struct FittedSeasonalAutoregression: UpdatableForecastModel, Hashable, Codable {
  /// The lengths of the seasons.
  public let seasons: [Int]
  /// Whether it is the logarithms that depend on one another.
  public let isLogarithmic: Bool
  /// The variance of one step's error, of logarithms where the model is one of them: what later errors
  /// showed it to be, where the history was long enough.
  public let errorVariance: Double
  private let recursion: AutoregressionRecursion
  private let freedom: Double
  /// The last values, the latest at the end: as many as the longest lag.
  private var recent: [Double]

  /// Fits logarithms where every value is above zero and they are the more likely ones.
  init?(_ series: TimeSeries, seasons: [Int]) {
    let filled = SmoothingStart.interpolated(series.storage)
    guard let plain = AutoregressionRecursion(filled, seasons: seasons) else { return nil }
    var (values, recursion, isLogarithmic) = (filled, plain, false)
    if filled.allSatisfy({ $0 > 0 }) {
      let logarithms = filled.map { Double.log($0) }
      // The density of a value is that of its logarithm over the value.
      let shift = 2 * logarithms.suffix(plain.count).reduce(0, +)
      if let other = AutoregressionRecursion(logarithms, seasons: seasons),
        other.deviance + shift < plain.deviance
      {
        (values, recursion, isLogarithmic) = (logarithms, other, true)
      }
    }
    self.seasons = seasons
    self.isLogarithmic = isLogarithmic
    self.recursion = recursion
    recent = Array(values.suffix(recursion.lags.last ?? 0))
    let calibration = AutoregressionCalibration(values, seasons: seasons)
    let scale = calibration?.scale ?? widening(of: recursion.count)
    errorVariance = scale * scale * recursion.errorVariance
    freedom = min(
      calibration?.freedom ?? .infinity,
      effectiveFreedom(of: series.count - series.missingCount))
  }

  /// The name.
  public var name: String { "SeasonalAutoregression" }

  /// How many steps back each coefficient looks.
  public var lags: [Int] { recursion.lags }

  /// What each of them brings.
  public var coefficients: [Double] { recursion.coefficients }

  /// The distribution of the next observations.
  ///
  /// Spreads follow from how a surprise travels through the lags. Those of logarithms are taken over to
  /// the values as half the width of the band that holds 68 %.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: O(horizon · (k + horizon)) for k lags
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let mean = Array(recursion.continued(recent, by: horizon).suffix(horizon))
    let responses = recursion.responses(horizon)
    guard isLogarithmic else {
      return Forecast(
        model: name, unchecked: mean,
        spread: .linear(
          responses: responses, errorVariance: errorVariance, degreesOfFreedom: freedom))
    }
    var variance = 0.0
    let scales = zip(mean, responses).map { centre, response in
      variance += response * response
      // A band of more than e²⁰ says no more than one of that.
      let deviation = min((errorVariance * variance).squareRoot(), Self.widestBand)
      let scale = deviation > 0 ? original(centre) * .sinh(deviation) / deviation : 0
      return min(scale, TimeSeries.largestMagnitude)
    }
    return Forecast(
      model: name, unchecked: mean.map(original),
      spread: .linear(
        responses: responses, errorVariance: errorVariance, scales: scales,
        degreesOfFreedom: freedom))
  }

  private static let widestBand = 20.0

  /// The value of a logarithm, within the range of observations.
  private func original(_ logarithm: Double) -> Double {
    min(.exp(logarithm), TimeSeries.largestMagnitude)
  }

  /// Takes in the next observation; the coefficients stay.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is not finite, or not above zero under a logarithm.
  /// - Complexity: O(longest lag)
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    let next: Double
    if let observation {
      _ = try TimeSeries([observation])
      guard !isLogarithmic || observation > 0 else {
        throw InvalidInput("observation", value: observation, "is not above zero")
      }
      next = isLogarithmic ? .log(observation) : observation
    } else {
      next = recursion.expectation(after: recent)
    }
    recent.removeFirst()
    recent.append(next)
  }
}
