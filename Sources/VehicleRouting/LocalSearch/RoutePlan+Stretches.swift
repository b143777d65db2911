extension RoutePlan {
  /// Moves a stretch of a route behind a slot outside of it, if that is allowed and costs less.
  ///
  /// - Parameters:
  ///   - first: The first client of the stretch.
  ///   - last: The last client of the stretch, on the same route.
  ///   - place: The slot behind which it goes, on any route.
  ///   - isReversed: Whether it is turned around.
  /// - Returns: Whether it was moved.
  /// - Complexity: O(*clients on the routes*).
  public func moveStretch(
    from first: Int, through last: Int, behind place: Int, isReversed: Bool = false
  ) -> Bool {
    let (route, target) = (self.route(first), self.route(place))
    let (before, after) = (previous(first), next(last))
    func appendStretch() {
      if isReversed {
        appendReversedToDraft(from: first, through: last)
      } else {
        appendToDraft(from: first, through: last)
      }
    }
    beginDraft(of: target)
    if target != route {
      appendToDraft(from: self.first(target), through: place)
      appendStretch()
      appendToDraft(from: next(place), through: self.last(target))
      beginDraft(of: route)
      appendToDraft(from: self.first(route), through: before)
      appendToDraft(from: after, through: self.last(route))
    } else if isClient(place), position(place) > position(first) {
      appendToDraft(from: self.first(target), through: before)
      appendToDraft(from: after, through: place)
      appendStretch()
      appendToDraft(from: next(place), through: self.last(target))
    } else {
      appendToDraft(from: self.first(target), through: place)
      appendStretch()
      appendToDraft(from: next(place), through: before)
      appendToDraft(from: after, through: self.last(target))
    }
    return commitDrafts(ifBetterBy: Self.tolerance)
  }

  /// Exchanges two stretches of two routes, if that is allowed and costs less.
  ///
  /// - Parameters:
  ///   - first: The first client of one stretch.
  ///   - last: The last client of that stretch.
  ///   - otherFirst: The first client of the other stretch, on another route.
  ///   - otherLast: The last client of the other stretch.
  /// - Returns: Whether they were exchanged.
  /// - Complexity: O(*clients on the routes*).
  public func exchangeStretches(
    from first: Int, through last: Int, with otherFirst: Int, through otherLast: Int
  ) -> Bool {
    let (route, other) = (self.route(first), self.route(otherFirst))
    beginDraft(of: route)
    appendToDraft(from: self.first(route), through: previous(first))
    appendToDraft(from: otherFirst, through: otherLast)
    appendToDraft(from: next(last), through: self.last(route))
    beginDraft(of: other)
    appendToDraft(from: self.first(other), through: previous(otherFirst))
    appendToDraft(from: first, through: last)
    appendToDraft(from: next(otherLast), through: self.last(other))
    return commitDrafts(ifBetterBy: Self.tolerance)
  }

  /// Whether a route can carry a stretch of another route, in exchange for a stretch of its own.
  ///
  /// - Parameters:
  ///   - first: The first client of the stretch that comes.
  ///   - last: The last client of the stretch that comes.
  ///   - ownFirst: The first client of the stretch that goes.
  ///   - ownLast: The last client of the stretch that goes, on the route in question.
  /// - Returns: Whether every dimension of the load allows it.
  /// - Complexity: O(*clients in the stretches*).
  public func hasRoom(
    forStretchFrom first: Int, through last: Int, insteadOf ownFirst: Int, through ownLast: Int
  ) -> Bool {
    let dimensions = kernel.dimensions
    let route = self.route(ownFirst)
    let type = kernel.typeOfRoute[route]
    for dimension in 0..<dimensions {
      var load = self.load[route * dimensions + dimension]
      load += demand(from: first, through: last, dimension)
      load -= demand(from: ownFirst, through: ownLast, dimension)
      if load > kernel.capacity[type * dimensions + dimension] { return false }
    }
    return true
  }

  private func demand(from first: Int, through last: Int, _ dimension: Int) -> Double {
    var slot = first
    var sum = kernel.demand[slot * kernel.dimensions + dimension]
    while slot != last {
      slot = nextSlot[slot]
      sum += kernel.demand[slot * kernel.dimensions + dimension]
    }
    return sum
  }
}
