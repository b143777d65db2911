import DemandForecasting
import Foundation
import Probability
import SupplyChainCore
import Testing

/// Rates by statsforecast 2.1.1 for 24 seeded random histories.
///
/// Made by: `rng = numpy.random.default_rng(31)`; 12 to 60 periods, demand with a probability from
/// 0.1 to 0.7, sizes one more than Poisson; then `CrostonClassic()`, `CrostonSBA()`,
/// `CrostonOptimized()`, `TSB(alpha_d=0.1, alpha_p=0.1)`, `ADIDA()` and `IMAPA()`, each
/// `.forecast(y, 1)["mean"][0]`. Lines are the history, then one rate a method.
struct IntermittentFixture: Sendable, CustomStringConvertible {
  let history: TimeSeries
  let rates: [Double]

  var description: String { "\(history.count) periods" }

  static let all: [IntermittentFixture] = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/intermittent.csv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ";")
      let values = fields[0].split(separator: " ").compactMap { Double($0) }
      guard let history = try? TimeSeries(values) else { return nil }
      return IntermittentFixture(
        history: history, rates: fields.dropFirst().compactMap { Double($0) })
    }
  }()
}

@Suite struct IntermittentMethodTests {
  static let methods: [any ForecastModel] = [
    Croston.classic, Croston.syntetosBoylan, Croston.optimized, TeunterSyntetosBabai(),
    TemporalAggregation.adida, TemporalAggregation.imapa,
  ]
  static let others: [any ForecastModel] = [
    HurdleDemand(), DemandBootstrap.willemain, DemandBootstrap.viswanathanZhou,
    DynamicNegativeBinomial(),
  ]

  @Test func fixturesAreThere() { #expect(IntermittentFixture.all.count == 24) }

  @Test(arguments: IntermittentFixture.all)
  func ratesAgreeWithStatsforecast(fixture: IntermittentFixture) throws {
    for (place, method) in Self.methods.enumerated() {
      let rate = try method.forecast(fixture.history, horizon: 1).mean[0]
      // Where a parameter is searched, the two searches stop at slightly different ones.
      let tolerance = [0, 1, 3].contains(place) ? 1e-12 : 2e-4
      #expect(isClose(rate, fixture.rates[place], tolerance: tolerance), "\(method.name)")
    }
  }

  @Test func updatesAreAsGoodAsFits() throws {
    let history = try TimeSeries([0, 0, 3, 0, 2, nil, 0, 0, 3, 0, 1, 0])
    var croston = try Croston.classic.fit(history.prefix(5))
    var tsb = try TeunterSyntetosBabai().fit(history.prefix(5))
    for index in 5..<12 {
      try croston.update(with: history[index])
      try tsb.update(with: history[index])
    }
    #expect(isClose(croston.rate, try Croston.classic.fit(history).rate, tolerance: 1e-12))
    #expect(isClose(tsb.rate, try TeunterSyntetosBabai().fit(history).rate, tolerance: 1e-12))
    #expect(throws: InvalidInput.self) { try croston.update(with: -1) }
    #expect(throws: InvalidInput.self) { try tsb.update(with: .nan) }
  }

  /// A forecast for every history, or a clear refusal.
  @Test func extremeHistoriesAreAnswered() throws {
    let histories: [[Double?]] = [
      [0], [5], [0, 0, 0, 0], [3, 3, 3, 3], [nil, 0, nil, 4, nil], [0, 1e139, 0, 2e139],
      [0, 1e-300, 0, 3e-300], [0.1, 0, 0.25, 0, 0, 1e9], Array(repeating: 0, count: 400) + [1],
      [0, 1e6, 0, 0, 2.5e6], [0, .pi, 0, 0, 2.718_281_8],
    ]
    for values in histories {
      for method in Self.methods + Self.others {
        let forecast = try method.forecast(TimeSeries(values), horizon: 4)
        for p in [0.01, 0.5, 0.9, 0.99] {
          for value in forecast.quantile(p) { #expect(value.isFinite && value >= 0) }
        }
        #expect(forecast.mean.allSatisfy { $0.isFinite && $0 >= 0 })
        let demand = try forecast.demand(over: 3)
        #expect(demand.quantile(0.95).isFinite)
        #expect(demand.loss(at: 1).isFinite)
      }
    }
    for method in Self.methods + Self.others {
      #expect(throws: InvalidInput.self) { try method.fit(TimeSeries([1, -1, 0])) }
      let none = try method.forecast(TimeSeries([0, 0, 0]), horizon: 2)
      #expect(none.mean == [0, 0])
      #expect(none.quantile(0.99) == [0, 0])
    }
  }

  @Test func scalingDemandScalesTheForecast() throws {
    let counts: [Double] = [0, 0, 3, 0, 2, 0, 0, 5, 3, 0, 1, 0, 0, 0, 2, 7]
    for method in Self.methods + Self.others {
      let one = try method.forecast(TimeSeries(counts), horizon: 3)
      let dozens = try method.forecast(TimeSeries(counts.map { 12 * $0 }), horizon: 3)
      for (a, b) in zip(one.quantile(0.9), dozens.quantile(0.9)) {
        #expect(isClose(12 * a, b, tolerance: 1e-9), "\(method.name)")
      }
    }
  }

  @Test func parametersAreChecked() throws {
    for bad in [0, -0.1, 1.1, Double.nan] {
      #expect(throws: InvalidInput.self) { try Croston(smoothing: bad) }
      #expect(throws: InvalidInput.self) {
        try TeunterSyntetosBabai(sizeSmoothing: bad, probabilitySmoothing: 0.1)
      }
    }
    let croston = try Croston(smoothing: 0.2, correctsBias: true)
    #expect(try JSONDecoder().decode(Croston.self, from: JSONEncoder().encode(croston)) == croston)
  }

  @Test func bootstrapsRememberThePast() throws {
    let history = try TimeSeries([0, 0, 9, 0, 0, 9, 0, 0, 9, 0, 0, 9])
    let forecast = try DemandBootstrap.viswanathanZhou.forecast(history, horizon: 3)
    // Every interval was three, so demand comes in the third period.
    #expect(forecast.quantile(0.99)[0] == 0)
    #expect(forecast.quantile(0.01)[2] > 0)
    let again = try DemandBootstrap.viswanathanZhou.forecast(history, horizon: 3)
    #expect(forecast == again)
  }
}
