import SupplyChainCore
import Testing

@Suite struct TargetCostTests {
  @Test(arguments: [(nil, false), (784.5, false), (784, true), (783, true)] as [(Double?, Bool)])
  func `is met by a solution that costs no more`(cost: Double?, isMet: Bool) {
    let stop: some StoppingCriterion = .target(cost: 784)
    #expect(stop.isMet(by: SearchProgress(bestCost: cost)) == isMet)
    #expect(stop.runtimeLimit == nil)
  }

  @Test func `the first feasible solution has any cost`() {
    let stop: some StoppingCriterion = .firstFeasible
    #expect(!stop.isMet(by: SearchProgress()))
    #expect(stop.isMet(by: SearchProgress(bestCost: 1e300)))
  }

  @Test func `nothing reaches NaN`() {
    #expect(!TargetCost(.nan).isMet(by: SearchProgress(bestCost: 0)))
  }
}
