private import Synchronization

/// Whether the work at hand was cancelled, on whatever thread it runs.
///
/// `Task.isCancelled` is always false on a thread that belongs to no task, as the worker threads of
/// `parallelMap` and the thread of `offActor` do. There whoever waits for them is asked instead.
package enum Cancellation {
  /// Whether the current task, or the one on whose behalf this thread works, was cancelled.
  package static var isRequested: Bool {
    Task.isCancelled || (source?.isCancelled ?? false)
  }

  /// Throws if the work was cancelled.
  package static func check() throws(CancellationError) {
    if isRequested { throw CancellationError() }
  }

  /// What this thread listens to, beside its own task.
  @TaskLocal private static var source: Source?

  /// Runs a body, and hands it what its worker threads listen to; they must end before it returns.
  package static func withSource<Result>(_ body: (Source) -> Result) -> Result {
    withUnsafeCurrentTask { task in
      // The body waits for its workers, so the task is alive as long as they ask; `isCancelled` is
      // one of the members that may be called from other threads.
      nonisolated(unsafe) let task = task
      let parent = source
      return body(Source { task?.isCancelled ?? false || parent?.isCancelled ?? false })
    }
  }

  /// Somewhere to ask whether to go on.
  package final class Source: Sendable {
    private let ask: @Sendable () -> Bool

    init(_ ask: @escaping @Sendable () -> Bool) { self.ask = ask }

    package var isCancelled: Bool { ask() }

    /// Runs a body that listens to this source.
    func observed<Result, Failure: Error>(
      by body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
      let result = Cancellation.$source.withValue(self) {
        Swift.Result { () throws(Failure) in try body() }
      }
      return try result.get()
    }
  }

  /// A flag that somebody raises.
  final class Flag: Sendable {
    private let isRaised = Atomic(false)

    func raise() { isRaised.store(true, ordering: .relaxed) }

    var source: Source { Source { self.isRaised.load(ordering: .relaxed) } }
  }
}
