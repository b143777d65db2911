private import RealModule

/// A problem compiled for the solvers: flat arrays, one number for each place a route passes.
///
/// A *slot* is a client (0 ..< n) or an end of a route: route `r` starts at slot n + 2r and ends at
/// slot n + 2r + 1. Giving each route ends of its own makes every insertion and removal the same,
/// at the ends of a route as in its middle, and lets each type of vehicle have its own depots.
///
/// Times, distances and costs are scaled so that truncated distances are integers: sums are exact,
/// and a vehicle that arrives on the last moment is not late by a rounding error.
final class RoutingKernel {
  let problem: RoutingProblem
  let clientCount: Int
  let routeCount: Int
  let slotCount: Int
  let dimensions: Int
  let typeCount: Int

  // Clients, by index; demand is dimension by dimension.
  let demand: FlatArray<Double>
  let earliest: FlatArray<Double>
  let latest: FlatArray<Double>
  let service: FlatArray<Double>
  /// What it costs not to visit the client.
  let absence: FlatArray<Double>
  let isRequired: FlatArray<Bool>

  // Vehicle types, by index.
  let capacity: FlatArray<Double>
  let fixedCost: FlatArray<Double>
  let costPerDistance: FlatArray<Double>
  let costPerDuration: FlatArray<Double>
  let costPerOvertime: FlatArray<Double>
  let regularDuration: FlatArray<Double>
  let shiftStart: FlatArray<Double>
  let shiftEnd: FlatArray<Double>
  let maximumDistance: FlatArray<Double>
  let maximumDuration: FlatArray<Double>
  /// The first route of each type, and behind the last type the number of routes.
  let firstRoute: IndexArray
  let typeOfRoute: IndexArray

  // Features, so that a simple problem does not pay for a rich one.
  /// Whether any time is bounded, or costs something.
  let isTimed: Bool
  /// Whether somebody may be served, or a vehicle be under way, at certain times only.
  let hasWindows: Bool
  /// Whether the time under way is limited or costs something.
  let usesDuration: Bool
  /// Whether the time under way costs something.
  let costsDuration: Bool
  /// Whether a route may cost overtime.
  let hasOvertime: Bool
  /// Whether some clients are picked up from, after all deliveries.
  let hasBackhauls: Bool
  /// Whether driving a route backwards changes nothing but the direction.
  let isReversible: Bool
  /// Whether a stretch of deliveries alone, or of backhauls alone, may be driven backwards.
  let isReversibleWhereAllowed: Bool
  /// Whether the distance is the same both ways.
  let isSymmetric: Bool
  /// Whether the distance is the same both ways, but for the legs that backhauls forbid.
  let isSymmetricWhereAllowed: Bool
  let limitsDistance: Bool
  /// How many of the kernel's units make one of the problem's.
  let scale: Double

  // Distances.
  /// Up to so many places the distances fit into the processor's cache, and are not computed anew.
  private static let largestTable = 300
  private let coordinates: CoordinateDistances
  private let locations: FlatArray<Double>
  private let place: IndexArray
  private let distanceMatrix: FlatArray<Double>
  private let durationMatrix: FlatArray<Double>
  let hasDurationMatrix: Bool
  private let placeCount: Int
  private let timePerDistance: Double
  private let isBackhaul: FlatArray<Bool>
  /// The length of a leg that is forbidden, so that no search wants one.
  private let forbidden: Double
  private let hasOpenEnds: Bool
  private let isOpen: FlatArray<Bool>

