public import SupplyChainCore
internal import Probability

extension FittedExponentialSmoothing {
  /// The distribution of the next observations.
  ///
  /// Means and variances are exact (Hyndman et al. 2008, chapter 6); under a multiplicative season, the
  /// small effect of its own uncertainty on the correlation of steps is left out. Steps are taken to be
  /// normal where the
  /// parameters were given; where they were estimated, Student's distribution allows for how little a
  /// short series says about them. Forms with a
  /// multiplicative trend, and those with an additive error under a multiplicative season, are
  /// simulated beyond the next step.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not from 1 to 100,000.
  /// - Complexity: O(horizon²); a simulation takes 5,000 steps for each step ahead.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    if form.hasMultiplicativeTrend || !form.isStable {
      return horizon == 1 ? nextStep : simulated(horizon)
    }
    var step = SmoothingStep(form, parameters, state)
    var trend: [Double] = []
    var season: [Double] = []
    var mean: [Double] = []
    for h in 0..<horizon {
      mean.append(step.expectation)
      let s = form.season == .none ? 0 : state.seasonal[h % period]
      season.append(s)
      trend.append(form.season == .multiplicative ? mean[h] / s : mean[h] - s)
      step.advance(nil)
    }
    let isScaled = form.season == .multiplicative
    let variances = surpriseVariances(isScaled ? trend : mean)
    let responses = responses(horizon, seasonal: form.season != .none)
    // A shock to the trend is scaled by the season of each step that feels it.
    var scales = isScaled ? season : Array(repeating: 1, count: horizon)
    var deviations = deviations(variances, responses, scales)
    if isScaled && horizon > period {
      // From the second season on seasons are uncertain themselves.
      let exact = SeasonalMoments(
        horizon, from: state, parameters, errorVariance: spreadVariance)
      mean = exact.means
      for h in deviations.indices where deviations[h] > 0 {
        let deviation = exact.variances[h].squareRoot()
        scales[h] *= deviation / deviations[h]
        deviations[h] = deviation
      }
    }
    return Forecast(
      model: name, unchecked: mean,
      spread: .located(
        deviations: deviations, sumDeviations: sumDeviations(variances, responses, scales),
        degreesOfFreedom: isEstimated ? effectiveFreedom(of: observationCount) : nil)
    ).bounded
  }

  /// The next step alone, whose spread is that of its error in every form.
  private var nextStep: Forecast {
    let expectation = SmoothingStep(form, parameters, state).expectation
    let deviation =
      spreadVariance.squareRoot() * (form.error == .multiplicative ? expectation.magnitude : 1)
    return Forecast(
      model: name, unchecked: [expectation],
      spread: .located(
        deviations: [deviation], sumDeviations: [deviation],
        degreesOfFreedom: isEstimated ? effectiveFreedom(of: observationCount) : nil)
    ).bounded
  }

  /// The variance of a step's error to come.
  private var spreadVariance: Double {
    let wider = isEstimated ? widening(of: observationCount) : 1
    return wider * wider * errorVariance
  }

  /// What a surprise now adds to the expectation of each later step, the next one first.
  private func responses(_ count: Int, seasonal: Bool) -> [Double] {
    var slope = 0.0
    var power = 1.0
    return (1..<max(1, count)).map { lag in
      power *= parameters.damping
      slope += form.trend == .none ? 0 : parameters.trend * power
      return parameters.level + slope
        + (seasonal && lag.isMultiple(of: period) ? parameters.season : 0)
    }
  }

  /// The variance of each step's own surprise: even, or growing with the square of the expectation.
  private func surpriseVariances(_ expectation: [Double]) -> [Double] {
    guard form.error == .multiplicative else {
      return Array(repeating: spreadVariance, count: expectation.count)
    }
    let responses = responses(expectation.count, seasonal: form.season == .additive)
    // θ, the expected square: Hyndman et al. (2008), equation 6.13.
    var squares: [Double] = []
    for h in expectation.indices {
      var square = expectation[h] * expectation[h]
      for lag in 1..<max(1, h + 1) {
        square += spreadVariance * responses[lag - 1] * responses[lag - 1] * squares[h - lag]
      }
      squares.append(square)
    }
    return squares.map { $0 * spreadVariance }
  }

  private func deviations(
    _ variances: [Double], _ responses: [Double], _ scales: [Double]
  ) -> [Double] {
    variances.indices.map { h in
      let variance = (0..<h).reduce(variances[h]) { sum, origin in
        let response = responses[h - origin - 1]
        return sum + variances[origin] * response * response
      }
      return scales[h].magnitude * variance.squareRoot()
    }
  }

  /// The standard deviations of the sums of the first steps: a surprise counts once for itself and
  /// once for each later step that it moves.
  private func sumDeviations(
    _ variances: [Double], _ responses: [Double], _ scales: [Double]
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: variances.count)
    return variances.indices.map { last in
      var variance = 0.0
      for origin in 0...last {
        weights[origin] += scales[last] * (origin == last ? 1 : responses[last - origin - 1])
        variance += variances[origin] * weights[origin] * weights[origin]
      }
      return variance.squareRoot()
    }
  }

  /// The number of simulated futures: a quantile at 0.95 is then good to about a percent of a
  /// standard deviation.
  private static let pathCount = 5_000

  /// Futures in pairs whose shocks are opposite, so that means hardly depend on the draw: that of the first
  /// step not at all.
  private func simulated(_ horizon: Int) -> Forecast {
    var generator = SeededGenerator(seed: 1)
    let deviation = spreadVariance.squareRoot()
    let count = Self.pathCount
    var values = [Double](repeating: 0, count: horizon * count)
    for path in stride(from: 0, to: count, by: 2) {
      var pair = (
        SmoothingStep(form, parameters, state), SmoothingStep(form, parameters, state)
      )
      for h in 0..<horizon {
        let shock = deviation * SpecialFunctions.inverseNormal(generator.uniform() + 0x1p-54)
        values[h * count + path] = advance(&pair.0, by: shock)
        values[h * count + path + 1] = advance(&pair.1, by: -shock)
      }
    }
    return Forecast(model: name, pathValues: values, count: count).bounded
  }

  /// An observation that a shock makes of what is expected.
  private func advance(_ step: inout SmoothingStep, by shock: Double) -> Double {
    let expected = step.expectation
    let value = form.error == .multiplicative ? expected * (1 + shock) : expected + shock
    // The form knows positive values alone; what would leave them stays at its edge.
    let possible = max(value, 1e-6 * expected.magnitude)
    step.advance(possible)
    return possible
  }
}
