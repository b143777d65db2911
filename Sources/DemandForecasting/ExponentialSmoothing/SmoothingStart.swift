/// First guesses of the states of exponential smoothing, from the beginning of a series.
///
/// The season comes from the classical decomposition; level and slope from a line through the first
/// seasonally adjusted observations (Hyndman, Koehler, Snyder and Grose 2002,
/// <https://doi.org/10.1016/S0169-2070(01)00110-8>).
struct SmoothingStart {
  /// The guesses for one kind of season.
  struct Guess {
    /// The season of the first place, the second, and so on: around 0, or around 1.
    var seasonal: [Double]
    /// The mean of the first observations.
    var mean: Double
    /// The level before the first observation, with a slope.
    var level: Double
    /// The slope.
    var slope: Double
    /// The typical size of a step: the unit in which the search moves.
    var unit: Double
  }

  /// The observations with gaps filled in a straight line.
  private let filled: [Double]
  private let period: Int

  init(values: [Double], period: Int) {
    filled = Self.interpolated(values)
    self.period = period
  }

  func guess(for season: SmoothingForm.Season) -> Guess {
    var seasonal: [Double] = []
    var adjusted = filled
    if season != .none {
      let scales = season == .multiplicative
      seasonal = ClassicalDecomposition.indices(
        of: filled, period: period, kind: scales ? .multiplicative : .additive)
      for t in adjusted.indices {
        let s = seasonal[t % period]
        adjusted[t] = scales ? adjusted[t] / s : adjusted[t] - s
      }
    }
    let length = min(adjusted.count, max(10, 2 * period))
    let (intercept, slope) = Self.line(through: adjusted[..<length])
    var squares = 0.0
    for t in 1..<max(1, adjusted.count) {
      let step = adjusted[t] - adjusted[t - 1]
      squares += step * step
    }
    let unit = (squares / Double(max(1, adjusted.count - 1))).squareRoot()
    let mean = adjusted[..<length].reduce(0, +) / Double(length)
    return Guess(
      seasonal: seasonal, mean: mean, level: intercept, slope: slope,
      unit: max(unit, 1e-3 * mean.magnitude, 1e-6))
  }

  /// The intercept (at time −1, the step before the first) and slope of the least-squares line.
  private static func line(through values: ArraySlice<Double>) -> (Double, Double) {
    let n = Double(values.count)
    guard values.count > 1 else { return (values.first ?? 0, 0) }
    let centre = (n + 1) / 2
    let mean = values.reduce(0, +) / n
    var (cross, square) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      let distance = Double(index + 1) - centre
      cross += distance * (value - mean)
      square += distance * distance
    }
    return (mean - cross / square * centre, cross / square)
  }

  /// Fills gaps in a straight line, and beyond the first and last observation by repeating it.
  static func interpolated(_ values: [Double]) -> [Double] {
    var result = values
    var last: Int?
    for index in values.indices where !values[index].isNaN {
      let from = last ?? index
      if index - from > 1 {
        for gap in from + 1..<index {
          let share = Double(gap - from) / Double(index - from)
          result[gap] = values[from] + share * (values[index] - values[from])
        }
      }
      if last == nil { for gap in 0..<index { result[gap] = values[index] } }
      last = index
    }
    if let last { for gap in last..<values.count { result[gap] = values[last] } }
    return result
  }
}
