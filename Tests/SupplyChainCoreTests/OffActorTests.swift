import Foundation
import SupplyChainCore
import Testing

@Suite struct OffActorTests {
  @MainActor @Test func `leaves the thread of the caller`() async throws {
    let isOnMainThread = try await offActor { Thread.isMainThread }
    #expect(!isOnMainThread)
  }

  @Test func `is cancelled with its task`() async throws {
    let task = cancelledTask {
      try await offActor { while !Cancellation.isRequested {} }
      return true
    }
    #expect(try await task.value)
  }

  @Test func `hands on what is thrown`() async {
    await #expect(throws: InvalidInput.self) {
      try await offActor { throw InvalidInput("x", "is odd") }
    }
  }
}
