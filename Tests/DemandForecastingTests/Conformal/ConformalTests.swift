import DemandForecasting
import Probability
import SupplyChainCore
import Testing

@Suite struct ConformalTests {
  /// Bands hold what they promise where the errors are far from normal, on average over many series.
  @Test(arguments: [0.8, 0.95])
  func bandsHold(level: Double) throws {
    var generator = SeededGenerator(seed: 6)
    var (inside, count) = (0.0, 0.0)
    for _ in 0..<150 {
      // Cubes of uniform numbers: heavy tails.
      let values = (0..<45).map { _ in
        let u = 2 * generator.uniform() - 1
        return 10 + 5 * u * u * u
      }
      let history = try TimeSeries(Array(values[..<43]))
      let forecast = try Conformal(Naive(), origins: 19).forecast(history, horizon: 2)
      inside +=
        2
        * Accuracy.coverage(
          actual: Array(values[43...]), interval: forecast.interval(level))
      count += 2
    }
    #expect(inside / count > level - 0.05)
    #expect(inside / count < min(1, level + 0.07))
  }

  @Test func theCentreIsThatOfTheModel() throws {
    let series = try TimeSeries(SeasonalTrendDecompositionTests.airPassengers, period: 12)
    let plain = try Theta.standard.forecast(series, horizon: 3).mean
    let conformal = try Conformal(Theta.standard).forecast(series, horizon: 3)
    for (ours, theirs) in zip(conformal.mean, plain) {
      #expect(isClose(ours, theirs, tolerance: 1e-9))
    }
    let demand = try conformal.demand(over: 3)
    #expect(demand.quantile(0.9) > plain.reduce(0, +))
  }

  @Test func originsNeedAHistory() throws {
    #expect(throws: InvalidInput.self) {
      try Conformal(Naive()).forecast(TimeSeries([1, 2, 3]), horizon: 3)
    }
    #expect(throws: InvalidInput.self) {
      try Conformal(Naive(), origins: 0).fit(TimeSeries([1, 2, 3]))
    }
  }
}
