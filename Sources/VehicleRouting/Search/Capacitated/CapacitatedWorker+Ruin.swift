import SupplyChainCore

extension CapacitatedWorker {
  /// Takes strings of clients off routes that are near to each other.
  func ruin(using generator: inout SeededGenerator) {
    let seed = members[generator.index(below: members.count)]
    let longest = min(options.longestString, state[0].meanSize)
    let mostStrings = max(1, 4 * options.averageRemoved / (1 + longest) - 1)
    var strings = Int(generator.uniform() * mostStrings) + 1
    if state[0].canSpareRoute, generator.uniform() < options.routeRate { removeRoute(of: seed) }
    ruin(around: seed, longest, &strings, &generator)
    let list = seed * kernel.neighbourCount
    var rank = 0
    while strings > 0, rank < kernel.neighbourCount {
      let client = Int(kernel.neighbours[list + rank].client)
      if isWhole || plan.part[client] == ownPart {
        ruin(around: client, longest, &strings, &generator)
      }
      rank += 1
    }
  }

  /// Takes everybody off a client's route.
  private func removeRoute(of client: Int) {
    let route = Int(plan.visits[client].route)
    remove(from: Int(plan.routes[route].first), count: Int(plan.routes[route].size))
  }

  /// Takes a string with a client in it off his route, unless that route is ruined already.
  @inline(__always)
  private func ruin(
    around client: Int, _ longest: Double, _ strings: inout Int,
    _ generator: inout SeededGenerator
  ) {
    let route = Int(plan.visits[client].route)
    guard route != plan.nowhere, ruinMark[route] != state[0].mark else { return }
    ruinMark[route] = state[0].mark
    strings -= 1
    let size = Int(plan.routes[route].size)
    let length = min(size, Int(generator.uniform() * min(Double(size), longest)) + 1)
    guard length > 1, length < size, generator.uniform() < options.splitRate else {
      remove(from: start(ofString: length, around: client, &generator), count: length)
      return
    }
    // A longer string, of whose middle some stay where they are.
    var kept = 1
    while length + kept < size, generator.uniform() >= 0.99 { kept += 1 }
    let first = start(ofString: length + kept, around: client, &generator)
    let head = generator.index(below: length - 1) + 1
    var second = first
    for _ in 0..<head + kept { second = Int(plan.visits[second].next) }
    remove(from: first, count: head)
    remove(from: second, count: length - head)
  }

  /// The first client of a random string of a length that contains a client.
  private func start(
    ofString length: Int, around client: Int, _ generator: inout SeededGenerator
  ) -> Int {
    let wanted = generator.index(below: length)
    var (first, before) = (client, 0)
    while before < wanted {
      let previous = Int(plan.visits[first].previous)
      if previous == kernel.depot { break }
      first = previous
      before += 1
    }
    // Where the route ends too soon the string begins earlier.
    var (last, behind) = (client, 0)
    while before + behind < length - 1 {
      let next = Int(plan.visits[last].next)
      if next == kernel.depot { break }
      last = next
      behind += 1
    }
    while before + behind < length - 1 {
      first = Int(plan.visits[first].previous)
      before += 1
    }
    return first
  }

  /// Takes some clients in a row off their route.
  private func remove(from first: Int, count: Int) {
    let route = Int(plan.visits[first].route)
    let depot = kernel.depot
    let nowhere = Int32(plan.nowhere)
    recordRoute(route)
    let before = Int(plan.visits[first].previous)
    var saved = Int(plan.visits[first].toPrevious)
    var load: Int32 = 0
    var client = first
    var place = state[0].orderCount
    for _ in 0..<count {
      record(client)
      order[place] = client
      place += 1
      plan.visits[client].route = nowhere
      load += plan.visits[client].demand
      saved += Int(plan.visits[client].toNext)
      client = Int(plan.visits[client].next)
    }
    state[0].orderCount = place
    let gap = before == depot && client == depot ? 0 : kernel.distance(before, client)
    plan.routes[route].size -= Int32(count)
    plan.slack[route] += load
    plan.routes[route].length += gap - saved
    state[0].change += gap - saved
    join(before, client, gap, route)
  }

  /// Makes two places of a route neighbours.
  @inline(__always) private func join(_ before: Int, _ after: Int, _ gap: Int, _ route: Int) {
    let depot = kernel.depot
    if before == depot {
      plan.routes[route].first = Int32(after)
    } else {
      record(before)
      plan.visits[before].next = Int32(after)
      plan.visits[before].toNext = Int32(gap)
    }
    if after == depot {
      plan.routes[route].last = Int32(before)
    } else {
      record(after)
      plan.visits[after].previous = Int32(before)
      plan.visits[after].toPrevious = Int32(gap)
    }
    if plan.routes[route].size == 0 { noteFree(route) }
  }
}
