extension RoutePlan {
  /// The time from slot to slot, of which the distance is known.
  @inline(__always) func travel(_ from: Int, _ to: Int, _ distance: Double) -> Double {
    kernel.duration(from, to, distance: distance)
  }

  /// What a slot alone means for the clock.
  @inline(__always) func ownSpan(_ slot: Int) -> TimeSpan {
    if slot < kernel.clientCount { return kernel.span(ofClient: slot) }
    let type = kernel.typeOfRoute[routeOf[slot]]
    return TimeSpan(
      duration: 0, earliest: kernel.shiftStart[type], latest: kernel.shiftEnd[type])
  }

  /// Computes the times of a route from one end to the other.
  func refreshTimes(_ route: Int) {
    let type = kernel.typeOfRoute[route]
    let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
    departure[start] = kernel.shiftStart[type]
    deadline[end] = kernel.shiftEnd[type]
    var slot = nextSlot[start]
    while slot != end {
      leave(slot)
      slot = nextSlot[slot]
    }
    slot = previousSlot[end]
    while slot != start {
      deadline[slot] = latestArrival(at: slot)
      slot = previousSlot[slot]
    }
    if kernel.usesDuration { refreshSpans(route) }
  }

  /// Computes the departures from a slot on, as far as they differ from before.
  func spreadDepartures(from first: Int) {
    var slot = first
    while slot < kernel.clientCount {
      let old = departure[slot]
      leave(slot)
      if departure[slot] == old { return }
      slot = nextSlot[slot]
    }
  }

  /// Computes the deadlines from a slot backwards, as far as they differ from before.
  func spreadDeadlines(from last: Int) {
    var slot = last
    while slot < kernel.clientCount {
      let old = deadline[slot]
      deadline[slot] = latestArrival(at: slot)
      if deadline[slot] == old { return }
      slot = previousSlot[slot]
    }
  }

  /// Computes the times of a client who was just put into a route, and of those around him.
  func spreadTimes(around client: Int) {
    leave(client)
    deadline[client] = latestArrival(at: client)
    spreadDepartures(from: nextSlot[client])
    spreadDeadlines(from: previousSlot[client])
    if kernel.usesDuration { refreshSpans(routeOf[client]) }
  }

  /// Computes the times around a gap from which clients were taken.
  func spreadTimes(betweenSlot before: Int, and after: Int, ofRoute route: Int) {
    spreadDepartures(from: after)
    spreadDeadlines(from: before)
    if kernel.usesDuration { refreshSpans(route) }
  }

  @inline(__always) private func leave(_ slot: Int) {
    let before = previousSlot[slot]
    let arrival = departure[before] + travel(before, slot, arc[before])
    departure[slot] = max(arrival, kernel.earliest[slot]) + kernel.service[slot]
  }

  @inline(__always) private func latestArrival(at slot: Int) -> Double {
    let after = nextSlot[slot]
    let leaving = deadline[after] - travel(slot, after, arc[slot])
    return min(kernel.latest[slot], leaving - kernel.service[slot])
  }

  private func refreshSpans(_ route: Int) {
    let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
    var slot = start
    prefix[start] = ownSpan(start)
    while slot != end {
      let next = nextSlot[slot]
      prefix[next] = prefix[slot].followed(
        by: ownSpan(next), after: travel(slot, next, arc[slot]))
      slot = next
    }
    suffix[end] = ownSpan(end)
    while slot != start {
      let before = previousSlot[slot]
      suffix[before] = ownSpan(before).followed(
        by: suffix[slot], after: travel(before, slot, arc[before]))
      slot = before
    }
    span[route] = size[route] > 0 ? prefix[end].duration : 0
  }
}
