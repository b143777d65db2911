import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct ComplexExponentialSmoothingTests {
  /// The paper's recursion with complex numbers, ŷ = α e + …, started anew, forgets its start and ends
  /// at the fitted model's forecast (Svetunkov, Kourentzes and Ord 2022, equation 4).
  @Test func theRecursionIsThatOfThePaper() throws {
    var generator = SeededGenerator(seed: 4)
    var values = [50.0]
    for _ in 1..<300 { values.append(values[values.count - 1] + generator.uniform() - 0.4) }
    let fitted = try ComplexExponentialSmoothing(season: .some(.none)).fit(TimeSeries(values))
    let (a0, a1) = (fitted.parameters[0], fitted.parameters[1])
    // ŷ + i p̂ = (α₀ + i α₁)(y + i p) + (1 − α₀ + i − i α₁)(ŷ + i p̂), p = y − ŷ
    var (level, information) = (values[0], 0.0)
    for value in values {
      let error = value - level
      let next = (
        a0 * value - a1 * error + (1 - a0) * level - (1 - a1) * information,
        a1 * value + a0 * error + (1 - a1) * level + (1 - a0) * information
      )
      (level, information) = next
    }
    let forecast = try fitted.forecast(1).mean[0]
    #expect(isClose(forecast, level, tolerance: 1e-6))
  }

  @Test(arguments: ComplexExponentialSmoothing.Season.allCases)
  func seasonsAreFollowed(season: ComplexExponentialSmoothing.Season) throws {
    let values = (0..<60).map { 100 + Double([0, 20, 5, -25][$0 % 4]) + 0.01 * Double($0 % 3) }
    let fitted = try ComplexExponentialSmoothing(season: season)
      .fit(TimeSeries(values, period: 4))
    if season != .none {
      for (forecast, truth) in zip(try fitted.forecast(4).mean, [100.0, 120, 105, 75]) {
        #expect((forecast - truth).magnitude < 3, "\(season)")
      }
    }
    #expect(try ComplexExponentialSmoothing().fit(TimeSeries(values, period: 4)).season != .none)
  }

  @Test(arguments: AutomaticExponentialSmoothingTests.oddSeries)
  func oddSeriesGiveFiniteForecasts(odd: AutomaticExponentialSmoothingTests.OddSeries) throws {
    let series = try TimeSeries(odd.values, period: odd.period)
    let forecast = try ComplexExponentialSmoothing().forecast(series, horizon: 18)
    #expect(forecast.mean.allSatisfy { $0.isFinite }, "\(odd.name)")
    #expect(forecast.interval(0.95).upper.allSatisfy { $0.isFinite }, "\(odd.name)")
  }

  @Test func seasonsNeedTwoOfThem() throws {
    #expect(throws: InvalidInput.self) {
      try ComplexExponentialSmoothing(season: .partial).fit(TimeSeries([1, 2, 3], period: 2))
    }
  }
}
