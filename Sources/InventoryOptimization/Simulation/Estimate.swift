internal import Probability
internal import RealModule

/// An average that was measured, and how sure it is.
///
/// ```swift
/// let estimate = Estimate([47.2, 48.1, 47.9, 47.4])
/// print(estimate.mean, estimate.interval(0.95))
/// ```
public struct Estimate: Hashable, Sendable, Codable {
  /// The average of the samples; NaN without any.
  public let mean: Double
  /// The standard error of the average; infinite with fewer than two samples.
  public let standardError: Double
  /// The number of samples, taken as independent.
  public let sampleCount: Int

  /// Measures samples.
  ///
  /// - Parameter samples: Independent samples.
  /// - Complexity: O(n).
  public init(_ samples: [Double]) {
    sampleCount = samples.count
    let count = Double(samples.count)
    let mean = samples.reduce(0, +) / count
    self.mean = mean
    standardError =
      samples.count < 2
      ? .infinity
      : (samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count).squareRoot()
  }

  /// The confidence interval by Student's t distribution.
  ///
  /// - Parameter level: The probability with which the interval covers the true average, between 0
  ///   and 1.
  /// - Returns: The interval; infinite with fewer than two samples or a level out of range.
  public func interval(_ level: Double) -> ClosedRange<Double> {
    let half = halfWidth(level)
    guard half.isFinite, mean.isFinite else { return -.infinity ... .infinity }
    return mean - half...mean + half
  }

  /// Half of the width of the confidence interval.
  ///
  /// - Parameter level: The probability with which the interval covers the true average.
  /// - Returns: The distance of its ends from the average.
  public func halfWidth(_ level: Double) -> Double {
    guard level > 0, level < 1, sampleCount > 1 else { return .infinity }
    if standardError == 0 { return 0 }
    return standardError * Self.studentQuantile(level, degrees: Double(sampleCount - 1))
  }

  /// The number that Student's t stays within, on both sides, with a probability.
  private static func studentQuantile(_ level: Double, degrees: Double) -> Double {
    // P(|T| > t) is the beta distribution's at ν / (ν + t²), which falls with t.
    var lower = 0.0
    var upper = 1.0
    func outside(_ t: Double) -> Double {
      SpecialFunctions.beta(degrees / 2, 0.5, degrees / (degrees + t * t))
    }
    while outside(upper) > 1 - level, upper < 1e100 { upper *= 2 }
    for _ in 0..<80 {
      let middle = 0.5 * (lower + upper)
      if outside(middle) > 1 - level { lower = middle } else { upper = middle }
    }
    return 0.5 * (lower + upper)
  }
}
