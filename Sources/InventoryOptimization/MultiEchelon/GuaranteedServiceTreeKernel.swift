/// The dynamic program that solves a ``GuaranteedServiceNetwork`` that is a tree, over stage indices.
///
/// Where a stage and all that hang on it are supplied by one stage each, its table needs only a few
/// candidates for each entry: the cost is concave between the service times that customers set
/// (Simpson 1958, <https://doi.org/10.1287/opre.6.6.863>), so that a stage promises nothing, all, or
/// one of those.
struct GuaranteedServiceTreeKernel {
  private let tree: GuaranteedServiceNetwork
  private let layout: GuaranteedServiceLayout
  private let count: Int
  /// Stages from the roots outwards, and the neighbour of each towards its root.
  private var order: [Int] = []
  private var parent: [Int]
  /// What a stage chose for each state of its parent's: runs of states with the same rule.
  private var choices: [[Run]]

  /// The state a stage takes for each state of its parent's: the cheapest that this allows.
  private var states: [[Run]]

  private struct Run {
    var start: Int
    var choice: Choice
  }

  private enum Choice: Equatable {
    /// A fixed service or inbound time.
    case time(Int)
    /// The service time that needs no stock.
    case all
  }

  init(_ tree: GuaranteedServiceNetwork, _ layout: GuaranteedServiceLayout) {
    self.tree = tree
    self.layout = layout
    count = tree.stages.count
    parent = Array(repeating: -1, count: count)
    choices = Array(repeating: [], count: count)
    states = choices
    arrange()
  }

  private var suppliers: [[Int]] { layout.suppliers }
  private var customers: [[Int]] { layout.customers }
  private var longestInbound: [Int] { layout.longestInbound }
  private var longest: [Int] { layout.longest }
  private var weights: [Double] { layout.weights }

  /// Roots first those stages that nobody supplies, so that trees of distribution hang from their
  /// source.
  private mutating func arrange() {
    var isReached = [Bool](repeating: false, count: count)
    let roots = (0..<count).sorted { (suppliers[$0].count, $0) < (suppliers[$1].count, $1) }
    for root in roots where !isReached[root] {
      isReached[root] = true
      order.append(root)
      var next = order.count - 1
      while next < order.count {
        let stage = order[next]
        next += 1
        for neighbour in suppliers[stage] + customers[stage] where !isReached[neighbour] {
          isReached[neighbour] = true
          parent[neighbour] = stage
          order.append(neighbour)
        }
      }
    }
  }

  mutating func solve() -> GuaranteedServiceNetwork.Plan {
    let roots = (0...(longest.max() ?? 0)).map { Double($0).squareRoot() }
    // What the children of a stage cost: those it supplies by its service time, those that supply it
    // by its inbound time.
    var downstream = [[Double]?](repeating: nil, count: count)
    var upstream = downstream
    var breaks = [[Int]?](repeating: [], count: count)
    var rootTime = [Int](repeating: 0, count: count)
    for stage in order.reversed() {
      let limit = min(longest[stage], tree.stages[stage].promisedTime ?? .max)
      let isSupplied = parent[stage] >= 0 && suppliers[stage].contains(parent[stage])
      let table: [Double]
      if let points = breaks[stage], parent[stage] < 0 || isSupplied {
        table = concaveTable(stage, limit, downstream[stage], points, roots)
      } else if parent[stage] >= 0, !isSupplied {
        table = serviceTable(stage, limit, upstream[stage], downstream[stage], roots)
      } else {
        table = inboundTable(stage, limit, upstream[stage], downstream[stage], roots)
      }
      downstream[stage] = nil
      upstream[stage] = nil
      let above = parent[stage]
      guard above >= 0 else {
        rootTime[stage] = cheapest(table)
        continue
      }
      if isSupplied {
        add(suffixMinima(table, of: stage), to: &downstream[above], length: longest[above] + 1)
        if let mine = breaks[stage], let theirs = breaks[above] {
          breaks[above] = Array(Set(theirs + shifted(mine, at: stage, limit))).sorted()
        } else {
          breaks[above] = nil
        }
      } else {
        add(prefixMinima(table, of: stage), to: &upstream[above], length: longestInbound[above] + 1)
        breaks[above] = nil
      }
    }
    return plan(rootTime)
  }

  /// The inbound times at which the table of a stage bends upwards.
  private func shifted(_ points: [Int], at stage: Int, _ limit: Int) -> [Int] {
    let description = tree.stages[stage]
    var result = (points + [limit]).map { $0 - description.processingTime }
    result.append(description.supplyTime)
    return result.filter { $0 > 0 && $0 <= longestInbound[stage] }
  }

  private func cheapest(_ table: [Double]) -> Int {
    table.indices.min { (table[$0], $0) < (table[$1], $1) } ?? 0
  }

  private func add(_ table: [Double], to sum: inout [Double]?, length: Int) {
    var total = sum ?? [Double](repeating: 0, count: length)
    sum = nil
    for index in 0..<length { total[index] += table[min(index, table.count - 1)] }
    sum = total
  }

  /// A customer may count on a longer time than it is promised.
  private mutating func suffixMinima(_ table: [Double], of stage: Int) -> [Double] {
    var result = table
    var best = table.count - 1
    var runs: [Run] = []
    for index in table.indices.reversed() {
      if table[index] <= table[best] { best = index }
      result[index] = table[best]
      // Most often the state is the parent's own: one run for all of those.
      let choice = best == index ? Choice.all : .time(best)
      if runs.last?.choice == choice {
        runs[runs.count - 1].start = index
      } else {
        runs.append(Run(start: index, choice: choice))
      }
    }
    states[stage] = runs.reversed()
    return result
  }

