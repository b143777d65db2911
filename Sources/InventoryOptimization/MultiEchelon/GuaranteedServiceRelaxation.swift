/// The lower bound behind the branch and bound for guaranteed service on general networks.
///
/// Each stage has two variables, its inbound time and its service time, numbered 2k and 2k + 1 for the
/// k-th stage in topological order. An edge joins them with the stage's cost of stock; an edge from a
/// supplier's service time to a customer's inbound time says that the one is not above the other. Every
/// edge keeps for each of its two variables a message: what it has passed of its cost to each time of
/// the variable. Whatever the messages, the least costs of all variables and edges, each alone, add up
/// to a lower bound. Passing costs forward and backward along the order in equal shares raises it:
/// sequential reweighted message passing (Kolmogorov 2015,
/// <https://doi.org/10.1109/TPAMI.2014.2363465>).
struct GuaranteedServiceRelaxation {
  struct Edge {
    var earlier: Int
    var later: Int
    /// The processing time of the stage; -1 for a supply relation.
    var processingTime: Int
    /// Where the stage's costs by net replenishment time begin in ``costs``.
    var costs: Int
  }

  let variableCount: Int
  let edges: [Edge]
  /// The edges of each variable to earlier and to later ones.
  private let backward: [[Int]]
  private let forward: [[Int]]
  /// The share of its cost that a variable passes on to each edge.
  private let shares: [Double]
  private let costs: [Double]
  /// The stage of each pair of variables.
  let stages: [Int]

  /// What is left of a problem: the times that each variable can still take, and the messages.
  struct State {
    /// The times of each variable, ascending.
    var times: [[Int]]
    /// The messages of each edge to its earlier and to its later variable.
    var toEarlier: [[Double]]
    var toLater: [[Double]]
    /// What each time of a variable costs at least, beyond what was passed on.
    var unary: [[Double]]
    var bound: Double

    /// How many numbers it holds.
    var size: Int { (toEarlier + toLater + unary).reduce(0) { $0 + $1.count } }
  }

  init(_ network: GuaranteedServiceNetwork, _ layout: GuaranteedServiceLayout) {
    stages = layout.sequence
    variableCount = 2 * stages.count
    var position = [Int](repeating: 0, count: stages.count)
    for (index, stage) in stages.enumerated() { position[stage] = index }
    var edges: [Edge] = []
    var costs: [Double] = []
    for (index, stage) in stages.enumerated() {
      let time = network.stages[stage].processingTime
      edges.append(
        Edge(
          earlier: 2 * index, later: 2 * index + 1, processingTime: time, costs: costs.count))
      for period in 0...layout.longest[stage] {
        costs.append(layout.weights[stage] * Double(period).squareRoot())
      }
      for customer in layout.customers[stage] {
        edges.append(
          Edge(
            earlier: 2 * index + 1, later: 2 * position[customer], processingTime: -1, costs: 0))
      }
    }
    var backward = [[Int]](repeating: [], count: variableCount)
    var forward = backward
    for (index, edge) in edges.enumerated() {
      forward[edge.earlier].append(index)
      backward[edge.later].append(index)
    }
    shares = (0..<(2 * stages.count)).map {
      1 / Double(max(1, backward[$0].count, forward[$0].count))
    }
    self.edges = edges
    self.costs = costs
    self.backward = backward
    self.forward = forward
  }

  /// The problem with all times that an optimal plan can need.
  ///
  /// A plan at a corner of the constraints costs the least, and there every time follows from a given
  /// one along processing times.
  func root(_ network: GuaranteedServiceNetwork, _ layout: GuaranteedServiceLayout) -> State {
    var marks: [[Bool]] = []
    for stage in stages {
      let description = network.stages[stage]
      var inbound = [Bool](repeating: false, count: layout.longestInbound[stage] + 1)
      inbound[description.supplyTime] = true
      inbound[layout.longestInbound[stage]] = true
      let limit = min(layout.longest[stage], description.promisedTime ?? .max)
      var service = [Bool](repeating: false, count: limit + 1)
      service[0] = true
      service[limit] = true
      marks.append(inbound)
      marks.append(service)
    }
    let earliest = stages.map { network.stages[$0].supplyTime }
    var isChanging = true
    while isChanging {
      isChanging = false
      func mark(_ variable: Int, _ time: Int) {
        guard time >= (variable.isMultiple(of: 2) ? earliest[variable / 2] : 0),
          time < marks[variable].count, !marks[variable][time]
        else { return }
        marks[variable][time] = true
        isChanging = true
      }
      for edge in edges {
        let shift = max(0, edge.processingTime)
        for time in marks[edge.earlier].indices where marks[edge.earlier][time] {
          mark(edge.later, time + shift)
        }
        for time in marks[edge.later].indices where marks[edge.later][time] {
          mark(edge.earlier, time - shift)
        }
      }
    }
    let times = marks.map { marks in marks.indices.filter { marks[$0] } }
    var state = State(
      times: times, toEarlier: edges.map { times[$0.earlier].map { _ in 0 } },
      toLater: edges.map { times[$0.later].map { _ in 0 } },
      unary: times.map { $0.map { _ in 0 } }, bound: 0)
    _ = restrict(&state) { _, _ in true }
    return state
  }

