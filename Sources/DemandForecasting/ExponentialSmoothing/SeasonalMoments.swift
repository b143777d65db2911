/// Means and variances of future observations under a multiplicative error and a multiplicative season.
///
/// A season ahead, what surprised the level has surprised its season, too, so that both move together. For one
/// place of the season level, slope and season come in through two products alone, l s and b s, which a step
/// turns linearly, by random numbers; so the means and the covariances of the two follow a recursion of their
/// own, place by place. It gives what the Kronecker products of Hyndman, Koehler, Ord and Snyder (2008, section 6.4,
/// <https://doi.org/10.1007/978-3-540-71918-2>) do, without matrices of all places.
struct SeasonalMoments {
  /// The mean of each step.
  private(set) var means: [Double]
  /// The variance of each step.
  private(set) var variances: [Double]

  /// The products of q = l + φ b and φ b, times a season: second moments of what a step turns.
  private struct Square {
    var qq: Double
    var qb: Double
    var bb: Double

    /// The products after a step in which the error counts as 1, e and e² with such weights.
    func turned(
      _ parameters: SmoothingParameters, _ plain: Double, _ first: Double, _ second: Double
    ) -> Square {
      let (a, b, d) = (parameters.level, parameters.trend, parameters.damping)
      // Level and slope.
      let ll = (plain + 2 * first * a + second * a * a) * qq
      let lb = plain * qb + first * (b * qq + a * qb) + second * a * b * qq
      let ss = plain * bb + 2 * first * b * qb + second * b * b * qq
      return Square(qq: ll + 2 * d * lb + d * d * ss, qb: d * lb + d * d * ss, bb: d * d * ss)
    }

    static func + (a: Square, b: Square) -> Square {
      Square(qq: a.qq + b.qq, qb: a.qb + b.qb, bb: a.bb + b.bb)
    }
  }

  /// The moments of the next observations.
  ///
  /// It takes O(horizon · min(horizon, period)).
  init(
    _ horizon: Int, from state: SmoothingState, _ parameters: SmoothingParameters,
    errorVariance variance: Double
  ) {
    means = Array(repeating: 0, count: horizon)
    variances = means
    let period = state.seasonal.count
    let (gamma, damping) = (parameters.season, parameters.damping)
    // What the season of the step's own place adds: products of its error with that of the level.
    let shared = gamma * variance
    for place in 0..<min(period, horizon) {
      let season = state.seasonal[place]
      var b = damping * state.slope * season
      var q = state.level * season + b
      var spread = Square(qq: 0, qb: 0, bb: 0)
      for step in 0..<horizon {
        let isOwn = step % period == place
        if isOwn {
          means[step] = q
          variances[step] = (1 + variance) * spread.qq + variance * q * q
        }
        let square = Square(qq: q * q, qb: q * b, bb: b * b)
        let own = isOwn ? shared : 0
        let plain = own * gamma
        let second = variance + 3 * own * own
        spread =
          spread.turned(parameters, 1 + plain, 2 * own, second)
          + square.turned(parameters, plain, own, second - own * own)
        let level = q + own * parameters.level * q
        b = damping * (b + own * parameters.trend * q)
        q = level + b
      }
    }
  }
}
