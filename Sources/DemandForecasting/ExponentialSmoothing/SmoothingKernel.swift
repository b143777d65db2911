internal import RealModule

/// The recursion of exponential smoothing over flat memory: likelihood and its exact gradient.
///
/// One recursion serves additive and multiplicative errors, because both move the states alike when
/// written in terms of what was observed (Hyndman et al. 2008, table 2.2 and 2.3):
///
///     q = l + φ b     or  l b^φ          the trend's expectation
///     f = q + s       or  q s            the expectation of y
///     l ← q + α (y − s − q)              with y / s under a multiplicative season
///     b ← φ b + β (y − s − q)            with b^φ and a division by l under a multiplicative trend
///     s ← s + γ (y − q − s)              with y / q under a multiplicative season
///
/// A missing observation leaves q, φ b and s as they are. The gradient is the adjoint of the same
/// recursion, run backwards over a tape, and costs about as much again as the value.
///
/// The buffers are written by one fit on one thread; no reference to them leaves the fit.
final class SmoothingKernel {
  /// The parameters in their flat order: α, β, γ, φ, level, slope, then one seasonal a place.
  enum Place {
    static let alpha = 0
    static let beta = 1
    static let gamma = 2
    static let phi = 3
    static let level = 4
    static let slope = 5
    static let season = 6
  }

  let count: Int
  let period: Int
  let observed: Int
  /// The observations, NaN for missing ones.
  let values: UnsafeMutablePointer<Double>
  /// The seasonal states: the final ones after a run.
  let seasonal: UnsafeMutablePointer<Double>
  private(set) var finalLevel = 0.0
  private(set) var finalSlope = 0.0
  private(set) var sumOfSquares = 0.0

  private let tape: UnsafeMutablePointer<Double>
  private let seasonalBar: UnsafeMutablePointer<Double>
  /// The gradient by each observation, if somebody wants it.
  private(set) var valueGradient: UnsafeMutablePointer<Double>?

  /// What the tape keeps of each step.
  private static let tapeWidth = 5

  /// A multiplicative form that comes this near to zero has left its domain.
  private static let smallestPositive = 1e-12

