internal import SupplyChainCore

/// The mean and the variance of samples, checked and without cancellation.
struct SampleMoments {
  let count: Int
  let mean: Double
  /// The sum of squared deviations over n − 1.
  let unbiasedVariance: Double

  init(_ samples: [Double], minimumCount: Int = 2, from lowest: Double = -.infinity)
    throws(InvalidInput)
  {
    var checks = InputChecks()
    checks.require(
      samples.count >= minimumCount, "samples", value: "\(samples.count) values",
      "are fewer than \(minimumCount)")
    for (index, sample) in samples.enumerated() {
      checks.requireFinite(sample, "samples", at: index)
      if sample < lowest {
        checks.report("samples", at: index, value: "\(sample)", "is below \(lowest)")
      }
    }
    try checks.finish()
    // Welford's update.
    var mean = 0.0
    var squares = 0.0
    for (index, sample) in samples.enumerated() {
      let deviation = sample - mean
      mean += deviation / Double(index + 1)
      squares += deviation * (sample - mean)
    }
    count = samples.count
    self.mean = mean
    unbiasedVariance = samples.count > 1 ? squares / Double(samples.count - 1) : 0
  }
}
