import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct SeasonalAutoregressionTests {
  /// Hours with a day, a week, and noise of a tenth.
  static func hours(_ weeks: Int, seed: UInt64 = 3) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<168 * weeks).map { hour in
      let day = [0.0, 1, 2, 3, 4, -6, -4][hour / 24 % 7]
      return 30 + Double(abs(12 - hour % 24)) + day + generator.uniform()
    }
  }

  /// The coefficients against a regression on lagged copies, by another algorithm.
  @Test func coefficientsAreThoseOfARegression() throws {
    var generator = SeededGenerator(seed: 1)
    var values = [0.0, 0]
    for t in 2..<120 {
      values.append(
        0.7 * values[t - 1] - 0.2 * values[t - 2] + generator.uniform() - 0.6)
    }
    let fitted = try SeasonalAutoregression(seasons: []).fit(TimeSeries(values))
    let regressors = try fitted.lags.map { lag in
      try Regressor("lag \(lag)", Array(values[4 - lag..<values.count - lag]))
    }
    let expected = try LinearRegression(trend: .none, season: .none)
      .fit(TimeSeries(Array(values[4...])), regressors: regressors)
    #expect(fitted.lags.count >= 2)
    for (ours, theirs) in zip(fitted.coefficients, expected.coefficients.dropFirst()) {
      #expect((ours - theirs.estimate).magnitude < 1e-6)
    }
  }

  @Test func seasonsAreFound() throws {
    let hours = try TimeSeries(Self.hours(4), period: 24)
    #expect(SeasonalPeriods.find(in: hours) == [24, 168])
    var generator = SeededGenerator(seed: 2)
    let noise = try TimeSeries((0..<400).map { _ in generator.uniform() })
    #expect(SeasonalPeriods.find(in: noise) == [])
    let weeks = try TimeSeries(
      (0..<260).map { Double([3, 1, 4, 1, 5][$0 % 52 / 11]) + generator.uniform() })
    #expect(SeasonalPeriods.find(in: weeks) == [52])
    let short = try TimeSeries([1, 2, 3], period: 12)
    #expect(SeasonalPeriods.find(in: short) == [])
  }

  @Test func aWeekIsForeseen() throws {
    let values = Self.hours(5)
    let history = try TimeSeries(Array(values[..<(168 * 4)]), period: 24)
    let forecast = try SeasonalAutoregression().forecast(history, horizon: 168)
    let error = Accuracy.meanAbsoluteError(
      actual: Array(values[(168 * 4)...]), forecast: forecast.mean)
    // The noise alone has a mean absolute deviation of 0.25.
    #expect(error < 0.4)
    let coverage = Accuracy.coverage(
      actual: Array(values[(168 * 4)...]), interval: forecast.interval(0.8))
    #expect(coverage > 0.65)
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    let series = try TimeSeries([1, 2, 3, 4, 5, 6])
    #expect(throws: InvalidInput.self) { try SeasonalAutoregression(seasons: [1]).fit(series) }
    #expect(throws: InvalidInput.self) { try SeasonalAutoregression(seasons: [4]).fit(series) }
    #expect(throws: InvalidInput.self) {
      try SeasonalAutoregression(seasons: [.max]).fit(series)
    }
    var fitted = try SeasonalAutoregression(seasons: [])
      .fit(TimeSeries((0..<40).map { Double.pi * Double($0 % 3 + 1) * Double($0 % 5 + 1) }))
    #expect(throws: InvalidInput.self) { try fitted.update(with: .infinity) }
    try fitted.update(with: nil)
  }
}
