import SupplyChainCore
import Testing

@Suite struct AnyOfCriteriaTests {
  private let stop = AnyOfCriteria([IterationLimit(10), TargetCost(5), RuntimeLimit(.seconds(9))])

  @Test(arguments: [
    (SearchProgress(), false),
    (SearchProgress(iteration: 10), true),
    (SearchProgress(bestCost: 5), true),
    (SearchProgress(elapsed: .seconds(9)), true),
    (SearchProgress(elapsed: .seconds(8), iteration: 9, bestCost: 6), false),
  ])
  func `is met by the first`(progress: SearchProgress, isMet: Bool) {
    #expect(stop.isMet(by: progress) == isMet)
  }

  @Test func `has the shortest of the runtimes`() {
    let nested: some StoppingCriterion = .any(
      of: .any(of: .runtime(.seconds(4)), .iterations(1)), .runtime(.seconds(9)), .firstFeasible)
    #expect(nested.runtimeLimit == .seconds(4))
    #expect(AnyOfCriteria([IterationLimit(1)]).runtimeLimit == nil)
  }

  @Test func `without criteria it is never met`() {
    #expect(!AnyOfCriteria([]).isMet(by: SearchProgress(elapsed: .seconds(1e9), bestCost: 0)))
  }
}
