internal import RealModule

/// How the unknowns of a search stand in its vector, and what they mean for the kernel.
///
/// First the logits of α, β / α, γ / (1 − α) and φ, as far as the form has them, then level, slope and
/// all seasons but the last, which balances the others. In the admissible region the logits are those of
/// α / 2, β / ((1 + φ) (2 − α)) and γ / (2 − α).
struct SearchLayout {
  private let form: SmoothingForm
  private let period: Int
  private let guess: SmoothingStart.Guess
  private let isWide: Bool
  private let betaPlace: Int
  private let gammaPlace: Int
  private let phiPlace: Int
  private let levelPlace: Int
  private let slopePlace: Int
  private let seasonPlace: Int
  private let seasonUnit: Double
  private let slopeUnit: Double
  /// The number of unknowns.
  let size: Int

  init(
    form: SmoothingForm, period: Int, guess: SmoothingStart.Guess,
    region: SmoothingRegion = .usual
  ) {
    self.form = form
    isWide = region == .admissible
    self.period = period
    self.guess = guess
    var place = 1
    func take(_ isThere: Bool) -> Int {
      defer { if isThere { place += 1 } }
      return isThere ? place : -1
    }
    betaPlace = take(form.trend != .none)
    gammaPlace = take(form.season != .none)
    phiPlace = take(form.isDamped)
    levelPlace = take(true)
    slopePlace = take(form.trend != .none)
    seasonPlace = place
    size = place + (form.season == .none ? 0 : period - 1)
    // Steps of the slope are felt at every later time, steps of a season once a season.
    slopeUnit = form.hasMultiplicativeTrend ? 0.01 : 0.2 * guess.unit
    seasonUnit =
      form.season == .multiplicative ? guess.unit / max(guess.mean.magnitude, 1e-3) : guess.unit
  }

  /// Where a search may begin: a spread over the region of the smoothing parameters.
  var starts: [[Double]] {
    let levels = [0.05, 0.2, 0.5, 0.8]
    let trends = betaPlace < 0 ? [0.0] : [0.02, 0.2]
    let seasons = gammaPlace < 0 ? [0.0] : [0.05, 0.3]
    var result: [[Double]] = []
    for level in levels {
      for trend in trends {
        for season in seasons {
          var x = [Double](repeating: 0, count: size)
          x[0] = Self.logit(level)
          if betaPlace >= 0 { x[betaPlace] = Self.logit(trend) }
          if gammaPlace >= 0 { x[gammaPlace] = Self.logit(season) }
          if phiPlace >= 0 { x[phiPlace] = Self.logit(0.8) }
          result.append(x)
        }
      }
    }
    return result
  }

  /// Where a search may begin near the optimum of another form with the same season and an additive trend or
  /// none: that form is mostly almost as good.
  func start(near optimum: [Double], of other: SmoothingForm) -> [Double] {
    typealias Place = SmoothingKernel.Place
    var x = [Double](repeating: 0, count: size)
    let (alpha, beta) = (optimum[Place.alpha], optimum[Place.beta])
    x[0] = Self.logit(inside: alpha)
    if betaPlace >= 0 {
      x[betaPlace] = Self.logit(inside: other.trend == .none ? 0.02 : beta / alpha)
    }
    if gammaPlace >= 0 { x[gammaPlace] = Self.logit(inside: optimum[Place.gamma] / (1 - alpha)) }
    if phiPlace >= 0 {
      let damping = (optimum[Place.phi] - SmoothingSearch.Bounds.leastDamping) / Self.dampingRange
      x[phiPlace] = Self.logit(inside: other.isDamped ? damping : 0.8)
    }
    let level = form.trend == .none ? guess.mean : guess.level
    x[levelPlace] = (optimum[Place.level] - level) / guess.unit
    if slopePlace >= 0 {
      let slope = other.trend == .none ? 0 : optimum[Place.slope]
      x[slopePlace] = (slope - slopeGuess) / slopeUnit
    }
    guard form.season != .none else { return x }
    for j in 0..<period - 1 {
      x[seasonPlace + j] = (optimum[Place.season + j] - guess.seasonal[j]) / seasonUnit
    }
    return x
  }

  /// The kernel's parameters at a point of the search.
  func read(_ x: UnsafePointer<Double>, into p: UnsafeMutablePointer<Double>) {
    typealias Place = SmoothingKernel.Place
    let (low, range) = (SmoothingSearch.Bounds.lower, Self.range)
    func share(_ place: Int) -> Double { place < 0 ? 0 : low + range * Self.logistic(x[place]) }
    let phi =
      phiPlace < 0
      ? 1 : SmoothingSearch.Bounds.leastDamping + Self.dampingRange * Self.logistic(x[phiPlace])
    let alpha = isWide ? 2 * share(0) : share(0)
    p[Place.alpha] = alpha
    p[Place.beta] = (isWide ? (1 + phi) * (2 - alpha) : alpha) * share(betaPlace)
    p[Place.gamma] = (isWide ? 2 - alpha : 1 - alpha) * share(gammaPlace)
    p[Place.phi] = phi
    let level = form.trend == .none ? guess.mean : guess.level
    p[Place.level] = level + guess.unit * x[levelPlace]
    if slopePlace >= 0 {
      p[Place.slope] = slopeGuess + slopeUnit * x[slopePlace]
    }
    guard form.season != .none else { return }
    var rest = form.season == .multiplicative ? Double(period) : 0
    for j in 0..<period - 1 {
      let value = guess.seasonal[j] + seasonUnit * x[seasonPlace + j]
      p[Place.season + j] = value
      rest -= value
    }
    p[Place.season + period - 1] = rest
  }