  /// Strikes out times, and those that then have no partner left.
  ///
  /// - Returns: Whether every variable has a time left.
  func restrict(_ state: inout State, keeping keeps: (_ variable: Int, _ index: Int) -> Bool)
    -> Bool
  {
    var keep = state.times.indices.map { variable in
      state.times[variable].indices.map { keeps(variable, $0) }
    }
    func first(_ variable: Int) -> Int? {
      keep[variable].firstIndex(of: true).map { state.times[variable][$0] }
    }
    func last(_ variable: Int) -> Int? {
      keep[variable].lastIndex(of: true).map { state.times[variable][$0] }
    }
    // The later time is at most the earlier one plus the processing time, or for a supply relation the
    // earlier at most the later: both directions only need the extremes.
    var isChanging = true
    while isChanging {
      isChanging = false
      for edge in edges {
        let isStage = edge.processingTime >= 0
        let (low, high) = isStage ? (edge.later, edge.earlier) : (edge.earlier, edge.later)
        let shift = max(0, edge.processingTime)
        guard let least = first(low), let most = last(high) else { return false }
        for index in keep[low].indices.reversed() where keep[low][index] {
          if state.times[low][index] <= most + shift { break }
          keep[low][index] = false
          isChanging = true
        }
        for index in keep[high].indices where keep[high][index] {
          if state.times[high][index] + shift >= least { break }
          keep[high][index] = false
          isChanging = true
        }
      }
    }
    guard !keep.contains(where: { !$0.contains(true) }) else { return false }
    func kept<Element>(_ list: [Element], _ variable: Int) -> [Element] {
      zip(list, keep[variable]).compactMap { $1 ? $0 : nil }
    }
    for variable in keep.indices where keep[variable].contains(false) {
      state.times[variable] = kept(state.times[variable], variable)
      state.unary[variable] = kept(state.unary[variable], variable)
      for edge in forward[variable] {
        state.toEarlier[edge] = kept(state.toEarlier[edge], variable)
      }
      for edge in backward[variable] {
        state.toLater[edge] = kept(state.toLater[edge], variable)
      }
    }
    return true
  }

  /// Passes costs along the whole order once.
  func pass(_ state: inout State, isForward: Bool) {
    var bound = 0.0
    for step in 0..<variableCount {
      let variable = isForward ? step : variableCount - 1 - step
      let (collected, fed) =
        isForward
        ? (backward[variable], forward[variable]) : (forward[variable], backward[variable])
      var unary = [Double](repeating: 0, count: state.times[variable].count)
      for edge in collected {
        collect(edge, &state, toEarlier: !isForward)
        add(isForward ? state.toLater[edge] : state.toEarlier[edge], to: &unary)
      }
      for edge in fed {
        add(isForward ? state.toEarlier[edge] : state.toLater[edge], to: &unary)
      }
      let least = unary.min() ?? 0
      bound += least
      state.unary[variable] = unary
      let share = shares[variable]
      for edge in fed {
        if isForward {
          pay(unary, least, share, from: &state.toEarlier[edge])
        } else {
          pay(unary, least, share, from: &state.toLater[edge])
        }
      }
    }
    state.bound = max(state.bound, bound)
  }

  private func add(_ message: [Double], to unary: inout [Double]) {
    for index in unary.indices { unary[index] += message[index] }
  }

  private func pay(
    _ unary: [Double], _ least: Double, _ share: Double, from message: inout [Double]
  ) {
    for index in message.indices { message[index] -= share * (unary[index] - least) }
  }

  /// Passes what an edge costs at least to each time of one of its variables.
  private func collect(_ index: Int, _ state: inout State, toEarlier: Bool) {
    let edge = edges[index]
    let targets = state.times[toEarlier ? edge.earlier : edge.later]
    let sources = state.times[toEarlier ? edge.later : edge.earlier]
    let given = toEarlier ? state.toLater[index] : state.toEarlier[index]
    let message =
      edge.processingTime < 0
      ? supplyMessage(targets, sources, given, isBelow: toEarlier)
      : stageMessage(edge, targets, sources, given, isBelow: !toEarlier)
    if toEarlier { state.toEarlier[index] = message } else { state.toLater[index] = message }
  }

  /// Over a supply relation: the cheapest partner on the right side.
  private func supplyMessage(
    _ targets: [Int], _ sources: [Int], _ given: [Double], isBelow: Bool
  ) -> [Double] {
    var message = [Double](repeating: 0, count: targets.count)
    var best = Double.infinity
    if isBelow {
      // Partners at or above the target.
      var source = sources.count - 1
      for target in targets.indices.reversed() {
        while source >= 0, sources[source] >= targets[target] {
          best = min(best, -given[source])
          source -= 1
        }
        message[target] = best
      }
    } else {
      var source = 0
      for target in targets.indices {
        while source < sources.count, sources[source] <= targets[target] {
          best = min(best, -given[source])
          source += 1
        }
        message[target] = best
      }
    }
    return message
  }

