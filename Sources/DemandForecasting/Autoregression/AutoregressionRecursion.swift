internal import RealModule

/// How a value follows from those before it: the estimated part of a seasonal autoregression.
struct AutoregressionRecursion: Hashable, Sendable, Codable {
  let lags: [Int]
  let coefficients: [Double]
  let intercept: Double
  /// The variance of one step's error.
  let errorVariance: Double
  /// The lowest and the highest value that a forecast may have: far outside what was seen.
  let lowest: Double
  let highest: Double
  /// Up to a constant of the values and their number, twice the negative logarithm of the likelihood.
  let deviance: Double
  /// The number of values that the coefficients were fitted to.
  let count: Int

  /// Least squares with as many of the nearest lags as lower the corrected Akaike criterion.
  ///
  /// `nil` where there are no more values than lags.
  init?(_ values: [Double], seasons: [Int]) {
    let seasonal = SeasonalAutoregression.seasonalLags(of: seasons)
    guard
      let kernel = AutoregressionKernel(
        values, lags: SeasonalAutoregression.lags(of: seasons))
    else { return nil }
    let solutions = (1...SeasonalAutoregression.nearLags).compactMap { near in
      kernel.solve(
        kernel.lags.indices.filter {
          kernel.lags[$0] <= near || seasonal.contains(kernel.lags[$0])
        })
    }
    let best = solutions.min { $0.correctedAkaikeCriterion < $1.correctedAkaikeCriterion }
    guard let best, let low = values.min(), let high = values.max() else { return nil }
    lags = best.lags
    coefficients = best.coefficients
    intercept = best.intercept
    errorVariance = best.sumOfSquares / Double(max(1, best.count - best.lags.count - 1))
    count = best.count
    deviance = Double(count) * .log(max(best.sumOfSquares, .leastNormalMagnitude))
    lowest = low - (high - low)
    highest = high + (high - low)
  }

  /// What is expected after past values, of which there are as many as the longest lag or more.
  func expectation(after past: [Double]) -> Double {
    let end = past.count
    var sum = intercept
    for (lag, coefficient) in zip(lags, coefficients) { sum += coefficient * past[end - lag] }
    return min(max(sum, lowest), highest)
  }

  /// The past values with so many more that are expected after them.
  func continued(_ past: [Double], by count: Int) -> [Double] {
    var values = past
    for _ in 0..<count { values.append(expectation(after: values)) }
    return values
  }

  /// What a surprise of one moves the step itself, the one after it, and so on.
  func responses(_ count: Int) -> [Double] {
    var result = [1.0]
    for h in 1..<max(1, count) {
      var sum = 0.0
      for (lag, coefficient) in zip(lags, coefficients) where lag <= h {
        sum += coefficient * result[h - lag]
      }
      // An unstable estimate must not run away.
      result.append(min(max(sum, -Self.largestResponse), Self.largestResponse))
    }
    return result
  }

  private static let largestResponse = 3.0

  /// The standard deviations of the first steps' errors.
  func deviations(_ count: Int) -> [Double] {
    var variance = 0.0
    return responses(count).map { response in
      variance += response * response
      return (errorVariance * variance).squareRoot()
    }
  }
}