  /// A supplier may deliver earlier than it is counted on.
  private mutating func prefixMinima(_ table: [Double], of stage: Int) -> [Double] {
    var result = table
    var best = 0
    var runs: [Run] = []
    for index in table.indices {
      if table[index] <= table[best] { best = index }
      result[index] = table[best]
      let choice = best == index ? Choice.all : .time(best)
      if runs.last?.choice != choice { runs.append(Run(start: index, choice: choice)) }
    }
    states[stage] = runs
    return result
  }

  /// The state that a stage takes for one of its parent's.
  private func state(_ stage: Int, for parentState: Int, most: Int) -> Int {
    let state = min(parentState, most)
    if case .time(let time) = Self.choice(states[stage], state) { return time }
    return state
  }

  private mutating func record(_ stage: Int, _ start: Int, _ choice: Choice) {
    if choices[stage].last?.choice != choice {
      choices[stage].append(Run(start: start, choice: choice))
    }
  }

  /// By inbound time, where no child supplies the stage: the cost is concave between break points.
  private mutating func concaveTable(
    _ stage: Int, _ limit: Int, _ below: [Double]?, _ breaks: [Int], _ roots: [Double]
  ) -> [Double] {
    let description = tree.stages[stage]
    let weight = weights[stage]
    let inner = breaks.filter { $0 > 0 && $0 < limit }
    var table = [Double](repeating: 0, count: longestInbound[stage] + 1)
    for inbound in table.indices {
      let time = max(inbound, description.supplyTime) + description.processingTime
      let most = min(time, limit)
      var best = weight * roots[time - most] + (below?[most] ?? 0)
      var choice = most == time ? Choice.all : .time(most)
      func consider(_ service: Int) {
        let cost = weight * roots[time - service] + (below?[service] ?? 0)
        if cost < best {
          best = cost
          choice = .time(service)
        }
      }
      if most > 0 { consider(0) }
      for service in inner where service < most { consider(service) }
      table[inbound] = best
      record(stage, inbound, choice)
    }
    return table
  }

  /// By inbound time, in general: the best service time for each.
  private mutating func inboundTable(
    _ stage: Int, _ limit: Int, _ above: [Double]?, _ below: [Double]?, _ roots: [Double]
  ) -> [Double] {
    let description = tree.stages[stage]
    let weight = weights[stage]
    var table = [Double](repeating: 0, count: longestInbound[stage] + 1)
    for inbound in table.indices {
      let time = max(inbound, description.supplyTime) + description.processingTime
      var best = Double.infinity
      var choice = 0
      for service in 0...min(time, limit) {
        let cost = weight * roots[time - service] + (below?[service] ?? 0)
        if cost < best {
          best = cost
          choice = service
        }
      }
      table[inbound] = best + (above?[max(inbound, description.supplyTime)] ?? 0)
      record(stage, inbound, .time(choice))
    }
    return table
  }

  /// By service time: the best inbound time for each.
  private mutating func serviceTable(
    _ stage: Int, _ limit: Int, _ above: [Double]?, _ below: [Double]?, _ roots: [Double]
  ) -> [Double] {
    let description = tree.stages[stage]
    let weight = weights[stage]
    let latest = longestInbound[stage]
    var table = [Double](repeating: .infinity, count: longest[stage] + 1)
    for service in 0...limit {
      let first = max(description.supplyTime, service - description.processingTime)
      var best = Double.infinity
      var choice = first
      for inbound in first...max(first, latest) {
        let cost =
          weight * roots[inbound + description.processingTime - service]
          + (above?[inbound] ?? 0)
        if cost < best {
          best = cost
          choice = inbound
        }
      }
      table[service] = best + (below?[service] ?? 0)
      record(stage, service, .time(choice))
    }
    return table
  }

  private static func choice(_ runs: [Run], _ state: Int) -> Choice {
    var lower = 0
    var upper = runs.count
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if runs[middle].start <= state { lower = middle } else { upper = middle }
    }
    return runs.isEmpty ? .all : runs[lower].choice
  }

  /// Reads the choices from the roots outwards.
  private func plan(_ rootTime: [Int]) -> GuaranteedServiceNetwork.Plan {
    var inbound = [Int](repeating: 0, count: count)
    var service = inbound
    for stage in order {
      let description = tree.stages[stage]
      let above = parent[stage]
      let isSupplied = above < 0 || suppliers[stage].contains(above)
      if isSupplied {
        let state =
          above < 0
          ? rootTime[stage] : state(stage, for: service[above], most: longestInbound[stage])
        inbound[stage] = max(state, description.supplyTime)
        switch Self.choice(choices[stage], state) {
        case .time(let time): service[stage] = time
        case .all: service[stage] = inbound[stage] + description.processingTime
        }
      } else {
        // The parent counts on this long or less: the cheapest of those.
        service[stage] = state(stage, for: inbound[above], most: longest[stage])
        if case .time(let time) = Self.choice(choices[stage], service[stage]) {
          inbound[stage] = time
        }
      }
    }
    return tree.plan(layout, inbound: inbound, service: service)
  }
}
