import DemandForecasting
import Probability
import SupplyChainCore
import Testing

@Suite struct ExponentialSmoothingTests {
  @Test func codesNameForms() throws {
    for code in ["ANN", "AAN", "AAdN", "MAdM", "MMdA"] {
      #expect(try SmoothingForm(code).code == code)
    }
    #expect(try SmoothingForm("AAdM").description == "ETS(A,Ad,M)")
    for code in ["", "A", "XXX", "AANN", "NNN", "AAd"] {
      #expect(throws: InvalidInput.self) { try SmoothingForm(code) }
    }
  }

  @Test func formsRefuseSeriesTheyCannotDescribe() throws {
    let negative = try TimeSeries([1, -2, 3, 4, 5, 6, 7, 8], period: 4)
    let error = #expect(throws: InvalidInput.self) {
      try ExponentialSmoothing.holtWintersMultiplicative.fit(negative)
    }
    #expect(error?.problems.first?.index == 1)
    #expect(throws: InvalidInput.self) {
      try ExponentialSmoothing.holtWintersAdditive.fit(
        TimeSeries([1, 2, 3, 4, 5, 6, 7], period: 4))
    }
    #expect(throws: InvalidInput.self) {
      try ExponentialSmoothing.holtWintersAdditive.fit(TimeSeries([1, 2, 3, 4, 5, 6, 7]))
    }
  }

  /// Updating step by step leads where a run over the whole series leads.
  @Test(arguments: ["ANN", "AAN", "AAdA", "MAM", "MMdM"])
  func updatesFollowTheRecursion(code: String) throws {
    let values = LinearRegressionTests.passengers
    let form = try SmoothingForm(code)
    var fitted = try ExponentialSmoothing(form).fit(TimeSeries(Array(values[..<30]), period: 12))
    for value in values[30...] { try fitted.update(with: value) }
    let whole = try FittedExponentialSmoothing(
      form: form, parameters: fitted.parameters, initialState: fitted.initialState,
      series: TimeSeries(values, period: 12))
    #expect(isClose(fitted.state.level, whole.state.level, tolerance: 1e-9))
    for (ours, theirs) in zip(fitted.state.seasonal, whole.state.seasonal) {
      #expect((ours - theirs).magnitude <= 1e-9 * max(1, theirs.magnitude))
    }
  }

  /// Growth by 10⁶ a step ends beyond all numbers; the forecast says so by a large one.
  @Test(arguments: ["MMN", "AMN"])
  func explosionsStayFinite(code: String) throws {
    let fitted = try FittedExponentialSmoothing(
      form: SmoothingForm(code), parameters: SmoothingParameters(level: 0.5, trend: 0.1),
      initialState: SmoothingState(level: 1, slope: 1e6), series: TimeSeries([1e6, 1e12]))
    let forecast = try fitted.forecast(59)
    let numbers = forecast.mean + forecast.quantile(0.01) + forecast.quantile(0.99)
    #expect(numbers.allSatisfy { $0.isFinite })
    #expect(try forecast.demand(over: 59).quantile(0.9).isFinite)
  }

  @Test func updatesThatCannotBeMeantAreRefused() throws {
    var fitted = try ExponentialSmoothing(SmoothingForm("MNN")).fit(TimeSeries([3, 4, 5, 4, 3, 6]))
    #expect(throws: InvalidInput.self) { try fitted.update(with: .nan) }
    #expect(throws: InvalidInput.self) { try fitted.update(with: -1) }
    try fitted.update(with: nil)
  }

  /// Analytic spreads against simulated futures of the same model.
  @Test(arguments: ["AAdN", "AAA", "MAN", "MAM", "MAdA"])
  func sumsSpreadAsSimulated(code: String) throws {
    let form = try SmoothingForm(code)
    let series = try TimeSeries(LinearRegressionTests.passengers, period: 12)
    let estimated = try ExponentialSmoothing(form).fit(series)
    let fitted = try FittedExponentialSmoothing(
      form: form, parameters: estimated.parameters, initialState: estimated.initialState,
      series: series)
    let horizon = 14
    let forecast = try fitted.forecast(horizon)
    var generator = SeededGenerator(seed: 5)
    var sums: [Double] = []
    for _ in 0..<3000 {
      var path = fitted
      var sum = 0.0
      for _ in 0..<horizon {
        let expected = try path.forecast(1).mean[0]
        // A sum of twelve uniform numbers is normal enough for a variance.
        let shock =
          ((0..<12).reduce(-6.0) { total, _ in total + generator.uniform() })
          * fitted.errorVariance.squareRoot()
        let value = form.error == .multiplicative ? expected * (1 + shock) : expected + shock
        sum += value
        try path.update(with: value)
      }
      sums.append(sum)
    }
    let mean = sums.reduce(0, +) / 3000
    let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2999
    let demand = try forecast.demand(over: horizon)
    #expect(isClose(demand.mean, mean, tolerance: 0.02))
    #expect(isClose(demand.standardDeviation, variance.squareRoot(), tolerance: 0.06))
  }

  @Test func fittedValuesAreTheOneStepForecasts() throws {
    let series = try TimeSeries(Array(LinearRegressionTests.passengers[..<24]), period: 12)
    let fitted = try ExponentialSmoothing.simple.fit(series)
    let values = try fitted.fittedValues(for: series)
    #expect(isClose(values[0], fitted.initialState.level, tolerance: 1e-12))
    let squares = zip(values, series.values).reduce(0.0) {
      $0 + ($1.0 - ($1.1 ?? 0)) * ($1.0 - ($1.1 ?? 0))
    }
    #expect(isClose(squares / 22, fitted.errorVariance, tolerance: 1e-9))
  }
}

@Suite struct SmoothingRegionTests {
  /// The wider region holds what is at least as likely; a search that ends elsewhere is rare.
  @Test func theAdmissibleRegionIsNoWorse() throws {
    let codes = ["ANN", "AAN", "AAdN", "AAA", "MAM"]
    let items = try ETSFixture.read().filter { $0.id <= 6 && codes.contains($0.form.code) }
    var worse: [String] = []
    for item in items {
      let usual = try ExponentialSmoothing(item.form).fit(item.series)
      let wide = try ExponentialSmoothing(item.form, region: .admissible).fit(item.series)
      if wide.logLikelihood < usual.logLikelihood - 0.5 { worse.append("\(item)") }
      #expect(try wide.forecast(24).mean.allSatisfy { $0.isFinite })
    }
    #expect(items.count == 30)
    #expect(worse.count <= 4, "\(worse)")
  }

  /// A series that swings about its level wants a level that overshoots.
  @Test func swingsNeedMoreThanOne() throws {
    var generator = SeededGenerator(seed: 8)
    var (level, values) = (100.0, [Double]())
    for _ in 0..<400 {
      let shock = generator.uniform() - 0.5
      values.append(level + shock)
      level += 1.5 * shock
    }
    let fitted = try ExponentialSmoothing(ExponentialSmoothing.simple.form, region: .admissible)
      .fit(TimeSeries(values))
    #expect((fitted.parameters.level - 1.5).magnitude < 0.2)
  }
}
