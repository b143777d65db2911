internal import DemandForecasting
internal import LoadConsolidation
internal import Probability
internal import SupplyChainCore

/// A network with its forecasts and the look-ups that every stage needs.
struct PlanningContext {
  let planner: SupplyChainPlanner
  let network: SupplyNetwork
  let forecasts: [Forecast]
  let products: [String: Product]
  let sites: [String: Int]
  /// The road distances between sources and warehouses.
  let distances: DistanceTable

  init(
    planner: SupplyChainPlanner, network: SupplyNetwork, forecasts: [Forecast]
  ) throws(InvalidInput) {
    self.planner = planner
    self.network = network
    self.forecasts = forecasts
    products = Dictionary(uniqueKeysWithValues: network.products.map { ($0.id, $0) })
    sites = Dictionary(
      uniqueKeysWithValues: network.sites.enumerated().map { ($0.element.id, $0.offset) })
    distances = try DistanceTable(
      places: network.sites.filter { $0.share == nil }.map {
        .init(code: $0.id, latitude: $0.latitude, longitude: $0.longitude)
      }, detourFactor: planner.roadFactor)
  }

  /// One pass through stock and freight.
  func round(
    under terms: [ReplenishmentTerms], until stop: some StoppingCriterion, seed: UInt64,
    beforeFreight: () -> Void
  ) throws -> PlanningRound {
    let termsOfSite = Dictionary(uniqueKeysWithValues: terms.map { ($0.site, $0) })
    let targets = try network.items.indices.compactMap { item in
      try termsOfSite[network.items[item].site].map { try target(of: item, under: $0) }
    }
    try Cancellation.check()
    beforeFreight()
    let (orders, freight) = try replenishment(for: targets, under: termsOfSite)
    let loads = try planner.consolidation.solve(freight, until: stop, seed: seed) { _ in }
    return PlanningRound(
      terms: terms, targets: targets, orders: orders, freight: freight, loads: loads,
      projections: projections(of: targets, orders: orders, loads: loads.plan))
  }

  /// The demand expected on a day of the horizon, counted from zero, in units.
  func demand(of item: Int, on day: Int) -> Double {
    let mean = forecasts[item].mean
    let period = Int(Double(day) / network.daysPerPeriod)
    return mean[min(period, mean.count - 1)] / network.daysPerPeriod
  }
}
