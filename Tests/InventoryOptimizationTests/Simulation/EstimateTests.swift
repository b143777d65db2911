import InventoryOptimization
import Testing

@Suite struct EstimateTests {
  @Test func intervalOfStudent() {
    // R: t.test(c(47.2, 48.1, 47.9, 47.4))$conf.int = 46.98118 48.31882.
    let estimate = Estimate([47.2, 48.1, 47.9, 47.4])
    #expect((estimate.mean - 47.65).magnitude < 1e-12)
    let interval = estimate.interval(0.95)
    #expect((interval.lowerBound - 46.98118).magnitude < 1e-4)
    #expect((interval.upperBound - 48.31882).magnitude < 1e-4)
  }

  @Test func tooFewSamples() {
    #expect(Estimate([]).mean.isNaN)
    #expect(Estimate([3]).interval(0.95) == -.infinity ... .infinity)
    #expect(Estimate([3, 3]).interval(0.95) == 3...3)
    #expect(Estimate([3, 4]).halfWidth(1) == .infinity)
  }
}
