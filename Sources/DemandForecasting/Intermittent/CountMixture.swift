internal import Probability
internal import SupplyChainCore

/// Demand that comes in units, of the same distribution at every step: a mixture of negative
/// binomial distributions.
///
/// Which component holds is drawn once for all steps, since it is what we do not know about the item;
/// given the component, steps are independent. So the sum of k steps is again such a mixture, with k
/// times the means, and no step has to be simulated.
struct CountMixture: Hashable, Sendable, Codable {
  struct Component: Hashable, Sendable, Codable {
    /// The probability of the component.
    var weight: Double
    /// The expected number of units a step.
    var mean: Double
    /// The variance over the mean.
    var dispersion: Double
  }

  /// The size of a unit.
  var unit: Double
  var components: [Component]

  /// Poisson's distribution is the limit of one; a little more keeps all formulas finite.
  static let leastDispersion = 1.001

  init(unit: Double, components: [Component]) {
    self.unit = unit
    self.components = components
  }

  /// A single negative binomial distribution with a mean in the units of the series.
  init(mean: Double, summary: DemandSummary) {
    unit = summary.unit
    components = [
      Component(weight: 1, mean: mean / summary.unit, dispersion: summary.dispersion)
    ]
  }

  /// The expected demand of one step.
  var mean: Double { unit * components.reduce(0) { $0 + $1.weight * $1.mean } }

  /// The demand over a number of steps, which need not be whole.
  func distribution(over steps: Double) -> CountMixtureDistribution {
    var scaled = self
    for index in components.indices { scaled.components[index].mean *= steps }
    return CountMixtureDistribution(mixture: scaled)
  }

  /// A forecast of so many steps.
  func forecast(_ horizon: Int, model: String) -> Forecast {
    Forecast(
      model: model, unchecked: Array(repeating: mean, count: horizon), spread: .counts(self),
      isNonNegative: true)
  }

  /// Every problem of a mixture read from a file.
  func check(_ checks: inout InputChecks) {
    checks.requirePositive(unit, "unit")
    checks.require(!components.isEmpty, "components", value: "[]", "is empty")
    for (index, component) in components.enumerated() {
      checks.requireNonNegative(component.weight, "components.weight", at: index)
      checks.requireNonNegative(component.mean, "components.mean", at: index)
      checks.require(
        component.dispersion.isFinite && component.dispersion >= Self.leastDispersion,
        "components.dispersion", at: index, value: component.dispersion,
        "is not \(Self.leastDispersion) or more")
    }
    let total = components.reduce(0) { $0 + $1.weight }
    checks.require(
      (total - 1).magnitude < 1e-6, "components.weight", value: total, "do not have a sum of one")
  }
}

extension Forecast {
  /// The forecast with the means and deviations of its units alone, for what units do not survive: being
  /// added to, or scaled step by step.
  var withoutCounts: Forecast {
    guard case .counts(let mixture) = spread else { return self }
    let sums = (1...horizon).map { mixture.distribution(over: Double($0)).standardDeviation }
    return Forecast(
      model: model, unchecked: centre,
      spread: .located(deviations: standardDeviations, sumDeviations: sums))
  }
}
