import Foundation
import SupplyChainCore
import Testing

@Suite struct SearchProgressTests {
  @Test(
    arguments: [
      (nil, nil, nil), (10, nil, nil), (nil, 10, nil), (10, 10, 0), (0, 0, 0), (100, 90, 0.1),
      (-100, -110, 0.1), (0, -1, .infinity), (90, 100, 1 / 9.0),
    ] as [(Double?, Double?, Double?)])
  func `the gap is relative to the best cost`(best: Double?, bound: Double?, gap: Double?) throws {
    let measured = SearchProgress(bestCost: best, bound: bound).gap
    guard let gap, gap.isFinite else {
      #expect(measured == gap)
      return
    }
    #expect(abs(try #require(measured) - gap) < 1e-15)
  }

  @Test func `survives being written and read`() throws {
    let progress = SearchProgress(
      elapsed: .milliseconds(1500), iteration: 7, iterationsSinceImprovement: 2, bestCost: 3.5)
    let data = try JSONEncoder().encode(progress)
    #expect(try JSONDecoder().decode(SearchProgress.self, from: data) == progress)
  }
}
