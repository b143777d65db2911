import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

/// What every distribution promises, tried on one of each kind.
struct DistributionTests {
  static func examples() throws -> [any Distribution] {
    [
      try Normal(mean: 50, standardDeviation: 8), try Gamma(mean: 3, standardDeviation: 2),
      try Gamma(shape: 0.2, scale: 5), try Lognormal(mean: 10, standardDeviation: 6),
      try Uniform(from: -2, to: 7), try Poisson(mean: 4.5), try Poisson(mean: 300),
      try Discrete(values: [0, 3, 8, 2], probabilities: [0.4, 0.3, 0.1, 0.2]),
      try Empirical([4, 8, 15, 16, 23, 42]), try Deterministic(7),
      try Normal(mean: 1, standardDeviation: 2).floored(at: 0),
      try Poisson(mean: 3).scaled(by: 2.5).shifted(by: 1),
    ]
  }

  @Test func quantilesAndCumulativeProbabilitiesAgree() throws {
    for distribution in try Self.examples() {
      for p in stride(from: 0.01, to: 1, by: 0.07) {
        let x = distribution.quantile(p)
        #expect(distribution.cumulative(x) >= p - 1e-12)
        let below = x - 1e-7 * max(1, x.magnitude)
        #expect(distribution.cumulative(below) <= p + 1e-12)
      }
    }
  }

  @Test func lossesFallAndBalance() throws {
    for distribution in try Self.examples() {
      var previous = Double.infinity
      for step in -20...40 {
        let x = distribution.mean + Double(step) / 4 * distribution.standardDeviation
        let loss = distribution.loss(at: x)
        let scale = distribution.standardDeviation + distribution.mean.magnitude
        #expect(loss >= 0 && loss <= previous + 1e-12 * scale)
        #expect(
          (distribution.complementaryLoss(at: x) - (x - distribution.mean + loss)).magnitude
            < 1e-11 * (scale + x.magnitude))
        #expect(
          (distribution.cumulative(x) + distribution.exceedance(x) - 1).magnitude < 1e-12)
        previous = loss
      }
    }
  }

  @Test func secondOrderLossIsTheIntegralOfTheLoss() throws {
    for distribution in try Self.examples() {
      let from = distribution.mean - distribution.standardDeviation
      let to = distribution.mean + 2 * distribution.standardDeviation
      let steps = 20_000
      let width = (to - from) / Double(steps)
      var integral = 0.0
      for step in 0..<steps {
        integral += width * distribution.loss(at: from + (Double(step) + 0.5) * width)
      }
      let difference =
        distribution.secondOrderLoss(at: from) - distribution.secondOrderLoss(at: to)
      #expect((difference - integral).magnitude <= 1e-6 * max(integral, 1e-3))
    }
  }

  @Test func samplesHaveTheMoments() throws {
    for (index, distribution) in try Self.examples().enumerated() {
      var generator = SeededGenerator(seed: 17, stream: UInt64(index))
      let count = 4_000
      let draws = (0..<count).map { _ in distribution.sample(using: &generator) }
      let mean = draws.reduce(0, +) / Double(count)
      let error = distribution.standardDeviation / Double(count).squareRoot()
      #expect((mean - distribution.mean).magnitude <= 4 * error)
      let share = Double(draws.count { $0 <= distribution.median }) / Double(count)
      #expect(
        (share - distribution.cumulative(distribution.median)).magnitude
          <= 2.1 / Double(count).squareRoot())
    }
  }

  @Test func neverTrapOnStrangeArguments() throws {
    for distribution in try Self.examples() {
      for x in [
        -Double.infinity, -1e308, -0.0, .leastNonzeroMagnitude, 1e18, 1e308, .infinity, .nan,
      ] {
        _ = distribution.cumulative(x)
        _ = distribution.exceedance(x)
        _ = distribution.quantile(x)
        _ = distribution.complementaryLoss(at: x)
        #expect(!(distribution.loss(at: x) < 0))
        #expect(!(distribution.secondOrderLoss(at: x) < 0))
      }
      #expect(distribution.quantile(-0.01).isNaN)
      #expect(distribution.quantile(1.01).isNaN)
      #expect(distribution.quantile(.nan).isNaN)
    }
  }

  /// A distribution that gives only what it must: the defaults have to fill in.
  struct Triangle: Distribution {
    let mean = 1.0
    let variance = 1.0 / 6

    func cumulative(_ x: Double) -> Double {
      x <= 0 ? 0 : x >= 2 ? 1 : x <= 1 ? x * x / 2 : 1 - (2 - x) * (2 - x) / 2
    }
    func quantile(_ p: Double) -> Double {
      guard p >= 0, p <= 1 else { return .nan }
      return p <= 0.5 ? (2 * p).squareRoot() : 2 - (2 * (1 - p)).squareRoot()
    }
    func loss(at x: Double) -> Double {
      if x >= 2 { return 0 }
      if x >= 1 { return (2 - x) * (2 - x) * (2 - x) / 6 }
      return 1 - x + (x > 0 ? x * x * x / 6 : 0)
    }
  }

  @Test func defaultsFillIn() {
    let triangle = Triangle()
    #expect(triangle.exceedance(1) == 0.5)
    #expect(relativeError(triangle.complementaryLoss(at: 0.5), from: 1.0 / 48) < 1e-12)
    // ½ E[X²] = ½ (1 + 1/6), and (2 − x)⁴ / 24 above one.
    #expect(relativeError(triangle.secondOrderLoss(at: 0), from: 7.0 / 12) < 1e-8)
    #expect(relativeError(triangle.secondOrderLoss(at: 1.5), from: 1.0 / 384) < 1e-8)
    #expect(
      relativeError(triangle.secondOrderLoss(at: -100), from: 0.5 * (1 / 6.0 + 101 * 101)) < 1e-8)
    #expect(triangle.secondOrderLoss(at: 3) == 0)
    var generator = SeededGenerator(seed: 1)
    let draw = triangle.sample(using: &generator)
    #expect(draw > 0 && draw < 2)
  }
}
