import DemandForecasting
import Foundation
import Probability
import SupplyChainCore
import Testing

@Suite struct AutomaticExponentialSmoothingTests {
  /// What practice brings: each gets finite numbers.
  struct OddSeries: Sendable, CustomTestStringConvertible {
    let name: String
    let values: [Double?]
    let period: Int

    init(_ name: String, period: Int, _ count: Int, _ value: (Int) -> Double?) {
      self.name = name
      self.period = period
      values = (0..<count).map(value)
    }

    var testDescription: String { name }
  }

  static let oddSeries: [OddSeries] = [
    OddSeries("one point", period: 12, 1) { _ in 5 },
    OddSeries("two points", period: 1, 2) { Double($0) },
    OddSeries("constant", period: 12, 30) { _ in 4 },
    OddSeries("zeros", period: 12, 30) { _ in 0 },
    OddSeries("huge", period: 4, 40) { 1e139 * Double($0 % 9) },
    OddSeries("tiny", period: 4, 40) { 1e-200 * Double($0 % 9 + 1) },
    OddSeries("negative", period: 7, 40) { Double($0 % 7) - 50 },
    OddSeries("explosive", period: 12, 60) { step in
      (0..<6).reduce(1.0) { x, _ in x * Double(step) }
    },
    OddSeries("gappy", period: 12, 60) { $0 % 3 == 0 ? nil : Double(20 + $0 % 12) },
    OddSeries("long gap", period: 12, 60) { $0 > 10 && $0 < 50 ? nil : Double(20 + $0 % 12) },
    OddSeries("first missing", period: 1, 10) { $0 < 2 ? nil : Double($0) },
    OddSeries("season as long as the series", period: 24, 24) { Double($0 % 5) },
    OddSeries("endless season", period: .max, 24) { Double($0 % 5 + 1) },
    OddSeries("line", period: 1, 30) { Double($0) },
    OddSeries("perfect season", period: 12, 48) { Double($0 % 12 + 1) },
    OddSeries("outlier", period: 4, 40) { $0 == 20 ? 1e12 : 3 },
    OddSeries("endless outlier", period: 1, 60) { $0 == 30 ? 1e135 : Double(20 + $0 % 7) },
    OddSeries("lone demand", period: 12, 40) { $0 == 20 ? 1 : 0 },
  ]

  @Test(arguments: oddSeries)
  func oddSeriesGiveFiniteForecasts(odd: OddSeries) throws {
    let series = try TimeSeries(odd.values, period: odd.period)
    let forecast = try AutomaticExponentialSmoothing().forecast(series, horizon: 18)
    for values in [
      forecast.mean, forecast.standardDeviations, forecast.interval(0.95).lower,
      forecast.nonNegative.mean,
    ] {
      #expect(values.allSatisfy { $0.isFinite }, "\(odd.name)")
    }
    #expect(try forecast.demand(over: 18).quantile(0.99).isFinite)
    #expect(forecast.nonNegative.quantile(0.01).allSatisfy { $0 >= 0 })
  }

  /// The prior costs little likelihood: no form has a much better criterion without it.
  @Test func theChoiceIsNearlyTheMostLikely() throws {
    let fitted = try AutomaticExponentialSmoothing().fit(
      TimeSeries(LinearRegressionTests.passengers, period: 12))
    #expect(fitted.form.season != .none)
    for form in AutomaticExponentialSmoothing.defaultForms {
      let one = try ExponentialSmoothing(form).fit(
        TimeSeries(LinearRegressionTests.passengers, period: 12))
      #expect(one.correctedAkaikeCriterion >= fitted.correctedAkaikeCriterion - 6)
    }
  }

  @Test func defaultFormsAreTheFifteenStableOnes() {
    #expect(AutomaticExponentialSmoothing.defaultForms.count == 15)
    #expect(AutomaticExponentialSmoothing.defaultForms.allSatisfy { $0.isStable })
  }

  /// Forecasts scale with the units and move with an offset of the series.
  @Test(arguments: [1e-6, 8, 1e6])
  func forecastsFollowTheUnits(scale: Double) throws {
    let values = LinearRegressionTests.passengers
    let plain = try AutomaticExponentialSmoothing().forecast(
      TimeSeries(values, period: 12), horizon: 6)
    let scaled = try AutomaticExponentialSmoothing().forecast(
      TimeSeries(values.map { $0 * scale }, period: 12), horizon: 6)
    for step in 0..<6 {
      #expect(isClose(scaled.mean[step], plain.mean[step] * scale, tolerance: 2e-3))
    }
  }

  /// A season of 52 weeks is found from three years, and its states are those of the decomposition.
  @Test(arguments: [false, true])
  func longSeasonsAreFollowed(scales: Bool) throws {
    var generator = SeededGenerator(seed: 6)
    func course(_ week: Int) -> Double {
      let season = Double(week % 52 < 6 ? 3 : week % 52 < 30 ? 1 : 2)
      return scales ? 50 * season * (1 + 0.003 * Double(week)) : 100 + 30 * season
    }
    let values = (0..<163).map { course($0) * (0.98 + 0.04 * generator.uniform()) }
    let fitted = try AutomaticExponentialSmoothing().fit(TimeSeries(values, period: 52))
    #expect(fitted.form.season != .none)
    #expect(fitted.parameters.season == 0)
    let forecast = try fitted.forecast(60)
    for step in 0..<60 {
      #expect(isClose(forecast.mean[step], course(163 + step), tolerance: 0.1), "\(step)")
    }
    #expect(forecast.interval(0.95).upper[59] < 1.5 * course(222))
  }

  @Test func codingKeepsTheModel() throws {
    let fitted = try AutomaticExponentialSmoothing().fit(
      TimeSeries(LinearRegressionTests.passengers, period: 12))
    let data = try JSONEncoder().encode(fitted)
    let copy = try JSONDecoder().decode(FittedExponentialSmoothing.self, from: data)
    #expect(copy == fitted)
    #expect(try copy.forecast(3) == fitted.forecast(3))
  }

  @Test func noFormIsRefused() throws {
    #expect(throws: InvalidInput.self) {
      try AutomaticExponentialSmoothing(among: []).fit(TimeSeries([1, 2, 3, 5, 4, 2, 8]))
    }
  }
}
