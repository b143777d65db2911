internal import RealModule

/// Estimates forms of exponential smoothing for one series by maximum likelihood.
///
/// Everything that the forms of one series share, the scaled observations, the tape, the first
/// guesses, is made once. Smoothing parameters are searched as logits within the usual region, states
/// as distances from the first guess in units of a typical step.
final class SmoothingSearch {
  /// A form with its most likely parameters, in the units of the series.
  struct Estimate {
    var form: SmoothingForm
    var parameters: SmoothingParameters
    var initial: SmoothingState
    var final: SmoothingState
    /// −2 log likelihood up to a constant.
    var deviance: Double
    /// The sum of squared errors: relative ones under a multiplicative error.
    var sumOfSquares: Double
  }

  /// The region of the smoothing parameters, as in R's `ets`.
  enum Bounds {
    static let lower = 1e-4
    static let upper = 0.9999
    static let leastDamping = 0.8
    static let mostDamping = 0.98
  }

  let observed: Int
  let period: Int
  let isPositive: Bool
  let kernel: SmoothingKernel
  let scale: Double
  let start: SmoothingStart
  let optimizer: QuasiNewton
  private var guesses: [SmoothingForm.Season: SmoothingStart.Guess] = [:]
  /// The optima found so far, in the order of the kernel's parameters, of forms with an additive trend or none.
  private var optima: [(form: SmoothingForm, parameters: [Double])] = []
  let parameters: UnsafeMutablePointer<Double>
  let gradient: UnsafeMutablePointer<Double>

  /// The likelihood need not be known better than this: a hundredth of what moves a choice by AICc.
  static let tolerance = 1e-3
  static let iterationLimit = 200

  /// Prepares a series; seasons are considered where `period` is above one.
  init(_ series: TimeSeries, period: Int, regressorCount: Int = 0) {
    let largest = series.storage.reduce(0) { $1.isNaN ? $0 : max($0, $1.magnitude) }
    // A power of two, so that scaling changes no digit.
    scale = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
    let scaled = series.storage.map { [scale] in $0 / scale }
    isPositive = series.storage.allSatisfy { !($0 <= 0) }
    self.period = period
    kernel = SmoothingKernel(
      values: scaled, period: period, keepsValueGradient: regressorCount > 0)
    observed = kernel.observed
    start = SmoothingStart(values: scaled, period: period)
    optimizer = QuasiNewton(capacity: 5 + 1 + period + regressorCount)
    let size = SmoothingKernel.Place.season + period
    parameters = .allocate(capacity: size)
    parameters.initialize(repeating: 0, count: size)
    gradient = .allocate(capacity: size)
    gradient.initialize(repeating: 0, count: size)
  }

  deinit {
    parameters.deallocate()
    gradient.deallocate()
  }

  func guess(for season: SmoothingForm.Season) -> SmoothingStart.Guess {
    if let known = guesses[season] { return known }
    let guess = start.guess(for: season)
    guesses[season] = guess
    return guess
  }

  /// The most likely parameters of a form; `nil` where the form cannot describe the series.
  ///
  /// With a prior, smoothing parameters of the trend and the season that the data say little about stay
  /// near what is common, for the good of the forecast.
  func estimate(
    _ form: SmoothingForm, withPrior: Bool = false, region: SmoothingRegion = .usual
  ) -> Estimate? {
    if form.needsPositiveValues && !isPositive { return nil }
    let layout = SearchLayout(
      form: form, period: period, guess: guess(for: form.season), region: region)
    guard begin(form, layout, region) else { return nil }
    let size = layout.size
    _ = optimizer.minimize(
      size: size, tolerance: Self.tolerance, iterations: Self.iterationLimit
    ) { point, slope in
      layout.read(point, into: parameters)
      guard isWithin(region, form) else { return .infinity }
      let value = kernel.deviance(of: form, at: parameters, gradient: gradient)
      guard value < .infinity else { return value }
      layout.pullBack(gradient, at: point, into: slope)
      return withPrior ? value + layout.penalty(at: point, addingTo: slope) : value
    }
    layout.read(optimizer.point, into: parameters)
    if region == .usual && !form.hasMultiplicativeTrend {
      let size = SmoothingKernel.Place.season + (form.season == .none ? 0 : period)
      optima.append((form, (0..<size).map { parameters[$0] }))
    }
    return evaluated(form)
  }