  init(values: [Double], period: Int, keepsValueGradient: Bool = false) {
    count = values.count
    self.period = period
    if keepsValueGradient {
      let gradient = UnsafeMutablePointer<Double>.allocate(capacity: max(1, values.count))
      gradient.initialize(repeating: 0, count: max(1, values.count))
      valueGradient = gradient
    }
    observed = values.count { !$0.isNaN }
    self.values = .allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (self.values + index).initialize(to: value) }
    tape = .allocate(capacity: Self.tapeWidth * max(1, values.count))
    tape.initialize(repeating: 0, count: Self.tapeWidth * values.count)
    seasonal = .allocate(capacity: period)
    seasonal.initialize(repeating: 0, count: period)
    seasonalBar = .allocate(capacity: period)
    seasonalBar.initialize(repeating: 0, count: period)
  }

  deinit {
    values.deallocate()
    tape.deallocate()
    seasonal.deallocate()
    seasonalBar.deallocate()
    valueGradient?.deallocate()
  }

  /// −2 log likelihood up to a constant; infinite where the form leaves its domain.
  ///
  /// As Hyndman et al. (2008, equation 5.3) define it. Fills the gradient where one is wanted.
  func deviance(
    of form: SmoothingForm, at parameters: UnsafePointer<Double>,
    gradient: UnsafeMutablePointer<Double>?
  ) -> Double {
    let value = run(form, parameters)
    if let gradient, value < .infinity { runBackwards(form, parameters, gradient) }
    return value
  }

  /// The expectation of each observation one step before; valid after a run.
  func fittedValue(_ index: Int) -> Double { tape[index * Self.tapeWidth + 4] }

  private func run(_ form: SmoothingForm, _ p: UnsafePointer<Double>) -> Double {
    let (alpha, beta, gamma, phi) = (p[0], p[1], p[2], p[3])
    let hasTrend = form.trend != .none
    let scalesTrend = form.hasMultiplicativeTrend
    let hasSeason = form.season != .none
    let scalesSeason = form.season == .multiplicative
    let scalesError = form.error == .multiplicative
    let needsPositive = form.needsPositiveValues
    var level = p[Place.level]
    var slope = hasTrend ? p[Place.slope] : 0
    if hasSeason { for j in 0..<period { seasonal[j] = p[Place.season + j] } }
    var sum = 0.0
    var product = 1.0
    var logarithm = 0.0
    var slot = 0
    var step = tape
    for t in 0..<count {
      let y = values[t]
      let s = hasSeason ? seasonal[slot] : 0
      var drift = 0.0  // φ b or b^φ
      var q = level
      if scalesTrend {
        drift = .pow(slope, phi)
        q = level * drift
      } else if hasTrend {
        drift = phi * slope
        q = level + drift
      }
      let f = scalesSeason ? q * s : q + s
      if needsPositive && !(q > Self.smallestPositive && f > Self.smallestPositive) {
        return .infinity
      }
      step[0] = level
      step[1] = slope
      step[2] = s
      step[3] = q
      step[4] = f
      if y.isNaN {
        level = q
        slope = drift
      } else {
        if scalesError {
          let e = (y - f) / f
          sum += e * e
          product *= f
          if product > 1e100 || product < 1e-100 {
            logarithm += .log(product)
            product = 1
          }
        } else {
          let e = y - f
          sum += e * e
        }
        let surprise = (scalesSeason ? y / s : y - s) - q
        if scalesTrend {
          slope = drift + beta * surprise / level
          if !(slope > Self.smallestPositive) { return .infinity }
        } else if hasTrend {
          slope = drift + beta * surprise
        }
        level = q + alpha * surprise
        if hasSeason {
          seasonal[slot] = s + gamma * ((scalesSeason ? y / q : y - q) - s)
        }
      }
      step += Self.tapeWidth
      slot += 1
      if slot == period { slot = 0 }
    }
    finalLevel = level
    finalSlope = slope
    sumOfSquares = sum
    let n = Double(observed)
    let value = n * .log(max(sum, floorOfSquares))
    let deviance = scalesError ? value + 2 * (logarithm + .log(product)) : value
    return deviance.isFinite ? deviance : .infinity
  }

  /// The sum of squares of a fit that is perfect up to rounding, whose likelihood would be infinite.
  ///
  /// The values are scaled to a largest magnitude of about one.
  private var floorOfSquares: Double { Double(observed) * 1e-24 }

  private func runBackwards(
    _ form: SmoothingForm, _ p: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    let (alpha, beta, gamma, phi) = (p[0], p[1], p[2], p[3])
    let hasTrend = form.trend != .none
    let scalesTrend = form.hasMultiplicativeTrend
    let hasSeason = form.season != .none
    let scalesSeason = form.season == .multiplicative
    let scalesError = form.error == .multiplicative
    var (alphaBar, betaBar, gammaBar, phiBar) = (0.0, 0.0, 0.0, 0.0)
    var (levelBar, slopeBar) = (0.0, 0.0)
    for j in 0..<period { seasonalBar[j] = 0 }
    let weight = 2 * Double(observed) / max(sumOfSquares, floorOfSquares)
    var slot = (count - 1) % period
    var step = tape + Self.tapeWidth * (count - 1)
    for t in stride(from: count - 1, through: 0, by: -1) {
      let y = values[t]
      let (level, slope, s, q, f) = (step[0], step[1], step[2], step[3], step[4])
      var driftBar = slopeBar
      var qBar = levelBar
      var levelDirect = 0.0
      if !y.isNaN {
        let fBar: Double
        if scalesError {
          let e = (y - f) / f
          fBar = 2 / f - weight * e * y / (f * f)
        } else {
          fBar = -weight * (y - f)
        }
        let surprise = (scalesSeason ? y / s : y - s) - q
        alphaBar += surprise * levelBar
        var surpriseBar = alpha * levelBar
        if scalesTrend {
          betaBar += surprise / level * slopeBar
          surpriseBar += beta / level * slopeBar
          levelDirect = -beta * surprise / (level * level) * slopeBar
        } else if hasTrend {
          betaBar += surprise * slopeBar
          surpriseBar += beta * slopeBar
        }
        qBar -= surpriseBar
        if let valueGradient {
          var own = scalesError ? weight * (y - f) / (f * f) : weight * (y - f)
          own += scalesSeason ? surpriseBar / s : surpriseBar
          if hasSeason { own += gamma * seasonalBar[slot] / (scalesSeason ? q : 1) }
          valueGradient[t] = own
        }
        if hasSeason {
          let after = seasonalBar[slot]
          var before = after * (1 - gamma)
          if scalesSeason {
            gammaBar += (y / q - s) * after
            qBar -= gamma * after * y / (q * q) - fBar * s
            before += fBar * q - surpriseBar * y / (s * s)
          } else {
            gammaBar += (y - q - s) * after
            qBar += fBar - gamma * after
            before += fBar - surpriseBar
          }
          seasonalBar[slot] = before
        } else {
          qBar += fBar
        }
      }
      if scalesTrend {
        let drift = q / level
        driftBar += qBar * level
        levelBar = qBar * drift + levelDirect
        slopeBar = driftBar * phi * drift / slope
        phiBar += driftBar * drift * .log(slope)
      } else {
        levelBar = qBar
        if hasTrend {
          driftBar += qBar
          slopeBar = driftBar * phi
          phiBar += driftBar * slope
        }
      }
      step -= Self.tapeWidth
      slot = slot == 0 ? period - 1 : slot - 1
    }
    gradient[0] = alphaBar
    gradient[1] = betaBar
    gradient[2] = gammaBar
    gradient[3] = phiBar
    gradient[Place.level] = levelBar
    gradient[Place.slope] = slopeBar
    for j in 0..<period { gradient[Place.season + j] = seasonalBar[j] }
  }
}
