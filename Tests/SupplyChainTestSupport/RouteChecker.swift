import Foundation
public import VehicleRouting

/// Checks routes against their problem from first principles, sharing no code with the solvers.
public struct RouteChecker {
  private let problem: RoutingProblem

  /// Sums of distances and loads are compared to this share of their size.
  private let tolerance = 1e-7

  /// A checker for the solutions of a problem.
  public init(_ problem: RoutingProblem) { self.problem = problem }

  /// Everything that is wrong with a solution that claims to be feasible; empty where nothing is.
  public func violations(of solution: RoutingSolution) -> [String] {
    var found: [String] = []
    var times = [Int](repeating: 0, count: problem.clients.count)
    var used = [Int](repeating: 0, count: problem.vehicleTypes.count)
    var total = 0.0
    for (index, route) in solution.routes.enumerated() {
      if route.clients.isEmpty { found.append("route \(index) is empty") }
      for client in route.clients { times[client] += 1 }
      used[route.vehicleType] += 1
      total += check(route, index, &found)
    }
    for missed in solution.unserved {
      times[missed.client] += 1
      if let prize = problem.clients[missed.client].prize { total += prize }
      if missed.isRequired == (problem.clients[missed.client].prize != nil) {
        found.append("client \(missed.client) is wrongly called required or not")
      }
      if missed.isRequired, solution.isFeasible { found.append("a required client is left out") }
    }
    for (client, count) in times.enumerated() where count != 1 {
      found.append("client \(client) stands \(count) times")
    }
    for (type, count) in used.enumerated() where count > (problem.vehicleTypes[type].count ?? .max)
    {
      found.append("type \(type) is used \(count) times")
    }
    if !isClose(total, solution.cost.total) {
      found.append("the cost \(solution.cost.total) is not \(total)")
    }
    return found
  }

  /// Drives one route; what it costs.
  private func check(
    _ route: RoutingSolution.Route, _ index: Int, _ found: inout [String]
  ) -> Double {
    let type = problem.vehicleTypes[route.vehicleType]
    for dimension in type.capacity.indices {
      // Everything to deliver is on board at the start, everything picked up at the end.
      for load in [
        route.clients.filter { !problem.clients[$0].isBackhaul },
        route.clients.filter { problem.clients[$0].isBackhaul },
      ].map({ $0.map { problem.clients[$0].demand[dimension] }.reduce(0, +) }) {
        if load > type.capacity[dimension] * (1 + tolerance) + tolerance {
          found.append("route \(index) carries \(load)")
        }
      }
    }
    let pickups = route.clients.map { problem.clients[$0].isBackhaul }
    if pickups.first == true { found.append("route \(index) has backhauls alone or first") }
    if zip(pickups, pickups.dropFirst()).contains(where: { $0 && !$1 }) {
      found.append("route \(index) delivers after a backhaul")
    }
    var places = route.clients.map { Optional($0 + problem.depots.count) }
    places.insert(type.startDepot, at: 0)
    places.append(type.endDepot)
    var distance = 0.0
    var clock = route.start
    if clock < type.shift.earliest - tolerance { found.append("route \(index) leaves too early") }
    for (here, there) in zip(places, places.dropFirst()) {
      if let here, let there {
        distance += self.distance(here, there)
        clock += duration(here, there)
      }
      guard let there, there >= problem.depots.count else { continue }
      let client = problem.clients[there - problem.depots.count]
      if clock > client.window.latest + slack(clock) {
        found.append("route \(index) is at place \(there) at \(clock)")
      }
      clock = max(clock, client.window.earliest) + client.serviceTime
    }
    if clock > type.shift.latest + slack(clock) { found.append("route \(index) ends at \(clock)") }
    if let limit = type.maximumDistance, distance > limit + slack(limit) {
      found.append("route \(index) is \(distance) long")
    }
    let duration = clock - route.start
    if let limit = type.maximumDuration, duration > limit + slack(limit) {
      found.append("route \(index) takes \(duration)")
    }
    if !isClose(distance, route.distance) {
      found.append("route \(index) is not \(route.distance)")
    }
    if !isClose(duration, route.duration) {
      found.append("route \(index) takes \(duration), not \(route.duration)")
    }
    let overtime = type.regularDuration.map { max(0, duration - $0) } ?? 0
    return type.fixedCost + type.costPerDistance * distance + type.costPerDuration * duration
      + type.costPerOvertime * overtime
  }

  /// The distance between two places, by the definition of the problem's measure.
  public func distance(_ from: Int, _ to: Int) -> Double {
    let (here, there) = (location(from), location(to))
    let line = hypot(here.x - there.x, here.y - there.y)
    switch problem.distances.measure {
    case .euclidean: return line
    case .rounded: return (line + 0.5).rounded(.down)
    case .truncated: return (line * 10 + 1e-9).rounded(.down) / 10
    case .matrix(let matrix): return matrix.values[from * matrix.size + to]
    case .greatCircle(let factor):
      // The haversine formula.
      let radians = Double.pi / 180
      let high = sin((there.y - here.y) * radians / 2)
      let wide = sin((there.x - here.x) * radians / 2)
      let chord = high * high + cos(here.y * radians) * cos(there.y * radians) * wide * wide
      return 2 * 6371.0088 * factor * asin(min(1, chord.squareRoot()))
    }
  }

  private func duration(_ from: Int, _ to: Int) -> Double {
    switch problem.durations.measure {
    case .proportional(let factor): distance(from, to) * factor
    case .matrix(let matrix): matrix.values[from * matrix.size + to]
    }
  }

  private func location(_ place: Int) -> RoutingProblem.Location {
    place < problem.depots.count
      ? problem.depots[place].location
      : problem.clients[place - problem.depots.count].location
  }

  private func slack(_ value: Double) -> Double { tolerance * max(1, value.magnitude) }

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    (left - right).magnitude <= slack(max(left.magnitude, right.magnitude))
  }
}
