import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct TransformedTests {
  /// R's forecast 8.20: `BoxCox(c(1, 2, 10), 0.3)`.
  @Test func powersAgreeWithR() throws {
    let power = try BoxCox(lambda: 0.3)
    for (value, expected) in [(1, 0), (2, 0.770481377816), (10, 3.317541049896)]
      as [(Double, Double)]
    {
      #expect((power.transform(value) - expected).magnitude < 1e-11)
      #expect(isClose(power.inverse(power.transform(value)), value, tolerance: 1e-12))
    }
    #expect(try BoxCox(lambda: 0).inverse(0) == 1)
    #expect(try BoxCox(lambda: 0.5).inverse(-10) == 0)
    #expect(try BoxCox(lambda: -1).inverse(5) == TimeSeries.largestMagnitude)
  }

  /// R's forecast 8.20: `BoxCox.lambda(AirPassengers, method = "guerrero")` is −0.2947156.
  @Test func guerreroAgreesWithR() throws {
    let series = try TimeSeries(SeasonalTrendDecompositionTests.airPassengers, period: 12)
    let lambda = try BoxCox.guerrero(series).lambda
    #expect((lambda + 0.294715585559).magnitude < 1e-4)
    #expect(throws: InvalidInput.self) { try BoxCox.guerrero(TimeSeries([1, 0, 2])) }
    #expect(throws: InvalidInput.self) { try BoxCox(lambda: .nan) }
    #expect(try BoxCox.guerrero(TimeSeries([1, 2])).lambda == 1)
  }

  /// λ = 1 shifts the series by one: nothing else may change but for simulation.
  @Test func theIdentityChangesNothing() throws {
    let series = try TimeSeries(SeasonalTrendDecompositionTests.airPassengers, period: 12)
    let plain = try Theta.standard.forecast(series, horizon: 6)
    let same = try Transformed(Theta.standard, by: BoxCox(lambda: 1)).forecast(series, horizon: 6)
    for step in 0..<6 {
      #expect(isClose(plain.mean[step], same.mean[step], tolerance: 0.01))
      #expect(
        isClose(plain.quantile(0.9)[step], same.quantile(0.9)[step], tolerance: 0.02))
    }
  }

  @Test func bandsAreSkewedAndAboveZero() throws {
    let series = try TimeSeries([3, 9, 2, 14, 5, 1, 22, 4, 8, 2, 17, 6, 3, 11])
    let forecast = try Transformed(ExponentialSmoothing.simple, by: BoxCox(lambda: 0))
      .forecast(series, horizon: 4)
    let band = forecast.interval(0.9)
    let middle = forecast.quantile(0.5)
    for step in 0..<4 {
      #expect(band.lower[step] > 0)
      #expect(band.upper[step] - middle[step] > middle[step] - band.lower[step])
      #expect(forecast.mean[step] > middle[step])
    }
    #expect(throws: InvalidInput.self) {
      try Transformed(Theta.standard).fit(TimeSeries([1, 2, -3]))
    }
  }
}
