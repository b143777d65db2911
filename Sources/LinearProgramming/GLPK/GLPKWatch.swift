#if GLPK
  internal import CGLPK
  internal import SupplyChainCore

  /// Looks at the clock, the task and the stopping criterion while the C side is at work.
  struct GLPKWatch {
    /// The limits that GLPK keeps by itself, and so without losing its point.
    struct Limits {
      /// Negative for none.
      var seconds = -1.0
      var iterations = Int32.max
    }

    private let stop: any StoppingCriterion
    private let start: ContinuousClock.Instant
    private let countsNodes: Bool
    private let sign: Double
    private let isCancelled: () -> Bool
    private let listener: (SearchProgress) -> Void
    private let incumbentListener: ([Double], SearchProgress) -> Void
    private var progress = SearchProgress()
    private var lastReport = Duration.zero
    private var lastImprovement = 0

    /// A listener that draws on a terminal is called no more often than the eye follows.
    private static let reportInterval = Duration.milliseconds(50)

    /// Runs the body with a watcher for the C side.
    static func watching(
      since start: ContinuousClock.Instant = .now, until stop: some StoppingCriterion,
      countingNodes: Bool, maximizing: Bool,
      progress listener: (SearchProgress) -> Void,
      incumbent incumbentListener: ([Double], SearchProgress) -> Void = { _, _ in },
      _ body: (cglpk_watcher, UnsafeMutableRawPointer, Limits) -> Void
    ) {
      // The C side may work on a thread of its own, which belongs to no task.
      Cancellation.withSource { source in
        withoutActuallyEscaping(listener) { listener in
          withoutActuallyEscaping(incumbentListener) { incumbentListener in
            var watch = GLPKWatch(
              start: start, stop: stop, countsNodes: countingNodes, sign: maximizing ? -1 : 1,
              isCancelled: { source.isCancelled }, listener: listener,
              incumbentListener: incumbentListener)
            let limits = watch.limits
            let watcher: cglpk_watcher = { context, progress in
              guard let context, let progress else { return Int32(CGLPK_CONTINUE) }
              return context.assumingMemoryBound(to: GLPKWatch.self).pointee.look(
                at: progress.pointee)
            }
            withUnsafeMutablePointer(to: &watch) { body(watcher, $0, limits) }
          }
        }
      }
    }

    private init(
      start: ContinuousClock.Instant, stop: any StoppingCriterion, countsNodes: Bool, sign: Double,
      isCancelled: @escaping () -> Bool, listener: @escaping (SearchProgress) -> Void,
      incumbentListener: @escaping ([Double], SearchProgress) -> Void
    ) {
      self.start = start
      self.stop = stop
      self.countsNodes = countsNodes
      self.sign = sign
      self.isCancelled = isCancelled
      self.listener = listener
      self.incumbentListener = incumbentListener
    }

    private var limits: Limits {
      var limits = Limits()
      if let runtime = stop.runtimeLimit {
        limits.seconds = max(0, (runtime - (.now - start)) / .seconds(1))
      }
      if !countsNodes, let iterations = stop.iterationLimit {
        limits.iterations = Int32(clamping: max(0, iterations))
      }
      return limits
    }

    private mutating func look(at state: cglpk_progress) -> Int32 {
      if isCancelled() { return Int32(CGLPK_CANCEL) }
      progress.elapsed = ContinuousClock.now - start
      progress.iteration = Int(clamping: countsNodes ? state.nodes : state.iterations)
      progress.bestCost = state.has_incumbent != 0 ? sign * state.incumbent : nil
      progress.bound = state.has_bound != 0 ? sign * state.bound : nil
      if state.improved != 0 { lastImprovement = progress.iteration }
      progress.iterationsSinceImprovement = progress.iteration - lastImprovement
      if state.improved != 0, let point = state.point {
        incumbentListener(
          Array(UnsafeBufferPointer(start: point, count: Int(state.point_count))), progress)
      }
      if state.improved != 0 || progress.elapsed - lastReport >= Self.reportInterval {
        lastReport = progress.elapsed
        listener(progress)
      }
      return isStopped ? Int32(CGLPK_STOP) : Int32(CGLPK_CONTINUE)
    }

    /// Whether the criterion is met, apart from the limits that GLPK keeps by itself: to stop for these
    /// from here would lose the point.
    private var isStopped: Bool {
      var progress = progress
      if let limit = stop.runtimeLimit, progress.elapsed >= limit {
        progress.elapsed = limit - .nanoseconds(1)
      }
      if !countsNodes, let limit = stop.iterationLimit, progress.iteration >= limit {
        progress.iteration = limit - 1
      }
      return stop.isMet(by: progress)
    }
  }
#endif
