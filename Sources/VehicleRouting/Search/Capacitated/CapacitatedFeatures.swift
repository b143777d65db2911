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
