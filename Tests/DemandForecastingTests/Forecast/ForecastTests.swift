import DemandForecasting
import Foundation
import Probability
import SupplyChainCore
import Testing

@Suite struct ForecastTests {
  let plain: Forecast

  init() throws {
    plain = try Forecast(
      model: "test", mean: [10, 20, 5], standardDeviations: [1, 2, 10],
      sumStandardDeviations: [1, 3, 12])
  }

  @Test func quantilesAreNormal() {
    // R: qnorm(0.9) = 1.2815515655446
    let upper = plain.quantile(0.9)
    #expect(isClose(upper[1], 20 + 2 * 1.2815515655446004, tolerance: 1e-12))
    let band = plain.interval(0.8)
    #expect(isClose(band.upper[2], plain.quantile(0.9)[2], tolerance: 1e-12))
    #expect(isClose(band.lower[0] + band.upper[0], 20, tolerance: 1e-12))
    #expect(plain.quantile(1.5).allSatisfy { $0.isNaN })
  }

  @Test func quantilesNeverCross() throws {
    let paths = (0..<50).map { path in (0..<3).map { Double((path * 7 + $0 * 3) % 50) } }
    for forecast in [plain, plain.nonNegative, try Forecast(model: "paths", paths: paths)] {
      var last = forecast.quantile(0.01)
      for step in 2..<100 {
        let next = forecast.quantile(Double(step) / 100)
        for (a, b) in zip(last, next) { #expect(a <= b) }
        last = next
      }
    }
  }

  @Test func demandOverALeadTimeIsTheSum() throws {
    let demand = try plain.demand(over: 2)
    #expect(demand.mean == 30)
    #expect(demand.standardDeviation == 3)
    #expect(try plain.demand(at: 3).mean == 5)
    for steps in [0, -1, 4] {
      #expect(throws: InvalidInput.self) { try plain.demand(over: steps) }
      #expect(throws: InvalidInput.self) { try plain.demand(at: steps) }
    }
  }

  @Test func demandBelowZeroCountsAsNoneOnRequest() throws {
    let floored = plain.nonNegative
    #expect(floored.quantile(0.01)[2] == 0)
    // E[max(0, N(5, 10))] = 5 Φ(0.5) + 10 φ(0.5); R: 5 * pnorm(.5) + 10 * dnorm(.5)
    #expect(isClose(floored.mean[2], 6.977965574013065, tolerance: 1e-9))
    #expect(isClose(floored.mean[0], 10, tolerance: 1e-9))
    #expect(try floored.demand(at: 3).quantile(0.01) == 0)
    #expect(isClose(try floored.demand(at: 3).mean, floored.mean[2], tolerance: 1e-9))
    #expect(floored.nonNegative == floored)
  }

  /// With demand N(μ, σ²) a step, independent, and a lead time L: E = μ E[L],
  /// Var = σ² E[L] + μ² Var(L).
  @Test func uncertainLeadTimesWidenTheDemand() throws {
    let forecast = try Forecast(
      model: "even", mean: Array(repeating: 100, count: 20),
      standardDeviations: Array(repeating: 10, count: 20))
    let leadTime = try Normal(mean: 9.5, standardDeviation: 2)
    let demand = try forecast.demand(overLeadTime: leadTime)
    #expect(isClose(demand.mean, 950, tolerance: 1e-6))
    let expected = 100 * 9.5 + 10_000 * 4.0
    #expect(isClose(demand.variance, expected, tolerance: 0.03))
    let stock = demand.quantile(0.95)
    #expect(isClose(demand.cumulative(stock), 0.95, tolerance: 1e-9))
    #expect(stock > (try forecast.demand(over: 9).quantile(0.95)))
    #expect(demand.loss(at: stock) < demand.loss(at: stock - 10))
    #expect(throws: InvalidInput.self) {
      try forecast.demand(overLeadTime: Normal(mean: 19, standardDeviation: 2))
    }
    let fixed = try forecast.demand(overLeadTime: Deterministic(4))
    #expect(
      isClose(fixed.quantile(0.9), try forecast.demand(over: 4).quantile(0.9), tolerance: 1e-9))
  }

  @Test func pathsKeepTheirCorrelation() throws {
    // Two futures that move together: the sum is 3 or 7, never 5.
    let forecast = try Forecast(model: "paths", paths: [[1, 2], [3, 4]])
    #expect(forecast.mean == [2, 3])
    let demand = try forecast.demand(over: 2)
    #expect(demand.quantile(0.4) == 3)
    #expect(demand.quantile(0.6) == 7)
    #expect(forecast.standardDeviations == [1, 1])
    #expect(try Forecast(model: "p", paths: [[-1], [1]]).nonNegative.mean == [0.5])
    let part = try forecast.demand(overLeadTime: Deterministic(1.5))
    #expect(part.mean == 3.5)
  }

  @Test func whatCannotBeMeantIsRefused() {
    #expect(throws: InvalidInput.self) {
      try Forecast(model: "", mean: [], standardDeviations: [])
    }
    #expect(throws: InvalidInput.self) {
      try Forecast(model: "", mean: [1], standardDeviations: [-1])
    }
    #expect(throws: InvalidInput.self) {
      try Forecast(model: "", mean: [.nan], standardDeviations: [1, 2])
    }
    #expect(throws: InvalidInput.self) { try Forecast(model: "", paths: []) }
    #expect(throws: InvalidInput.self) { try Forecast(model: "", paths: [[1], [1, 2]]) }
    #expect(throws: InvalidInput.self) { try Forecast(model: "", paths: [[.infinity]]) }
  }

  @Test func codingKeepsTheForecast() throws {
    for forecast in [
      plain, plain.nonNegative, try Forecast(model: "p", paths: [[1, 2], [3, 4]]),
    ] {
      let data = try JSONEncoder().encode(forecast)
      #expect(try JSONDecoder().decode(Forecast.self, from: data) == forecast)
    }
  }
}
