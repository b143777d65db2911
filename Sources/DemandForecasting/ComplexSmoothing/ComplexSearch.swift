internal import RealModule

/// Estimates complex exponential smoothing of one form for one series, by least squares.
struct ComplexSearch {
  typealias Season = ComplexExponentialSmoothing.Season

  /// The most likely parameters and the states after the last observation, in the units of the series.
  let recursion: ComplexRecursion
  /// The sum of squared errors.
  let sumOfSquares: Double
  /// −2 log likelihood up to a constant of the series.
  let deviance: Double

  init(_ series: TimeSeries, season: Season) {
    let largest = series.storage.reduce(0) { $1.isNaN ? $0 : max($0, $1.magnitude) }
    // A power of two, so that scaling changes no digit.
    let scale = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
    let values = series.storage.map { $0 / scale }
    let start = Self.start(values, period: series.period, season)
    let kernel = ComplexKernel(
      values, season: season, own: start.own, seasonal: start.seasons)
    let count = series.count - series.missingCount
    let best = LevenbergMarquardt().minimize(
      kernel, from: Self.first(season), isUsed: Self.used(season), count: count
    ) { Self.isAllowed($0, season) }
    sumOfSquares = kernel.evaluate(at: best).sumOfSquares * scale * scale
    let floor = Double(count) * Self.leastSquare
    deviance = Double(count) * .log(max(sumOfSquares / scale / scale, floor))
    func states(_ own: ComplexState) -> ComplexState {
      ComplexState(level: own.level * scale, information: own.information * scale)
    }
    recursion = ComplexRecursion(
      smoothing: season == .simple ? nil : ComplexWeight(real: best.x, imaginary: best.y),
      seasonal: season == .simple || season == .full
        ? ComplexWeight(real: best.z, imaginary: best.w) : nil,
      share: season == .partial ? best.z : nil, own: states(kernel.finalOwn),
      seasons: kernel.finalSeasons.map(states),
      place: season == .none ? 0 : series.count % series.period)
  }

  /// The mean square of a fit that is perfect up to rounding, whose likelihood would be infinite: the largest
  /// value is about one.
  private static let leastSquare = 1e-24

  /// Where the search begins: little smoothing, and a trend that changes slowly.
  private static func first(_ season: Season) -> ComplexKernel.Point {
    switch season {
    case .none: [1.3, 1, 0, 0]
    case .simple: [0, 0, 1.3, 1]
    case .partial: [1.3, 1, 0.1, 0]
    case .full: [1.3, 1, 1.05, 1]
    }
  }

  private static func used(_ season: Season) -> SIMDMask<SIMD4<Int64>> {
    switch season {
    case .none: [true, true, false, false]
    case .simple: [false, false, true, true]
    case .partial: [true, true, true, false]
    case .full: [true, true, true, true]
    }
  }

  /// Whether the parameters let what happened long ago be forgotten.
  private static func isAllowed(_ point: ComplexKernel.Point, _ season: Season) -> Bool {
    let own = ComplexWeight(real: point.x, imaginary: point.y)
    let seasonal = ComplexWeight(real: point.z, imaginary: point.w)
    switch season {
    case .none: return own.isStable
    case .simple: return seasonal.isStable
    case .partial: return own.isStable && point.z >= 0 && point.z < 1
    case .full: return own.isStable && seasonal.isStable
    }
  }

  /// Where the first run forth begins.
  private static func start(
    _ values: [Double], period: Int, _ season: Season
  ) -> (own: ComplexState, seasons: [ComplexState]) {
    let filled = SmoothingStart.interpolated(values)
    let length = min(filled.count, max(3, period))
    let mean = filled[..<length].reduce(0) { $0 + $1 / Double(length) }
    let own = ComplexState(level: mean, information: mean / informationShare)
    guard season != .none else { return (own, []) }
    let indices = ClassicalDecomposition.indices(of: filled, period: period, kind: .additive)
    let level = season == .simple ? mean : 0
    return (
      own,
      indices.map { ComplexState(level: level + $0, information: level / informationShare) }
    )
  }

  /// The level over the information in a series that stays where it is.
  private static let informationShare = 1.1
}
