import InventoryOptimization
import Probability
import SupplyChainCore
import Testing

@Suite struct DemandSumTests {
  @Test func compoundPoisson() throws {
    // Panjer's recursion in NumPy.
    let order = try Discrete(values: [1, 2, 12], probabilities: [0.6, 0.3, 0.1])
    let demand = try order.sum(ofRandom: Poisson(mean: 4))
    #expect((demand.mass(at: 0) - 0.01831563888873418).magnitude < 1e-13)
    #expect((demand.mass(at: 5) - 0.09444188121520225).magnitude < 1e-13)
    #expect((demand.mass(at: 13) - 0.020275074106143532).magnitude < 1e-13)
    #expect((demand.mean - 9.6).magnitude < 1e-9)
    #expect((demand.variance - 64.8).magnitude < 1e-7)
  }

  @Test func sumsOfSeveralPeriods() throws {
    let day = try Discrete(values: [0, 1, 6], probabilities: [0.7, 0.2, 0.1])
    let week = try day.sum(of: 7)
    #expect((week.mean - 7 * day.mean).magnitude < 1e-12)
    #expect((week.variance - 7 * day.variance).magnitude < 1e-11)
    #expect(week.mass(at: 42) > 0 && (week.mass(at: 42) - 1e-7).magnitude < 1e-15)
    #expect(try day.sum(of: 0).mass(at: 0) == 1)
    #expect(try Poisson(mean: 3).sum(of: 4).mean == 12)
    let binomial = try NegativeBinomial(mean: 3, variance: 7)
    let four = try binomial.sum(of: 4)
    #expect((four.mean - 12).magnitude < 1e-12 && (four.variance - 28).magnitude < 1e-12)
  }

  @Test func aRandomLeadTimeMixes() throws {
    let overLeadTime = try Poisson(mean: 6).sum(
      ofRandom: Discrete(values: [2, 3, 5], probabilities: [0.2, 0.5, 0.3]))
    let moments = try LeadTimeDemand(
      demandMean: 6, demandStandardDeviation: 6.0.squareRoot(), leadTimeMean: 3.4,
      leadTimeStandardDeviation: 1.24.squareRoot())
    #expect((overLeadTime.mean - moments.mean).magnitude < 1e-9)
    #expect((overLeadTime.variance - moments.variance).magnitude < 1e-7)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let negative = try Discrete(values: [-1, 1], probabilities: [0.5, 0.5])
    #expect(throws: InvalidInput.self) { try negative.sum(of: 2) }
    #expect(throws: InvalidInput.self) { try Poisson(mean: 1).sum(of: -1) }
    let wide = try Discrete(values: [0, 900_000], probabilities: [0.5, 0.5])
    #expect(throws: InvalidInput.self) { try wide.sum(of: 3) }
  }
}
