import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct ThetaTests {
  static let models: [Theta] = [.standard, .optimized, .dynamic, .dynamicOptimized]

  /// Half of a line's slope is all that the standard theta model takes from a line without noise:
  /// Hyndman and Billah (2003, <https://doi.org/10.1016/S0169-2070(01)00143-1>).
  @Test func standardThetaLeansHalfOnTheLine() throws {
    let line = try TimeSeries((0..<200).map { 10 + 2 * Double($0) })
    let forecast = try Theta.standard.forecast(line, horizon: 10)
    #expect(isClose(forecast.mean[9] - forecast.mean[0], 9, tolerance: 0.02))
  }

  @Test func optimizedThetaFollowsALine() throws {
    let line = try TimeSeries((0..<40).map { 10 + 2 * Double($0) })
    for model in [Theta.optimized, .dynamicOptimized] {
      let forecast = try model.forecast(line, horizon: 5)
      for step in 0..<5 {
        #expect(isClose(forecast.mean[step], 90 + 2 * Double(step), tolerance: 0.03))
      }
    }
  }

  @Test(arguments: models)
  func constantsStayConstant(model: Theta) throws {
    let forecast = try model.forecast(TimeSeries(Array(repeating: 7, count: 20)), horizon: 3)
    for value in forecast.mean { #expect(isClose(value, 7, tolerance: 1e-9)) }
    #expect(forecast.standardDeviations.allSatisfy { $0 < 1e-6 })
  }

  @Test(arguments: models)
  func parametersStayInTheirRegion(model: Theta) throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<20 {
      let values = (0..<24).map { _ in 50 + 20 * generator.uniform() }
      let fitted = try model.fit(TimeSeries(values, period: 4))
      #expect(fitted.theta >= 1)
      #expect((0.01...0.99).contains(fitted.smoothingLevel))
      #expect(try fitted.forecast(8).mean.allSatisfy { $0 > 0 && $0 < 200 })
    }
  }

  @Test(arguments: models)
  func oneObservationIsRepeated(model: Theta) throws {
    let forecast = try model.forecast(TimeSeries([5]), horizon: 2)
    #expect(forecast.mean == [5, 5])
  }
}
