import DemandForecasting
import Foundation
import SupplyChainCore
import Testing

@Suite struct FittedExponentialSmoothingTests {
  /// Given R's parameters and initial states, the likelihood, the error variance, the forecasts and
  /// their standard deviations are R's (see ``ETSFixture``).
  @Test func givenParametersAgreeWithR() throws {
    let fixtures = try ETSFixture.read()
    #expect(fixtures.count == 32 * 19)
    for item in fixtures {
      let fitted = try FittedExponentialSmoothing(
        form: item.form, parameters: item.parameters, initialState: item.initial,
        series: item.series)
      #expect(
        isClose(fitted.logLikelihood, item.logLikelihood, tolerance: 1e-6), "\(item)")
      #expect(isClose(fitted.errorVariance, item.errorVariance, tolerance: 1e-6), "\(item)")
      // Multiplicative trends are simulated, see below. R's `class3` leaves the damping out of the
      // level (`F1[1, 2]` is 1), so its ETS(M,Ad,M) is another model.
      if [.multiplicative, .dampedMultiplicative].contains(item.form.trend) { continue }
      if item.form.code == "MAdM" { continue }
      let isMultiplicative = item.form.season == .multiplicative
      let forecast = try fitted.forecast(item.mean.count)
      // Under a multiplicative season R's mean has the covariance of season and level in it, and its
      // variance the season's own uncertainty in full.
      for (ours, theirs) in zip(forecast.mean, item.mean) {
        #expect(isClose(ours, theirs, tolerance: isMultiplicative ? 0.02 : 1e-6), "\(item)")
      }
      // R's `class1` lets the season respond one step late where there is no trend (`G[3, 1]`).
      let isLate = item.form.trend == .none && item.form.season == .additive
      let tolerance = isMultiplicative ? 0.08 : isLate ? 0.01 : 1e-6
      for (ours, theirs) in zip(forecast.standardDeviations, item.deviations) {
        #expect(isClose(ours, theirs, tolerance: tolerance), "\(item)")
      }
    }
  }

  /// Our search finds parameters at least as likely as R's, up to a small slack, on nearly all.
  @Test func estimatesAreAsLikelyAsThoseOfR() throws {
    let fixtures = try ETSFixture.read().filter { $0.id <= 8 }
    var worse: [String] = []
    for item in fixtures {
      let fitted = try ExponentialSmoothing(item.form).fit(item.series)
      if fitted.logLikelihood < item.logLikelihood - 0.1 {
        worse.append("\(item): \(fitted.logLikelihood - item.logLikelihood)")
      }
    }
    #expect(Double(worse.count) < 0.1 * Double(fixtures.count), "\(worse)")
  }
}
