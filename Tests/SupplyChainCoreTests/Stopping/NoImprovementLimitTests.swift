import SupplyChainCore
import Testing

@Suite struct NoImprovementLimitTests {
  @Test(arguments: [(0, false), (4, false), (5, true), (6, true)])
  func `counts the iterations since the last improvement`(stalled: Int, isMet: Bool) {
    let stop: some StoppingCriterion = .noImprovement(for: 5)
    let progress = SearchProgress(iteration: 100, iterationsSinceImprovement: stalled)
    #expect(stop.isMet(by: progress) == isMet)
    #expect(stop.runtimeLimit == nil)
  }
}
