import DemandForecasting
import Foundation

/// Fits of R forecast 8.20 (R 4.2.2) to 32 seeded random series, all 19 forms each.
///
/// Made by: `set.seed(20)`; for each series a season length m of 4, 12 or 7, n = 4 to 6 seasons,
/// y = 100 + trend + season + random walk + noise, shifted above zero and rounded to cents; for each
/// form `f <- ets(ts(y, frequency = m), model = …, damped = …, restrict = FALSE,
/// allow.multiplicative.trend = TRUE)`. Lines are
///
///     series,id,m,y…
///     fit,id,form,alpha,beta,gamma,phi,l,b,seasonal…,loglik,sigma2,mean…,sd…
///
/// with the first place of the season first, `mean` the next m + 2 expectations by the package's C
/// routine `etsforecast`, and `sd` half the width of the 95 % interval of `forecast(f, h = m + 2,
/// simulate = FALSE)` over the normal quantile.
struct ETSFixture: Sendable, CustomStringConvertible {
  let id: Int
  let series: TimeSeries
  let form: SmoothingForm
  let parameters: SmoothingParameters
  let initial: SmoothingState
  let logLikelihood: Double
  let errorVariance: Double
  let mean: [Double]
  let deviations: [Double]

  var description: String { "series \(id), \(form)" }

  /// The model with R's parameters and states.
  func fitted() throws -> FittedExponentialSmoothing {
    try FittedExponentialSmoothing(
      form: form, parameters: parameters, initialState: initial, series: series)
  }

  /// Means and standard deviations of some steps of some of the fits: `id,form,mean…,sd…`, the last empty where
  /// the spread has no formula.
  static func moments() throws -> [(
    id: Int, form: SmoothingForm, mean: [Double], deviations: [Double]
  )] {
    try lines(of: "ets-moments.csv").map { fields in
      (
        id: Int(fields[0]) ?? 0, form: try SmoothingForm(fields[1]), mean: numbers(fields[2]),
        deviations: numbers(fields[3])
      )
    }
  }

  private static func lines(of file: String) throws -> [[String]] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(file)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func numbers(_ field: String) -> [Double] {
    field.split(separator: " ").compactMap { Double($0) }
  }

  static func read() throws -> [ETSFixture] {
    var series: [Int: TimeSeries] = [:]
    var fixtures: [ETSFixture] = []
    for fields in try lines(of: "ets.csv") {
      func number(_ place: Int, or fallback: Double) -> Double { Double(fields[place]) ?? fallback }
      func numbers(_ place: Int) -> [Double] { Self.numbers(fields[place]) }
      guard let id = Int(fields[1]) else { continue }
      if fields[0] == "series" {
        series[id] = try TimeSeries(numbers(3), period: Int(fields[2]) ?? 1)
        continue
      }
      guard let own = series[id] else { continue }
      fixtures.append(
        ETSFixture(
          id: id, series: own, form: try SmoothingForm(fields[2]),
          parameters: try SmoothingParameters(
            level: number(3, or: 0), trend: number(4, or: 0), season: number(5, or: 0),
            damping: number(6, or: 1)),
          initial: try SmoothingState(
            level: number(7, or: 0), slope: number(8, or: 0), seasonal: numbers(9)),
          logLikelihood: number(10, or: .nan), errorVariance: number(11, or: .nan),
          mean: numbers(12), deviations: numbers(13)))
    }
    return fixtures
  }
}

/// Whether two numbers agree, relative to the larger one.
func isClose(_ a: Double, _ b: Double, tolerance: Double) -> Bool {
  (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}
