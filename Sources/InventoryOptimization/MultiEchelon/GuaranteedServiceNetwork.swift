public import SupplyChainCore

/// Where to hold safety stock in a network whose every stage promises a service time to the next.
///
/// ```swift
/// let network = try GuaranteedServiceNetwork(
///   stages: [
///     .init("factory", processingTime: 2, holdingCost: 1),
///     .init("north", processingTime: 1, holdingCost: 3, demandStandardDeviation: 10,
///       promisedTime: 0),
///     .init("south", processingTime: 1, holdingCost: 3, demandStandardDeviation: 6,
///       promisedTime: 1),
///   ],
///   arcs: [.init(from: "factory", to: "north"), .init(from: "factory", to: "south")],
///   safetyFactor: 1.645)
/// let result = network.solve()
/// for stage in result.plan.stages { print(stage.name, stage.serviceTime, stage.safetyStock) }
/// ```
///
/// A stage orders what its customers order, promises delivery within its service time S, and gets its
/// own supply within the longest service time SI of its suppliers. Its stock has to last for its net
/// replenishment time SI + processing time − S, in which demand is taken to stay within the safety
/// factor times σ√time. The arcs may make any network without a directed cycle. Source: Graves and
/// Willems 2000, <https://doi.org/10.1287/msom.2.1.68.23267>.
public struct GuaranteedServiceNetwork: Hashable, Sendable, Codable {
  /// A stage: a place where stock can stand.
  public struct Stage: Hashable, Sendable, Codable {
    /// The name by which arcs refer to it.
    public var name: String
    /// The periods from when all supply is there until the goods can leave.
    public var processingTime: Int
    /// The cost of holding one unit for one period.
    public var holdingCost: Double
    /// The standard deviation of outside demand here in a period; zero where there is none.
    public var demandStandardDeviation: Double
    /// The longest service time that outside customers accept; `nil` where there are none.
    public var promisedTime: Int?
    /// The service time of outside suppliers.
    public var supplyTime: Int

    /// Describes a stage; the network checks the numbers.
    ///
    /// - Parameters:
    ///   - name: The name by which arcs refer to it.
    ///   - processingTime: The periods from when all supply is there until the goods can leave.
    ///   - holdingCost: The cost of holding one unit for one period, zero or more.
    ///   - demandStandardDeviation: The standard deviation of outside demand here in a period.
    ///   - promisedTime: The longest service time that outside customers accept; `nil` where there
    ///     are none.
    ///   - supplyTime: The service time of outside suppliers.
    public init(
      _ name: String, processingTime: Int, holdingCost: Double,
      demandStandardDeviation: Double = 0, promisedTime: Int? = nil, supplyTime: Int = 0
    ) {
      self.name = name
      self.processingTime = processingTime
      self.holdingCost = holdingCost
      self.demandStandardDeviation = demandStandardDeviation
      self.promisedTime = promisedTime
      self.supplyTime = supplyTime
    }
  }

  /// A supply relation.
  public struct Arc: Hashable, Sendable, Codable {
    /// The name of the supplier.
    public var from: String
    /// The name of the stage that is supplied.
    public var to: String
    /// How many units of the supplier go into one of the other.
    public var unitsPerUnit: Double

    /// A supply relation.
    ///
    /// - Parameters:
    ///   - from: The name of the supplier.
    ///   - to: The name of the stage that is supplied.
    ///   - unitsPerUnit: How many units of the supplier go into one of the other, above zero.
    public init(from: String, to: String, unitsPerUnit: Double = 1) {
      self.from = from
      self.to = to
      self.unitsPerUnit = unitsPerUnit
    }

