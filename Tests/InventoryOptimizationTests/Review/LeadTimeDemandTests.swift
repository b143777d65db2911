import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct LeadTimeDemandTests {
  /// By hand: the variance is 5 · 6² + 20² · 1.5².
  @Test func combinesBothVariabilities() throws {
    let demand = try LeadTimeDemand(
      demandMean: 20, demandStandardDeviation: 6, leadTimeMean: 5, leadTimeStandardDeviation: 1.5)
    #expect(demand.mean == 100)
    #expect(demand.variance == 1_080)
    #expect(try relativeError(demand.gamma.variance, from: 1_080) < 1e-12)
    #expect(try demand.wholeUnits is NegativeBinomial)
    #expect(try relativeError(demand.wholeUnits.variance, from: 1_080) < 1e-12)
  }

  @Test func addsTheReviewPeriod() throws {
    let demand = try LeadTimeDemand(
      demandMean: 10, demandStandardDeviation: 2, leadTimeMean: 3, reviewPeriod: 4)
    #expect(demand.mean == 70)
    #expect(demand.variance == 28)
    #expect(try demand.wholeUnits is Poisson)
    #expect(try demand.normal.mean == 70)
  }

  @Test func agreesWithARandomSum() throws {
    let demand = try LeadTimeDemand(
      demandMean: 8, demandStandardDeviation: 3, leadTimeMean: 4, leadTimeStandardDeviation: 2)
    var generator = SeededGenerator(seed: 3)
    let period = try Normal(mean: 8, standardDeviation: 3)
    let leadTime = try Discrete(values: [2, 6], probabilities: [0.5, 0.5])
    let totals = (0..<20_000).map { _ in
      (0..<Int(leadTime.sample(using: &generator))).reduce(0.0) { sum, _ in
        sum + period.sample(using: &generator)
      }
    }
    let sampled = try Normal(fitting: totals)
    #expect(relativeError(sampled.mean, from: demand.mean) < 0.02)
    #expect(relativeError(sampled.variance, from: demand.variance) < 0.03)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) {
      try LeadTimeDemand(demandMean: -1, demandStandardDeviation: 1, leadTimeMean: 1)
    }
    #expect(throws: InvalidInput.self) {
      try LeadTimeDemand(demandMean: 1e200, demandStandardDeviation: 1e200, leadTimeMean: 1)
    }
  }
}
