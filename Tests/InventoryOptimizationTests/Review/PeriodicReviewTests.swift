import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct PeriodicReviewTests {
  /// scipy 1.17: brentq over the normal loss functions.
  @Test func levelForAFillRate() throws {
    let policy = try PeriodicReview(
      leadTimeDemand: Normal(mean: 40, standardDeviation: 12),
      protectionDemand: Normal(mean: 60, standardDeviation: 15))
    let level = try policy.orderUpToLevel(for: .fillRate(0.98))
    #expect(relativeError(level, from: 83.10902042155142) < 1e-9)
    let performance = policy.performance(orderUpToLevel: level)
    #expect(relativeError(performance.fillRate, from: 0.98) < 1e-9)
    #expect(relativeError(performance.safetyStock, from: 23.10902042155142) < 1e-8)
  }

  @Test func levelForACycleService() throws {
    let policy = try PeriodicReview(
      leadTimeDemand: Poisson(mean: 8), protectionDemand: Poisson(mean: 12))
    // R: qpois(0.9, 12) is 17.
    #expect(try policy.orderUpToLevel(for: .cycleService(0.9)) == 17)
    let level = try policy.orderUpToLevel(for: .fillRate(0.95))
    #expect(level == level.rounded())
    #expect(policy.performance(orderUpToLevel: level).fillRate >= 0.95)
    #expect(policy.performance(orderUpToLevel: level - 1).fillRate < 0.95)
  }

  /// Poisson demand of 4 a period, lead time 2 periods, review every period, simulated unit by unit.
  @Test func averagesAgreeWithASimulation() throws {
    let policy = try PeriodicReview(
      leadTimeDemand: Poisson(mean: 8), protectionDemand: Poisson(mean: 12))
    let expected = policy.performance(orderUpToLevel: 13)
    var generator = SeededGenerator(seed: 9)
    let slice = try Poisson(mean: 4.0 / 20)
    // On hand less backorders at a time t after a review: level − demand over the lead time and t.
    var backorders = 0.0
    var missed = 0.0
    var demand = 0.0
    let rounds = 20_000
    for _ in 0..<rounds {
      var total = 0.0
      for _ in 0..<40 { total += slice.sample(using: &generator) }
      for _ in 0..<20 {
        let before = max(0, total - 13)
        let units = slice.sample(using: &generator)
        total += units
        demand += units
        missed += max(0, total - 13) - before
        backorders += 0.5 * (before + max(0, total - 13)) / 20
      }
    }
    #expect((missed / demand - (1 - expected.fillRate)).magnitude < 0.006)
    #expect((backorders / Double(rounds) - expected.averageBackorders).magnitude < 0.02)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    #expect(throws: InvalidInput.self) {
      try PeriodicReview(
        leadTimeDemand: Poisson(mean: 8), protectionDemand: Poisson(mean: 8))
    }
  }
}
