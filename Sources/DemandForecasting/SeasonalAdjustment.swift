/// Takes the season out of a series and puts it back into a forecast, as the M competitions do.
///
/// The season is multiplicative where every observation is above zero and additive elsewhere; it is
/// taken out only where the autocorrelation at its lag is significant (Assimakopoulos and
/// Nikolopoulos 2000, <https://doi.org/10.1016/S0169-2070(00)00066-2>).
struct SeasonalAdjustment: Hashable, Sendable {
  /// The series without its season; gaps are filled in a straight line.
  let adjusted: TimeSeries
  /// One index for each place of the season, the one after the last observation first; empty where
  /// there is no season.
  let indices: [Double]
  let isMultiplicative: Bool

  /// How strong the evidence for a season has to be, and what is then taken out.
  struct Rule {
    /// The autocorrelation at the seasonal lag in standard errors.
    let significance: Double
    /// Whether noisy indices are shrunk.
    let shrinks: Bool

    /// That of the M competitions: significance at 90 %.
    static let competition = Rule(significance: 1.645, shrinks: false)
    /// Any evidence will do, since what is noise is shrunk away.
    static let shrinking = Rule(significance: 0.5, shrinks: true)
  }

  init(_ series: TimeSeries, rule: Rule = .competition) {
    let period = series.period
    let filled = SmoothingStart.interpolated(series.storage)
    isMultiplicative = filled.allSatisfy { $0 > 0 }
    // Three seasons are the least that the test says something about.
    guard period > 1, period <= filled.count / 3,
      Self.isSignificant(filled, period: period, limit: rule.significance)
    else {
      adjusted = TimeSeries(unchecked: filled, period: 1)
      indices = []
      return
    }
    let kind: ClassicalDecomposition.Kind = isMultiplicative ? .multiplicative : .additive
    let found = ClassicalDecomposition.indices(
      of: filled, period: period, kind: kind, shrinks: rule.shrinks)
    let scales = isMultiplicative
    adjusted = TimeSeries(
      unchecked: filled.indices.map { t in
        scales ? filled[t] / found[t % period] : filled[t] - found[t % period]
      }, period: 1)
    let next = filled.count % period
    indices = (0..<period).map { found[(next + $0) % period] }
  }

  /// Factors of the steps ahead and nothing else.
  init(multiplying factors: [Double]) {
    adjusted = TimeSeries(unchecked: [], period: 1)
    indices = factors
    isMultiplicative = true
  }

  /// Bartlett's test of the autocorrelation at the seasonal lag.
  static func isSignificant(_ values: [Double], period: Int, limit: Double) -> Bool {
    let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
    let scale = values.reduce(0) { max($0, ($1 - mean).magnitude) }
    guard scale > 0 else { return false }
    let centred = values.map { ($0 - mean) / scale }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    var squares = 0.0
    for lag in 1...period {
      var sum = 0.0
      for t in lag..<centred.count { sum += centred[t] * centred[t - lag] }
      let correlation = sum / total
      if lag == period {
        let error = ((1 + 2 * squares) / Double(values.count)).squareRoot()
        return correlation.magnitude > limit * error
      }
      squares += correlation * correlation
    }
    return false
  }

  /// The index of a step ahead, counted from zero: neutral where there is no season.
  func index(_ step: Int) -> Double {
    indices.isEmpty ? (isMultiplicative ? 1 : 0) : indices[step % indices.count]
  }

  /// Puts the season back into a forecast of the adjusted series.
  func reseasoned(_ forecast: Forecast) -> Forecast {
    if indices.isEmpty { return forecast }
    switch forecast.spread {
    case .counts: return reseasoned(forecast.withoutCounts)
    case .paths(let values, let count):
      let seasoned = values.indices.map { place in
        let s = index(place / count)
        return isMultiplicative ? values[place] * s : values[place] + s
      }
      return Forecast(model: forecast.model, pathValues: seasoned, count: count)
    case .located(let deviations, let sums, let freedom):
      let mean = forecast.centre.indices.map { h in
        isMultiplicative ? forecast.centre[h] * index(h) : forecast.centre[h] + index(h)
      }
      guard isMultiplicative else {
        return Forecast(model: forecast.model, unchecked: mean, spread: forecast.spread)
      }
      return Forecast(
        model: forecast.model, unchecked: mean,
        spread: .located(
          deviations: deviations.indices.map { deviations[$0] * index($0) },
          sumDeviations: weightedSums(deviations, sums), degreesOfFreedom: freedom))
    }
  }

  /// The spread of sums whose steps are weighted by the season.
  ///
  /// The covariance of a step with the sum before it follows from the plain spreads; the season
  /// weights it by the step's index and by the mean index of the steps before.
  private func weightedSums(_ deviations: [Double], _ sums: [Double]) -> [Double] {
    var (variance, plain, total) = (0.0, 0.0, 0.0)
    return deviations.indices.map { h in
      let s = index(h)
      let square = sums[h] * sums[h]
      let cross = square - plain - deviations[h] * deviations[h]
      let meanIndex = h > 0 ? total / Double(h) : 0
      variance += s * s * deviations[h] * deviations[h] + s * meanIndex * cross
      plain = square
      total += s
      return max(0, variance).squareRoot()
    }
  }
}