  /// Over a stage: the cheapest partner, with the cost of stock for the time between.
  private func stageMessage(
    _ edge: Edge, _ targets: [Int], _ sources: [Int], _ given: [Double], isBelow: Bool
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: targets.count) { message, initialized in
      costs.withUnsafeBufferPointer { all in
        sources.withUnsafeBufferPointer { sources in
          given.withUnsafeBufferPointer { given in
            guard let costs = all.baseAddress.map({ $0 + edge.costs }) else { return }
            var first = 0
            var last = sources.count
            for target in targets.indices {
              var best = Double.infinity
              if isBelow {
                // The target is a service time: inbound times from it less the processing time on.
                let origin = edge.processingTime - targets[target]
                while first < last, sources[first] + origin < 0 { first += 1 }
                for index in first..<last {
                  best = min(best, costs[sources[index] + origin] - given[index])
                }
              } else {
                let origin = edge.processingTime + targets[target]
                last = first
                while last < sources.count, sources[last] <= origin { last += 1 }
                for index in 0..<last {
                  best = min(best, costs[origin - sources[index]] - given[index])
                }
              }
              message.initializeElement(at: target, to: best)
            }
          }
        }
      }
      initialized = targets.count
    }
  }

  /// The cost of an edge beyond what it passed on, for one time of the later variable and all of the
  /// earlier ones.
  private func remaining(_ index: Int, _ state: State, _ earlier: Int, _ later: Int) -> Double {
    let edge = edges[index]
    let from = state.times[edge.earlier][earlier]
    let to = state.times[edge.later][later]
    let cost: Double
    if edge.processingTime < 0 {
      cost = from <= to ? 0 : .infinity
    } else {
      let time = from + edge.processingTime - to
      cost = time >= 0 ? costs[edge.costs + time] : .infinity
    }
    return cost - state.toEarlier[index][earlier] - state.toLater[index][later]
  }

  /// Times that a plan could take, read off after a pass forward, and where to branch.
  struct Reading {
    var inbound: [Int]
    /// The variable whose costs disagree the most, and the last time of the lower half.
    var branch: (variable: Int, below: Int)?
  }

  func read(_ state: State) -> Reading {
    var chosen = [Int](repeating: 0, count: variableCount)
    var worst = 0.0
    var branch: (variable: Int, below: Int)?
    for variable in 0..<variableCount {
      let unary = state.unary[variable]
      let preferred = unary.indices.min { unary[$0] < unary[$1] } ?? 0
      var best = Double.infinity
      for index in unary.indices {
        var cost = unary[index]
        for edge in backward[variable] {
          cost += remaining(edge, state, chosen[edges[edge].earlier], index)
        }
        if cost < best {
          best = cost
          chosen[variable] = index
        }
      }
      let excess = best - unary[preferred]
      guard excess > worst else { continue }
      if let found = disagreement(variable, preferred, chosen, state) {
        worst = excess
        branch = found
      }
    }
    var inbound = [Int](repeating: 0, count: stages.count)
    for (index, stage) in stages.enumerated() {
      inbound[stage] = state.times[2 * index][chosen[2 * index]]
    }
    return Reading(inbound: inbound, branch: branch ?? middle(of: state))
  }

  /// The middle of the variable with the most times, where nothing disagrees but by rounding.
  private func middle(of state: State) -> (variable: Int, below: Int)? {
    let widest = state.times.indices.max { state.times[$0].count < state.times[$1].count } ?? 0
    let times = state.times[widest]
    return times.count > 1 ? (widest, times[times.count / 2 - 1]) : nil
  }

  /// Between the time that a variable took and the one that its costs prefer; where these are one,
  /// between those of the neighbour that costs the most.
  private func disagreement(
    _ variable: Int, _ preferred: Int, _ chosen: [Int], _ state: State
  ) -> (variable: Int, below: Int)? {
    func split(_ variable: Int, _ first: Int, _ second: Int) -> (variable: Int, below: Int)? {
      guard first != second else { return nil }
      return (variable, (state.times[variable][first] + state.times[variable][second] - 1) >> 1)
    }
    if let found = split(variable, chosen[variable], preferred) { return found }
    var worst = 0.0
    var found: (variable: Int, below: Int)?
    for edge in backward[variable] {
      let neighbour = edges[edge].earlier
      let cost = remaining(edge, state, chosen[neighbour], preferred)
      guard cost > worst else { continue }
      let best = state.times[neighbour].indices.min {
        remaining(edge, state, $0, preferred) < remaining(edge, state, $1, preferred)
      }
      if let best, let other = split(neighbour, chosen[neighbour], best) {
        worst = cost
        found = other
      }
    }
    return found
  }
}
