import SupplyChainCore
import Testing

@Suite struct IterationLimitTests {
  @Test(arguments: [(0, false), (9, false), (10, true), (11, true)])
  func `is met once the iterations are used up`(iteration: Int, isMet: Bool) {
    let stop: some StoppingCriterion = .iterations(10)
    #expect(stop.isMet(by: SearchProgress(iteration: iteration)) == isMet)
    #expect(stop.runtimeLimit == nil)
  }

  @Test(arguments: [0, -1, Int.min])
  func `no iterations at all end at once`(limit: Int) {
    #expect(IterationLimit(limit).isMet(by: SearchProgress()))
  }
}
