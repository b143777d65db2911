extension RoutingSolution {
  /// Computes what routes mean, apart from any search: what a solver believes is never reported.
  struct Evaluation {
    /// Rounding of sums may break a limit by a billionth part and no more.
    static let tolerance = 1e-9

    let problem: RoutingProblem
    let kernel: RoutingKernel

    init(_ problem: RoutingProblem, kernel: RoutingKernel? = nil) {
      self.problem = problem
      self.kernel = kernel ?? RoutingKernel(problem)
    }

    /// Drives one route.
    func route(_ clients: [Int], type: Int, isSpare: Bool = false) -> Route {
      let vehicle = problem.vehicleTypes[type]
      var violations: [Violation] = []
      func limit(_ value: Double, _ limit: Double, _ constraint: String, at client: Int? = nil) {
        if value - limit > Self.tolerance * max(1, limit.magnitude) {
          violations.append(
            Violation(constraint: constraint, excess: value - limit, client: client))
        }
      }
      if isSpare { violations.append(Violation(constraint: "count", excess: 1, client: nil)) }
      let load = vehicle.capacity.indices.map { dimension in
        func sum(isBackhaul: Bool) -> Double {
          clients.reduce(0) { sum, client in
            let client = problem.clients[client]
            return client.isBackhaul == isBackhaul ? sum + client.demand[dimension] : sum
          }
        }
        return max(sum(isBackhaul: false), sum(isBackhaul: true))
      }
      for (load, capacity) in zip(load, vehicle.capacity) { limit(load, capacity, "capacity") }

      for (place, client) in clients.enumerated() {
        let before = place == 0 ? nil : clients[place - 1]
        let isAfterBackhaul = before.map { problem.clients[$0].isBackhaul }
        if problem.clients[client].isBackhaul ? isAfterBackhaul == nil : isAfterBackhaul == true {
          violations.append(Violation(constraint: "backhaul", excess: 1, client: client))
        }
      }

      let legs = legs(clients, type: type)
      let distance = legs.reduce(0) { $0 + $1.distance } / kernel.scale
      // The latest start from which nobody is later than from the earliest one.
      var clock = vehicle.shift.earliest
      var slack = vehicle.shift.latest - vehicle.shift.earliest
      var waited = 0.0
      for (client, leg) in zip(clients, legs) {
        let window = problem.clients[client].window
        clock += leg.duration / kernel.scale
        slack = min(slack, max(0, window.latest - clock) + waited)
        waited += max(0, window.earliest - clock)
        clock = max(clock, window.earliest) + problem.clients[client].serviceTime
      }
      clock += (legs.last?.duration ?? 0) / kernel.scale
      slack = min(slack, max(0, vehicle.shift.latest - clock) + waited)
      // Starting later saves waiting and nothing else.
      let start = vehicle.shift.earliest + max(0, min(slack, waited))

      clock = start
      waited = 0
      var arrivals: [Double] = []
      for (client, leg) in zip(clients, legs) {
        let window = problem.clients[client].window
        clock += leg.duration / kernel.scale
        limit(clock, window.latest, "window", at: client)
        waited += max(0, window.earliest - clock)
        clock = max(clock, window.earliest)
        arrivals.append(clock)
        clock += problem.clients[client].serviceTime
      }
      clock += (legs.last?.duration ?? 0) / kernel.scale
      limit(clock, vehicle.shift.latest, "shift")
      limit(distance, vehicle.maximumDistance ?? .infinity, "maximumDistance")
      limit(clock - start, vehicle.maximumDuration ?? .infinity, "maximumDuration")
      return Route(
        vehicleType: type, clients: clients, load: load, distance: distance,
        duration: clock - start, waiting: waited, start: start, arrivals: arrivals, end: clock,
        cost: Cost(
          fixed: vehicle.fixedCost, distance: vehicle.costPerDistance * distance,
          duration: vehicle.timeCost(clock - start).duration,
          overtime: vehicle.timeCost(clock - start).overtime),
        violations: violations)
    }

    /// The legs of a route, from its start through its clients to its end.
    private func legs(_ clients: [Int], type: Int) -> [(distance: Double, duration: Double)] {
      let route = kernel.firstRoute[type]
      let slots = [kernel.startSlot(route)] + clients + [kernel.endSlot(route)]
      return zip(slots, slots.dropFirst()).map { from, to in
        let distance = kernel.openDistance(from, to)
        return (distance, kernel.duration(from, to, distance: distance))
      }
    }

    /// Why each client who is not visited is not.
    func reasons(isVisited: [Bool]) -> [Unserved] {
      problem.clients.indices.filter { !isVisited[$0] }.map { client in
        Unserved(
          client: client, isRequired: problem.clients[client].isRequired,
          reason: reason(for: client))
      }
    }

    private func reason(for client: Int) -> Reason {
      var best = Reason.demandAboveCapacity
      for type in problem.vehicleTypes.indices {
        let broken = route([client], type: type).violations.map(\.constraint)
          .filter { $0 != "backhaul" }
        if broken.isEmpty {
          return problem.clients[client].isRequired ? .noVehicleLeft : .notWorthItsPrize
        }
        if broken.contains("capacity") { continue }
        best = broken.contains("maximumDistance") ? .tooFar : .unreachableInTime
      }
      return best
    }
  }
}

extension RoutingSolution {
  /// Reads the routes of a plan.
  init(_ plan: RoutePlan, _ evaluation: Evaluation) {
    let visits = (0..<plan.kernel.routeCount).filter { plan.size[$0] > 0 }.map {
      (vehicleType: plan.kernel.typeOfRoute[$0], clients: plan.clients(ofRoute: $0))
    }
    self.init(evaluation, checked: visits)
  }
}
