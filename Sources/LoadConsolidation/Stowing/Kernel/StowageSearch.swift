internal import SupplyChainCore

/// Stows closely from the front wall where everything goes in, and from all corners where not.
struct StowageSearch {
  private let problem: StowageProblem
  private let counts: [Int]
  private var monitor: SearchMonitor

  /// Wide enough to find what goes in with room to spare, narrow enough to give up quickly.
  private static let quickWidth = 3

  init(_ problem: StowageProblem, counts: [Int], monitor: SearchMonitor) {
    self.problem = problem
    self.counts = counts
    self.monitor = monitor
  }

  mutating func run(progress: (SearchProgress) -> Void) -> StowagePlan {
    let volume = zip(problem.items, counts).reduce(0) { $0 + Double($1.0.volume) * Double($1.1) }
    var plan: StowagePlan?
    if volume <= Double(problem.space.volume) {
      let close = search(
        length: problem.space.length, fromFront: true, upToWidth: Self.quickWidth, progress)
      if close.isComplete { return shorten(close, volume: volume, progress) }
      guard monitor.continues() else { return close }
      plan = close
    }
    let full = search(
      length: problem.space.length, fromFront: false, upToWidth: .max, progress)
    return plan.map { $0.fill > full.fill ? $0 : full } ?? full
  }

  /// Searches for the shortest stretch from the front wall that everything goes into, by halves.
  private mutating func shorten(
    _ plan: StowagePlan, volume: Double, _ progress: (SearchProgress) -> Void
  ) -> StowagePlan {
    var best = plan
    let section = Double(problem.space.width) * Double(problem.space.height)
    var tooShort = Int((volume / section).rounded(.up)) - 1
    while tooShort < best.length - 1, monitor.continues() {
      let middle = tooShort + (best.length - tooShort) / 2
      let shorter = search(
        length: middle, fromFront: true, upToWidth: Self.quickWidth, progress)
      if shorter.isComplete { best = shorter } else { tooShort = middle }
    }
    return best
  }

  private mutating func search(
    length: Int, fromFront: Bool, upToWidth width: Int, _ progress: (SearchProgress) -> Void
  ) -> StowagePlan {
    var whole = problem.space.extent
    whole.length = Int32(length)
    let kernel = StowageKernel(problem, counts: counts, within: whole, fromFront: fromFront)
    var beam = StowageBeam(kernel, monitor: monitor)
    beam.run(upToWidth: width, progress: progress)
    monitor = beam.monitor
    return StowagePlan(
      problem, counts: counts, placements: beam.best.placements(of: kernel.catalogue),
      iterations: monitor.progress.iteration)
  }
}
