import DemandForecasting
import Probability
import SupplyChainCore
import Testing

@Suite struct AutoForecasterTests {
  @Test(arguments: AutomaticExponentialSmoothingTests.oddSeries)
  func oddSeriesGiveFiniteForecasts(odd: AutomaticExponentialSmoothingTests.OddSeries) throws {
    let series = try TimeSeries(odd.values, period: odd.period)
    let forecast = try AutoForecaster().forecast(series, horizon: 18)
    for values in [
      forecast.mean, forecast.standardDeviations, forecast.interval(0.95).upper,
      forecast.nonNegative.mean,
    ] {
      #expect(values.allSatisfy { $0.isFinite }, "\(odd.name)")
    }
    #expect(try forecast.nonNegative.demand(over: 18).quantile(0.99).isFinite)
  }

  @Test func theForecastLiesWithinThoseOfTheMembers() throws {
    let series = try TimeSeries(LinearRegressionTests.passengers, period: 12)
    let fitted = try AutoForecaster().fit(series)
    #expect(fitted.members.count == 5)
    #expect(fitted.reason == nil)
    let forecast = try fitted.forecast(12)
    let members = try fitted.members.map { try $0.forecast(12).mean }
    for step in 0..<12 {
      let values = members.map { $0[step] }
      #expect(forecast.mean[step] >= (values.min() ?? .nan))
      #expect(forecast.mean[step] <= (values.max() ?? .nan))
    }
  }

  @Test func shortSeriesSayWhyThereIsNoCombination() throws {
    let fitted = try AutoForecaster().fit(TimeSeries([5, nil, 7]))
    #expect(fitted.reason?.contains("2 observations") == true)
    #expect(fitted.name == "Auto: ETS(A,N,N)")
    #expect(throws: InvalidInput.self) { try fitted.forecast(0) }
  }

  /// A year seen twice cannot be held back: all members count alike, and of demand one knows no season.
  @Test func seasonsSeenTwiceAreHedged() throws {
    var generator = SeededGenerator(seed: 9)
    let weeks = (0..<112).map { week in
      (Double(week % 52 > 44 ? 200 : 80) * (0.9 + 0.2 * generator.uniform())).rounded()
    }
    let fitted = try AutoForecaster().fit(TimeSeries(weeks, period: 52))
    #expect(fitted.members.map(\.name).last == "DynamicNegativeBinomial")
    #expect(fitted.weights == [0.25, 0.25, 0.25, 0.25])
    let forecast = try fitted.forecast(12)
    let members = try fitted.members.map { try $0.forecast(12) }
    for step in 0..<12 {
      let mean = members.reduce(0) { $0 + $1.mean[step] / 4 }
      #expect(isClose(forecast.mean[step], mean, tolerance: 1e-12))
      let width = forecast.quantile(0.95)[step] - mean
      let widths = members.map { $0.quantile(0.95)[step] - $0.mean[step] }
      #expect(width > (widths.min() ?? .nan) && width < (widths.max() ?? .nan))
    }
    let profits = try AutoForecaster().fit(TimeSeries(weeks.map { $0 - 100 }, period: 52))
    #expect(profits.members.count == 3)
    #expect(profits.weights[0] == profits.weights[1])
  }

  /// Few units now and then, and the first ones of a new item, are counted; many units are not.
  @Test func fewUnitsAreCounted() throws {
    func name(_ values: [Double]) throws -> String {
      try AutoForecaster().fit(TimeSeries(values, period: 12)).name
    }
    let years = Array(repeating: 0.0, count: 40)
    #expect(try name(years + [1, 2, 1, 2]).contains("DynamicNegativeBinomial"))
    let often = (0..<45).map { Double([1, 2, 0, 3, 1, 1][$0 % 6 == 2 ? 2 : $0 * $0 % 6]) }
    #expect(try name(often).contains("DynamicNegativeBinomial"))
    #expect(try !name(often.map { 40 * $0 + ($0 > 0 ? 7 : 0) + 3 }).contains("Negative"))
    #expect(try !name(years + (1...20).map { Double(8 + $0 % 3) }).contains("Negative"))
  }
}
