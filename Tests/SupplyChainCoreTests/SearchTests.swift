import Foundation
import SupplyChainCore
import Testing

@Suite struct SearchTests {
  @Test func `gives progress and the result`() async throws {
    let search = Search { progress in
      for iteration in 1...100 { progress(SearchProgress(iteration: iteration)) }
      return "done"
    }
    var last = 0
    for await progress in search.progress {
      #expect(progress.iteration > last)
      last = progress.iteration
    }
    #expect(last == 100)
    #expect(try await search.result == "done")
  }

  @Test func `hands on what the solver throws`() async {
    let search = Search<Int> { _ in throw InvalidInput("x", "is odd") }
    await #expect(throws: InvalidInput.self) { try await search.result }
    for await _ in search.progress {}
  }

  private func endless() -> Search<Bool> {
    Search { progress in
      var monitor = SearchMonitor(until: AnyOfCriteria([]))
      while monitor.continues() { monitor.report(to: progress) }
      return monitor.wasCancelled
    }
  }

  @Test func `can be cancelled`() async throws {
    let search = endless()
    search.cancel()
    #expect(try await search.result)
  }

  @Test func `is cancelled with the task that waits for it`() async throws {
    let search = endless()
    let waiting = Task { try await search.result }
    waiting.cancel()
    #expect(try await waiting.value)
  }

  /// More searches than cores: were they to run on Swift's own threads, nobody could cancel them.
  @Test func `leaves the threads of other tasks alone`() async throws {
    let searches = (0..<ProcessInfo.processInfo.activeProcessorCount + 2).map { _ in endless() }
    for search in searches {
      for await progress in search.progress where progress.elapsed > .zero { break }
    }
    for search in searches { search.cancel() }
    for search in searches { #expect(try await search.result) }
  }
}
