public import SupplyChainCore
internal import Probability

extension FittedExponentialSmoothing {
  /// The distribution of the next observations.
  ///
  /// Means and variances are exact for additive errors, and for multiplicative errors without a
  /// multiplicative season; under one, the small effect of its own uncertainty on the correlation of
  /// steps is left out (Hyndman et al. 2008, chapter 6). Steps are taken to be normal. Forms with a
  /// multiplicative trend, and those with an additive error under a multiplicative season, are
  /// simulated.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or not below ``largestHorizon``.
  /// - Complexity: O(horizon²); a simulation takes 5,000 steps for each step ahead.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    if form.hasMultiplicativeTrend || !form.isStable { return simulated(horizon) }
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
    let (deviations, sums) =
      form.season == .multiplicative
      ? scaledDeviations(trend: trend, season: season) : plainDeviations(mean: mean)
    return Forecast(
      model: name, unchecked: mean, spread: .normal(deviations: deviations, sumDeviations: sums))
  }

  /// What a surprise now adds to the expectation `lag` steps later, for lags 1, 2, …
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
  private func surpriseVariances(mean: [Double], responses: [Double]) -> [Double] {
    guard form.error == .multiplicative else {
      return Array(repeating: errorVariance, count: mean.count)
    }
    // θ, the expected square: Hyndman et al. (2008), equation 6.13.
    var squares: [Double] = []
    for h in mean.indices {
      var square = mean[h] * mean[h]
      for lag in 1..<max(1, h + 1) {
        square += errorVariance * responses[lag - 1] * responses[lag - 1] * squares[h - lag]
      }
      squares.append(square)
    }
    return squares.map { $0 * errorVariance }
  }

  private func plainDeviations(mean: [Double]) -> ([Double], [Double]) {
    let responses = responses(mean.count, seasonal: form.season == .additive)
    let variances = surpriseVariances(mean: mean, responses: responses)
    let deviations = mean.indices.map { h in
      (0..<h).reduce(variances[h]) { sum, origin in
        let response = responses[h - origin - 1]
        return sum + variances[origin] * response * response
      }.squareRoot()
    }
    return (deviations, sums(variances, responses, season: nil))
  }

  private func scaledDeviations(trend: [Double], season: [Double]) -> ([Double], [Double]) {
    let responses = responses(trend.count, seasonal: false)
    let variances = surpriseVariances(mean: trend, responses: responses)
    // How much the uncertain season widens each step: once for each time it has been updated.
    let growth = 1 + parameters.season * parameters.season * errorVariance
    var widening = 1.0
    let deviations = trend.indices.map { h in
      if h > 0 && h.isMultiple(of: period) { widening *= growth }
      let square = variances[h] / errorVariance
      let variance =
        errorVariance > 0
        ? square * (1 + errorVariance) * widening - trend[h] * trend[h] : 0
      return season[h].magnitude * max(0, variance).squareRoot()
    }
    return (deviations, sums(variances, responses, season: season))
  }

  /// The standard deviations of the sums of the first steps: a surprise counts once for itself and
  /// once for each later step that it moves.
  private func sums(_ variances: [Double], _ responses: [Double], season: [Double]?) -> [Double] {
    let horizon = variances.count
    var weights = [Double](repeating: 0, count: horizon)
    return (0..<horizon).map { last in
      var variance = 0.0
      for origin in 0...last {
        let response = origin == last ? 1 : responses[last - origin - 1]
        weights[origin] += response * (season?[last] ?? 1)
        variance += variances[origin] * weights[origin] * weights[origin]
      }
      return variance.squareRoot()
    }
  }

  /// The number of simulated futures: a quantile at 0.95 is then good to about a percent of a
  /// standard deviation.
  private static let pathCount = 5_000

  private func simulated(_ horizon: Int) -> Forecast {
    var generator = SeededGenerator(seed: 1)
    let deviation = errorVariance.squareRoot()
    let count = Self.pathCount
    var values = [Double](repeating: 0, count: horizon * count)
    for path in 0..<count {
      var step = SmoothingStep(form, parameters, state)
      for h in 0..<horizon {
        let expected = step.expectation
        let shock = deviation * SpecialFunctions.inverseNormal(generator.uniform() + 0x1p-54)
        var value = form.error == .multiplicative ? expected * (1 + shock) : expected + shock
        // The form knows positive values alone; what would leave them stays at its edge.
        value = max(value, 1e-6 * expected.magnitude)
        values[h * count + path] = value
        step.advance(value)
      }
    }
    return Forecast(model: name, pathValues: values, count: count)
  }
}