  init(_ problem: RoutingProblem) {
    let n = problem.clients.count
    let types = problem.vehicleTypes
    self.problem = problem
    // What is picked up never meets what is delivered: it is a load of its own.
    hasBackhauls = problem.clients.contains(where: \.isBackhaul)
    let given = problem.loadDimensions
    let m = hasBackhauls ? 2 * given : given
    clientCount = n
    dimensions = m
    typeCount = types.count
    let counts = types.map { Swift.min($0.count ?? n, n) }
    routeCount = counts.reduce(0, +)
    slotCount = n + 2 * routeCount
    placeCount = problem.placeCount
    var scale = 1.0
    if case .truncated = problem.distances.measure { scale = 10 }
    self.scale = scale

    let split = hasBackhauls
    demand = FlatArray(
      problem.clients.flatMap { client -> [Double] in
        let none = [Double](repeating: 0, count: split ? given : 0)
        return client.isBackhaul ? none + client.demand : client.demand + none
      })
    isBackhaul = FlatArray(split ? problem.clients.map(\.isBackhaul) : [])
    earliest = FlatArray(problem.clients.map { $0.window.earliest * scale })
    latest = FlatArray(problem.clients.map { $0.window.latest * scale })
    service = FlatArray(problem.clients.map { $0.serviceTime * scale })
    isRequired = FlatArray(problem.clients.map(\.isRequired))

    capacity = FlatArray(types.flatMap { split ? $0.capacity + $0.capacity : $0.capacity })
    fixedCost = FlatArray(types.map { $0.fixedCost * scale })
    costPerDistance = FlatArray(types.map(\.costPerDistance))
    costPerDuration = FlatArray(types.map(\.costPerDuration))
    costPerOvertime = FlatArray(types.map(\.costPerOvertime))
    regularDuration = FlatArray(types.map { ($0.regularDuration ?? .infinity) * scale })
    hasOvertime = types.contains { $0.costPerOvertime > 0 && $0.regularDuration != nil }
    shiftStart = FlatArray(types.map { $0.shift.earliest * scale })
    shiftEnd = FlatArray(types.map { $0.shift.latest * scale })
    maximumDistance = FlatArray(types.map { ($0.maximumDistance ?? .infinity) * scale })
    maximumDuration = FlatArray(types.map { ($0.maximumDuration ?? .infinity) * scale })
    limitsDistance = types.contains { $0.maximumDistance != nil }

    var first = 0
    var firsts: [Int32] = []
    var typeOf: [Int32] = []
    for (type, count) in counts.enumerated() {
      firsts.append(Int32(first))
      typeOf += [Int32](repeating: Int32(type), count: count)
      first += count
    }
    firsts.append(Int32(first))
    firstRoute = IndexArray(firsts)
    typeOfRoute = IndexArray(typeOf)

    // Slots: the clients, then the two ends of each route.
    var places = (0..<n).map { Int32(problem.depots.count + $0) }
    places.reserveCapacity(n + 2 * routeCount)
    var open: [Bool] = Array(repeating: false, count: n)
    for type in typeOf {
      for end in [types[Int(type)].startDepot, types[Int(type)].endDepot] {
        places.append(Int32(end ?? 0))
        open.append(end == nil)
      }
    }
    hasOpenEnds = open.contains(true)
    isOpen = FlatArray(open)
    place = IndexArray(places)

    locations = FlatArray(problem.clients.flatMap { [$0.location.x, $0.location.y] })
    var symmetric = true
    var hasTable = placeCount <= Self.largestTable
    if case .matrix(let matrix) = problem.distances.measure {
      symmetric = matrix.isSymmetric
      hasTable = true
    }
    distanceMatrix = FlatArray(hasTable ? problem.distanceTable : [])
    coordinates = CoordinateDistances(
      problem.distances.measure,
      between: hasTable ? [] : places.map { problem.location(ofPlace: Int($0)) })
    switch problem.durations.measure {
    case .proportional(let factor):
      timePerDistance = factor
      hasDurationMatrix = false
      durationMatrix = FlatArray([])
    case .matrix(let matrix):
      timePerDistance = 0
      hasDurationMatrix = true
      durationMatrix = FlatArray(matrix.values.map { $0 * scale })
      symmetric = symmetric && matrix.isSymmetric
    }

    hasWindows =
      problem.clients.contains { $0.window != .always } || types.contains { $0.shift != .always }
    costsDuration = types.contains { $0.costPerDuration > 0 } || hasOvertime
    usesDuration = types.contains { $0.maximumDuration != nil } || costsDuration
    isTimed = hasWindows || usesDuration
    isSymmetric = symmetric && !hasBackhauls
    isSymmetricWhereAllowed = symmetric
    isReversibleWhereAllowed =
      symmetric && !hasWindows && types.allSatisfy { $0.startDepot == $0.endDepot }
    isReversible = isReversibleWhereAllowed && !hasBackhauls

    // Leaving out a required client must never pay: more than any detour for one could cost.
    let largest = problem.costOfOneDetour * scale
    // More than all detours together.
    forbidden = (Double(n + 1) * largest).rounded(.up)
    absence = FlatArray(problem.clients.map { $0.prize.map { $0 * scale } ?? largest })
  }

  @inline(__always) func startSlot(_ route: Int) -> Int { clientCount + 2 * route }
  @inline(__always) func endSlot(_ route: Int) -> Int { clientCount + 2 * route + 1 }

  /// What a client alone means for the clock.
  @inline(__always) func span(ofClient client: Int) -> TimeSpan {
    TimeSpan(duration: service[client], earliest: earliest[client], latest: latest[client])
  }

