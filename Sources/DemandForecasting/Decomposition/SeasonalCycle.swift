/// Seasons that go round: to be put back into the forecast of a series without them.
struct SeasonalCycle: Hashable, Sendable, Codable {
  /// One list a season, one index for each of its places, the one of the first step ahead of the fit first;
  /// empty where there is no season.
  let cycles: [[Double]]
  let isMultiplicative: Bool
  /// How much wider a forecast is because its seasons were estimated.
  private let widening: Double
  /// The number of observations since the fit.
  private var seen = 0

  /// Seasons that were estimated from so many observations: infinitely many if they are known.
  init(cycles: [[Double]], isMultiplicative: Bool, estimatedFrom count: Double = .infinity) {
    self.cycles = cycles
    self.isMultiplicative = isMultiplicative
    // What the indices took up of the noise is missing in the errors, and comes on top of those ahead.
    let share = cycles.reduce(0) { $0 + Double($1.count - 1) } / count
    widening = ((1 + share) / max(1 - share, Self.leastFreedom)).squareRoot()
  }

  /// The least share of the observations that is taken to be left for the errors.
  private static let leastFreedom = 0.25

  /// The next observation without its season.
  func adjusted(_ observation: Double) -> Double {
    isMultiplicative ? observation / index(0) : observation - index(0)
  }

  /// Goes on by one observation.
  mutating func advance() { seen += 1 }

  /// The index of a step ahead, counted from zero: neutral where there is no season.
  func index(_ step: Int) -> Double {
    cycles.reduce(isMultiplicative ? 1 : 0) { index, cycle in
      let own = cycle[(seen + step) % cycle.count]
      return isMultiplicative ? index * own : index + own
    }
  }

  /// Puts the season back into a forecast of the adjusted series.
  func reseasoned(_ forecast: Forecast) -> Forecast {
    if cycles.isEmpty { return forecast }
    switch forecast.spread {
    case .counts: return reseasoned(forecast.withoutCounts)
    case .paths(let values, let count):
      let seasoned = values.indices.map { place in
        let s = index(place / count)
        return isMultiplicative ? values[place] * s : values[place] + s
      }
      return Forecast(model: forecast.model, pathValues: seasoned, count: count)
    case .located(var deviations, var sums, let freedom):
      deviations = deviations.map { widening * $0 }
      sums = sums.map { widening * $0 }
      let mean = forecast.centre.indices.map { h in
        isMultiplicative ? forecast.centre[h] * index(h) : forecast.centre[h] + index(h)
      }
      guard isMultiplicative else {
        return Forecast(
          model: forecast.model, unchecked: mean,
          spread: .located(
            deviations: deviations, sumDeviations: sums, degreesOfFreedom: freedom))
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
