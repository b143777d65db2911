internal import RealModule

/// How the unknowns of a search stand in its vector, and what they mean for the kernel.
///
/// First the logits of α, β / α, γ / (1 − α) and φ, as far as the form has them, then level, slope and
/// all seasons but the last, which balances the others.
struct SearchLayout {
  private let form: SmoothingForm
  private let period: Int
  private let guess: SmoothingStart.Guess
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

  init(form: SmoothingForm, period: Int, guess: SmoothingStart.Guess) {
    self.form = form
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

  /// The kernel's parameters at a point of the search.
  func read(_ x: UnsafePointer<Double>, into p: UnsafeMutablePointer<Double>) {
    typealias Place = SmoothingKernel.Place
    let (low, range) = (SmoothingSearch.Bounds.lower, Self.range)
    let alpha = low + range * Self.logistic(x[0])
    p[Place.alpha] = alpha
    p[Place.beta] = betaPlace < 0 ? 0 : alpha * (low + range * Self.logistic(x[betaPlace]))
    p[Place.gamma] = gammaPlace < 0 ? 0 : (1 - alpha) * (low + range * Self.logistic(x[gammaPlace]))
    p[Place.phi] =
      phiPlace < 0
      ? 1
      : SmoothingSearch.Bounds.leastDamping + Self.dampingRange * Self.logistic(x[phiPlace])
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
    let share = Self.logistic(x[0])
    let alpha = low + range * share
    var byAlpha = g[Place.alpha]
    if betaPlace >= 0 {
      let part = Self.logistic(x[betaPlace])
      byAlpha += g[Place.beta] * (low + range * part)
      slope[betaPlace] = g[Place.beta] * alpha * range * part * (1 - part)
    }
    if gammaPlace >= 0 {
      let part = Self.logistic(x[gammaPlace])
      byAlpha -= g[Place.gamma] * (low + range * part)
      slope[gammaPlace] = g[Place.gamma] * (1 - alpha) * range * part * (1 - part)
    }
    slope[0] = byAlpha * range * share * (1 - share)
    if phiPlace >= 0 {
      let part = Self.logistic(x[phiPlace])
      slope[phiPlace] = g[Place.phi] * Self.dampingRange * part * (1 - part)
    }
    slope[levelPlace] = g[Place.level] * guess.unit
    if slopePlace >= 0 { slope[slopePlace] = g[Place.slope] * slopeUnit }
    guard form.season != .none else { return }
    let last = g[Place.season + period - 1]
    for j in 0..<period - 1 {
      slope[seasonPlace + j] = (g[Place.season + j] - last) * seasonUnit
    }
  }

  /// A weak prior on what short series say little about: −2 log of normal priors of the logits.
  ///
  /// A trend's share of α is small as a rule (around an eighth); a season's share of 1 − α may be
  /// anything, but is seldom nothing or all. The weights were chosen on the M3 competition.
  func penalty(
    at x: UnsafePointer<Double>, addingTo slope: UnsafeMutablePointer<Double>
  ) -> Double {
    let weight = 0.3
    var sum = 0.0
    for (place, centre) in [(betaPlace, -2.0), (gammaPlace, 0.0)] where place >= 0 {
      let distance = x[place] - centre
      sum += weight * distance * distance
      slope[place] += 2 * weight * distance
    }
    return sum
  }

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
}
