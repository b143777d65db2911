import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct EmpiricalTests {
  @Test func countsItsSamples() throws {
    let demand = try Empirical([12, 0, 7, 31, 7])
    #expect(demand.values == [0, 7, 12, 31])
    #expect(demand.probabilities == [0.2, 0.4, 0.2, 0.2])
    #expect(relativeError(demand.mean, from: 11.4) < 1e-15)
    #expect(relativeError(demand.variance, from: 110.64) < 1e-14)
    #expect(demand.cumulative(6.9) == 0.2)
    #expect(demand.cumulative(7) == 0.6)
    #expect(demand.exceedance(7) == 0.4)
    #expect(demand.quantile(0.6) == 7)
    #expect(demand.quantile(0.61) == 12)
    #expect(demand.quantile(0) == 0)
    #expect(demand.quantile(1) == 31)
  }

  @Test(arguments: 1...20)
  func lossesAreAverages(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let samples = (0..<seed * 3).map { _ in Double(generator.index(below: 40)) - 5 }
    let demand = try Empirical(samples)
    for x in [-10, -5, 0, 3.5, 17, 34, 50.0] {
      let shortages = samples.map { max(0, $0 - x) }
      let count = Double(samples.count)
      let loss = shortages.reduce(0, +) / count
      let second = shortages.reduce(0) { $0 + 0.5 * $1 * $1 } / count
      #expect((demand.loss(at: x) - loss).magnitude < 1e-12)
      #expect((demand.secondOrderLoss(at: x) - second).magnitude < 1e-10)
    }
  }

  @Test func weighsItsValues() throws {
    let demand = try Empirical([150, 80, 100, 80, 7], weights: [3, 1, 5, 1, 0])
    #expect(demand.values == [80, 100, 150])
    #expect(demand.mean == 111)
    #expect(demand.quantile(0.7) == 100)
    #expect(relativeError(demand.loss(at: 90), from: 23) < 1e-14)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try Empirical([]) }
    #expect(throws: InvalidInput.self) { try Empirical([1, .infinity]) }
    #expect(throws: InvalidInput.self) { try Empirical([1, 2], weights: [1]) }
    #expect(throws: InvalidInput.self) { try Empirical([1, 2], weights: [0, 0]) }
    #expect(throws: InvalidInput.self) { try Empirical([1, 2], weights: [2, -1]) }
  }
}
