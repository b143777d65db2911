import Benchmark
import DemandForecasting
import SupplyChainCore

/// Monthly sales of ten years with a trend, a season and noise.
private func series(seed: UInt64) throws -> TimeSeries {
  var generator = SeededGenerator(seed: seed)
  return try TimeSeries(
    (0..<120).map { month in
      let season = 1 + 0.2 * Double((month % 12 - 6).magnitude) / 6
      return (100 + 0.5 * Double(month)) * season * (0.9 + 0.2 * generator.uniform())
    }, period: 12)
}

let benchmarks: @Sendable () -> Void = {
  let models: [(String, any ForecastModel)] = [
    ("simple smoothing", ExponentialSmoothing.simple),
    ("damped trend", ExponentialSmoothing.damped),
    ("Holt-Winters, multiplicative", ExponentialSmoothing.holtWintersMultiplicative),
    ("automatic smoothing", AutomaticExponentialSmoothing()),
    ("regression on trend and season", LinearRegression()),
    ("dynamic optimised theta", Theta.dynamicOptimized),
    ("complex smoothing", ComplexExponentialSmoothing()),
    ("seasonal autoregression", SeasonalAutoregression()),
    ("automatic combination", AutoForecaster()),
    ("Naive2", Naive2()),
  ]
  for (name, model) in models {
    Benchmark("Fit and forecast 120 months: \(name)") { benchmark in
      let sales = try series(seed: 1)
      for _ in benchmark.scaledIterations {
        blackHole(try model.forecast(sales, horizon: 18))
      }
    }
  }
  Benchmark("Demand over a random lead time") { benchmark in
    let forecast = try ExponentialSmoothing.damped.forecast(series(seed: 1), horizon: 18)
    let leadTime = try Forecast(model: "", mean: [4], standardDeviations: [1]).demand(at: 1)
    for _ in benchmark.scaledIterations {
      blackHole(try forecast.demand(overLeadTime: leadTime))
    }
  }
}
