import SupplyChainCore
import Testing

@Suite struct RuntimeLimitTests {
  @Test(arguments: [
    (Duration.milliseconds(999), false), (.seconds(1), true), (.seconds(2), true),
  ])
  func `is met once the time is up`(elapsed: Duration, isMet: Bool) {
    #expect(RuntimeLimit(.seconds(1)).isMet(by: SearchProgress(elapsed: elapsed)) == isMet)
  }

  @Test func `tells its limit`() {
    let stop: some StoppingCriterion = .runtime(.seconds(3))
    #expect(stop.runtimeLimit == .seconds(3))
  }

  @Test func `no time at all ends at once`() {
    #expect(RuntimeLimit(.zero).isMet(by: SearchProgress()))
    #expect(RuntimeLimit(.seconds(-1)).isMet(by: SearchProgress()))
  }
}
