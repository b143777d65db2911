private import Dispatch

/// Runs a solver, which keeps its thread busy until it is done, on a thread of its own.
///
/// The `async` twin of a solver is one line around its synchronous core:
///
///     public func solve(_ problem: Problem, until stop: some StoppingCriterion) async throws -> Result {
///       try await offActor { try solve(problem, until: stop) }
///     }
///
/// The threads of Swift's own pool are one a core. Were a search to hold one, two searches on two
/// cores would stop all other asynchronous work, the one that wants to cancel them included.
/// Cancelling the caller's task cancels the solver.
package func offActor<Output: Sendable>(
  _ body: @escaping @Sendable () throws -> Output
) async throws -> Output {
  let flag = Cancellation.Flag()
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue(label: "swift-supply-chain.solver").async {
        continuation.resume(with: Result { try flag.source.observed(by: body) })
      }
    }
  } onCancel: {
    flag.raise()
  }
}
