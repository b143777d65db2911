/// A search that runs in the background: its progress as a stream, its result when it is done.
///
/// It wraps any solver of the library, each of which tells a closure how far it has come.
///
/// ```swift
/// let search = Search { progress in
///   // Any solver stands here: `try HybridSearch().solve(problem, until: stop, progress: progress)`.
///   for iteration in 1...1_000 { progress(SearchProgress(iteration: iteration)) }
///   return 42
/// }
/// for await progress in search.progress { print(progress.iteration) }
/// let result = try await search.result
/// ```
public struct Search<Output: Sendable>: Sendable {
  /// How far the search has come; ends when the search does.
  ///
  /// Who reads slowly gets the newest state, not a queue of old ones.
  public let progress: AsyncStream<SearchProgress>

  private let task: Task<Output, any Error>

  /// What a solver calls to tell how far it has come.
  public typealias Listener = @Sendable (SearchProgress) -> Void

  /// Starts a search at once.
  ///
  /// - Parameter body: Runs the solver, on a thread of its own, and hands the closure on to it.
  public init(
    _ body: @escaping @Sendable (_ progress: @escaping Listener) throws -> Output
  ) {
    let (stream, continuation) = AsyncStream.makeStream(
      of: SearchProgress.self, bufferingPolicy: .bufferingNewest(1))
    progress = stream
    task = Task.detached {
      defer { continuation.finish() }
      return try await offActor { try body { continuation.yield($0) } }
    }
  }

  /// The result, once the search is done.
  ///
  /// Cancelling the task that waits here cancels the search.
  public var result: Output {
    get async throws {
      try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    }
  }

  /// Ends the search early; a solver that has something feasible still returns its best.
  public func cancel() { task.cancel() }
}
