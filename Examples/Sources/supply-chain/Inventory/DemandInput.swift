import SupplyChain

/// A distribution as it stands on a line: `{"distribution":"gamma","mean":50,"standardDeviation":8}`.
struct DemandInput: Decodable {
  let distribution: any Distribution

  private enum CodingKeys: String, CodingKey {
    case distribution, mean, standardDeviation, variance, shape, scale, logMean,
      logStandardDeviation, from, to, value, values, probabilities, weights, successes, probability
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double {
      try container.decode(Double.self, forKey: key)
    }
    func deviation() throws -> Double {
      if container.contains(.variance) {
        let variance = try number(.variance)
        guard variance >= 0 else {
          throw InvalidInput("variance", value: variance, "is not a number of zero or more")
        }
        return variance.squareRoot()
      }
      return try number(.standardDeviation)
    }
    switch try container.decode(String.self, forKey: .distribution) {
    case "normal":
      distribution = try Normal(mean: number(.mean), standardDeviation: deviation())
    case "gamma":
      distribution =
        container.contains(.shape)
        ? try Gamma(shape: number(.shape), scale: number(.scale))
        : try Gamma(mean: number(.mean), standardDeviation: deviation())
    case "lognormal":
      distribution =
        container.contains(.logMean)
        ? try Lognormal(
          logMean: number(.logMean), logStandardDeviation: number(.logStandardDeviation))
        : try Lognormal(mean: number(.mean), standardDeviation: deviation())
    case "poisson": distribution = try Poisson(mean: number(.mean))
    case "negativeBinomial":
      if container.contains(.successes) {
        distribution = try NegativeBinomial(
          successes: number(.successes), probability: number(.probability))
      } else {
        let variance =
          container.contains(.variance)
          ? try number(.variance) : try number(.standardDeviation) * number(.standardDeviation)
        distribution = try NegativeBinomial(mean: number(.mean), variance: variance)
      }
    case "uniform": distribution = try Uniform(from: number(.from), to: number(.to))
    case "deterministic": distribution = try Deterministic(number(.value))
    case "discrete":
      let probabilities = try container.decode([Double].self, forKey: .probabilities)
      let values =
        try container.decodeIfPresent([Int].self, forKey: .values)
        ?? Array(probabilities.indices)
      distribution = try Discrete(values: values, probabilities: probabilities)
    case "empirical":
      let values = try container.decode([Double].self, forKey: .values)
      if let weights = try container.decodeIfPresent([Double].self, forKey: .weights) {
        distribution = try Empirical(values, weights: weights)
      } else {
        distribution = try Empirical(values)
      }
    case let name:
      throw InvalidInput("distribution", value: name, "is not a distribution that is known here")
    }
  }
}

extension DemandInput {
  /// The demand in whole units, rounded where it is continuous.
  var wholeUnits: any DiscreteDistribution {
    get throws {
      if let discrete = distribution as? any DiscreteDistribution { return discrete }
      return try Discrete(rounding: distribution)
    }
  }
}
