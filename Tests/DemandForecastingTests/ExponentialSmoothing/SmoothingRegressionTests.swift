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
      #expect(isClose(fitted.coefficients[0].estimate, 20, tolerance: 1e-3))
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
    #expect((fitted.coefficients[0].estimate - 3.00436).magnitude < 0.02)
  }

  /// A level that wanders is followed, so that the effect on top is known better than by least squares.
  ///
  /// The standard error: with α given, one-step errors are linear in the first level and the effect, and `errors`
  /// below are those of a first level of one, and of the promotion.
  @Test func errorsThatWanderAreFollowed() throws {
    var generator = SeededGenerator(seed: 3)
    var level = 100.0
    let promotion = (0..<90).map { _ in generator.uniform() < 0.25 ? 1.0 : 0 }
    let sales = promotion.map { promoted in
      level += 6 * (generator.uniform() - 0.5)
      return level + 15 * promoted + 4 * (generator.uniform() - 0.5)
    }
    let series = try TimeSeries(sales)
    let regressor = try Regressor("promotion", promotion)
    let fitted = try ExponentialSmoothing.simple.fit(series, regressors: [regressor])
    let own = fitted.coefficients[0]
    #expect((own.estimate - 15).magnitude < 4 * own.standardError)
    let ordinary = try #require(
      try LinearRegression().fit(series, regressors: [regressor])["promotion"])
    #expect(own.standardError < 0.8 * ordinary.standardError)
    let alpha = fitted.smoothing.parameters.level
    func errors(_ values: [Double], from start: Double) -> [Double] {
      var level = start
      return values.map { value in
        let error = value - level
        level += alpha * error
        return error
      }
    }
    let (x, z) = (errors(promotion, from: 0), errors(promotion.map { _ in 0 }, from: 1))
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let information = product(x, x) - product(x, z) * product(x, z) / product(z, z)
    let expected = (fitted.smoothing.errorVariance / information).squareRoot()
    #expect(isClose(own.standardError, expected, tolerance: 1e-3))
    let forecast = try fitted.forecast(2, regressors: [Regressor("promotion", [0, 1])])
    #expect((forecast.mean[1] - forecast.mean[0] - 15).magnitude < 3)
    #expect((forecast.mean[0] - level).magnitude < 8)
    // What is not known of the effect is in the spread of the step that has it.
    let plain = try fitted.smoothing.forecast(2).quantile(0.9)
    let wide = forecast.quantile(0.9)
    #expect(isClose(wide[0], plain[0], tolerance: 1e-9))
    #expect(wide[1] - forecast.mean[1] > plain[1] - (try fitted.smoothing.forecast(2).mean[1]))
    #expect(throws: InvalidInput.self) { try fitted.forecast(1, regressors: []) }
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

  /// Promotions on top of a year of weeks.
  @Test(arguments: [false, true])
  func longSeasonsLeaveTheEffect(scales: Bool) throws {
    var generator = SeededGenerator(seed: 12)
    let promotion = (0..<165).map { _ in generator.uniform() < 0.1 ? 1.0 : 0 }
    func course(_ week: Int) -> Double {
      let season = Double(week % 52 < 6 ? 3 : week % 52 < 30 ? 1 : 2)
      return scales ? 50 * season * (1 + 0.003 * Double(week)) : 100 + 30 * season
    }
    let sales = (0..<160).map { course($0) + 40 * promotion[$0] + 4 * (generator.uniform() - 0.5) }
    let fitted = try AutomaticExponentialSmoothing().fit(
      TimeSeries(sales, period: 52),
      regressors: [Regressor("promotion", Array(promotion[..<160]))])
    #expect(fitted.smoothing.form.season != .none)
    let effect = fitted.coefficients[0]
    #expect((effect.estimate - 40).magnitude < 4)
    #expect(effect.standardError > 0 && effect.standardError < 4)
    let forecast = try fitted.forecast(
      5, regressors: [Regressor("promotion", Array(promotion[160...]))])
    for step in 0..<5 {
      let truth = course(160 + step) + 40 * promotion[160 + step]
      #expect(isClose(forecast.mean[step], truth, tolerance: 0.1), "\(step)")
    }
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
    #expect(try logLikelihood(fitted.coefficients[0].estimate + 0.3) < best + 0.5, "\(code)")
    #expect(try logLikelihood(fitted.coefficients[0].estimate - 0.3) < best + 0.5, "\(code)")
    #expect((fitted.coefficients[0].estimate - 3).magnitude < 1)
  }
}