  /// Turns the gradient by the kernel's parameters into one by the unknowns.
  func pullBack(
    _ g: UnsafePointer<Double>, at x: UnsafePointer<Double>,
    into slope: UnsafeMutablePointer<Double>
  ) {
    typealias Place = SmoothingKernel.Place
    let (low, range) = (SmoothingSearch.Bounds.lower, Self.range)
    let part = Self.logistic(x[0])
    let alpha = (isWide ? 2 : 1) * (low + range * part)
    var (byAlpha, byPhi) = (g[Place.alpha], g[Place.phi])
    let phiPart = phiPlace < 0 ? 0 : Self.logistic(x[phiPlace])
    let phi =
      phiPlace < 0 ? 1 : SmoothingSearch.Bounds.leastDamping + Self.dampingRange * phiPart
    if betaPlace >= 0 {
      let part = Self.logistic(x[betaPlace])
      let moved = g[Place.beta] * (low + range * part)
      byAlpha += isWide ? -(1 + phi) * moved : moved
      if isWide { byPhi += (2 - alpha) * moved }
      slope[betaPlace] =
        g[Place.beta] * (isWide ? (1 + phi) * (2 - alpha) : alpha) * range * part * (1 - part)
    }
    if gammaPlace >= 0 {
      let part = Self.logistic(x[gammaPlace])
      byAlpha -= g[Place.gamma] * (low + range * part)
      slope[gammaPlace] =
        g[Place.gamma] * (isWide ? 2 - alpha : 1 - alpha) * range * part * (1 - part)
    }
    slope[0] = byAlpha * (isWide ? 2 : 1) * range * part * (1 - part)
    if phiPlace >= 0 { slope[phiPlace] = byPhi * Self.dampingRange * phiPart * (1 - phiPart) }
    slope[levelPlace] = g[Place.level] * guess.unit
    if slopePlace >= 0 { slope[slopePlace] = g[Place.slope] * slopeUnit }
    guard form.season != .none else { return }
    let last = g[Place.season + period - 1]
    for j in 0..<period - 1 {
      slope[seasonPlace + j] = (g[Place.season + j] - last) * seasonUnit
    }
  }

  /// A prior on what short series say little about: −2 log of normal priors of the logits.
  ///
  /// A slope that follows every turn carries it on for the whole horizon, which is the costliest
  /// mistake of exponential smoothing, and likelihood one step ahead does not see it. So a trend's
  /// share of α is taken to be small, about a hundredth, unless the data say otherwise; α itself and a
  /// season's share of 1 − α may be anything, but are seldom nothing or all. The weights were chosen on
  /// the M3 competition, with its halves in agreement.
  func penalty(
    at x: UnsafePointer<Double>, addingTo slope: UnsafeMutablePointer<Double>
  ) -> Double {
    var sum = 0.0
    for (place, prior) in [
      (0, Self.levelPrior), (betaPlace, Self.trendPrior), (gammaPlace, Self.seasonPrior),
    ] where place >= 0 {
      let distance = x[place] - prior.centre
      sum += prior.weight * distance * distance
      slope[place] += 2 * prior.weight * distance
    }
    return sum
  }

  private static let levelPrior = (centre: 0.0, weight: 0.3)
  private static let trendPrior = (centre: -5.0, weight: 1.0)
  private static let seasonPrior = (centre: 0.0, weight: 0.3)

  /// A growth factor, or an amount, according to the form.
  private var slopeGuess: Double {
    guard form.hasMultiplicativeTrend else { return guess.slope }
    let level = max(guess.mean, 1e-3)
    return min(max(1 + guess.slope / level, 0.8), 1.2)
  }

  private static let range = SmoothingSearch.Bounds.upper - SmoothingSearch.Bounds.lower
  private static let dampingRange =
    SmoothingSearch.Bounds.mostDamping - SmoothingSearch.Bounds.leastDamping

  private static func logistic(_ x: Double) -> Double { 1 / (1 + .exp(-x)) }
  private static func logit(_ share: Double) -> Double { .log(share / (1 - share)) }

  /// The logit of a share that is moved away from the ends, where a search would see no slope.
  private static func logit(inside share: Double) -> Double {
    logit(min(max(share, 1e-3), 1 - 1e-3))
  }
}