  /// Where the clients of a route lie on average; for a matrix without coordinates the origin.
  func centre(of clients: [Int]) -> (x: Double, y: Double) {
    var (x, y) = (0.0, 0.0)
    for client in clients {
      x += locations[2 * client]
      y += locations[2 * client + 1]
    }
    let count = Double(max(1, clients.count))
    return (x / count, y / count)
  }

  /// The direction in which the middle of some clients lies, seen from the first depot.
  func angle(of clients: [Int32]) -> Double {
    let middle = centre(of: clients.map { Int($0) })
    let depot = problem.depots[0].location
    return .atan2(y: middle.y - depot.y, x: middle.x - depot.x)
  }

  /// What the time from the start of a route to its end costs.
  @inline(__always) func timeCost(type: Int, duration: Double) -> Double {
    var cost = costPerDuration[type] * duration
    if hasOvertime { cost += costPerOvertime[type] * max(0, duration - regularDuration[type]) }
    return cost
  }

  /// The distance from slot to slot.
  @inline(__always) func distance(_ from: Int, _ to: Int) -> Double {
    if hasBackhauls, isForbidden(from, to) { return forbidden }
    return openDistance(from, to)
  }

  /// Whether a leg would lead to a backhaul before, or to a delivery after, the vehicle is empty.
  @inline(__always) func isForbidden(_ from: Int, _ to: Int) -> Bool {
    guard hasBackhauls, to < clientCount else { return false }
    if from < clientCount { return isBackhaul[from] && !isBackhaul[to] }
    return isBackhaul[to]
  }

  /// Whether two clients are both delivered to or both picked up from.
  @inline(__always) func isSameKind(_ client: Int, _ other: Int) -> Bool {
    !hasBackhauls || isBackhaul[client] == isBackhaul[other]
  }

  /// The distance from slot to slot, whether or not the leg is allowed.
  @inline(__always) func openDistance(_ from: Int, _ to: Int) -> Double {
    if hasOpenEnds, isOpen[from] || isOpen[to] { return 0 }
    if distanceMatrix.count > 0 { return distanceMatrix[place[from] * placeCount + place[to]] }
    return coordinates[from, to]
  }

  /// The duration from slot to slot, of which the distance is known.
  @inline(__always) func duration(_ from: Int, _ to: Int, distance: Double) -> Double {
    if hasDurationMatrix {
      if hasOpenEnds, isOpen[from] || isOpen[to] { return 0 }
      return durationMatrix[place[from] * placeCount + place[to]]
    }
    return distance * timePerDistance
  }
}

extension RoutingProblem.Location {
  /// The point on the unit sphere, for coordinates in degrees.
  var unitVector: [Double] {
    let latitude = y * .pi / 180
    let longitude = x * .pi / 180
    let ring = Double.cos(latitude)
    return [ring * Double.cos(longitude), ring * Double.sin(longitude), Double.sin(latitude)]
  }
}

extension RoutingProblem.Matrix {
  var isSymmetric: Bool {
    for row in 0..<size {
      for column in 0..<row where self[row, column] != self[column, row] { return false }
    }
    return true
  }
}

extension RoutingProblem {
  /// More than the dearest detour to one client can cost.
  fileprivate var costOfOneDetour: Double {
    var longest = 1.0
    if case .matrix(let matrix) = distances.measure {
      longest = matrix.values.max() ?? 1
    } else if case .greatCircle(let roadFactor) = distances.measure {
      longest = 21_000 * roadFactor
    } else {
      let places = depots.map(\.location) + clients.map(\.location)
      let x = places.map(\.x)
      let y = places.map(\.y)
      longest = (x.max() ?? 0) - (x.min() ?? 0) + (y.max() ?? 0) - (y.min() ?? 0) + 2
    }
    var time = longest
    if case .matrix(let matrix) = durations.measure {
      time = matrix.values.max() ?? 1
    } else if case .proportional(let factor) = durations.measure {
      time = longest * factor
    }
    let service = clients.map(\.serviceTime).max() ?? 0
    let start = clients.map(\.window.earliest).max() ?? 0
    return vehicleTypes.map {
      let horizon = $0.shift.latest.isFinite ? $0.shift.latest - $0.shift.earliest : start + time
      return 3 * longest * $0.costPerDistance + $0.fixedCost
        + ($0.costPerDuration + $0.costPerOvertime) * (3 * time + service + Swift.max(0, horizon))
        + 1
    }.reduce(0, Swift.max).rounded(.up) * 2
  }
}

extension Double {
  /// The cosine of an angle in degrees.
  var cosineOfDegrees: Double { Double.cos(self * .pi / 180) }
}
