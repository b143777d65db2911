import SupplyChainCore
import Testing

@Suite struct StoppingCriterionTests {
  /// What a user would write who needs a criterion of his own.
  private struct GapLimit: StoppingCriterion {
    var limit: Double
    func isMet(by progress: SearchProgress) -> Bool { progress.gap.map { $0 <= limit } ?? false }
  }

  @Test func `a criterion of one's own needs one function and combines with the others`() {
    let stop: some StoppingCriterion = .any(of: GapLimit(limit: 0.1), .iterations(50))
    #expect(stop.runtimeLimit == nil)
    #expect(!stop.isMet(by: SearchProgress(iteration: 5, bestCost: 100, bound: 80)))
    #expect(stop.isMet(by: SearchProgress(iteration: 5, bestCost: 100, bound: 90)))
  }
}
