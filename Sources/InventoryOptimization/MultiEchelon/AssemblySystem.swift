public import SupplyChainCore

/// Components that are assembled step by step into one product: how much stock of each.
///
/// ```swift
/// let system = try AssemblySystem(
///   stages: [
///     .init("product", leadTime: 1, holdingCost: 9),
///     .init("frame", leadTime: 2, holdingCost: 5, goesInto: "product"),
///     .init("motor", leadTime: 6, holdingCost: 2, goesInto: "product"),
///   ],
///   demand: NormalDemand(rate: 5, standardDeviation: 1), backorderCost: 40)
/// let policy = try system.optimal
/// for stage in policy.stages { print(stage.name, stage.echelonLevel) }
/// ```
///
/// A stage takes one unit of each of its components for one of its own and waits until all are there.
/// Such a system has the least cost if it is kept in balance: no component is ordered before the others
/// can be there too. Then it is a row of stages, the one with the longest lead time in all the farthest
/// from the customer (Rosling 1989, <https://doi.org/10.1287/opre.37.4.565>), whose exact optimum is
/// that of ``SerialSystem``.
public struct AssemblySystem: Sendable {
  /// A stage: a component, or the product.
  public struct Stage: Hashable, Sendable, Codable {
    /// The name by which other stages refer to it.
    public var name: String
    /// The time to make or to get it once all its components are there.
    public var leadTime: Double
    /// The cost of holding one unit for one unit of time.
    public var holdingCost: Double
    /// The stage it goes into; `nil` for the product.
    public var successor: String?

    /// Describes a stage; the system checks the numbers.
    ///
    /// - Parameters:
    ///   - name: The name by which other stages refer to it.
    ///   - leadTime: The time to make or to get it once all its components are there, zero or more.
    ///   - holdingCost: The cost of holding one unit for one unit of time: more than all its components
    ///     together.
    ///   - successor: The stage it goes into; `nil` for the product.
    public init(
      _ name: String, leadTime: Double, holdingCost: Double, goesInto successor: String? = nil
    ) {
      self.name = name
      self.leadTime = leadTime
      self.holdingCost = holdingCost
      self.successor = successor
    }
  }

  /// The stages.
  public let stages: [Stage]
  /// The customers' demand for the product.
  public let demand: any DemandProcess
  /// The cost of one unit on backorder to a customer for one unit of time.
  public let backorderCost: Double
  /// The row of stages that costs the same.
  public let equivalent: SerialSystem
  /// The stage of the row that each stage is part of; stages of equal lead time in all share one.
  public let positions: [Int]

  /// Describes the system.
  ///
  /// - Parameters:
  ///   - stages: The stages, of which one goes into no other.
  ///   - demand: The customers' demand for the product.
  ///   - backorderCost: The cost of one unit on backorder to a customer for one unit of time.
  /// - Throws: `InvalidInput` naming every number that is out of range, an unknown stage, or stages that
  ///   go into each other in a circle.
  public init(
    stages: [Stage], demand: any DemandProcess, backorderCost: Double
  ) throws(InvalidInput) {
    let successors = try Self.successors(of: stages)
    // What a unit costs more here than its components, and the time from its order to the customer.
    var added = stages.map(\.holdingCost)
    for (index, successor) in successors.enumerated() {
      if let successor { added[successor] -= stages[index].holdingCost }
    }
    var checks = InputChecks()
    for (index, stage) in stages.enumerated() {
      checks.require(
        added[index] > 1e-12 * stage.holdingCost, "stages.holdingCost", at: index,
        value: stage.holdingCost, "is not above that of all its components")
    }
    try checks.finish()
    let times = stages.indices.map { index in
      var time = 0.0
      var next: Int? = index
      while let stage = next {
        time += stages[stage].leadTime
        next = successors[stage]
      }
      return time
    }
    var row: [SerialSystem.Stage] = []
    var positions = [Int](repeating: 0, count: stages.count)
    var previous = 0.0
    let order = stages.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    for index in order {
      if row.isEmpty || times[index] > previous {
        row.append(.init(leadTime: times[index] - previous, holdingCost: 0))
        previous = times[index]
      }
      positions[index] = row.count - 1
      // Costs add up from the far end of the row to the customer.
      for position in 0..<row.count { row[position].holdingCost += added[index] }
    }
    self.stages = stages
    self.demand = demand
    self.backorderCost = backorderCost
    self.positions = positions
    equivalent = try SerialSystem(stages: row, demand: demand, backorderCost: backorderCost)
  }

  /// The index of the stage that each goes into, checked.
  private static func successors(of stages: [Stage]) throws(InvalidInput) -> [Int?] {
    var checks = InputChecks()
    checks.require(!stages.isEmpty, "stages", value: "[]", "is empty")
    var indices: [String: Int] = [:]
    for (index, stage) in stages.enumerated() {
      let isNew = indices.updateValue(index, forKey: stage.name) == nil
      checks.require(isNew, "stages.name", at: index, value: stage.name, "stands there twice")
      checks.requireNonNegative(stage.leadTime, "stages.leadTime", at: index)
      checks.requirePositive(stage.holdingCost, "stages.holdingCost", at: index)
    }
    var successors = [Int?](repeating: nil, count: stages.count)
    var ends: [Int] = []
    for (index, stage) in stages.enumerated() {
      guard let name = stage.successor else {
        ends.append(index)
        continue
      }
      successors[index] = indices[name]
      if indices[name] == nil {
        checks.report("stages.successor", at: index, value: name, "is the name of no stage")
      }
    }
    if ends.count > 1 {
      checks.report(
        "stages.successor", at: ends[1], value: stages[ends[1]].name,
        "goes into no other stage, and neither does \(stages[ends[0]].name)")
    }
    for index in stages.indices {
      var next = successors[index]
      var steps = 0
      while let stage = next, steps <= stages.count {
        next = successors[stage]
        steps += 1
      }
      if steps > stages.count {
        checks.report(
          "stages.successor", at: index, value: stages[index].name, "goes into itself in a circle")
        break
      }
    }
    try checks.finish()
    return successors
  }

  /// Base-stock levels and their cost.
  public struct Policy: Hashable, Sendable, Codable {
    /// The level of one stage.
    public struct Stage: Hashable, Sendable, Codable {
      /// The name of the stage.
      public var name: String
      /// The base-stock level of its echelon: its stock, what it has gone into, and what is under way,
      /// less the customers' backorders.
      public var echelonLevel: Double
    }

    /// The stages, in the order of the system.
    public var stages: [Stage]
    /// The expected cost per unit of time.
    public var cost: Double
  }

  /// The policy of least expected cost.
  ///
  /// Each stage orders up to its echelon level, but no more than the stages with longer lead times have
  /// under way to meet it with.
  /// Complexity: That of ``SerialSystem/optimal`` for as many stages as there are lead times in all.
  public var optimal: Policy {
    get throws(InvalidInput) {
      let best = try equivalent.optimal
      return Policy(
        stages: stages.indices.map {
          .init(name: stages[$0].name, echelonLevel: best.echelonLevels[positions[$0]])
        }, cost: best.cost)
    }
  }
}
