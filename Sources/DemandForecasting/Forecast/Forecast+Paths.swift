internal import Probability
public import SupplyChainCore

extension Forecast {
  /// Possible futures, drawn at random: for simulations of what follows from demand.
  ///
  /// Each step, and each sum of the first steps, is distributed as the forecast says; so a step depends
  /// on those before it. Of a forecast that was simulated itself, its own paths are drawn.
  ///
  /// - Parameters:
  ///   - count: How many, at least one.
  ///   - seed: The seed; the same one gives the same paths.
  /// - Returns: So many paths of one value a step.
  /// - Throws: `InvalidInput` if the count is not positive.
  /// - Complexity: O(count · horizon)
  public func samplePaths(_ count: Int, seed: UInt64) throws(InvalidInput) -> [[Double]] {
    guard count >= 1 else { throw InvalidInput("count", value: count, "is less than 1") }
    var generator = SeededGenerator(seed: seed)
    switch spread {
    case .paths(let values, let stored):
      return (0..<count).map { _ in
        let path = generator.index(below: stored)
        return (0..<horizon).map { values[$0 * stored + path] }
      }
    case .counts(let mixture):
      let demand = mixture.distribution(over: 1)
      return (0..<count).map { _ in
        (0..<horizon).map { _ in demand.sample(using: &generator) }
      }
    case .located(let deviations, let sums, let freedom):
      let walk = Walk(deviations: deviations, sums: sums)
      var chi: Gamma?
      if let freedom { chi = try Gamma(shape: freedom / 2, scale: 2) }
      return (0..<count).map { _ in
        var stretch = 1.0
        if let chi, let freedom {
          stretch = (freedom / max(chi.sample(using: &generator), 1e-9)).squareRoot()
        }
        return zip(centre, walk.path(&generator)).map { floored($0 + stretch * $1) }
      }
    }
  }

  /// Normal steps in which each depends on the sum of those before: enough to give every step and every
  /// sum of the first steps its variance.
  private struct Walk {
    /// How far the sum so far moves the step, and the deviation of what is left.
    private var slopes: [Double] = []
    private var rests: [Double] = []

    init(deviations: [Double], sums: [Double]) {
      var before = 0.0
      for (deviation, sum) in zip(deviations, sums) {
        let own = deviation * deviation
        let covariance = (sum * sum - before - own) / 2
        let slope = before > 0 ? covariance / before : 0
        slopes.append(slope)
        rests.append(max(0, own - slope * covariance).squareRoot())
        before = sum * sum
      }
    }

    func path(_ generator: inout SeededGenerator) -> [Double] {
      var sum = 0.0
      return zip(slopes, rests).map { slope, rest in
        // A uniform number of zero or one has no quantile.
        let shock = SpecialFunctions.inverseNormal(generator.uniform() * (1 - 0x1p-52) + 0x1p-54)
        let step = slope * sum + rest * shock
        sum += step
        return step
      }
    }
  }
}
