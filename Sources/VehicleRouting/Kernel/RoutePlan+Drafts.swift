extension RoutePlan {
  /// Throws the drafts away.
  public func dropDrafts() { draftCount[0] = 0 }

  /// Begins to write a route anew; at most three routes are drafted at once.
  public func beginDraft(of route: Int) {
    let index = draftCount[0]
    precondition(index < Self.mostDrafts, "at most three routes are drafted at once")
    draftCount[0] = index + 1
    draftRoute[index] = route
    draftSize[index] = 0
  }

  /// Writes a client at the end of the draft.
  @inline(__always) public func appendToDraft(_ client: Int) {
    let index = draftCount[0] - 1
    let size = draftSize[index]
    draft[index * kernel.clientCount + size] = client
    draftSize[index] = size + 1
  }

  /// Writes a stretch of a route at the end of the draft; empty where `first` is not a client or
  /// comes right behind `last`.
  public func appendToDraft(from first: Int, through last: Int) {
    guard isClient(first), isClient(last), previousSlot[first] != last else { return }
    var slot = first
    while true {
      appendToDraft(slot)
      if slot == last { return }
      slot = nextSlot[slot]
    }
  }

  /// Writes a stretch of a route backwards, from `last` to `first`, at the end of the draft.
  public func appendReversedToDraft(from first: Int, through last: Int) {
    guard isClient(first), isClient(last), previousSlot[first] != last else { return }
    var slot = last
    while true {
      appendToDraft(slot)
      if slot == first { return }
      slot = previousSlot[slot]
    }
  }

  /// Replaces the drafted routes by their drafts, if those hold every constraint and cost less.
  ///
  /// - Parameter gain: How much less they must cost.
  /// - Returns: Whether the routes were replaced; the drafts are gone in either case.
  /// - Complexity: O(*clients on the routes*).
  public func commitDrafts(ifBetterBy gain: Double) -> Bool {
    defer { dropDrafts() }
    guard let change = draftedChange(), change < -gain else { return false }
    for index in 0..<draftCount[0] { write(draft: index) }
    cost += change
    return true
  }

  /// Replaces the drafted routes by their drafts, of which the caller knows that they are feasible.
  func commitCheckedDrafts() {
    for index in 0..<draftCount[0] {
      let old = cost(ofRoute: draftRoute[index])
      write(draft: index)
      cost += cost(ofRoute: draftRoute[index]) - old
    }
    dropDrafts()
  }

  /// What the drafts would change in cost; `nil` where they break a constraint.
  func draftedChange() -> Double? {
    var change = 0.0
    for index in 0..<draftCount[0] {
      guard let cost = cost(ofDraft: index) else { return nil }
      change += cost - self.cost(ofRoute: draftRoute[index])
    }
    return change
  }

  private func cost(ofDraft index: Int) -> Double? {
    let route = draftRoute[index]
    let type = kernel.typeOfRoute[route]
    guard draftSize[index] > 0 else { return 0 }
    guard fits(draft: index, type: type), let length = drive(draft: index, type: type) else {
      return nil
    }
    var cost = kernel.fixedCost[type] + kernel.costPerDistance[type] * length
    if kernel.usesDuration { cost += kernel.timeCost(type: type, duration: draftSpan[index]) }
    return cost
  }

  private func fits(draft index: Int, type: Int) -> Bool {
    for dimension in 0..<kernel.dimensions {
      var sum = 0.0
      for place in 0..<draftSize[index] {
        let client = draft[index * kernel.clientCount + place]
        sum += kernel.demand[client * kernel.dimensions + dimension]
      }
      if sum > kernel.capacity[type * kernel.dimensions + dimension] { return false }
    }
    return true
  }

  /// Drives a draft from end to end and takes note of its time; the distance, or `nil` if too long or
  /// too late.
  private func drive(draft index: Int, type: Int) -> Double? {
    let end = kernel.endSlot(draftRoute[index])
    var slot = kernel.startSlot(draftRoute[index])
    var length = 0.0
    var clock = kernel.shiftStart[type]
    var span = kernel.usesDuration ? ownSpan(slot) : TimeSpan()
    for place in 0...draftSize[index] {
      let next = place < draftSize[index] ? draft[index * kernel.clientCount + place] : end
      let distance = kernel.distance(slot, next)
      length += distance
      if kernel.isTimed {
        let time = travel(slot, next, distance)
        clock += time
        if next == end {
          if clock > kernel.shiftEnd[type] { return nil }
        } else {
          if clock > kernel.latest[next] { return nil }
          clock = max(clock, kernel.earliest[next]) + kernel.service[next]
        }
        if kernel.usesDuration { span = span.followed(by: ownSpan(next), after: time) }
      }
      slot = next
    }
    draftLength[index] = length
    draftSpan[index] = span.duration
    if length > kernel.maximumDistance[type] { return nil }
    if kernel.usesDuration, span.duration > kernel.maximumDuration[type] { return nil }
    return length
  }

  private func write(draft index: Int) {
    let route = draftRoute[index]
    var last = kernel.startSlot(route)
    for dimension in 0..<kernel.dimensions { load[route * kernel.dimensions + dimension] = 0 }
    for place in 0..<draftSize[index] {
      let client = draft[index * kernel.clientCount + place]
      (nextSlot[last], previousSlot[client]) = (client, last)
      routeOf[client] = route
      for dimension in 0..<kernel.dimensions {
        load[route * kernel.dimensions + dimension] +=
          kernel.demand[client * kernel.dimensions + dimension]
      }
      last = client
    }
    (nextSlot[last], previousSlot[kernel.endSlot(route)]) = (kernel.endSlot(route), last)
    refresh(route)
  }
}
