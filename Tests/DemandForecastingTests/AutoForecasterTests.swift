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
}
