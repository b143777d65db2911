internal import Probability
internal import SupplyChainCore

/// The distribution of a quantity that comes from one of several distributions, all equally likely.
struct Mixture: Distribution {
  let parts: [any Distribution]
  let mean: Double
  let variance: Double

  /// At least one part.
  init(ofEquallyLikely parts: [any Distribution]) {
    self.parts = parts
    let weight = 1 / Double(parts.count)
    let mean = parts.reduce(0) { $0 + weight * $1.mean }
    self.mean = mean
    variance = parts.reduce(0) { sum, part in
      sum + weight * (part.variance + (part.mean - mean) * (part.mean - mean))
    }
  }

  func cumulative(_ x: Double) -> Double {
    parts.reduce(0) { $0 + $1.cumulative(x) } / Double(parts.count)
  }

  func exceedance(_ x: Double) -> Double {
    parts.reduce(0) { $0 + $1.exceedance(x) } / Double(parts.count)
  }

  func loss(at x: Double) -> Double {
    parts.reduce(0) { $0 + $1.loss(at: x) } / Double(parts.count)
  }

  func secondOrderLoss(at x: Double) -> Double {
    parts.reduce(0) { $0 + $1.secondOrderLoss(at: x) } / Double(parts.count)
  }

  /// Between the lowest and the highest of the parts' quantiles, by bisection.
  func quantile(_ p: Double) -> Double {
    let quantiles = parts.map { $0.quantile(p) }
    guard var low = quantiles.min(), var high = quantiles.max(), low.isFinite, high.isFinite else {
      return p == 0
        ? (quantiles.min() ?? .nan) : p == 1 ? (quantiles.max() ?? .nan) : .nan
    }
    if cumulative(low) >= p { return low }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if cumulative(middle) >= p { high = middle } else { low = middle }
    }
  }

  func sample(using generator: inout SeededGenerator) -> Double {
    parts[generator.index(below: parts.count)].sample(using: &generator)
  }
}
