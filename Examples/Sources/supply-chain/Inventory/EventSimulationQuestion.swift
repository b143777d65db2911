import SupplyChain

/// `simulateEvents`: a network in continuous time, customer by customer.
struct EventSimulationQuestion: InventoryQuestion {
  static let method = "simulateEvents"

  var points: [Point]
  /// Units of time that are measured.
  var periods: Int
  var warmUp, replications: Int?
  var seed: UInt64?

  struct Point: Decodable {
    var name: String
    var policy: PolicyInput
    /// Customers per unit of time; with `interval` the distribution of the time between two of them.
    var rate: Double?
    var interval, orderSize: DemandInput?
    var supplier: String?
    var leadTime: DemandInput
    var costs: SimulationQuestion.Costs?
    var unmetDemand: StockPoint.UnmetDemand?
    var ordersMayCross: Bool?
  }

  func answer() throws -> any Encodable {
    let network = try EventSimulation(points: points.map { try $0.point })
    let length = try SimulationLength(
      periods: periods, warmUp: warmUp ?? 100, replications: replications ?? 10)
    return SimulationAnswer(try network.run(for: length, seed: seed ?? 1, threads: 1))
  }
}

extension EventSimulationQuestion.Point {
  fileprivate var point: EventSimulation.Point {
    get throws {
      let customers: CustomerArrivals? =
        if let interval {
          try CustomerArrivals(
            interval: interval.distribution, orderSize: orderSize?.distribution)
        } else {
          try rate.map { try CustomerArrivals(rate: $0, orderSize: orderSize?.distribution) }
        }
      return .init(
        name, policy: policy.policy, customers: customers, suppliedBy: supplier,
        leadTime: leadTime.distribution, costs: costs?.costs ?? .init(),
        unmetDemand: unmetDemand ?? .backordered, ordersMayCross: ordersMayCross ?? true)
    }
  }
}
