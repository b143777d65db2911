import DemandForecasting
import Foundation
import SupplyChainCore
import Testing

/// What holds for every fitted model that takes in observations one by one.
@Suite struct UpdatableModelTests {
  static let monthly = LinearRegressionTests.passengers

  /// A model that has seen what it expected expects what it did.
  @Test func expectedObservationsChangeNoForecast() throws {
    let series = try TimeSeries(Self.monthly, period: 12)
    let models: [any UpdatableForecastModel] = [
      try ExponentialSmoothing.damped.fit(series),
      try ExponentialSmoothing.holtWintersMultiplicative.fit(series),
      try Theta.dynamicOptimized.fit(series),
      try Theta.dynamic.fit(series),
      try ComplexExponentialSmoothing().fit(series),
      try ComplexExponentialSmoothing(season: .full).fit(series),
      try SeasonalAutoregression().fit(series),
      try Deseasonalized(ExponentialSmoothing.holt).fit(series),
    ]
    for model in models {
      // Beyond a season a multiplicative one goes on with what it does not know of itself.
      let before = try model.forecast(12).mean
      var after = model
      try after.update(with: before[0])
      try after.update(with: nil)
      for (old, new) in zip(before[2...], try after.forecast(10).mean) {
        #expect(isClose(old, new, tolerance: 1e-9), "\(model.name)")
      }
    }
  }

  /// Fitted models survive being stored.
  @Test func fittedModelsAreStored() throws {
    let series = try TimeSeries(Self.monthly, period: 12)
    try expectStored(try AutoForecaster().fit(series))
    try expectStored(
      try AutoForecaster().fit(TimeSeries(SeasonalAutoregressionTests.hours(4), period: 24)))
    try expectStored(try Theta.standard.fit(series))
    try expectStored(try ComplexExponentialSmoothing(season: .simple).fit(series))
    try expectStored(try Transformed(ExponentialSmoothing.holt).fit(series))
  }

  private func expectStored<Model: UpdatableForecastModel & Codable & Equatable>(
    _ model: Model
  ) throws {
    let data = try JSONEncoder().encode(model)
    let read = try JSONDecoder().decode(Model.self, from: data)
    #expect(try read.forecast(9).mean == model.forecast(9).mean, "\(model.name)")
    #expect(read == model)
  }

  @Test func membersThatCannotTakeAnObservationLeave() throws {
    var fitted = try AutoForecaster().fit(TimeSeries(Self.monthly, period: 12))
    try fitted.update(with: 0)
    #expect(fitted.reason != nil || fitted.members.count == 5)
    #expect(isClose(fitted.weights.reduce(0, +), 1, tolerance: 1e-12))
    #expect(try fitted.forecast(24).mean.allSatisfy { $0.isFinite })
    #expect(throws: InvalidInput.self) { try fitted.update(with: .nan) }
  }
}
