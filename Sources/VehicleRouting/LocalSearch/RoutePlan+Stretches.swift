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
}
