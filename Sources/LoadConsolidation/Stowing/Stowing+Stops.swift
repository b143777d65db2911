public import SupplyChainCore

extension Stowing {
  /// Stows a load that is unloaded at several stops, so that at each of them nothing for a later one
  /// stands in the way.
  ///
  /// What is unloaded last goes to the front wall; the goods of each stop take a section of the length
  /// for themselves, as short as it gets. That costs some length against stowing all together, and is
  /// how a trailer is loaded where nobody wants to move goods twice.
  ///
  /// ```swift
  /// let problem = try StowageProblem(
  ///   space: CargoSpace(length: 13_600, width: 2_450, height: 2_700),
  ///   items: [
  ///     CargoItem("for Lyon", length: 1_200, width: 800, height: 1_450, count: 12),
  ///     CargoItem("for Milan", length: 1_200, width: 800, height: 1_700, count: 15),
  ///   ])
  /// let plan = try Stowing().solve(problem, unloadedAt: [0, 1], until: .runtime(.seconds(1)))
  /// assert(plan.isComplete)
  /// ```
  ///
  /// - Parameters:
  ///   - problem: The space and what is to go into it.
  ///   - stops: For each item the number of its stop; those with lower numbers come first.
  ///   - stop: When to end; the time is divided among the stops.
  ///   - progress: Told now and then how far the search for the present section has come.
  /// - Returns: The plan. Where not everything goes in, goods of the first stops are left out.
  /// - Throws: `InvalidInput` where there is not one stop for each item, and for a space with axle
  ///   limits, which sections are not moved about for.
  public func solve(
    _ problem: StowageProblem, unloadedAt stops: [Int],
    until stop: any StoppingCriterion = .runtime(.seconds(10)),
    progress: (SearchProgress) -> Void = { _ in }
  ) throws(InvalidInput) -> StowagePlan {
    guard stops.count == problem.items.count else {
      throw InvalidInput(
        "stops", value: "\(stops.count)", "are not one for each of \(problem.items.count) items")
    }
    guard problem.space.axles == nil else {
      throw InvalidInput("space.axles", "cannot be kept together with an order of unloading")
    }
    let clock = SearchMonitor(until: stop)
    let order = Set(stops).sorted(by: >)
    var placements: [StowagePlan.Placement] = []
    var start = 0
    var weight = 0.0
    var iterations = 0
    for (done, number) in order.enumerated() where start < problem.space.length {
      let room = try CargoSpace(
        length: problem.space.length - start, width: problem.space.width,
        height: problem.space.height,
        maximumWeight: problem.space.maximumWeight.map { max(0, $0 - weight) })
      let members = problem.items.indices.filter { index in
        let item = problem.items[index]
        return stops[index] == number
          && item.extents.contains { $0.fits(in: room.extent) }
          && item.weight <= room.maximumWeight ?? .infinity
      }
      let section = try StowageProblem(
        space: room, items: members.map { problem.items[$0] },
        requiresSupport: problem.requiresSupport)
      let share = clock.remainingTime.map { $0 / (order.count - done) }
      let plan = solve(
        section, until: share.map { AnyOfCriteria([stop, RuntimeLimit($0)]) } ?? stop,
        progress: progress)
      placements += plan.placements.map { piece in
        StowagePlan.Placement(
          item: members[piece.item], x: piece.x + start, y: piece.y, z: piece.z,
          length: piece.length, width: piece.width, height: piece.height)
      }
      start += plan.placements.map { $0.x + $0.length }.max() ?? 0
      weight += plan.weight
      iterations += plan.iterations
    }
    return StowagePlan(
      problem, counts: problem.items.map(\.count), placements: placements, iterations: iterations)
  }
}
