internal import SupplyChainCore

/// A beam search whose width grows until time is over or everything is stowed.
struct StowageBeam {
  /// The best load so far.
  private(set) var best: StowageLoad
  private(set) var monitor: SearchMonitor

  private let kernel: StowageKernel
  private let itemVolume: Double
  private var choices: [StowageKernel.Choice] = []

  /// A way to go on from a load of the beam, and what came of it when the rest was filled at once.
  private struct Child {
    var parent: Int
    var space: FreeSpace
    var anchor: Anchor
    var block: Int32
    var volume: Int
    /// What is left in the end: a load that ends alike is probably the same in another order.
    var remaining: [Int32]
  }

  init(_ kernel: StowageKernel, monitor: SearchMonitor) {
    self.kernel = kernel
    self.monitor = monitor
    itemVolume = zip(kernel.problem.items, kernel.root.remaining).reduce(0) {
      $0 + Double($1.0.volume) * Double($1.1)
    }
    best = StowageLoad(kernel.root)
  }

  /// Whether all pieces are in.
  var isComplete: Bool { Double(best.volume) >= itemVolume }

  /// Searches with wider and wider beams.
  mutating func run(upToWidth limit: Int = .max, progress: (SearchProgress) -> Void) {
    var first = kernel.root
    // There is always one load, whatever the time.
    kernel.complete(&first, &choices) { true }
    take(first)
    var width = 1
    while width <= limit, goesOn(progress) {
      // A beam that had room for everything found all there is to find.
      if widen(to: width, progress) { break }
      // Each beam costs about twice the one before: none of them is much of the time on its own.
      width = max(width + 1, Int((Double(width) * 1.42).rounded()))
    }
    monitor.report(to: progress, always: true)
  }

  private mutating func goesOn(_ progress: (SearchProgress) -> Void) -> Bool {
    monitor.report(to: progress)
    return !isComplete && monitor.continues()
  }

  private mutating func take(_ state: StowageState) {
    if let load = StowageLoad(state, betterThan: best.volume, in: kernel.problem.space) {
      best = load
    }
    monitor.complete(bestCost: itemVolume - Double(best.volume))
  }

  /// One beam from the empty space to full ones; whether it had room for every way to go on.
  private mutating func widen(to width: Int, _ progress: (SearchProgress) -> Void) -> Bool {
    var beam = [kernel.root]
    var hadRoom = true
    while !beam.isEmpty {
      var children: [Child] = []
      for parent in beam.indices {
        guard
          let (space, anchor) = kernel.next(&beam[parent], count: width, into: &choices)
        else { continue }
        let blocks = choices.map(\.block)
        hadRoom = hadRoom && blocks.count < width
        for block in blocks {
          guard goesOn(progress) else { return false }
          var state = beam[parent]
          kernel.place(block, in: space, at: anchor, of: &state)
          var clock = monitor
          kernel.complete(&state, &choices) { clock.continues() }
          take(state)
          children.append(
            Child(
              parent: parent, space: space, anchor: anchor, block: block, volume: state.volume,
              remaining: state.remaining))
        }
      }
      hadRoom = hadRoom && children.count <= width
      beam = select(children, width: width, from: beam)
    }
    return hadRoom
  }

  /// The most promising children, of those that end alike only one.
  private func select(
    _ children: [Child], width: Int, from beam: [StowageState]
  ) -> [StowageState] {
    let order = children.indices.sorted {
      children[$0].volume == children[$1].volume
        ? $0 < $1 : children[$0].volume > children[$1].volume
    }
    var seen: Set<[Int32]> = []
    var next: [StowageState] = []
    for index in order where next.count < width {
      let child = children[index]
      guard seen.insert(child.remaining).inserted else { continue }
      var state = beam[child.parent]
      kernel.place(child.block, in: child.space, at: child.anchor, of: &state)
      next.append(state)
    }
    return next
  }
}
