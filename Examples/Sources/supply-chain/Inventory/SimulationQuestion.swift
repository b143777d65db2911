import SupplyChain

/// `simulate`: what a network of stock points costs, and how well it serves, played through.
struct SimulationQuestion: InventoryQuestion {
  static let method = "simulate"

  var points: [Point]
  var transhipments: [Transhipment]?
  var orders: StockSimulation.OrderTiming?
  var periods: Int
  var warmUp, replications: Int?
  var seed: UInt64?

  /// A stock point; `demand` is what customers want in a period.
  struct Point: Decodable {
    var name: String
    var policy: PolicyInput
    var demand: DemandInput?
    var suppliers: [Supplier]?
    var leadTime: Int?
    var leadTimeProbabilities: [Double]?
    var costs: Costs?
    var unmetDemand: StockPoint.UnmetDemand?
    var yield: DemandInput?
    var disruption: Disruption?
    var capacity: Double?
    var shelfLife: Int?
    var initialStock: Double?
  }

  struct Supplier: Decodable {
    var name: String
    var unitsPerUnit: Double?
  }

  struct Costs: Decodable {
    var holding, inTransit, backorder, lostSale, ordering, unit, disposal: Double?
  }

  func answer() throws -> any Encodable {
    let network = try StockSimulation(
      points: points.map { try $0.stockPoint }, transhipments: transhipments ?? [],
      orders: orders ?? .beforeDemand)
    let length = try SimulationLength(
      periods: periods, warmUp: warmUp ?? 100, replications: replications ?? 10)
    // The lines of a stream are already worked on by all threads.
    let result = try network.run(for: length, seed: seed ?? 1, threads: 1)
    return SimulationAnswer(result)
  }
}

extension SimulationQuestion.Costs {
  /// The costs, nothing where they are left out.
  var costs: StockPoint.Costs {
    .init(
      holding: holding ?? 0, inTransit: inTransit ?? 0, backorder: backorder ?? 0,
      lostSale: lostSale ?? 0, ordering: ordering ?? 0, unit: unit ?? 0, disposal: disposal ?? 0)
  }
}

extension SimulationQuestion.Point {
  fileprivate var stockPoint: StockPoint {
    get throws {
      let time: any LeadTimeProcess =
        try leadTimeProbabilities.map { try RandomLeadTime(probabilities: $0) }
        ?? FixedLeadTime(leadTime ?? 0)
      return StockPoint(
        name, policy: policy.policy, demand: demand.map { IndependentDemand($0.distribution) },
        suppliedBy: (suppliers ?? []).map { .init($0.name, unitsPerUnit: $0.unitsPerUnit ?? 1) },
        leadTime: time, costs: costs?.costs ?? .init(), unmetDemand: unmetDemand ?? .backordered,
        yield: yield.map { ProportionalYield($0.distribution) }, disruption: disruption,
        capacity: capacity ?? .infinity, shelfLife: shelfLife, initialStock: initialStock)
    }
  }
}
