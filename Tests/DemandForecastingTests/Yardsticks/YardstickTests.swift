import DemandForecasting
import Probability
import SupplyChainCore
import Testing

@Suite struct YardstickTests {
  /// R forecast 8.20 on `y <- c(30, 21, 29, 31, 32, 24, 30, 35)`:
  /// `rwf(y, h = 3, drift = TRUE)$mean`; the standard deviations by hand.
  @Test func driftGoesOn() throws {
    let series = try TimeSeries([30, 21, 29, 31, 32, 24, 30, 35])
    let forecast = try Drift().forecast(series, horizon: 3)
    for (step, expected) in [35.714285714286, 36.428571428571, 37.142857142857].enumerated() {
      #expect(isClose(forecast.mean[step], expected, tolerance: 1e-10))
    }
    #expect(try Drift().forecast(TimeSeries([5]), horizon: 2).mean == [5, 5])
  }

  @Test func naiveRepeatsAndWidens() throws {
    // Steps 2, −2, 2, −2: variance 4.
    let forecast = try Naive().forecast(TimeSeries([3, 5, 3, 5, 3]), horizon: 4)
    #expect(forecast.mean == [3, 3, 3, 3])
    #expect(forecast.standardDeviations == [2, 8.0.squareRoot(), 12.0.squareRoot(), 4])
    // The sum of the first two: Var(2 e₁ + e₂) = 5 σ².
    #expect(isClose(try forecast.demand(over: 2).variance, 20, tolerance: 1e-12))
  }

  @Test func seasonalNaiveRepeatsTheSeason() throws {
    let series = try TimeSeries([1, 10, 2, 11, 3, 12], period: 2)
    let forecast = try SeasonalNaive().forecast(series, horizon: 5)
    #expect(forecast.mean == [3, 12, 3, 12, 3])
    // Steps from season to season are all 1; places of the season are independent.
    #expect(
      forecast.standardDeviations.map { $0 * $0 }.map { ($0 * 1e9).rounded() / 1e9 } == [
        1, 1, 2, 2, 3,
      ])
    #expect(isClose(try forecast.demand(over: 3).variance, 1 + 1 + 2 + 2, tolerance: 1e-12))
  }

  @Test func naive2TakesTheSeasonOut() throws {
    let values = (0..<24).map { Double([10, 20, 30, 20][$0 % 4]) }
    let forecast = try Naive2().forecast(TimeSeries(values, period: 4), horizon: 4)
    for (ours, expected) in zip(forecast.mean, [10.0, 20, 30, 20]) {
      #expect(isClose(ours, expected, tolerance: 1e-9))
    }
    // Without a significant season it is the naive forecast.
    let noise = try TimeSeries([5, 3, 4, 6, 2, 7, 5, 4, 3, 6, 5, 4], period: 4)
    #expect(try Naive2().forecast(noise, horizon: 2).mean == [4, 4])
  }

  @Test func horizonsThatCannotBeMeantAreRefused() throws {
    let series = try TimeSeries([1, 2, 3])
    for horizon in [0, -1, .max] {
      #expect(throws: InvalidInput.self) { try Naive().forecast(series, horizon: horizon) }
      #expect(throws: InvalidInput.self) {
        try ExponentialSmoothing.simple.forecast(series, horizon: horizon)
      }
    }
  }
}
