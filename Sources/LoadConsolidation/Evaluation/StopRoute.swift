/// The way of a load: from its origin over its stops, as short as can be.
///
/// Up to eight stops the order is the best there is (Held and Karp 1962,
/// <https://doi.org/10.1137/0110015>); beyond, each stop is inserted where it costs least.
struct StopRoute: Sendable {
  /// The stops in driving order, as place numbers.
  let stops: [Int]
  /// The distance from the origin up to each stop; empty where it is not known.
  let distances: [Double]
  /// The lane from the origin to the last stop.
  let lane: Int

  private static let exactLimit = 8

  /// The distance up to the last stop; `nil` where it is not known.
  var distance: Double? { distances.last }

  /// The distance up to a stop; zero on a direct way whose distance is not known.
  func distance(to place: Int) -> Double? {
    guard let index = stops.firstIndex(of: place) else { return nil }
    return distances.isEmpty ? 0 : distances[index]
  }

  /// The way straight to a single stop.
  init(to stop: Int, _ distance: Double?, lane: Int) {
    stops = [stop]
    distances = distance.map { [$0] } ?? []
    self.lane = lane
  }

  /// The shortest way over the destinations of some items; `nil` where there are several and a
  /// distance between them is not known, or where no order suits the rules of unloading.
  init?(of members: [Int], in evaluator: LoadEvaluator, distances table: PlaceDistances) {
    let firstMember = members[0]
    let firstStop = evaluator.items.destination[firstMember]
    var isDirect = true
    for member in members where evaluator.items.destination[member] != firstStop {
      isDirect = false
    }
    if isDirect {
      self = evaluator.lanes[evaluator.laneOfItem[firstMember]].direct
      return
    }
    // In ascending order, so that the way does not depend on the order of the members.
    let places = Set(members.map { evaluator.items.destination[$0] }).sorted()
    let start = evaluator.items.origin[firstMember]
    let before = evaluator.precedence(of: places, members)
    guard
      let order = places.count <= Self.exactLimit
        ? Self.shortest(places, from: start, table, before)
        : Self.inserted(places, from: start, table, before)
    else { return nil }
    stops = order
    var travelled: [Double] = []
    var sum = 0.0
    var previous = start
    for place in order {
      sum += table.distance(previous, place) ?? 0
      travelled.append(sum)
      previous = place
    }
    distances = travelled
    let last = order[order.count - 1]
    let final = members.first { evaluator.items.destination[$0] == last }
    lane = evaluator.laneOfItem[final ?? firstMember]
  }

  /// The best order, by dynamic programming over subsets; `before` has the stops that each one must
  /// come after.
  private static func shortest(
    _ places: [Int], from start: Int, _ table: PlaceDistances, _ before: [UInt64]
  ) -> [Int]? {
    let count = places.count
    var leg = [Double](repeating: 0, count: count * count)
    var fromStart = [Double](repeating: 0, count: count)
    for end in 0..<count {
      guard let distance = table.distance(start, places[end]) else { return nil }
      fromStart[end] = distance
      for begin in 0..<count where begin != end {
        guard let distance = table.distance(places[begin], places[end]) else { return nil }
        leg[begin * count + end] = distance
      }
    }
    let subsets = 1 << count
    var best = [Double](repeating: .infinity, count: subsets * count)
    var previous = [Int](repeating: -1, count: subsets * count)
    for end in 0..<count where before[end] == 0 {
      best[(1 << end) * count + end] = fromStart[end]
    }
    for subset in 1..<subsets {
      for last in 0..<count where subset & (1 << last) != 0 {
        let length = best[subset * count + last]
        if length == .infinity { continue }
        for next in 0..<count
        where subset & (1 << next) == 0 && UInt64(subset) & before[next] == before[next] {
          let state = (subset | 1 << next) * count + next
          if length + leg[last * count + next] < best[state] {
            best[state] = length + leg[last * count + next]
            previous[state] = last
          }
        }
      }
    }
    var subset = subsets - 1
    var last = 0
    for end in 1..<count where best[subset * count + end] < best[subset * count + last] {
      last = end
    }
    if best[subset * count + last] == .infinity { return nil }
    var order: [Int] = []
    while last >= 0 {
      order.append(places[last])
      let before = previous[subset * count + last]
      subset &= ~(1 << last)
      last = before
    }
    return order.reversed()
  }

  /// A good order, by cheapest insertion.
  private static func inserted(
    _ places: [Int], from start: Int, _ table: PlaceDistances, _ before: [UInt64]
  ) -> [Int]? {
    // With an order of unloading to keep, eight stops are as many as are tried.
    if before.contains(where: { $0 != 0 }) { return nil }
    var order: [Int] = []
    for place in places {
      var bestPosition = 0
      var bestExtra = Double.infinity
      for position in 0...order.count {
        let before = position == 0 ? start : order[position - 1]
        guard let to = table.distance(before, place) else { return nil }
        var extra = to
        if position < order.count {
          guard let onwards = table.distance(place, order[position]) else { return nil }
          extra += onwards - (table.distance(before, order[position]) ?? 0)
        }
        if extra < bestExtra {
          bestExtra = extra
          bestPosition = position
        }
      }
      order.insert(place, at: bestPosition)
    }
    return order
  }
}
