/// What a problem asks for beyond distances and loads, where all of it can be folded into them.
struct CapacitatedFeatures {
  /// The number of vehicles; `nil` for as many as needed.
  let vehicleCount: Int?
  /// What a vehicle costs, as a distance.
  let fixedCost: Double
  /// The service time of each client as a distance; empty where it limits nothing.
  let services: [Double]
  /// The longest distance of a route, services and the fixed cost not counted.
  let limit: Double
  /// What a unit of distance costs, in the problem's units.
  let costPerDistance: Double
  /// What the routes cost beyond their distances, whatever they are, in the problem's units.
  let constantCost: Double

  /// Looks at a problem; `nil` if it has a feature that does not fold.
  init?(_ problem: RoutingProblem, kernel: RoutingKernel) {
    guard
      problem.vehicleTypes.count == 1, let vehicle = problem.vehicleTypes.first,
      problem.loadDimensions <= 1, vehicle.startDepot != nil,
      vehicle.startDepot == vehicle.endDepot, kernel.isSymmetric,
      !kernel.hasOvertime,
      problem.clients.allSatisfy({ $0.isRequired && $0.window == .always })
    else { return nil }

    var longest = vehicle.maximumDistance ?? .infinity
    var latest = vehicle.maximumDuration ?? .infinity
    if vehicle.shift != .always {
      guard vehicle.shift.earliest >= 0 else { return nil }
      latest = min(latest, vehicle.shift.latest - vehicle.shift.earliest)
    }
    var costPerDistance = vehicle.costPerDistance
    var services: [Double] = []
    if latest < .infinity || vehicle.costPerDuration > 0 {
      guard case .proportional(let timePerDistance) = problem.durations.measure,
        timePerDistance > 0
      else { return nil }
      costPerDistance += vehicle.costPerDuration * timePerDistance
      if latest < .infinity {
        if problem.clients.contains(where: { $0.serviceTime > 0 }) {
          // A limit that counts service and one that does not cannot both be a limit on one sum.
          guard longest == .infinity else { return nil }
          services = problem.clients.map { $0.serviceTime / timePerDistance * kernel.scale }
        }
        longest = min(longest, latest / timePerDistance)
      }
    }
    guard costPerDistance > 0 else { return nil }
    self.services = services
    self.costPerDistance = costPerDistance / kernel.scale
    constantCost =
      vehicle.costPerDuration * problem.clients.reduce(0) { $0 + $1.serviceTime }
      - costPerDistance / kernel.scale * services.reduce(0, +)
    vehicleCount = vehicle.count
    limit = longest * kernel.scale
    fixedCost = vehicle.fixedCost / costPerDistance * kernel.scale
  }
}

/// Demands and capacity as whole numbers.
struct IntegerLoads {
  let demands: [Int32]
  let capacity: Int

  /// Finer than the tolerance with which a capacity is checked, a billionth part.
  private static let resolution = 0x1p30

  init?(_ problem: RoutingProblem) {
    guard let limit = problem.vehicleTypes.first?.capacity.first, limit < .infinity else {
      demands = [Int32](repeating: 0, count: problem.clients.count)
      capacity = 1
      return
    }
    let loads = problem.clients.map { $0.demand[0] }
    guard loads.allSatisfy({ $0 <= limit }) else { return nil }
    var scale = 1.0
    // Decimals of a file become whole numbers; anything finer is rounded up.
    while scale <= 1e6 {
      let factor = scale
      let isWhole = (loads + [limit]).allSatisfy {
        ($0 * factor - ($0 * factor).rounded()).magnitude < 1e-9 * max(1, $0 * factor)
      }
      if isWhole, limit * scale <= Self.resolution {
        demands = loads.map { Int32(($0 * factor).rounded()) }
        capacity = Int((limit * scale).rounded())
        return
      }
      scale *= 10
    }
    let factor = limit > 0 ? Self.resolution / limit : 1
    demands = loads.map { Int32(($0 * factor).rounded(.up)) }
    capacity = Int((limit * factor).rounded(.up))
  }
}
