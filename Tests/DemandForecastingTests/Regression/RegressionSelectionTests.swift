import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct RegressionSelectionTests {
  /// Sales that a promotion and a trend move, among regressors that say nothing.
  private func data(seed: UInt64) throws -> (sales: TimeSeries, regressors: [Regressor]) {
    var generator = SeededGenerator(seed: seed)
    let count = 80
    func noise() -> Double { generator.uniform() + generator.uniform() + generator.uniform() - 1.5 }
    let promotion = (0..<count).map { _ in generator.uniform() < 0.2 ? 1.0 : 0 }
    let sales = (0..<count).map { 50 + 0.2 * Double($0) + 20 * promotion[$0] + 2 * noise() }
    let regressors =
      [try Regressor("promotion", promotion)]
      + (try (1...6).map { try Regressor("noise \($0)", (0..<count).map { _ in noise() }) })
    return (try TimeSeries(sales, period: 12), regressors)
  }

  @Test(arguments: [RegressionSelection.correctedAkaike, .leaveOneOut], [1, 2, 3] as [UInt64])
  func whatMattersIsKept(selection: RegressionSelection, seed: UInt64) throws {
    let (sales, regressors) = try data(seed: seed)
    let choice = try selection.choose(
      from: LinearRegression(lags: [1, 2]), sales, regressors: regressors)
    #expect(choice.regressors.contains { $0.name == "promotion" })
    #expect(choice.regression.trend == .linear)
    #expect(choice.regression.season == .none)
    #expect(choice.regressors.count <= 4)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func lassoIsChosenByCrossValidation(seed: UInt64) throws {
    let (sales, regressors) = try data(seed: seed)
    let regression = LinearRegression(season: .none)
    let penalties = [0.001, 0.1, 0.3, 30].map { RegressionPenalty.lasso($0) }
    let best = try regression.penalty(among: penalties, for: sales, regressors: regressors)
    #expect(best != .lasso(30))
    #expect(throws: InvalidInput.self) { try regression.penalty(among: [], for: sales) }
    #expect(throws: InvalidInput.self) {
      try regression.penalty(among: [.none], for: sales, folds: 1)
    }
  }

  /// 1,000 units at a price of 10 and an elasticity of −1.8, with noise of 2 %.
  @Test func elasticitiesAreFound() throws {
    var generator = SeededGenerator(seed: 9)
    let prices = (0..<60).map { _ in 8 + 4 * generator.uniform() }
    let sales = prices.map {
      let noise = 1 + 0.04 * (generator.uniform() - 0.5)
      return 1_000 * power($0 / 10, -1.8) * noise
    }
    let elasticity = try PriceElasticity(of: TimeSeries(sales), price: Regressor("price", prices))
    #expect((elasticity.value + 1.8).magnitude < 0.05)
    let band = elasticity.interval(0.95)
    #expect(band.lower < elasticity.value && elasticity.value < band.upper)
    let share = elasticity.relativeDemand(at: 11, insteadOf: 10)
    #expect(isClose(share, power(1.1, elasticity.value), tolerance: 1e-9))
    let best = try #require(elasticity.bestPrice(unitCost: 5))
    #expect(isClose(best, 5 * 1.8 / 0.8, tolerance: 0.1))
    #expect(throws: InvalidInput.self) {
      try PriceElasticity(
        of: TimeSeries(sales), price: Regressor("price", Array(repeating: 3, count: 60)))
    }
    #expect(throws: InvalidInput.self) {
      try PriceElasticity(of: TimeSeries([1, 2]), price: Regressor("price", [0, 1]))
    }
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    // By repeated square roots, which needs no Foundation.
    var (result, root, rest) = (1.0, base, exponent.magnitude)
    for _ in 0..<53 {
      if rest >= 1 {
        result *= root
        rest -= 1
      } else {
        root = root.squareRoot()
        rest *= 2
      }
    }
    return exponent < 0 ? 1 / result : result
  }
}
