/// For each item a share of the cost of any load it could be in: shares that never add up to more than
/// a load costs, so that their sum is a bound.
///
/// A tariff's plane through zero, so much a kilogram or a pallet, gives each item its part; a fixed
/// price is divided by what the equipment holds. Of the planes the one is taken that gives all items
/// of a lane most, and of the offers the cheapest for each item. Where loads have several stops, the
/// share is what the item's source costs, and nothing for the way.
struct UnitShares {
  /// The share of each item, the cost of its source included; infinity where no offer serves it.
  private(set) var share: [Double]

  /// Divides; `nil` where the time is up first.
  ///
  /// - Complexity: O(items × offers).
  init?(_ evaluator: LoadEvaluator, while continues: () -> Bool) {
    let items = evaluator.items
    share = items.cost
    if evaluator.maximumStops > 1 { return }
    for (_, members) in Dictionary(grouping: items.atom.indices, by: { evaluator.laneOfItem[$0] }) {
      if !continues() { return nil }
      let lane = evaluator.lanes[evaluator.laneOfItem[members[0]]]
      let total = members.reduce(into: SIMD4<Double>.zero) { $0 += items.size[$1] }
      var least = [Double](repeating: .infinity, count: members.count)
      for served in lane.offers {
        let offer = served.index
        let rates = Self.rates(members, total, offer, served.card, lane, evaluator)
        for (position, item) in members.enumerated()
        where evaluator.meetsRequirements(of: item, offer) {
          let room = evaluator.room(of: item, in: offer)
          guard LoadCapacity.fits(room, in: evaluator.capacity(of: offer)) else { continue }
          // Rounded down, so that many of them do not add up to more than a load by rounding.
          let value = max(0, (rates * room).sum()) * (1 - 1e-12)
          least[position] = min(least[position], value)
        }
      }
      for (position, item) in members.enumerated() { share[item] += least[position] }
    }
  }

  /// So much for each dimension that a load of these items never costs less.
  private static func rates(
    _ members: [Int], _ total: SIMD4<Double>, _ offer: Int, _ card: any RateCard,
    _ lane: CompiledLane, _ evaluator: LoadEvaluator
  ) -> SIMD4<Double> {
    let capacity = evaluator.capacity(of: offer)
    let smallest = members.reduce(SIMD4<Double>(repeating: .infinity)) { least, item in
      pointwiseMin(least, evaluator.items.size[item])
    }
    // With stacking a load may be larger than the capacity in room; its weight is not.
    var most = total
    if evaluator.problem.offers[offer].equipment.stackingLevels == 1 {
      most = pointwiseMin(total, capacity)
    } else {
      most.x = min(total.x, capacity.x)
    }
    func profile(_ size: SIMD4<Double>, _ count: Int) -> LoadProfile {
      LoadProfile(
        lane: lane.lane, distance: lane.directDistance, directDistance: lane.directDistance,
        size: LoadSize(size), shipments: count)
    }
    let room = members.reduce(into: SIMD4<Double>.zero) { $0 += evaluator.room(of: $1, in: offer) }
    var best = SIMD4<Double>.zero
    var bestValue = 0.0
    let floors = card.floors(from: profile(smallest, 1), to: profile(most, members.count))
    for floor in floors {
      // A fixed price falls on what is in the load, which is never more than the capacity, or than
      // everything.
      var candidates = [floor.rates]
      if floor.fixed > 0 && floor.fixed.isFinite {
        for dimension in 0..<4 {
          let holds = min(capacity[dimension] * (1 + 2 * LoadCapacity.tolerance), room[dimension])
          guard holds > 0, holds.isFinite else { continue }
          var rates = floor.rates
          rates[dimension] += floor.fixed / holds
          candidates.append(rates)
        }
      }
      for rates in candidates where (rates * room).sum() > bestValue {
        // Planes speak of sizes, capacities of room, which with stacking is less.
        bestValue = (rates * room).sum()
        best = rates
      }
    }
    return best
  }
}
