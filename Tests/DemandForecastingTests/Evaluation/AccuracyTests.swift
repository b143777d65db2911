import DemandForecasting
import SupplyChainCore
import Testing

/// Expected values by hand.
@Suite struct AccuracyTests {
  let history: TimeSeries

  init() throws { history = try TimeSeries([1, 3, 2, 6], period: 2) }

  @Test func pointMeasures() {
    let (actual, forecast): ([Double?], [Double]) = ([4, nil, 8], [6, 100, 8])
    #expect(Accuracy.sMAPE(actual: actual, forecast: forecast) == 20)
    #expect(Accuracy.meanAbsoluteError(actual: actual, forecast: forecast) == 1)
    #expect(Accuracy.bias(actual: actual, forecast: forecast) == 1)
    #expect(isClose(Accuracy.wape(actual: actual, forecast: forecast), 100.0 / 6, tolerance: 1e-12))
    // Seasonal steps 1 and 3: mean 2. Steps of lag one 2, −1, 4: mean square 7.
    #expect(Accuracy.mase(actual: actual, forecast: forecast, history: history) == 0.5)
    #expect(
      isClose(
        Accuracy.rmsse(actual: actual, forecast: forecast, history: history),
        (2.0 / 7).squareRoot(), tolerance: 1e-12))
    #expect(Accuracy.sMAPE(actual: [0], forecast: [0]) == 0)
    #expect(Accuracy.sMAPE(actual: [nil], forecast: [0]).isNaN)
    #expect(Accuracy.mase(actual: [1], forecast: [1], history: history, lag: 9).isNaN)
  }

  @Test func distributionMeasures() throws {
    // Above by 2 at p = 0.9: 2 · 0.9 · 2 = 3.6; below by 1: 2 · 0.1 · 1 = 0.2.
    #expect(
      isClose(
        Accuracy.pinballLoss(actual: [10, 7], quantile: [8, 8], p: 0.9), 1.9, tolerance: 1e-12))
    let band = try ForecastInterval(level: 0.8, lower: [1, 1, 1, 1], upper: [3, 3, 3, 3])
    #expect(Accuracy.coverage(actual: [2, 0, 5, 3], interval: band) == 0.5)
    // Width 2; penalties 2 / 0.2 · (1 + 2) / 4 = 7.5; scale 2.
    #expect(
      isClose(
        Accuracy.meanScaledIntervalScore(actual: [2, 0, 5, 3], interval: band, history: history),
        4.75, tolerance: 1e-12))
    #expect(
      Accuracy.overallWeightedAverage(sMAPE: 8, mase: 0.5, naiveSMAPE: 10, naiveMASE: 1) == 0.65)
  }
}
