import SupplyChain

/// `guaranteedService`: where safety stock stands in a network of stages.
struct GuaranteedServiceQuestion: InventoryQuestion {
  static let method = "guaranteedService"

  var stages: [StageInput]
  var arcs: [GuaranteedServiceNetwork.Arc]
  var safetyFactor: Double
  /// When to end the search early on a network that is no tree.
  var seconds: Double?

  struct StageInput: Decodable {
    var name: String
    var processingTime: Int
    var holdingCost: Double
    var demandStandardDeviation: Double?
    var promisedTime, supplyTime: Int?
  }

  func answer() throws -> any Encodable {
    if let seconds, !(seconds >= 0) {
      throw InvalidInput("seconds", value: seconds, "is not zero or more")
    }
    let result = try GuaranteedServiceNetwork(
      stages: stages.map {
        .init(
          $0.name, processingTime: $0.processingTime, holdingCost: $0.holdingCost,
          demandStandardDeviation: $0.demandStandardDeviation ?? 0,
          promisedTime: $0.promisedTime, supplyTime: $0.supplyTime ?? 0)
      }, arcs: arcs, safetyFactor: safetyFactor
    ).solve(until: .runtime(.seconds(min(seconds ?? 10, 1e6))))
    return Answer(
      status: result.isOptimal ? "optimal" : "feasible", cost: result.plan.cost, gap: result.gap,
      stages: result.plan.stages)
  }

  private struct Answer: Encodable {
    var status: String
    var cost, gap: Double
    var stages: [GuaranteedServiceNetwork.Plan.Stage]
  }
}
