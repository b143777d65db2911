internal import Probability
internal import RealModule
internal import SupplyChainCore

/// The distribution of a ``CountMixture``.
struct CountMixtureDistribution: Distribution {
  private let unit: Double
  private let parts: [Part]
  let mean: Double
  let variance: Double

  private struct Part {
    let weight: Double
    let mean: Double
    let dispersion: Double
    /// `nil` for a mean of zero, which is no demand at all.
    let distribution: (any Distribution)?

    init(_ component: CountMixture.Component) {
      weight = component.weight
      mean = component.mean
      dispersion = component.dispersion
      let variance = component.mean * component.dispersion
      if component.mean <= 0 {
        distribution = nil
      } else if let counts = try? NegativeBinomial(mean: component.mean, variance: variance) {
        distribution = counts
      } else {
        // So many units that nobody counts them any more.
        distribution = try? Normal(mean: mean, standardDeviation: variance.squareRoot())
      }
    }
  }

  init(mixture: CountMixture) {
    unit = mixture.unit
    parts = mixture.components.map { Part($0) }
    let average = mixture.components.reduce(0) { $0 + $1.weight * $1.mean }
    mean = average * mixture.unit
    let square = mixture.components.reduce(0) { sum, part in
      sum + part.weight
        * (part.mean * part.dispersion + (part.mean - average) * (part.mean - average))
    }
    variance = square * mixture.unit * mixture.unit
  }

  func cumulative(_ x: Double) -> Double {
    let count = counted(x)
    return parts.reduce(0) { sum, part in
      sum + part.weight * (part.distribution?.cumulative(count) ?? (count >= 0 ? 1 : 0))
    }
  }

  func exceedance(_ x: Double) -> Double {
    let count = counted(x)
    return parts.reduce(0) { sum, part in
      sum + part.weight * (part.distribution?.exceedance(count) ?? (count >= 0 ? 0 : 1))
    }
  }

  func loss(at x: Double) -> Double {
    unit
      * parts.reduce(0) { sum, part in
        sum + part.weight * (part.distribution?.loss(at: x / unit) ?? max(0, -x / unit))
      }
  }

  func secondOrderLoss(at x: Double) -> Double {
    let count = x / unit
    let below = 0.5 * min(0, count) * min(0, count)
    return unit * unit
      * parts.reduce(0) { sum, part in
        sum + part.weight * (part.distribution?.secondOrderLoss(at: count) ?? below)
      }
  }

  func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return parts.contains { $0.distribution != nil } ? .infinity : 0 }
    return unit * (counted(to: p) ?? bisected(p))
  }

  func sample(using generator: inout SeededGenerator) -> Double {
    var place = generator.uniform()
    for part in parts {
      place -= part.weight
      if place < 0 { return unit * (part.distribution?.sample(using: &generator) ?? 0) }
    }
    return unit * (parts.last?.distribution?.sample(using: &generator) ?? 0)
  }

  /// Units, with the rounding of a division taken back.
  private func counted(_ x: Double) -> Double {
    let count = x / unit
    let whole = count.rounded()
    return (count - whole).magnitude <= 1e-9 * max(1, whole) ? whole : count
  }

  /// Counts up from zero with all components abreast: a few steps for most of what is intermittent.
  ///
  /// `nil` where demand is too large to begin at zero, or the far tail would lose its digits.
  private func counted(to p: Double) -> Double? {
    guard p < 1 - 1e-9 else { return nil }
    var masses: [Double] = []
    var cumulative = 0.0
    for part in parts {
      let exponent = part.mean / (part.dispersion - 1) * Double.log(part.dispersion)
      if exponent > 600 { return nil }
      masses.append(part.weight * .exp(-exponent))
      cumulative += masses[masses.count - 1]
    }
    var count = 0.0
    while cumulative < p {
      if count >= 2_000 { return nil }
      for (index, part) in parts.enumerated() {
        let successes = part.mean / (part.dispersion - 1)
        masses[index] *= (successes + count) / (count + 1) * (1 - 1 / part.dispersion)
        cumulative += masses[index]
      }
      count += 1
    }
    return count
  }

  /// Between the lowest and the highest of the components' quantiles.
  private func bisected(_ p: Double) -> Double {
    let quantiles = parts.filter { $0.weight > 0 }.map { $0.distribution?.quantile(p) ?? 0 }
    guard var low = quantiles.min(), var high = quantiles.max(), high.isFinite else {
      return .infinity
    }
    low -= 1
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if middle <= low || middle >= high { break }
      if cumulative(middle * unit) >= p { high = middle } else { low = middle }
    }
    return high
  }
}
