import SupplyChain

/// Demand over time as a question has it: a rate, and a standard deviation where it is normal.
struct DemandOverTime: Decodable {
  var rate: Double
  var standardDeviation: Double?

  var process: any DemandProcess {
    get throws {
      try standardDeviation.map { try NormalDemand(rate: rate, standardDeviation: $0) }
        ?? PoissonDemand(rate: rate)
    }
  }
}

/// `serialSystem`: how much stock at each of several stages in a row.
struct SerialSystemQuestion: InventoryQuestion {
  static let method = "serialSystem"

  var stages: [SerialSystem.Stage]
  var demand: DemandOverTime
  var backorderCost: Double

  func answer() throws -> any Encodable {
    let best = try SerialSystem(
      stages: stages, demand: demand.process, backorderCost: backorderCost
    ).optimal
    return Answer(
      echelonLevels: best.echelonLevels, localLevels: best.localLevels, cost: best.cost)
  }

  private struct Answer: Encodable {
    var echelonLevels, localLevels: [Double]
    var cost: Double
  }
}

/// `assemblySystem`: how much stock of each component of a product.
struct AssemblySystemQuestion: InventoryQuestion {
  static let method = "assemblySystem"

  var stages: [AssemblySystem.Stage]
  var demand: DemandOverTime
  var backorderCost: Double

  func answer() throws -> any Encodable {
    try AssemblySystem(stages: stages, demand: demand.process, backorderCost: backorderCost).optimal
  }
}

/// `distributionSystem`: how much stock at a warehouse and at the shops that it supplies.
struct DistributionSystemQuestion: InventoryQuestion {
  static let method = "distributionSystem"

  private let system: DistributionSystem
  private let evaluation: DistributionSystem.Evaluation

  private enum CodingKeys: CodingKey { case evaluation }

  init(from decoder: any Decoder) throws {
    system = try DistributionSystem(from: decoder)
    evaluation =
      try decoder.container(keyedBy: CodingKeys.self)
      .decodeIfPresent(DistributionSystem.Evaluation.self, forKey: .evaluation) ?? .exact
  }

  func answer() throws -> any Encodable { try system.optimal(by: evaluation) }
}
