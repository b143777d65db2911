extension Forecast.Spread {
  /// The spread of a linear model, whose every step is a weighted sum of independent surprises.
  ///
  /// A surprise of one moves its own step and those after it by the responses, of which there is one a step;
  /// scales, one where there are none, multiply the steps. It takes O(horizon²).
  static func linear(
    responses: [Double], errorVariance: Double, scales: [Double]? = nil,
    degreesOfFreedom: Double?
  ) -> Forecast.Spread {
    var variance = 0.0
    var weights = [Double](repeating: 0, count: responses.count)
    var (deviations, sums): ([Double], [Double]) = ([], [])
    for step in responses.indices {
      let scale = scales?[step] ?? 1
      variance += responses[step] * responses[step]
      deviations.append(scale * (errorVariance * variance).squareRoot())
      var total = 0.0
      for origin in 0...step {
        weights[origin] += scale * responses[step - origin]
        total += weights[origin] * weights[origin]
      }
      sums.append((errorVariance * total).squareRoot())
    }
    return .located(
      deviations: deviations, sumDeviations: sums, degreesOfFreedom: degreesOfFreedom)
  }
}

extension Forecast {
  /// The forecast with a known amount on top of each step.
  func shifted(by amounts: [Double]) -> Forecast {
    switch spread {
    case .counts: return withoutCounts.shifted(by: amounts)
    case .located:
      return Forecast(
        model: model, unchecked: zip(centre, amounts).map { $0 + $1 }, spread: spread,
        isNonNegative: isNonNegative)
    case .paths(let values, let count):
      return Forecast(
        model: model, pathValues: values.indices.map { values[$0] + amounts[$0 / count] },
        count: count, isNonNegative: isNonNegative)
    }
  }
}

extension Forecast {
  /// What lies beyond says no more, and its square would overflow.
  private static let bound = 1e150

  /// The forecast with finite numbers alone: an outlier of a hundred digits can make them endless.
  var bounded: Forecast {
    // Not a number, infinity less infinity, counts as endless, too.
    func limited(_ value: Double) -> Double {
      value < Self.bound ? max(value, -Self.bound) : Self.bound
    }
    switch spread {
    case .counts: return self
    case .located(let deviations, let sums, let freedom):
      return Forecast(
        model: model, unchecked: centre.map(limited),
        spread: .located(
          deviations: deviations.map(limited), sumDeviations: sums.map(limited),
          degreesOfFreedom: freedom), isNonNegative: isNonNegative)
    case .paths(let values, let count):
      return Forecast(
        model: model, pathValues: values.map(limited), count: count, isNonNegative: isNonNegative)
    }
  }
}
