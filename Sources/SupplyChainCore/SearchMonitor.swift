/// Keeps the books of one search: the clock, the counters, the stopping criterion, cancellation and
/// how often the listener is told.
///
/// A solver's loop reads
///
///     var monitor = SearchMonitor(until: stop)
///     while monitor.continues() {
///       …
///       monitor.complete(bestCost: cost)
///       monitor.report(to: progress)
///     }
///
/// Reading the clock costs some twenty nanoseconds; a kernel with shorter iterations counts them in
/// batches.
package struct SearchMonitor {
  package private(set) var progress = SearchProgress()
  /// Whether the search ends because its task was cancelled.
  package private(set) var wasCancelled = false

  private let stop: any StoppingCriterion
  private let start: ContinuousClock.Instant
  private var lastReport = Duration.zero

  /// A listener that draws on a terminal is called no more often than the eye follows.
  private static let reportInterval = Duration.milliseconds(50)

  /// Opens the books.
  ///
  /// The workers of one search pass the same `start`, so that they share one deadline.
  package init(
    until stop: any StoppingCriterion, startingAt start: ContinuousClock.Instant = .now
  ) {
    self.stop = stop
    self.start = start
  }

  /// Whether the search should go on: reads the clock, the task's cancellation and the
  /// criterion.
  package mutating func continues() -> Bool {
    progress.elapsed = ContinuousClock.now - start
    if Cancellation.isRequested { wasCancelled = true }
    return !wasCancelled && !stop.isMet(by: progress)
  }

  /// The time that is left; `nil` where the criterion sets no limit.
  package var remainingTime: Duration? {
    stop.runtimeLimit.map { max(.zero, $0 - (ContinuousClock.now - start)) }
  }

  /// Counts iterations and takes note of the best cost and the bound; a cost of NaN is no cost.
  package mutating func complete(
    iterations: Int = 1, bestCost: Double? = nil, bound: Double? = nil
  ) {
    progress.iteration += iterations
    progress.iterationsSinceImprovement += iterations
    if let bestCost, progress.bestCost.map({ bestCost < $0 }) ?? !bestCost.isNaN {
      progress.bestCost = bestCost
      progress.iterationsSinceImprovement = 0
    }
    if let bound { progress.bound = bound }
  }

  /// Tells the listener, unless it was told a moment ago.
  package mutating func report(
    to listener: (SearchProgress) -> Void, always: Bool = false
  ) {
    guard always || progress.elapsed - lastReport >= Self.reportInterval else { return }
    lastReport = progress.elapsed
    listener(progress)
  }
}
