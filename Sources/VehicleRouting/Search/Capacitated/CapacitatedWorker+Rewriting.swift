extension CapacitatedWorker {
  /// Turns what stands behind a client, or behind the depot, up to another client around.
  func reverse(_ before: Int, _ last: Int, _ route: Int) {
    var count = 0
    var client = Int(plan.routes[route].first)
    if before != kernel.depot {
      while true {
        buffer[count] = client
        count += 1
        if client == before { break }
        client = Int(plan.visits[client].next)
      }
      client = Int(plan.visits[before].next)
    }
    let start = count
    while true {
      buffer[count] = client
      count += 1
      if client == last { break }
      client = Int(plan.visits[client].next)
    }
    var (low, high) = (start, count - 1)
    while low < high {
      let kept = buffer[low]
      buffer[low] = buffer[high]
      buffer[high] = kept
      low += 1
      high -= 1
    }
    client = Int(plan.visits[last].next)
    while client != kernel.depot {
      buffer[count] = client
      count += 1
      client = Int(plan.visits[client].next)
    }
    recordRoute(route)
    rewrite(route, from: 0, to: count)
  }

  /// Exchanges the tails behind two clients of two routes, or joins the heads and the tails, one of
  /// each turned around; whether the routes are short enough.
  func exchange(
    _ route: Int, _ last: Int, _ second: Int, _ otherLast: Int, turned: Bool
  ) -> Bool {
    let depot = kernel.depot
    var count = 0
    func appendForward(from start: Int, to end: Int) {
      var client = start
      while client != depot {
        buffer[count] = client
        count += 1
        if client == end { return }
        client = Int(plan.visits[client].next)
      }
    }
    func appendBackward(from start: Int, to end: Int) {
      var client = start
      while client != depot {
        buffer[count] = client
        count += 1
        if client == end { return }
        client = Int(plan.visits[client].previous)
      }
    }
    let tail = last == depot ? Int(plan.routes[route].first) : Int(plan.visits[last].next)
    let otherTail =
      otherLast == depot ? Int(plan.routes[second].first) : Int(plan.visits[otherLast].next)
    if last != depot { appendForward(from: Int(plan.routes[route].first), to: last) }
    if turned {
      if otherLast != depot { appendBackward(from: otherLast, to: depot) }
    } else {
      appendForward(from: otherTail, to: depot)
    }
    let middle = count
    if turned {
      if tail != depot { appendBackward(from: Int(plan.routes[route].last), to: tail) }
      appendForward(from: otherTail, to: depot)
    } else {
      if otherLast != depot { appendForward(from: Int(plan.routes[second].first), to: otherLast) }
      appendForward(from: tail, to: depot)
    }
    if kernel.lengthLimit < .max,
      max(length(from: 0, to: middle), length(from: middle, to: count)) > kernel.lengthLimit
    {
      return false
    }
    recordRoute(route)
    recordRoute(second)
    rewrite(route, from: 0, to: middle)
    rewrite(second, from: middle, to: count)
    return true
  }

  /// How long a route through the clients in a part of the buffer is.
  private func length(from start: Int, to end: Int) -> Int {
    guard start < end else { return 0 }
    var sum = kernel.fromDepot[buffer[start]] + kernel.fromDepot[buffer[end - 1]]
    for index in start + 1..<max(end, start + 1) {
      sum += kernel.distance(buffer[index - 1], buffer[index])
    }
    return sum
  }

  /// Makes a route visit the clients in a part of the buffer.
  private func rewrite(_ route: Int, from start: Int, to end: Int) {
    let depot = kernel.depot
    let old = plan.routes[route].length
    var length = 0
    var load: Int32 = 0
    for index in start..<end {
      let client = buffer[index]
      let previous = index == start ? depot : buffer[index - 1]
      let next = index + 1 == end ? depot : buffer[index + 1]
      let visit = plan.visits[client]
      load += visit.demand
      let isSame =
        Int(visit.previous) == previous && Int(visit.next) == next && Int(visit.route) == route
      if !isSame {
        record(client)
        if !(Int(visit.previous) == previous || Int(visit.next) == previous)
          || !(Int(visit.next) == next || Int(visit.previous) == next)
        {
          noteDirty(client)
        }
      }
      let toPrevious =
        index == start ? kernel.fromDepot[client] : Int(plan.visits[previous].toNext)
      let toNext =
        Int(visit.next) == next && next != depot
        ? Int(visit.toNext) : kernel.distance(client, next)
      length += toPrevious
      plan.visits[client].previous = Int32(previous)
      plan.visits[client].next = Int32(next)
      plan.visits[client].route = Int32(route)
      plan.visits[client].toPrevious = Int32(toPrevious)
      plan.visits[client].toNext = Int32(toNext)
      plan.visits[client].place = Int32(index - start)
      plan.visits[client].loadUpTo = load
    }
    if start < end {
      length += Int(plan.visits[buffer[end - 1]].toNext)
      plan.routes[route].first = Int32(buffer[start])
      plan.routes[route].last = Int32(buffer[end - 1])
    } else {
      plan.routes[route].first = Int32(depot)
      plan.routes[route].last = Int32(depot)
    }
    plan.routes[route].size = Int32(end - start)
    plan.routes[route].length = length
    plan.slack[route] = Int32(kernel.capacity) - load
    state[0].change += length - old
    if start == end { noteFree(route) }
  }

  /// Counts places and loads along the routes that changed in this iteration.
  func numberTouchedRoutes() {
    state[0].numbering += 1
    for index in 0..<state[0].routeJournalCount {
      let route = Int(routeJournal[index].route)
      if numberMark[route] == state[0].numbering { continue }
      numberMark[route] = state[0].numbering
      number(route)
    }
  }

  /// Counts places and loads along a route.
  func number(_ route: Int) {
    let depot = kernel.depot
    var client = Int(plan.routes[route].first)
    var (place, load): (Int32, Int32) = (0, 0)
    while client != depot {
      load += plan.visits[client].demand
      plan.visits[client].place = place
      plan.visits[client].loadUpTo = load
      place += 1
      client = Int(plan.visits[client].next)
    }
  }
}