    /// Decodes an arc; a missing number of units is one.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      from = try container.decode(String.self, forKey: .from)
      to = try container.decode(String.self, forKey: .to)
      unitsPerUnit = try container.decodeIfPresent(Double.self, forKey: .unitsPerUnit) ?? 1
    }
  }

  /// The stages.
  public let stages: [Stage]
  /// The supply relations.
  public let arcs: [Arc]
  /// How many standard deviations of demand the stock has to cover.
  public let safetyFactor: Double

  /// Service times beyond this many periods in all are refused: the tables would not fit.
  static let longestTime = 100_000
  /// The longest path of a network that is no tree, whose tables grow with the square of it.
  static let longestPath = 2_000

  /// Describes a network.
  ///
  /// - Parameters:
  ///   - stages: The stages.
  ///   - arcs: The supply relations.
  ///   - safetyFactor: How many standard deviations of demand the stock has to cover, above zero.
  /// - Throws: `InvalidInput` naming every stage and arc that cannot be meant: a number out of range,
  ///   a name that stands there twice or nowhere, stages that supply each other in a circle.
  public init(stages: [Stage], arcs: [Arc], safetyFactor: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(safetyFactor, "safetyFactor")
    var indices: [String: Int] = [:]
    var time = 0
    for (index, stage) in stages.enumerated() {
      let isNew = indices.updateValue(index, forKey: stage.name) == nil
      checks.require(isNew, "stages.name", at: index, value: stage.name, "stands there twice")
      stage.check(at: index, &checks)
      for value in [stage.processingTime, stage.supplyTime, stage.promisedTime ?? 0]
      where value >= 0 && value <= Self.longestTime && time <= Self.longestTime {
        time += value
      }
    }
    checks.require(
      time <= Self.longestTime, "stages.processingTime", value: time,
      "add up to more than \(Self.longestTime) periods")
    var isKnown = Set<[Int]>()
    for (index, arc) in arcs.enumerated() {
      let from = indices[arc.from]
      let to = indices[arc.to]
      if from == nil {
        checks.report("arcs.from", at: index, value: arc.from, "is the name of no stage")
      }
      if to == nil { checks.report("arcs.to", at: index, value: arc.to, "is the name of no stage") }
      checks.requirePositive(arc.unitsPerUnit, "arcs.unitsPerUnit", at: index)
      guard let from, let to else { continue }
      checks.require(
        isKnown.insert([from, to]).inserted, "arcs", at: index, value: "\(arc.from) to \(arc.to)",
        "stands there twice")
    }
    try checks.finish()
    self.stages = stages
    self.arcs = arcs
    self.safetyFactor = safetyFactor
    let layout = GuaranteedServiceLayout(self)
    if let stage = layout.stageOnCycle {
      throw InvalidInput(
        "arcs", at: nil, value: stages[stage].name, "supplies itself: the arcs make a circle")
    }
    if let stage = layout.weights.firstIndex(where: { !$0.isFinite }) {
      throw InvalidInput(
        "stages.demandStandardDeviation", at: stage, value: stages[stage].name,
        "sees a demand beyond all numbers")
    }
    if !layout.isForest, let longest = layout.longest.max(), longest > Self.longestPath {
      throw InvalidInput(
        "stages.processingTime", value: longest,
        "add up to more than \(Self.longestPath) periods on a path of a network that is no tree")
    }
  }

  /// Decodes a network and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      stages: container.decode([Stage].self, forKey: .stages),
      arcs: container.decode([Arc].self, forKey: .arcs),
      safetyFactor: container.decode(Double.self, forKey: .safetyFactor))
  }
}

extension GuaranteedServiceNetwork.Stage {
  fileprivate func check(at index: Int, _ checks: inout InputChecks) {
    let longest = GuaranteedServiceNetwork.longestTime
    for (name, value) in [
      ("processingTime", processingTime), ("supplyTime", supplyTime),
      ("promisedTime", promisedTime ?? 0),
    ] {
      checks.require(
        value >= 0 && value <= longest, "stages.\(name)", at: index, value: value,
        "is not between 0 and \(longest)")
    }
    checks.requireNonNegative(holdingCost, "stages.holdingCost", at: index)
    checks.requireNonNegative(demandStandardDeviation, "stages.demandStandardDeviation", at: index)
    checks.require(
      demandStandardDeviation == 0 || promisedTime != nil, "stages.promisedTime", at: index,
      value: "nil", "is missing although there is outside demand")
  }
}
