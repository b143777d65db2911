internal import LoadConsolidation
internal import Probability

extension PlanningContext {
  /// The terms that a round's loads amount to: a warehouse is served as often as loads leave for it,
  /// and waits as long as they are under way.
  ///
  /// A warehouse without a load keeps its terms.
  func terms(from round: PlanningRound) throws -> [ReplenishmentTerms] {
    var departures: [String: Set<Int>] = [:]
    var transits: [String: [Double]] = [:]
    for load in round.loads.plan.loads {
      for stop in load.stops {
        departures[stop.place, default: []].insert(load.departure)
        transits[stop.place, default: []].append(Double(stop.arrival - load.departure))
      }
    }
    return try round.terms.map { terms in
      guard let days = departures[terms.site], let times = transits[terms.site] else {
        return terms
      }
      return ReplenishmentTerms(
        site: terms.site, reviewDays: Double(planner.horizonDays) / Double(days.count),
        leadTime: try Empirical(times), latestArrivalDays: terms.latestArrivalDays)
    }
  }

  /// What a second round changed.
  func lessons(
    from first: PlanningRound, to second: PlanningRound
  ) throws -> [SupplyChainPlan.Lesson] {
    let terms = Dictionary(uniqueKeysWithValues: second.terms.map { ($0.site, $0) })
    return try zip(first.targets, second.targets).compactMap { before, after in
      guard let learned = terms[network.items[after.item].site] else { return nil }
      return SupplyChainPlan.Lesson(
        item: after.item, levelBefore: before.orderUpToLevel, levelAfter: after.orderUpToLevel,
        serviceOfFirstLevel: try policy(of: after.item, under: learned)?
          .performance(orderUpToLevel: before.orderUpToLevel).cycleServiceLevel ?? 1)
    }
  }
}
