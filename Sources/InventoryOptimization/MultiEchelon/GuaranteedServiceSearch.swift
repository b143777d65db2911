internal import SupplyChainCore

/// Branch and bound over the times of a general network, best bound first.
struct GuaranteedServiceSearch {
  private let network: GuaranteedServiceNetwork
  private let layout: GuaranteedServiceLayout
  private let relaxation: GuaranteedServiceRelaxation
  private var descent: GuaranteedServiceDescent
  private var open: [GuaranteedServiceRelaxation.State] = []
  private var mostOpen = 0

  /// A plan this close to the bound, relatively, is proved: rounding in long sums stays far below.
  private static let tolerance = 1e-9
  /// Passes forward and backward at the start and at each subproblem, if they keep raising the bound.
  private static let rootPasses = 400
  private static let passes = 20
  /// The bound has settled once a round of passes closes less than this share of the gap.
  private static let leastProgress = 0.01
  /// Beyond so many numbers in open subproblems, some 200 MB, the newest comes first, so that memory
  /// stays bounded.
  private static let mostNumbers = 25_000_000

  init(_ network: GuaranteedServiceNetwork, _ layout: GuaranteedServiceLayout) {
    self.network = network
    self.layout = layout
    relaxation = GuaranteedServiceRelaxation(network, layout)
    descent = GuaranteedServiceDescent(network, layout)
  }

  mutating func solve(
    until stop: some StoppingCriterion, progress: (SearchProgress) -> Void
  ) -> GuaranteedServiceNetwork.Result {
    var monitor = SearchMonitor(until: stop)
    descent.improve(network.stages.map(\.supplyTime))
    descent.improve(layout.longestInbound)
    var root = relaxation.root(network, layout)
    monitor.complete(iterations: 0, bestCost: descent.bestCost, bound: 0)
    var isStopped = !monitor.continues()
    if !isStopped, tighten(&root, passes: Self.rootPasses, &monitor) { push(root) }
    if isStopped { push(root) }
    mostOpen = Self.mostNumbers / max(1, root.size)
    monitor.complete(bestCost: descent.bestCost, bound: bound)
    while !open.isEmpty, !isProved(open[0].bound) {
      isStopped = !monitor.continues()
      if isStopped { break }
      branch(pop(), &monitor)
      monitor.complete(bestCost: descent.bestCost, bound: bound)
      monitor.report(to: progress)
    }
    let isOptimal = open.isEmpty || isProved(open[0].bound)
    let times = descent.times(of: descent.best)
    let plan = network.plan(layout, inbound: times.inbound, service: times.service)
    monitor.complete(iterations: 0, bestCost: plan.cost, bound: isOptimal ? plan.cost : bound)
    monitor.report(to: progress, always: true)
    return .init(
      plan: plan, bound: isOptimal ? plan.cost : bound, isOptimal: isOptimal,
      progress: monitor.progress)
  }

  private var bound: Double { min(open.first?.bound ?? descent.bestCost, descent.bestCost) }

  private func isProved(_ bound: Double) -> Bool {
    bound >= descent.bestCost * (1 - Self.tolerance)
  }

  /// Splits a subproblem in two at the time its parts disagree on most.
  private mutating func branch(
    _ state: GuaranteedServiceRelaxation.State, _ monitor: inout SearchMonitor
  ) {
    let reading = relaxation.read(state)
    descent.improve(reading.inbound)
    guard !isProved(state.bound), let split = reading.branch else { return }
    for isLower in [true, false] {
      var half = state
      let isPossible = relaxation.restrict(&half) { variable, index in
        variable != split.variable || (state.times[variable][index] <= split.below) == isLower
      }
      if isPossible, tighten(&half, passes: Self.passes, &monitor) { push(half) }
    }
  }

  /// Raises the bound of a subproblem, looks for plans on the way and strikes out times.
  ///
  /// - Returns: Whether it can still hold a better plan.
  private mutating func tighten(
    _ state: inout GuaranteedServiceRelaxation.State, passes: Int, _ monitor: inout SearchMonitor
  ) -> Bool {
    let round = 5
    for pass in 1...passes {
      let before = state.bound
      relaxation.pass(&state, isForward: false)
      relaxation.pass(&state, isForward: true)
      if isProved(state.bound) { return false }
      guard strikeOut(&state) else { return false }
      if !monitor.continues() { break }
      guard pass.isMultiple(of: round) else { continue }
      descent.improve(relaxation.read(state).inbound)
      if isProved(state.bound) { return false }
      let gain = (state.bound - before) * Double(round)
      if gain < Self.leastProgress * (descent.bestCost - state.bound) { break }
    }
    return true
  }

  /// Strikes out every time whose bound is above the best plan.
  private func strikeOut(_ state: inout GuaranteedServiceRelaxation.State) -> Bool {
    let slack = descent.bestCost * (1 - Self.tolerance) - state.bound
    let unary = state.unary
    let least = unary.map { $0.min() ?? 0 }
    var isNeeded = false
    for variable in unary.indices where !isNeeded {
      isNeeded = unary[variable].contains { $0 - least[variable] > slack }
    }
    guard isNeeded else { return true }
    return relaxation.restrict(&state) { variable, index in
      unary[variable][index] - least[variable] <= slack
    }
  }

  // A heap by bound.

  private mutating func push(_ state: GuaranteedServiceRelaxation.State) {
    open.append(state)
    var index = open.count - 1
    while index > 0, open[index].bound < open[(index - 1) / 2].bound {
      open.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func pop() -> GuaranteedServiceRelaxation.State {
    if open.count > mostOpen { return open.removeLast() }
    open.swapAt(0, open.count - 1)
    let state = open.removeLast()
    var index = 0
    while 2 * index + 1 < open.count {
      var child = 2 * index + 1
      if child + 1 < open.count, open[child + 1].bound < open[child].bound { child += 1 }
      guard open[child].bound < open[index].bound else { break }
      open.swapAt(index, child)
      index = child
    }
    return state
  }
}
