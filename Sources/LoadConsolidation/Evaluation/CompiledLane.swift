/// A lane of a problem with the offers that serve it.
struct CompiledLane: Sendable {
  let lane: Lane
  let origin: Int
  let destination: Int
  /// The way straight to the destination.
  let direct: StopRoute
  /// The offers, those first that may be cheapest.
  private(set) var offers: [Offer]

  var directDistance: Double? { direct.distance }

  /// An offer with its card on the lane.
  struct Offer: Sendable {
    let index: Int
    let card: any RateCard
    /// A floor under the charge of any load of items of the lane: the largest of a fixed charge and of
    /// a rate in each dimension.
    fileprivate(set) var fixed = 0.0
    fileprivate(set) var rates = SIMD4<Double>.zero

    func leastCharge(of size: SIMD4<Double>) -> Double { max(fixed, (rates * size).max()) }
  }

  /// With fewer items than this on a lane its floors are not worth their price.
  private static let fewestItems = 4

  /// The lanes of some items, and the lane of each item.
  static func lanes(
    of items: FreightItems, _ problem: ConsolidationProblem
  ) -> (lanes: [CompiledLane], laneOfItem: [Int]) {
    var lanes: [CompiledLane] = []
    var totals: [(size: SIMD4<Double>, count: Int)] = []
    var laneIndex: [SIMD2<Int>: Int] = [:]
    let laneOfItem = items.atom.indices.map { item in
      let key = SIMD2(items.origin[item], items.destination[item])
      let lane = laneIndex[key] ?? lanes.count
      if lane == lanes.count {
        laneIndex[key] = lane
        lanes.append(CompiledLane(from: key.x, to: key.y, number: lane, items, problem))
        totals.append((.zero, 0))
      }
      totals[lane].size += items.size[item]
      totals[lane].count += 1
      return lane
    }
    for lane in lanes.indices where totals[lane].count >= Self.fewestItems {
      lanes[lane].setFloors(upTo: totals[lane].size, totals[lane].count)
    }
    return (lanes, laneOfItem)
  }

  private init(
    from origin: Int, to destination: Int, number: Int, _ items: FreightItems,
    _ problem: ConsolidationProblem
  ) {
    self.origin = origin
    self.destination = destination
    let lane = Lane(from: items.placeNames[origin], to: items.placeNames[destination])
    self.lane = lane
    direct = StopRoute(
      to: destination, problem.distances.distance(from: lane.origin, to: lane.destination),
      lane: number)
    offers = problem.offers.enumerated().compactMap { offer in
      offer.element.rate.card(on: lane).map { Offer(index: offer.offset, card: $0) }
    }
  }

  private mutating func setFloors(upTo size: SIMD4<Double>, _ count: Int) {
    let empty = LoadProfile(
      lane: lane, distance: directDistance, directDistance: directDistance, size: .zero)
    for index in offers.indices {
      for plane in offers[index].card.floors(from: empty, to: empty.with(size, count)) {
        let rates = plane.rates
        if rates == .zero {
          offers[index].fixed = max(offers[index].fixed, plane.fixed)
        } else if plane.fixed >= 0, rates.min() >= 0, rates.max() == rates.sum() {
          offers[index].rates = pointwiseMax(offers[index].rates, rates)
        }
      }
    }
    offers.sort { ($0.fixed, $0.index) < ($1.fixed, $1.index) }
  }
}
