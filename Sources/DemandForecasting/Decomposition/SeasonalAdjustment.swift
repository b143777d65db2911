internal import RealModule

/// Takes the season out of a series and puts it back into a forecast, as the M competitions do.
///
/// The season is multiplicative where every observation is above zero and additive elsewhere; it is
/// taken out only where the autocorrelation at its lag is significant (Assimakopoulos and
/// Nikolopoulos 2000, <https://doi.org/10.1016/S0169-2070(00)00066-2>).
struct SeasonalAdjustment: Hashable, Sendable {
  /// The series without its season; gaps are filled in a straight line.
  let adjusted: TimeSeries
  /// What was taken out, to be put back.
  let cycle: SeasonalCycle

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
    let isMultiplicative = filled.allSatisfy { $0 > 0 }
    // Three seasons are the least that the test says something about.
    guard period > 1, period <= filled.count / 3,
      Self.isSignificant(filled, period: period, limit: rule.significance)
    else {
      adjusted = TimeSeries(unchecked: filled, period: 1)
      cycle = SeasonalCycle(cycles: [], isMultiplicative: isMultiplicative)
      return
    }
    let kind: ClassicalDecomposition.Kind = isMultiplicative ? .multiplicative : .additive
    let found = ClassicalDecomposition.indices(
      of: filled, period: period, kind: kind, shrinks: rule.shrinks)
    adjusted = TimeSeries(
      unchecked: filled.indices.map { t in
        isMultiplicative ? filled[t] / found[t % period] : filled[t] - found[t % period]
      }, period: 1)
    let next = filled.count % period
    cycle = SeasonalCycle(
      cycles: [(0..<period).map { found[(next + $0) % period] }],
      isMultiplicative: isMultiplicative, estimatedFrom: Double(filled.count))
  }

  /// Takes out several seasons, or one that changes, by STL; without a test of their significance.
  ///
  /// The last of each season is what is put back. Seasons of which there are not two are left in. They scale
  /// the series where every observation is above zero, unless they are told to add to it.
  init(_ series: TimeSeries, decomposing periods: [Int], isAdditive: Bool = false) {
    let filled = SmoothingStart.interpolated(series.storage)
    // Logarithms of what is nearly zero beside the rest would be all that counts.
    let least = Self.leastShare * filled.reduce(0) { max($0, $1.magnitude) }
    let isMultiplicative = !isAdditive && filled.allSatisfy { $0 > least }
    let parts = SeasonalTrendDecomposition(
      unchecked: isMultiplicative ? filled.map { .log($0) } : filled,
      periods: periods.filter { $0 >= 2 && $0 <= filled.count / 2 }.sorted(), .init())
    var rest = filled
    for season in parts.seasons {
      for t in rest.indices {
        rest[t] = isMultiplicative ? rest[t] / .exp(season.values[t]) : rest[t] - season.values[t]
      }
    }
    adjusted = TimeSeries(unchecked: rest, period: 1)
    cycle = SeasonalCycle(
      cycles: parts.seasons.map { season in
        season.values.suffix(season.period).map { isMultiplicative ? .exp($0) : $0 }
      }, isMultiplicative: isMultiplicative, estimatedFrom: Double(filled.count))
  }

  /// The season as states of exponential smoothing before the first observation: that of the first place, of
  /// the second, and so on; empty without a season.
  var seasonalStates: [Double] {
    guard let last = cycle.cycles.first else { return [] }
    let shift = last.count - adjusted.count % last.count
    return last.indices.map { last[($0 + shift) % last.count] }
  }

  /// The smallest value, as a share of the largest, of a series whose seasons scale.
  private static let leastShare = 1e-9

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
}
