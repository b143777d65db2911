import DemandForecasting
import Probability
import SupplyChainCore
import Testing

@Suite struct ForecastPathsTests {
  /// Steps and sums of sampled paths spread as the forecast says, with and without Student's tails.
  @Test(arguments: [true, false])
  func pathsSpreadAsTheForecast(isEstimated: Bool) throws {
    let series = try TimeSeries(LinearRegressionTests.passengers, period: 12)
    let forecast =
      try isEstimated
      ? AutoForecaster().forecast(series, horizon: 8) : Naive().forecast(series, horizon: 8)
    let paths = try forecast.samplePaths(20_000, seed: 1)
    for steps in [1, 4, 8] {
      let sums = paths.map { $0[..<steps].reduce(0, +) }.sorted()
      let demand = try forecast.demand(over: steps)
      for p in [0.1, 0.5, 0.9] {
        let spread = demand.quantile(0.9) - demand.quantile(0.1)
        #expect((sums[Int(p * 20_000)] - demand.quantile(p)).magnitude < 0.03 * spread)
      }
      let last = paths.map { $0[steps - 1] }.sorted()
      let own = forecast.interval(0.8)
      let width = own.upper[steps - 1] - own.lower[steps - 1]
      #expect((last[2_000] - own.lower[steps - 1]).magnitude < 0.03 * width)
    }
    #expect(try forecast.samplePaths(3, seed: 9) == forecast.samplePaths(3, seed: 9))
  }

  @Test func storedPathsAreDrawn() throws {
    let forecast = try Forecast(model: "", paths: [[1, 2], [3, 4]])
    let paths = try forecast.samplePaths(50, seed: 2)
    #expect(Set(paths) == [[1, 2], [3, 4]])
    #expect(throws: InvalidInput.self) { try forecast.samplePaths(0, seed: 1) }
    let floored = try Forecast(model: "", mean: [0], standardDeviations: [1]).nonNegative
    #expect(try floored.samplePaths(50, seed: 2).allSatisfy { $0[0] >= 0 })
  }
}
