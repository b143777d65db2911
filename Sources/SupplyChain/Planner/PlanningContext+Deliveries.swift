internal import SupplyChainCore
internal import VehicleRouting

extension PlanningContext {
  /// The tours of one delivery cycle from each warehouse that has customers and vehicles.
  func deliveries(
    until stop: some StoppingCriterion, seed: UInt64, progress: (Double) -> Void
  ) throws -> [DeliveryPlan] {
    let warehouses = network.warehouses
    var plans: [DeliveryPlan] = []
    for (number, warehouse) in warehouses.enumerated() {
      try Cancellation.check()
      progress(Double(number) / Double(warehouses.count))
      guard let position = sites[warehouse], let (problem, clients) = try problem(from: position)
      else { continue }
      let solution = try planner.routing.solve(problem, until: stop, seed: seed) { _ in }
      plans.append(
        DeliveryPlan(
          warehouse: position, clientSites: clients, problem: problem, solution: solution))
    }
    return plans
  }

  /// The routing problem of one warehouse: in kilometres, hours, kilograms and cubic metres.
  private func problem(from warehouse: Int) throws -> (RoutingProblem, [Int])? {
    let site = network.sites[warehouse]
    let vehicles = network.vehicles.filter { $0.site == site.id }
    let customers = network.customers(of: site.id)
    let shares = customers.reduce(0) { $0 + (network.sites[$1].share ?? 0) }
    guard !vehicles.isEmpty, shares > 0 else { return nil }

    let total = cycleDemand(at: site.id)
    // A customer who takes more than the largest vehicle holds is visited several times.
    let weightLimit = vehicles.map(\.weightCapacity).max() ?? 0
    let volumeLimit = vehicles.map(\.volumeCapacity).max() ?? 0
    var clients: [RoutingProblem.Client] = []
    var clientSites: [Int] = []
    for customer in customers {
      let place = network.sites[customer]
      let share = (place.share ?? 0) / shares
      let weight = total.weight * share
      let volume = total.volume * share
      guard weight > 0 || volume > 0 else { continue }
      let visits = max(1, (weight / weightLimit).rounded(.up), (volume / volumeLimit).rounded(.up))
      guard visits <= Self.mostVisits else {
        throw InvalidInput(
          "sites.share", at: customer, value: place.share ?? 0,
          "asks for \(visits) visits to \(place.name) in one cycle")
      }
      for _ in 0..<Int(visits) {
        clients.append(
          .init(
            at: .init(latitude: place.latitude, longitude: place.longitude),
            demand: [weight / visits, volume / visits], serviceTime: planner.unloadingHours,
            name: place.name))
        clientSites.append(customer)
      }
    }
    let types = vehicles.map { vehicle in
      RoutingProblem.VehicleType(
        count: vehicle.count, capacity: [vehicle.weightCapacity, vehicle.volumeCapacity],
        fixedCost: vehicle.fixedCost, costPerDistance: vehicle.costPerKilometre,
        costPerDuration: vehicle.costPerHour, maximumDuration: vehicle.maximumHours,
        name: vehicle.name)
    }
    let problem = try RoutingProblem(
      depots: [
        .init(at: .init(latitude: site.latitude, longitude: site.longitude), name: site.name)
      ], clients: clients, vehicleTypes: types,
      distances: .greatCircle(roadFactor: planner.roadFactor), durations: .speed(planner.speed))
    return (problem, clientSites)
  }

  /// What a warehouse sends out in one delivery cycle.
  private func cycleDemand(at warehouse: String) -> (weight: Double, volume: Double) {
    var weight = 0.0
    var volume = 0.0
    for (index, item) in network.items.enumerated() where item.site == warehouse {
      guard let product = products[item.product] else { continue }
      let units = (0..<planner.deliveryCycleDays).reduce(0) { $0 + demand(of: index, on: $1) }
      weight += units * product.weight
      volume += units * product.volume
    }
    return (weight, volume)
  }

  /// A customer who needs more vehicles than this has a wrong share or a wrong demand.
  private static let mostVisits = 1_000.0
}
