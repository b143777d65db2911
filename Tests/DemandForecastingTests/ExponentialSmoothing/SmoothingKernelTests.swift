import SupplyChainCore
import Testing

@testable import DemandForecasting

@Suite struct SmoothingKernelTests {
  static let forms: [SmoothingForm] = [SmoothingForm.ErrorKind.additive, .multiplicative]
    .flatMap { error in
      SmoothingForm.Trend.allCases.flatMap { trend in
        SmoothingForm.Season.allCases.map { SmoothingForm(error: error, trend: trend, season: $0) }
      }
    }

  /// The gradient against central differences, with and without gaps.
  @Test(arguments: forms, [false, true])
  func gradientIsTheDerivative(form: SmoothingForm, hasGaps: Bool) {
    var generator = SeededGenerator(seed: 3)
    var values = (0..<30).map { 1 + 0.01 * Double($0) + 0.3 * generator.uniform() }
    if hasGaps { for index in [0, 7, 8, 20, 29] { values[index] = .nan } }
    let kernel = SmoothingKernel(values: values, period: 4)
    let slope = form.hasMultiplicativeTrend ? 1.01 : 0.01
    let seasonal =
      form.season == .multiplicative ? [0.9, 1.1, 1.05, 0.95] : [-0.1, 0.1, 0.05, -0.05]
    var parameters = [0.3, 0.1, 0.2, 0.9, 1.1, slope] + seasonal
    var gradient = [Double](repeating: 0, count: 10)
    _ = kernel.deviance(of: form, at: parameters, gradient: &gradient)
    for place in parameters.indices {
      let isUsed =
        switch place {
        case 1, 5: form.trend != .none
        case 2, 6...: form.season != .none
        case 3: form.trend != .none
        default: true
        }
      guard isUsed else { continue }
      let kept = parameters[place]
      let step = 1e-6
      parameters[place] = kept + step
      let above = kernel.deviance(of: form, at: parameters, gradient: nil)
      parameters[place] = kept - step
      let below = kernel.deviance(of: form, at: parameters, gradient: nil)
      parameters[place] = kept
      let difference = (above - below) / (2 * step)
      #expect(
        (gradient[place] - difference).magnitude <= 1e-5 * max(1, difference.magnitude),
        "\(form) \(place)")
    }
  }

  /// The gradient by each observation, which the effects of regressors follow.
  @Test(arguments: forms)
  func valueGradientIsTheDerivative(form: SmoothingForm) throws {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<20).map { 1 + 0.01 * Double($0) + 0.3 * generator.uniform() }
    let kernel = SmoothingKernel(values: values, period: 4, keepsValueGradient: true)
    let slope = form.hasMultiplicativeTrend ? 1.01 : 0.01
    let seasonal =
      form.season == .multiplicative ? [0.9, 1.1, 1.05, 0.95] : [-0.1, 0.1, 0.05, -0.05]
    let parameters = [0.3, 0.1, 0.2, 0.9, 1.1, slope] + seasonal
    var gradient = [Double](repeating: 0, count: 10)
    _ = kernel.deviance(of: form, at: parameters, gradient: &gradient)
    let byValue = try #require(kernel.valueGradient)
    let found = values.indices.map { byValue[$0] }
    for t in values.indices {
      let step = 1e-6
      kernel.values[t] = values[t] + step
      let above = kernel.deviance(of: form, at: parameters, gradient: nil)
      kernel.values[t] = values[t] - step
      let below = kernel.deviance(of: form, at: parameters, gradient: nil)
      kernel.values[t] = values[t]
      let difference = (above - below) / (2 * step)
      #expect(
        (found[t] - difference).magnitude <= 1e-5 * max(1, difference.magnitude), "\(form) \(t)")
    }
  }
}
