/// What lies above a whole number: the probability and the two losses.
struct WholeNumberLosses {
  var exceedance: Double
  var first: Double
  var second: Double
}

extension DiscreteDistribution {
  /// The losses at any `x`, from those at whole numbers from zero on: between two of them the loss
  /// function of a whole number is a straight line.
  func wholeNumberLosses(
    at x: Double, _ losses: (Double) -> WholeNumberLosses
  ) -> (first: Double, second: Double) {
    if x.isNaN { return (.nan, .nan) }
    if x == .infinity { return (0, 0) }
    if x <= 0 {
      // Everything is above x.
      return (mean - x, 0.5 * (variance + (mean - x) * (mean - x)))
    }
    let upper = x.rounded(.up)
    let step = upper - x
    let above = losses(upper)
    if step == 0 { return (above.first, above.second) }
    let exceedance = exceedance(upper - 1)
    return (
      above.first + step * exceedance,
      above.second + step * (above.first + 0.5 * step * exceedance)
    )
  }
}

/// The smallest whole number from zero on whose cumulative probability reaches `p`.
///
/// Doubles its step away from the guess until the answer is between two numbers, then halves the
/// interval.
func smallestWholeNumber(
  reaching p: Double, near guess: Double, step initialStep: Double,
  of distribution: some DiscreteDistribution
) -> Double {
  // Beyond this neighbouring whole numbers are no longer told apart.
  let largest = 0x1p53
  var step = max(1, initialStep.rounded())
  // Above one half the complement is the more accurate of the two.
  let reaches: (Double) -> Bool = {
    p <= 0.5 ? distribution.cumulative($0) >= p : distribution.exceedance($0) <= 1 - p
  }
  var upper = min(max(0, guess.rounded()), largest)
  var lower: Double
  if reaches(upper) {
    lower = upper - step
    while lower >= 0, reaches(lower) {
      upper = lower
      step *= 2
      lower -= step
    }
    lower = max(lower, -1)
  } else {
    lower = upper
    upper += step
    while upper < largest, !reaches(upper) {
      lower = upper
      step *= 2
      upper += step
    }
    if upper >= largest { return .infinity }
  }
  while upper - lower > 1 {
    let middle = ((lower + upper) / 2).rounded(.down)
    if reaches(middle) { upper = middle } else { lower = middle }
  }
  return upper
}
