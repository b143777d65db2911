extension LoadEvaluator {
  /// What keeps an atom from moving at all, by the way that came closest.
  func obstacle(
    toMoving atom: Int, remaining: [Int]? = nil, facilities: [Int]? = nil
  ) -> LoadObstacle {
    var closest = LoadObstacle.differentOrigins
    for way in items.ways[atom] {
      let found: LoadObstacle
      if let first = way.items.first(where: { price(alone: $0) == nil }) {
        found = obstacle(to: [first])
      } else if way.facility >= 0, let facilities, facilities[way.facility] <= 0 {
        found = .facility
      } else if let first = way.items.first(where: { price(alone: $0, remaining: remaining) == nil }
      ) {
        found = obstacle(to: [first], remaining: remaining)
      } else {
        found = .availability
      }
      if found.rank > closest.rank { closest = found }
    }
    return closest
  }

  /// What keeps these items from travelling together: the reason that came closest to none.
  func obstacle(to members: [Int], remaining: [Int]? = nil) -> LoadObstacle {
    guard let first = members.first else { return .noRate }
    for index in members.indices {
      if items.origin[members[index]] != items.origin[first] { return .differentOrigins }
      for other in 0..<index where !mayShare(members[other], members[index]) {
        let pair = (
          problem.shipments[shipment(of: members[other])],
          problem.shipments[shipment(of: members[index])]
        )
        return .rule(problem.rules.firstIndex { !$0.allows(pair.0, with: pair.1) } ?? 0)
      }
    }
    let stopCount = Set(members.map { items.destination[$0] }).count
    if stopCount > maximumStops { return .stops }
    guard let route = route(of: members) else {
      return problem.rules.firstIndex(where: \.ordersUnloading).map { .rule($0) }
        ?? .distanceUnknown
    }
    let size = members.reduce(into: SIMD4<Double>.zero) { $0 += items.size[$1] }
    let profile = profile(of: members, size: size, on: route)
    if let rule = problem.rules.firstIndex(where: { !$0.allows(profile) }) { return .rule(rule) }
    var closest = LoadObstacle.noRate
    for offer in lanes[route.lane].offers {
      let found = obstacle(to: members, with: offer.index, offer.card, profile, on: route)
      if found.rank > closest.rank { closest = found }
    }
    return closest
  }

  private func obstacle(
    to members: [Int], with offer: Int, _ card: any RateCard, _ profile: LoadProfile,
    on route: StopRoute
  ) -> LoadObstacle {
    if problem.offers[offer].maximumStops < route.stops.count { return .stops }
    if !members.allSatisfy({ meetsRequirements(of: $0, offer) }) { return .features }
    let room = members.reduce(into: SIMD4<Double>.zero) { $0 += self.room(of: $1, in: offer) }
    let capacity = capacity(of: offer)
    if !LoadCapacity.fits(room, in: capacity) {
      let excess = (0..<4).max { room[$0] / capacity[$0] < room[$1] / capacity[$1] }
      return .capacity(LoadSize.dimensionNames[excess ?? 0])
    }
    if card.charge(for: profile).map({ $0.total.isFinite }) != true { return .noRate }
    return departure(of: members, with: offer, on: route) == nil ? .window : .availability
  }
}
