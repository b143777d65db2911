import SupplyChainCore

extension RuinAndRecreate {
  /// The few absent clients that each iteration tries again.
  private static let absentTried = 12

  /// Takes strings of clients off routes near a client.
  func ruin(around seed: Int, using generator: inout SeededGenerator) {
    let n = kernel.clientCount
    let visited = n - absentCount
    let filled = max(1, filledRoutes)
    let longest = min(Double(options.longestString), max(1, Double(visited) / Double(filled)))
    let mostStrings = 4 * options.averageRemoved / (1 + longest) - 1
    var strings = Int(generator.uniform() * max(1, mostStrings)) + 1
    var tried = min(absentCount, Self.absentTried)
    ruin(around: seed, longest, &strings, &generator)
    var rank = 0
    while strings > 0, rank < wide.width {
      ruin(around: wide[seed, rank], longest, &strings, &generator)
      rank += 1
    }
    while tried > 0, orderCount < n {
      let client = absent[generator.index(below: absentCount)]
      if !isOrdered(client) { append(client) }
      tried -= 1
    }
  }

  private var filledRoutes: Int {
    // The number of routes changes slowly: they are listed now and then.
    if mark % 256 == 1 { refreshActive() }
    return activeCount
  }

  private func isOrdered(_ client: Int) -> Bool {
    for index in 0..<orderCount where order[index] == client { return true }
    return false
  }

  private func append(_ client: Int) {
    order[orderCount] = client
    orderCount += 1
  }

  /// Takes a string with a client in it off his route, unless that route is ruined already.
  private func ruin(
    around client: Int, _ longest: Double, _ strings: inout Int,
    _ generator: inout SeededGenerator
  ) {
    let route = plan.routeOf[client]
    guard route >= 0 else {
      if absentPosition[client] >= 0, orderCount < kernel.clientCount, !isOrdered(client) {
        append(client)
      }
      return
    }
    guard ruinMark[route] != mark else { return }
    ruinMark[route] = mark
    touch(route)
    strings -= 1
    let size = plan.size[route]
    let most = min(Double(size), longest)
    let length = min(size, Int(generator.uniform() * most) + 1)
    if length > 1, length < size, generator.uniform() < options.splitRate {
      removeSplit(around: client, length: length, kept: 1, &generator)
    } else {
      let first = start(ofString: length, around: client, &generator)
      remove(from: first, count: length)
    }
    if plan.size[route] == 0 { stack(route) }
  }

  /// A string of `length` + `kept` clients, of which `kept` in a row stay where they are.
  private func removeSplit(
    around client: Int, length: Int, kept: Int, _ generator: inout SeededGenerator
  ) {
    let first = start(ofString: length + kept, around: client, &generator)
    let head = generator.index(below: length - 1) + 1
    var second = first
    for _ in 0..<head + kept { second = plan.nextSlot[second] }
    remove(from: first, count: head)
    remove(from: second, count: length - head)
  }

  /// The first client of a random string of a length that contains a client.
  private func start(
    ofString length: Int, around client: Int, _ generator: inout SeededGenerator
  ) -> Int {
    var before = 0
    var slot = client
    while before < length - 1, plan.previousSlot[slot] < kernel.clientCount {
      slot = plan.previousSlot[slot]
      before += 1
    }
    var after = 0
    var ahead = client
    while after < length - 1, plan.nextSlot[ahead] < kernel.clientCount {
      ahead = plan.nextSlot[ahead]
      after += 1
    }
    let fewest = max(0, length - 1 - after)
    var steps = before - (fewest + generator.index(below: before - fewest + 1))
    while steps > 0 {
      slot = plan.nextSlot[slot]
      steps -= 1
    }
    return slot
  }

  private func remove(from first: Int, count: Int) {
    let before = plan.previousSlot[first]
    var last = first
    var slot = first
    for _ in 0..<count {
      removed[removedCount] = slot
      removedFrom[removedCount] = before
      predecessor[removedCount] = plan.previousSlot[slot]
      removedCount += 1
      append(slot)
      last = slot
      slot = plan.nextSlot[slot]
    }
    plan.remove(from: first, through: last)
  }
}
