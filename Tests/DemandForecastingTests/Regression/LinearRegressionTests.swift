import DemandForecasting
import Foundation
import Probability
import SupplyChainCore
import Testing

@Suite struct LinearRegressionTests {
  /// The first three years of R's AirPassengers, and a regressor made up for the test.
  static let passengers: [Double] = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170,
    170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
  ]
  static let extra: [Double] = [
    9.9, -2.6, -9.3, 4.9, 8, -7, -6.2, 8.6, 4, -9.6, -1.5, 10, -1.1, -9.7, 3.6, 8.8, -5.9, -7.3,
    7.7, 5.3, -9.1, -2.9, 9.9, 0.4, -10, 2.2, 9.4, -4.6, -8.2, 6.7, 6.5, -8.4, -4.3, 9.5, 1.9, -10,
  ]

  /// R 4.2.2: `f <- lm(y ~ t + factor(month) + x)`, its `summary`, and `predict(f, …, interval =
  /// "prediction", level = 0.9)`; the spread of the sum from `vcov(f)`.
  @Test func passengersAgreeWithR() throws {
    let series = try TimeSeries(Self.passengers, period: 12)
    let fitted = try LinearRegression().fit(series, regressors: [Regressor("x", Self.extra)])
    let expected: [String: (Double, Double)] = [
      "intercept": (100.43716205805281, 4.4442986344194244),
      "trend": (1.8125498956585804, 0.12279047776768631),
      "season 2": (5.523087807982435, 5.8923197569013244),
      "x": (7.7675403626363603e-4, 0.1774025496793574),
    ]
    #expect(fitted.coefficients.count == 14)
    for coefficient in fitted.coefficients {
      guard let (estimate, error) = expected[coefficient.name] else { continue }
      #expect(isClose(coefficient.estimate, estimate, tolerance: 1e-9))
      #expect(isClose(coefficient.standardError, error, tolerance: 1e-9))
    }
    #expect(isClose(fitted.rSquared, 0.94781195712730870, tolerance: 1e-9))
    #expect(isClose(fitted.adjustedRSquared, 0.91697356815708209, tolerance: 1e-9))
    #expect(isClose(fitted.residualStandardDeviation, 7.18742275733545277, tolerance: 1e-9))
    let forecast = try fitted.forecast(4, regressors: [Regressor("x", [1, -2, 3, 0])])
    let mean = [167.50228495145652, 174.83559239298879, 193.83590309460325, 185.83217467522923]
    let lower = [152.36013764158668, 159.69404261221175, 178.68673530715589, 170.70973783694134]
    for step in 0..<4 {
      #expect(isClose(forecast.mean[step], mean[step], tolerance: 1e-9))
      #expect(isClose(forecast.interval(0.9).lower[step], lower[step], tolerance: 1e-9))
    }
    // Student's distribution with 22 degrees of freedom: its variance is 22 / 20 of its scale's.
    let sum = try forecast.demand(over: 4)
    #expect(
      isClose(sum.standardDeviation, 20.374547888269529 * 1.1.squareRoot(), tolerance: 1e-9))
  }

  @Test(arguments: RegressionFixture.regressions)
  func estimatesAgreeWithR(fixture: RegressionFixture) throws {
    let series = try fixture.series
    func fit(_ errors: RegressionErrors) throws -> FittedLinearRegression {
      try LinearRegression(standardErrors: errors)
        .fit(series, regressors: fixture.regressors, weights: fixture.weights)
    }
    func compare(_ actual: [Double], _ key: String) {
      #expect(actual.count == fixture[key].count)
      for (a, b) in zip(actual, fixture[key]) {
        #expect(isClose(a, b, tolerance: 1e-9), "\(key)")
      }
    }
    let fitted = try fit(.classical)
    compare(fitted.coefficients.map(\.estimate), "estimate")
    compare(fitted.coefficients.map(\.standardError), "classical")
    compare(fitted.coefficients.map(\.pValue), "p")
    compare([fitted.rSquared, fitted.adjustedRSquared], "r2")
    for correction in RegressionErrors.Correction.allCases {
      let robust = try fit(.heteroskedasticityConsistent(correction))
      compare(robust.coefficients.map(\.standardError), correction.rawValue)
    }
    let consistent = try fit(.autocorrelationConsistent(lags: 3))
    compare(consistent.coefficients.map(\.standardError), "hac")
    let future = [try Regressor("x1", [0.5, -1, 0.2]), try Regressor("x2", [1, 2, 3])]
    let forecast = try fitted.forecast(3, regressors: future)
    compare(forecast.mean, "mean")
    compare(forecast.interval(0.9).lower, "lower")
  }

  @Test(arguments: RegressionFixture.regressions)
  func diagnosticsAgreeWithR(fixture: RegressionFixture) throws {
    let found = try LinearRegression()
      .diagnostics(fixture.series, regressors: fixture.regressors, weights: fixture.weights)
    func compare(_ actual: [Double], _ key: String, tolerance: Double = 1e-9) {
      guard !fixture[key].isEmpty else { return }
      #expect(actual.count == fixture[key].count)
      for (a, b) in zip(actual, fixture[key]) {
        #expect(isClose(a, b, tolerance: tolerance) || (a - b).magnitude < 1e-14, "\(key)")
      }
    }
    compare([found.rSquared, found.adjustedRSquared], "r2")
    compare([found.fTest.statistic, found.fTest.pValue], "f", tolerance: 1e-8)
    compare([found.logLikelihood, found.akaikeCriterion, found.bayesianCriterion], "loglik")
    compare(found.leverages, "leverage")
    compare(found.cooksDistances, "cook")
    compare([found.durbinWatson], "dw")
    let test = found.ljungBox(lags: 5)
    compare([test.statistic, test.pValue], "ljung")
    if !fixture["vif"].isEmpty {
      let names = try LinearRegression().fit(fixture.series, regressors: fixture.regressors)
        .coefficients.dropFirst().map(\.name)
      compare(names.compactMap { found.varianceInflation[$0] }, "vif")
    }
    #expect(isClose(found.leverages.reduce(0, +), Double(found.rank), tolerance: 1e-9))
  }

  @Test(arguments: RegressionFixture.regressions.filter { !$0["ridge"].isEmpty })
  func ridgeAgreesWithR(fixture: RegressionFixture) throws {
    let fitted = try LinearRegression(penalty: .ridge(2.5))
      .fit(fixture.series, regressors: fixture.regressors)
    for (coefficient, expected) in zip(fitted.coefficients, fixture["ridge"]) {
      #expect(isClose(coefficient.estimate, expected, tolerance: 1e-9))
    }
    let none = try LinearRegression(penalty: .ridge(0))
      .fit(fixture.series, regressors: fixture.regressors)
    for (coefficient, expected) in zip(none.coefficients, fixture["estimate"]) {
      #expect(isClose(coefficient.estimate, expected, tolerance: 1e-9))
    }
  }

  /// The conditions of Karush, Kuhn and Tucker: every column's mean product with the residuals is the
  /// penalty where its coefficient is not zero, and at most that elsewhere.
  @Test(arguments: RegressionFixture.regressions, [0.0, 0.05, 0.5, 5])
  func lassoIsOptimal(fixture: RegressionFixture, penalty: Double) throws {
    let series = try fixture.series
    let regressors = try fixture.regressors
    let fitted = try LinearRegression(season: .none, penalty: .lasso(penalty))
      .fit(series, regressors: regressors)
    let count = Double(series.count)
    let trend = (1...series.count).map(Double.init)
    for (place, column) in ([trend] + regressors.map(\.values)).enumerated() {
      let mean = column.reduce(0, +) / count
      let scale = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
      let product =
        zip(column, fitted.residuals).reduce(0) { $0 + ($1.0 - mean) / scale * $1.1 } / count
      let coefficient = fitted.coefficients[place + 1]
      if coefficient.estimate == 0 {
        #expect(product.magnitude <= penalty + 1e-9)
        #expect(!coefficient.isIndependent)
      } else {
        let sign: Double = coefficient.estimate > 0 ? 1 : -1
        #expect((product - sign * penalty).magnitude < 1e-8)
      }
    }
    #expect((fitted.residuals.reduce(0, +) / count).magnitude < 1e-9)
  }

  @Test func lagsAgreeWithR() throws {
    let fixture = try #require(RegressionFixture.all.first { $0.id == "ar" })
    let fitted = try LinearRegression(trend: .none, season: .none, lags: [1, 2])
      .fit(TimeSeries(fixture["y"]), regressors: [Regressor("x", fixture["x"])])
    for (place, coefficient) in fitted.coefficients.enumerated() {
      #expect(isClose(coefficient.estimate, fixture["estimate"][place], tolerance: 1e-9))
      #expect(isClose(coefficient.standardError, fixture["classical"][place], tolerance: 1e-9))
    }
    let forecast = try fitted.forecast(
      4, regressors: [Regressor("x", Array(repeating: 0.5, count: 4))])
    for (a, b) in zip(forecast.mean, fixture["mean"]) { #expect(isClose(a, b, tolerance: 1e-9)) }
    // Surprises live on, so the spread grows from step to step.
    #expect(forecast.standardDeviations[1] > forecast.standardDeviations[0] * 1.05)
  }

  @Test func dependentRegressorsAreLeftOut() throws {
    let series = try TimeSeries([3, 5, 7, 9, 11, 13.5])
    let twice = try Regressor("twice", [2, 4, 6, 8, 10, 12])
    let fitted = try LinearRegression().fit(series, regressors: [twice])
    #expect(fitted.coefficients.count { !$0.isIndependent } == 1)
    #expect(fitted.degreesOfFreedom == 4)
    let forecast = try fitted.forecast(1, regressors: [Regressor("twice", [14])])
    #expect(isClose(forecast.mean[0], 15.4, tolerance: 0.02))
  }

  @Test func gapsAreLeftOut() throws {
    let series = try TimeSeries([3, nil, 7, 9, nil, 13])
    let forecast = try LinearRegression().forecast(series, horizon: 2)
    #expect(isClose(forecast.mean[1], 17, tolerance: 1e-9))
  }

  @Test(arguments: [
    LinearRegression.Season.fourier(harmonics: 2), .fourier(harmonics: 9), .dummies,
  ])
  func fullFourierTermsAreDummies(season: LinearRegression.Season) throws {
    let values = (0..<24).map { Double([3, 8, 5, 1][$0 % 4] + $0) }
    let forecast = try LinearRegression(season: season)
      .forecast(TimeSeries(values, period: 4), horizon: 4)
    for (step, expected) in [27.0, 33, 31, 28].enumerated() {
      #expect(isClose(forecast.mean[step], expected, tolerance: 1e-9))
    }
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    let series = try TimeSeries([1, 2, 3, 4])
    let x = try Regressor("x", [1, 0, 1, 1])
    #expect(throws: InvalidInput.self) {
      try LinearRegression().fit(series, regressors: [Regressor("x", [1])])
    }
    #expect(throws: InvalidInput.self) { try LinearRegression().fit(series, regressors: [x, x]) }
    #expect(throws: InvalidInput.self) { try LinearRegression().fit(TimeSeries([1, 2])) }
    #expect(throws: InvalidInput.self) { try Regressor("x", [.nan]) }
    for bad in [
      LinearRegression(lags: [0]), LinearRegression(lags: [1, 1]),
      LinearRegression(penalty: .ridge(-1)), LinearRegression(penalty: .lasso(.nan)),
    ] {
      #expect(throws: InvalidInput.self) { try bad.fit(series) }
    }
    #expect(throws: InvalidInput.self) {
      try LinearRegression().fit(series, regressors: [], weights: [1, 1, 0, 1])
    }
    #expect(throws: InvalidInput.self) {
      try LinearRegression(penalty: .lasso(1)).diagnostics(series)
    }
    let fitted = try LinearRegression().fit(series, regressors: [x])
    #expect(throws: InvalidInput.self) { try fitted.forecast(1) }
    #expect(throws: InvalidInput.self) { try fitted.forecast(0, regressors: [Regressor("x", [])]) }
    #expect(throws: InvalidInput.self) {
      try fitted.forecast(1, regressors: [Regressor("x", [1]), Regressor("y", [1])])
    }
    let data = try JSONEncoder().encode(fitted)
    #expect(try JSONDecoder().decode(FittedLinearRegression.self, from: data) == fitted)
  }
}
