import Foundation
import SupplyChainCore
import Testing

/// A task whose work is cancelled while it goes on, by a thread outside Swift's pool: the pool may
/// be full of what waits for the cancellation.
func cancelledTask<Output: Sendable>(
  _ body: @escaping @Sendable () async throws -> Output
) -> Task<Output, any Error> {
  let task = Task { try await body() }
  Thread.detachNewThread {
    Thread.sleep(forTimeInterval: 0.02)
    task.cancel()
  }
  return task
}

@Suite struct CancellationTests {
  @Test func `is not requested of its own accord`() throws {
    #expect(!Cancellation.isRequested)
    #expect((0..<50).parallelMap { _ in Cancellation.isRequested }.allSatisfy { !$0 })
    try Cancellation.check()
  }

  /// Every element waits for the cancellation; were it not seen on the workers, this would hang.
  @Test func `reaches the workers of a parallel map`() async throws {
    let task = cancelledTask {
      (0..<8).parallelMap(threads: 4) { _ in
        while !Cancellation.isRequested {}
        return true
      }
    }
    #expect(try await task.value == [Bool](repeating: true, count: 8))
  }

  @Test func `reaches the workers of workers, and those of a solver's own thread`() async throws {
    let task = cancelledTask {
      try await offActor {
        (0..<3).parallelMap(threads: 2) { _ in
          (0..<3).parallelMap(threads: 2) { _ in
            while !Cancellation.isRequested {}
            return 1
          }.count
        }
      }
    }
    #expect(try await task.value == [3, 3, 3])
  }

  @Test func `ends with the work that was cancelled`() async throws {
    let task = cancelledTask {
      try await offActor { while !Cancellation.isRequested {} }
      return try await Task { try await offActor { Cancellation.isRequested } }.value
    }
    #expect(try await !task.value)
  }

  @Test func `is thrown on request`() async {
    let task = cancelledTask {
      try await offActor { while true { try Cancellation.check() } }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
