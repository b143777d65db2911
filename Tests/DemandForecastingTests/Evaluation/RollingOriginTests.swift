import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct RollingOriginTests {
  let series: TimeSeries

  init() throws { series = try TimeSeries([1, 2, 4, 7, 11, 16, 22, 29]) }

  @Test func everyOriginSeesItsPastAlone() throws {
    let evaluation = try RollingOrigin(firstOrigin: 3, horizon: 2, step: 2)
      .evaluate(Naive(), on: series)
    #expect(evaluation.origins.map(\.known) == [3, 5])
    #expect(evaluation.origins.map(\.forecast.mean) == [[4, 4], [11, 11]])
    #expect(evaluation.origins.map(\.actual) == [[7, 11], [16, 22]])
    #expect(evaluation.meanAbsoluteError() == 6.5)
    #expect(evaluation.meanAbsoluteError(step: 1) == 4)
    #expect(evaluation.bias(step: 2) == -9)
    #expect(evaluation.meanAbsoluteError(step: 3).isNaN)
    #expect(evaluation.mase() == 6.5 / 4)
  }

  /// Worked out by hand for the naive forecasts 4, 4 of 7, 11 and 11, 11 of 16, 22.
  @Test func measuresAreMeansOverOrigins() throws {
    let evaluation = try RollingOrigin(firstOrigin: 3, horizon: 2, step: 2)
      .evaluate(Naive(), on: series)
    #expect(evaluation.losses { ($0 - $1) * ($0 - $1) } == [29, 73])
    #expect(evaluation.losses(step: 2) { ($0 - $1).magnitude } == [7, 11])
    // Mean square 51, over the mean square of the steps 1 to 7, which is 20.
    #expect(isClose(evaluation.rmsse(), (51.0 / 20).squareRoot(), tolerance: 1e-12))
    #expect(isClose(evaluation.wape(), 100 * 6.5 / 14, tolerance: 1e-12))
    let naive2 = try RollingOrigin(firstOrigin: 3, horizon: 2, step: 2)
      .evaluate(Naive2(), on: series)
    #expect(isClose(evaluation.overallWeightedAverage(against: naive2), 1, tolerance: 1e-12))
    #expect(evaluation.rankedProbabilityScore() < evaluation.meanAbsoluteError())
    #expect(evaluation.meanScaledIntervalScore(0.8) > 0)
  }

  /// The score of a normal forecast in closed form (Gneiting and Raftery 2007): for an actual value at
  /// the mean σ (√2 − 1) / √π.
  @Test func rankedProbabilityIsThatOfTheNormal() throws {
    let forecast = try Forecast(model: "n", mean: [10], standardDeviations: [2])
    let score = Accuracy.rankedProbabilityScore(actual: [10], forecast: forecast)
    #expect(isClose(score, 0.467_389_954_5, tolerance: 2e-3))
    let sure = try Forecast(model: "s", mean: [10], standardDeviations: [0])
    #expect(
      isClose(Accuracy.rankedProbabilityScore(actual: [13], forecast: sure), 3, tolerance: 1e-9))
  }

  @Test func aWindowForgets() throws {
    let evaluation = try RollingOrigin(firstOrigin: 4, horizon: 1, window: 2)
      .evaluate(Drift(), on: series)
    // From two observations the drift is the last step.
    #expect(evaluation.origins.map { $0.forecast.mean[0] } == [10, 15, 21, 28])
    #expect(evaluation.coverage(0.8) >= 0)
  }

  @Test func withoutRefitTheModelIsUpdated() throws {
    let evaluation = try RollingOrigin(firstOrigin: 5, horizon: 1, refits: false)
      .evaluate(ExponentialSmoothing.simple, on: series)
    var fitted = try ExponentialSmoothing.simple.fit(series.prefix(5))
    for (index, origin) in evaluation.origins.enumerated() {
      #expect(origin.forecast == (try fitted.forecast(1)))
      try fitted.update(with: series[5 + index])
    }
    #expect(throws: InvalidInput.self) {
      try RollingOrigin(firstOrigin: 5, horizon: 1, refits: false).evaluate(Naive(), on: series)
    }
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    #expect(throws: InvalidInput.self) { try RollingOrigin(firstOrigin: 0, horizon: 1) }
    #expect(throws: InvalidInput.self) {
      try RollingOrigin(firstOrigin: 1, horizon: 0, step: 0, window: 0)
    }
    #expect(throws: InvalidInput.self) {
      try RollingOrigin(firstOrigin: 7, horizon: 2).evaluate(Naive(), on: series)
    }
    #expect(throws: InvalidInput.self) {
      try RollingOrigin(firstOrigin: 7, horizon: .max).evaluate(Naive(), on: series)
    }
  }
}
