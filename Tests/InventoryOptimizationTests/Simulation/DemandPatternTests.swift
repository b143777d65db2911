import InventoryOptimization
import Probability
import SupplyChainCore
import Testing

@Suite struct DemandPatternTests {
  private func draw(_ pattern: any DemandPattern, _ count: Int = 20_000) -> [Double] {
    var generator = SeededGenerator(seed: 1)
    return pattern.demand(in: 0..<count, after: nil, using: &generator)
  }

  private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (
      mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    )
  }

  @Test(arguments: [0.3, 6, 250])
  func tabulatedDrawsHaveTheRightFrequencies(mean: Double) throws {
    let poisson = try Poisson(mean: mean)
    let values = draw(IndependentDemand(poisson))
    let (average, variance) = moments(values)
    #expect((average - mean).magnitude < 5 * (mean / 20_000).squareRoot())
    #expect((variance / mean - 1).magnitude < 0.08)
    for k in [0, Int(mean), Int(mean) + 2] {
      let share = Double(values.count { $0 == Double(k) }) / 20_000
      let p = poisson.mass(at: k)
      #expect((share - p).magnitude < 5 * (p / 20_000).squareRoot() + 1e-9)
    }
  }

  @Test func autoregression() throws {
    let values = draw(
      try AutoregressiveDemand(mean: 50, standardDeviation: 8, correlation: 0.6))
    let (mean, variance) = moments(values)
    #expect((mean - 50).magnitude < 1)
    #expect((variance.squareRoot() - 8).magnitude < 0.4)
    let products = zip(values, values.dropFirst()).map { ($0 - mean) * ($1 - mean) }
    #expect((products.reduce(0, +) / Double(products.count) / variance - 0.6).magnitude < 0.03)
  }

  @Test func recordedDemandEndsOrRepeats() {
    #expect(draw(RecordedDemand([1, 2]), 4) == [1, 2, 0, 0])
    #expect(draw(RecordedDemand([1, 2], repeats: true), 5) == [1, 2, 1, 2, 1])
    #expect(draw(RecordedDemand([], repeats: true), 5) == [])
  }

  @Test func seasons() throws {
    let pattern = SeasonalDemand([try Deterministic(3), try Deterministic(5)])
    #expect(draw(pattern, 3) == [3, 5, 3])
    #expect(draw(SeasonalDemand([]), 3) == [])
  }

  @Test func leadTimes() throws {
    let leadTime = try RandomLeadTime(rounding: Normal(mean: 3, standardDeviation: 1), longest: 6)
    var generator = SeededGenerator(seed: 2)
    let draws = (0..<20_000).map { _ in
      Double(leadTime.leadTime(using: &generator))
    }
    #expect((moments(draws).mean - 3).magnitude < 0.05)
    #expect((draws.max() ?? 7) <= 6)
    #expect(leadTime.longest == 6)
    #expect(FixedLeadTime(-4).longest == 0)
  }
}
