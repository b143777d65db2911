import DemandForecasting
import Foundation
import SupplyChainCore
import Testing

@Suite struct SeriesInspectionTests {
  private func noisy(_ count: Int, seed: UInt64, _ change: (Int) -> Double = { _ in 0 }) -> [Double]
  {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { step in
      100 + change(step)
        + 4 * (generator.uniform() + generator.uniform() + generator.uniform() - 1.5)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func cleanSeriesAreLeftInPeace(seed: UInt64) throws {
    let series = try TimeSeries(noisy(120, seed: seed), period: 12)
    #expect(SeriesInspection(of: series).findings.isEmpty)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func trendsAndSeasonsAreNoFaults(seed: UInt64) throws {
    let values = noisy(120, seed: seed) {
      0.5 * Double($0) + [0, 5, 12, 20, 30, 38, 40, 36, 28, 18, 10, 3][$0 % 12]
    }
    let series = try TimeSeries(values, period: 12)
    #expect(SeriesInspection(of: series).findings.isEmpty)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func plantedFaultsAreFound(seed: UInt64) throws {
    var values: [Double?] = noisy(120, seed: seed) { $0 >= 70 ? 40 : 0 }
    values[30] = 190
    values[50] = nil
    values[51] = nil
    values[100] = 60
    let inspection = SeriesInspection(of: try TimeSeries(values))
    #expect(inspection.findings(of: .gaps).map(\.steps) == [50..<52])
    #expect(inspection.findings(of: .outliers).map(\.steps) == [30..<31, 100..<101])
    let shift = try #require(inspection.findings(of: .levelShifts).first)
    #expect(inspection.findings(of: .levelShifts).count == 1)
    #expect((68...72).contains(shift.steps.lowerBound))
    #expect(((shift.observed ?? 0) - (shift.expected ?? 0) - 40).magnitude < 3)
    let clean = try inspection.treated([.gaps, .outliers, .levelShifts])
    #expect(clean.missingCount == 0)
    for value in clean.values {
      #expect(((value ?? 0) - 140).magnitude < 10)
    }
    // The original is kept.
    #expect(inspection.series.values == values)
    #expect(try inspection.treated([]) == inspection.series)
  }

  @Test func startsAndStandstillsAreFound() throws {
    var values = noisy(60, seed: 3)
    for step in 0..<14 { values[step] = 0 }
    for step in 40..<48 { values[step] = 101.5 }
    values[55] = -20
    let inspection = SeriesInspection(of: try TimeSeries(values, period: 12))
    #expect(inspection.findings(of: .lateStart).map(\.steps) == [0..<14])
    #expect(inspection.findings(of: .standstills).map(\.steps) == [40..<48])
    #expect(inspection.findings(of: .negatives).map(\.steps) == [55..<56])
    let clean = try inspection.treated([.lateStart, .standstills, .negatives])
    // A whole season was cut off, so that the season stays in place.
    #expect(clean.count == 48)
    #expect(clean.missingCount == 8)
    #expect(inspection.findings.allSatisfy { !$0.description.isEmpty })
  }

  @Test(arguments: [
    [nil, nil, 3.0], [5], [0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 1, 0, 0, 9, 0, 0, 0, 2, 0],
    [1e139, -1e139, 1e139, 0, 1e139, 3, 1e139, 1e139, 2],
    [1e-300, 2e-300, 0, nil, 1e-300, 0, 0, 2e-300],
  ])
  func extremeSeriesAreInspected(values: [Double?]) throws {
    let inspection = SeriesInspection(of: try TimeSeries(values, period: 2))
    let clean = try? inspection.treated(Set(SeriesInspection.Kind.allCases))
    #expect(clean?.values.allSatisfy { $0.map(\.isFinite) ?? true } ?? true)
  }

  @Test func daysAreTakenOutAndPutBack() throws {
    let months = try CalendarRegressors(from: CalendarDay(2023, 1, 1), every: .month, count: 15)
    let days = months.length
    let alignment = try CalendarAlignment(days: days)
    let sales = try TimeSeries(days.first(12).values.map { 7 * $0 }, period: 12)
    let aligned = try alignment.aligned(sales)
    for value in aligned.values { #expect(isClose(value ?? 0, aligned[0] ?? 1, tolerance: 1e-12)) }
    let forecast = try alignment.restored(Naive().forecast(aligned, horizon: 3), after: 12)
    for (mean, days) in zip(forecast.mean, [31.0, 29, 31]) {
      #expect(isClose(mean, 7 * days, tolerance: 1e-12))
    }
    #expect(throws: InvalidInput.self) {
      try alignment.restored(Naive().forecast(aligned, horizon: 4), after: 12)
    }
    #expect(throws: InvalidInput.self) { try CalendarAlignment(days: Regressor("x", [0])) }
    let counts = try alignment.restored(
      Croston.classic.forecast(TimeSeries([0, 3, 0, 2]), horizon: 3), after: 0)
    #expect(counts.quantile(0.9).allSatisfy { $0.isFinite })
  }
}

@Suite struct ForecastMonitorTests {
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func noiseRaisesNoAlarm(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var monitor = try ForecastMonitor(typicalError: 2)
    for _ in 0..<100 {
      let noise = 2 * (generator.uniform() + generator.uniform() + generator.uniform() - 1.5)
      try monitor.observe(actual: 50 + noise, forecast: 50)
    }
    #expect(monitor.alarm == nil)
    #expect(monitor.trackingSignal.magnitude < 0.9)
    #expect(monitor.count == 100)
  }

  @Test func shiftsRaiseAnAlarm() throws {
    var monitor = try ForecastMonitor(typicalError: 2)
    for _ in 0..<12 { try monitor.observe(actual: 53, forecast: 50) }
    // Each error is 1.5 typical ones, of which one goes into the sum: over 5 after six.
    #expect(monitor.alarm == .demandAbove)
    #expect(monitor.trackingSignal > 0.5)
    #expect(isClose(monitor.upwardSum, 12, tolerance: 1e-12))
    try monitor.reset(typicalError: 3)
    #expect(monitor.alarm == nil && monitor.count == 0)
    for _ in 0..<12 { try monitor.observe(actual: 45, forecast: 50) }
    #expect(monitor.alarm == .demandBelow)
    var wild = try ForecastMonitor(typicalError: 1)
    for step in 0..<40 { try wild.observe(actual: step.isMultiple(of: 2) ? 4 : -4, forecast: 0) }
    #expect(wild.isRefitAdvised)
    let data = try JSONEncoder().encode(wild)
    #expect(try JSONDecoder().decode(ForecastMonitor.self, from: data) == wild)
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    #expect(throws: InvalidInput.self) { try ForecastMonitor(typicalError: 0) }
    var limits = ForecastMonitor.Limits()
    limits.smoothing = 1.5
    #expect(throws: InvalidInput.self) { try ForecastMonitor(typicalError: 1, limits: limits) }
    var monitor = try ForecastMonitor(typicalError: 1)
    #expect(throws: InvalidInput.self) { try monitor.observe(actual: .nan, forecast: 0) }
    try monitor.observe(actual: nil, forecast: 0)
    #expect(monitor.count == 0)
    for _ in 0..<50 { try monitor.observe(actual: 1e300, forecast: 0) }
    #expect(monitor.trackingSignal.isFinite)
  }
}
