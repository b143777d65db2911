import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct SmoothingRegressionTests {
  @Test func aPromotionIsTakenOut() throws {
    let base = (0..<36).map { 50 + 0.5 * Double($0) }
    let promotion = (0..<36).map { Double($0 % 7 == 3 ? 1 : 0) }
    let sales = zip(base, promotion).map { $0 + 20 * $1 }
    let regressor = try Regressor("promotion", promotion)
    for fitted in [
      try ExponentialSmoothing.holt.fit(TimeSeries(sales), regressors: [regressor]),
      try AutomaticExponentialSmoothing().fit(TimeSeries(sales), regressors: [regressor]),
    ] {
      #expect(isClose(fitted.effects[0], 20, tolerance: 1e-3))
      let forecast = try fitted.forecast(2, regressors: [Regressor("promotion", [0, 1])])
      #expect(isClose(forecast.mean[0], 68, tolerance: 1e-2))
      #expect(isClose(forecast.mean[1], 88.5, tolerance: 1e-2))
    }
  }

  /// Simple smoothing is ARIMA(0,1,1) with θ = α − 1.
  ///
  /// R 4.2.2: `arima(y + 3 * x, order = c(0, 1, 1), xreg = x)` finds θ = 0.26785 and an effect of 3.00436,
  /// with standard errors of 0.198 and 0.233.
  @Test func effectsAgreeWithR() throws {
    let x = LinearRegressionTests.extra
    let sales = zip(LinearRegressionTests.passengers, x).map { $0 + 3 * $1 }
    let fitted = try ExponentialSmoothing(ExponentialSmoothing.simple.form, region: .admissible)
      .fit(TimeSeries(sales), regressors: [Regressor("x", x)])
    #expect((fitted.smoothing.parameters.level - 1.26785).magnitude < 0.02)
    #expect((fitted.effects[0] - 3.00436).magnitude < 0.02)
  }

  @Test func regressorsHaveToFit() throws {
    let series = try TimeSeries(LinearRegressionTests.passengers, period: 12)
    let x = try Regressor("x", LinearRegressionTests.extra)
    #expect(throws: InvalidInput.self) {
      try ExponentialSmoothing.simple.fit(series, regressors: [Regressor("x", [1])])
    }
    #expect(throws: InvalidInput.self) {
      try ExponentialSmoothing.simple.fit(series, regressors: [x, x])
    }
    var fitted = try ExponentialSmoothing.simple.fit(series, regressors: [x])
    #expect(throws: InvalidInput.self) {
      try fitted.forecast(1, regressors: [Regressor("y", [1])])
    }
    #expect(throws: InvalidInput.self) { try fitted.update(with: 3, regressors: []) }
    let before = try fitted.forecast(2, regressors: [Regressor("x", [1, 1])]).mean
    try fitted.update(with: before[0], regressors: [1])
    let after = try fitted.forecast(1, regressors: [Regressor("x", [1])]).mean
    #expect(isClose(before[1], after[0], tolerance: 1e-9))
  }

  /// Without regressors it is the plain fit.
  @Test(arguments: ["ANN", "AAA", "MAM", "MMdN"])
  func noRegressorsChangeNothing(code: String) throws {
    let series = try TimeSeries(LinearRegressionTests.passengers, period: 12)
    let smoothing = ExponentialSmoothing(try SmoothingForm(code))
    let fitted = try smoothing.fit(series, regressors: [])
    let plain = try smoothing.fit(series)
    #expect((fitted.smoothing.logLikelihood - plain.logLikelihood).magnitude < 0.01)
  }

  /// No effect nearby is more likely: the gradient by the effects is right for every kind of form.
  @Test(arguments: ["ANN", "AAdA", "MNN", "MAM", "MMN", "MNA"])
  func effectsAreTheMostLikely(code: String) throws {
    let x = LinearRegressionTests.extra
    let sales = zip(LinearRegressionTests.passengers, x).map { $0 + 3 * $1 }
    let form = try SmoothingForm(code)
    let fitted = try ExponentialSmoothing(form)
      .fit(TimeSeries(sales, period: 12), regressors: [Regressor("x", x)])
    func logLikelihood(_ effect: Double) throws -> Double {
      try ExponentialSmoothing(form).fit(
        TimeSeries(zip(sales, x).map { $0 - effect * $1 }, period: 12)
      ).logLikelihood
    }
    let best = fitted.smoothing.logLikelihood
    #expect(try logLikelihood(fitted.effects[0] + 0.3) < best + 0.5, "\(code)")
    #expect(try logLikelihood(fitted.effects[0] - 0.3) < best + 0.5, "\(code)")
    #expect((fitted.effects[0] - 3).magnitude < 1)
  }
}
