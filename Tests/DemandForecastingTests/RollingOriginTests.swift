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