  /// Puts the best of the starts into the optimizer; false where the form cannot describe the series.
  func begin(
    _ form: SmoothingForm, _ layout: SearchLayout, _ region: SmoothingRegion = .usual
  ) -> Bool {
    var best = Double.infinity
    var starts = layout.starts
    if region == .usual && !form.hasMultiplicativeTrend {
      starts += optima.filter { $0.form.season == form.season }
        .map { layout.start(near: $0.parameters, of: $0.form) }
    }
    for candidate in starts {
      layout.read(candidate, into: parameters)
      guard isWithin(region, form) else { continue }
      let value = kernel.deviance(of: form, at: parameters, gradient: nil)
      guard value < best else { continue }
      best = value
      for index in 0..<layout.size { optimizer.point[index] = candidate[index] }
    }
    return best < .infinity
  }

  /// Whether the parameters that were read last lie within a region.
  func isWithin(_ region: SmoothingRegion, _ form: SmoothingForm) -> Bool {
    region == .usual
      || region.contains(
        form, period: period, level: parameters[0], trend: parameters[1], season: parameters[2],
        damping: parameters[3])
  }

  /// A form at given parameters and states, in the units of the series.
  func evaluate(
    _ form: SmoothingForm, parameters given: SmoothingParameters, initial: SmoothingState
  ) -> Estimate? {
    if form.needsPositiveValues && !isPositive { return nil }
    parameters[0] = given.level
    parameters[1] = given.trend
    parameters[2] = given.season
    parameters[3] = given.damping
    parameters[SmoothingKernel.Place.level] = initial.level / scale
    parameters[SmoothingKernel.Place.slope] =
      form.hasMultiplicativeTrend ? initial.slope : initial.slope / scale
    if form.season != .none {
      for (j, value) in initial.seasonal.enumerated() {
        parameters[SmoothingKernel.Place.season + j] =
          form.season == .multiplicative ? value : value / scale
      }
    }
    return evaluated(form)
  }

  /// The expectations one step ahead of the last evaluation, in the units of the series.
  var fittedValues: [Double] { (0..<kernel.count).map { kernel.fittedValue($0) * scale } }

  func evaluated(_ form: SmoothingForm) -> Estimate? {
    let deviance = kernel.deviance(of: form, at: parameters, gradient: nil)
    guard deviance < .infinity else { return nil }
    let p = parameters
    let hasSeason = form.season != .none
    let seasonScale = form.season == .multiplicative ? 1 : scale
    let slopeScale = form.hasMultiplicativeTrend ? 1 : scale
    let places = hasSeason ? period : 0
    let next = kernel.count % period
    return Estimate(
      form: form,
      parameters: SmoothingParameters(
        unchecked: p[0], form.trend == .none ? 0 : p[1], hasSeason ? p[2] : 0,
        form.isDamped ? p[3] : 1),
      initial: SmoothingState(
        unchecked: p[SmoothingKernel.Place.level] * scale,
        form.trend == .none ? 0 : p[SmoothingKernel.Place.slope] * slopeScale,
        (0..<places).map { p[SmoothingKernel.Place.season + $0] * seasonScale }),
      final: SmoothingState(
        unchecked: kernel.finalLevel * scale, kernel.finalSlope * slopeScale,
        (0..<places).map { kernel.seasonal[(next + $0) % period] * seasonScale }),
      deviance: deviance + 2 * Double(observed) * .log(scale),
      sumOfSquares: kernel.sumOfSquares * (form.error == .additive ? scale * scale : 1))
  }
}
