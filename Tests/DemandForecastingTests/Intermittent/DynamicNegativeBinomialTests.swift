import DemandForecasting
import Foundation
import Probability
import SupplyChainCore
import Testing

@Suite struct DynamicNegativeBinomialTests {
  /// Independent negative binomial demand: the forecast has to come near the truth.
  @Test func longHistoriesRevealTheDistribution() throws {
    let truth = try NegativeBinomial(mean: 1.5, variance: 4)
    var generator = SeededGenerator(seed: 5)
    let history = (0..<2_000).map { _ in truth.sample(using: &generator) }
    let forecast = try DynamicNegativeBinomial().forecast(TimeSeries(history), horizon: 3)
    #expect(isClose(forecast.mean[0], 1.5, tolerance: 0.25))
    let step = try forecast.demand(at: 1)
    for count in [0.0, 1, 3, 6] {
      #expect((step.cumulative(count) - truth.cumulative(count)).magnitude < 0.05)
    }
    // The sum of three is at least as wide as that of independent steps.
    let sum = try forecast.demand(over: 3)
    #expect(isClose(sum.mean, 3 * step.mean, tolerance: 1e-12))
    #expect(sum.variance >= 3 * step.variance * (1 - 1e-12))
  }

  /// Quantile, cumulative probability and losses of the mixture agree with one another.
  @Test(arguments: [[0.0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0], [150, 90, 0, 400, 220, 0, 130]])
  func theMixtureIsADistribution(history: [Double]) throws {
    let forecast = try DynamicNegativeBinomial().forecast(TimeSeries(history), horizon: 4)
    for steps in 1...4 {
      let demand = try forecast.demand(over: steps)
      for p in [0.05, 0.5, 0.9, 0.99, 0.9999] {
        let quantile = demand.quantile(p)
        #expect(demand.cumulative(quantile) >= p - 1e-12)
        #expect(quantile == 0 || demand.cumulative(quantile - 1) < p)
        #expect(
          isClose(demand.cumulative(quantile) + demand.exceedance(quantile), 1, tolerance: 1e-12))
      }
      // The loss function falls by the exceedance from one unit to the next.
      let unit = demand.quantile(0.9)
      #expect(
        isClose(
          demand.loss(at: unit) - demand.loss(at: unit + 1), demand.exceedance(unit),
          tolerance: 1e-6))
      #expect(isClose(demand.loss(at: 0), demand.mean, tolerance: 1e-9))
    }
    #expect(try forecast.demand(overLeadTime: Deterministic(1.5)).mean > forecast.mean[0])
  }

  @Test func updatesAreAsGoodAsFits() throws {
    let history = try TimeSeries([0, 0, 3, 0, 2, 0, nil, 0, 3, 0, 1, 0])
    var fitted = try DynamicNegativeBinomial().fit(history)
    let data = try JSONEncoder().encode(fitted)
    #expect(try JSONDecoder().decode(FittedDynamicNegativeBinomial.self, from: data) == fitted)
    let before = fitted.rate
    for _ in 0..<12 { try fitted.update(with: 0) }
    // An item that nobody asks for any more fades.
    #expect(fitted.rate < 0.7 * before)
    #expect(throws: InvalidInput.self) { try fitted.update(with: -1) }
    try fitted.update(with: 1e130)
    let demand = try fitted.forecast(2).demand(over: 2)
    #expect(demand.mean > 1e120 && demand.quantile(0.99).isFinite)
  }

  @Test func unitsAreThoseOfTheDemand() throws {
    // Eight multiples of twelve are dozens; two multiples of three are two numbers.
    let dozens = try DynamicNegativeBinomial()
      .fit(TimeSeries([0, 24, 12, 0, 36, 12, 12, 0, 24, 60, 48]))
    #expect(dozens.unit == 12)
    #expect(try DynamicNegativeBinomial().fit(TimeSeries([0, 3, 0, 0, 6])).unit == 1)
    #expect(try DynamicNegativeBinomial().fit(TimeSeries([0, 0.5, 0, 2.25, 0])).unit == 0.01)
  }

  /// Rare demand is counted; what has a season, a level or negative values is smoothed.
  @Test func intermittentSeriesAreCountedByDefault() throws {
    let rare = try AutoForecaster().fit(
      TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0], period: 12))
    #expect(rare.name.contains("DynamicNegativeBinomial"))
    #expect(rare.reason != nil)
    let summers = (0..<60).map { $0 % 12 < 7 ? 0.0 : Double(10 + $0 % 12) }
    for values in [summers, Array(repeating: 0, count: 30) + (1...20).map { Double(8 + $0 % 3) }] {
      let fitted = try AutoForecaster().fit(TimeSeries(values, period: 12))
      #expect(!fitted.name.contains("DynamicNegativeBinomial"))
    }
  }

  @Test func forecastsAreCodable() throws {
    let forecast = try DynamicNegativeBinomial().forecast(TimeSeries([0, 3, 0, 0, 2]), horizon: 2)
    let data = try JSONEncoder().encode(forecast)
    #expect(try JSONDecoder().decode(Forecast.self, from: data) == forecast)
    let broken = String(decoding: data, as: UTF8.self).replacing(/"unit":1/, with: "\"unit\":-1")
    #expect(throws: InvalidInput.self) {
      try JSONDecoder().decode(Forecast.self, from: Data(broken.utf8))
    }
  }

  /// The four quadrants of Syntetos, Boylan and Croston 2005, worked out by hand.
  @Test(arguments: [
    ([4.0, 5, 4, 5, 4, 5], DemandClassification.Pattern.smooth, 1.0),
    ([1, 9, 1, 1, 9, 1], .erratic, 1.0),
    ([0, 3, 0, 3, 0, 3], .intermittent, 2.0),
    ([0, 0, 1, 0, 0, 30], .lumpy, 3.0),
  ])
  func classesAreThoseOfTheLiterature(
    values: [Double], pattern: DemandClassification.Pattern, interval: Double
  ) throws {
    let demand = try DemandClassification(of: TimeSeries(values))
    #expect(demand.pattern == pattern)
    #expect(demand.averageInterval == interval)
  }

  @Test func noDemandHasNoInterval() throws {
    let demand = try DemandClassification(of: TimeSeries([0, 0]))
    #expect(demand.averageInterval == .infinity)
    #expect(demand.pattern == .intermittent)
    #expect(throws: InvalidInput.self) { try DemandClassification(of: TimeSeries([-1])) }
  }
}
