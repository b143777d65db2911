public import SupplyChainCore

/// Where to hold safety stock in a network whose every stage promises a service time to the next.
///
/// ```swift
/// let tree = try GuaranteedServiceTree(
///   stages: [
///     .init("factory", processingTime: 2, holdingCost: 1),
///     .init("north", processingTime: 1, holdingCost: 3, demandStandardDeviation: 10,
///       promisedTime: 0),
///     .init("south", processingTime: 1, holdingCost: 3, demandStandardDeviation: 6,
///       promisedTime: 1),
///   ],
///   arcs: [.init(from: "factory", to: "north"), .init(from: "factory", to: "south")],
///   safetyFactor: 1.645)
/// let plan = tree.optimal
/// for stage in plan.stages { print(stage.name, stage.serviceTime, stage.safetyStock) }
/// ```
///
/// A stage orders what its customers order, promises delivery within its service time S, and gets its
/// own supply within the longest service time SI of its suppliers. Its stock has to last for its net
/// replenishment time SI + processing time − S, in which demand is taken to stay within the safety
/// factor times σ√time. Source: Graves and Willems 2000, <https://doi.org/10.1287/msom.2.1.68.23267>.
public struct GuaranteedServiceTree: Hashable, Sendable, Codable {
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

    /// Describes a stage; the tree checks the numbers.
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

    /// A supply relation.
    ///
    /// - Parameters:
    ///   - from: The name of the supplier.
    ///   - to: The name of the stage that is supplied.
    public init(from: String, to: String) {
      self.from = from
      self.to = to
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

  /// Describes a network whose arcs, directions aside, make a tree.
  ///
  /// - Parameters:
  ///   - stages: The stages.
  ///   - arcs: The supply relations.
  ///   - safetyFactor: How many standard deviations of demand the stock has to cover, above zero.
  /// - Throws: `InvalidInput` naming every stage and arc that cannot be meant: a number out of range,
  ///   a name that stands there twice or nowhere, an arc that closes a cycle.
  public init(stages: [Stage], arcs: [Arc], safetyFactor: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(safetyFactor, "safetyFactor")
    var indices: [String: Int] = [:]
    var time = 0
    for (index, stage) in stages.enumerated() {
      let isNew = indices.updateValue(index, forKey: stage.name) == nil
      checks.require(
        isNew, "stages.name", at: index, value: stage.name, "stands there twice")
      for (name, value) in [
        ("processingTime", stage.processingTime), ("supplyTime", stage.supplyTime),
        ("promisedTime", stage.promisedTime ?? 0),
      ] {
        checks.require(
          value >= 0 && value <= Self.longestTime, "stages.\(name)", at: index, value: value,
          "is not between 0 and \(Self.longestTime)")
        if value >= 0, value <= Self.longestTime, time <= Self.longestTime { time += value }
      }
      checks.requireNonNegative(stage.holdingCost, "stages.holdingCost", at: index)
      checks.requireNonNegative(
        stage.demandStandardDeviation, "stages.demandStandardDeviation", at: index)
      checks.require(
        stage.demandStandardDeviation == 0 || stage.promisedTime != nil, "stages.promisedTime",
        at: index, value: "nil", "is missing although there is outside demand")
    }
    checks.require(
      time <= Self.longestTime, "stages.processingTime", value: time,
      "add up to more than \(Self.longestTime) periods")
    // Union-find over the stages, directions aside.
    var parents = Array(stages.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    for (index, arc) in arcs.enumerated() {
      guard let from = indices[arc.from] else {
        checks.report("arcs.from", at: index, value: arc.from, "is the name of no stage")
        continue
      }
      guard let to = indices[arc.to] else {
        checks.report("arcs.to", at: index, value: arc.to, "is the name of no stage")
        continue
      }
      let (first, second) = (root(from), root(to))
      checks.require(
        first != second, "arcs", at: index, value: "\(arc.from) to \(arc.to)", "closes a cycle")
      parents[first] = second
    }
    try checks.finish()
    self.stages = stages
    self.arcs = arcs
    self.safetyFactor = safetyFactor
  }

  /// Decodes a tree and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      stages: container.decode([Stage].self, forKey: .stages),
      arcs: container.decode([Arc].self, forKey: .arcs),
      safetyFactor: container.decode(Double.self, forKey: .safetyFactor))
  }

  /// Service times and the stock they need.
  public struct Plan: Hashable, Sendable, Codable {
    /// What one stage promises and holds.
    public struct Stage: Hashable, Sendable, Codable {
      /// The name of the stage.
      public var name: String
      /// The periods within which its own supply comes.
      public var inboundTime: Int
      /// The periods within which it delivers.
      public var serviceTime: Int
      /// The periods that its stock has to last.
      public var netReplenishmentTime: Int
      /// The safety stock.
      public var safetyStock: Double
      /// The cost of holding it for a period.
      public var cost: Double
    }

    /// The stages, in the order of the tree.
    public var stages: [Stage]
    /// The cost of all safety stock for a period.
    public var cost: Double
  }

  /// The plan of least cost.
  ///
  /// Exact, by dynamic programming over service times from the ends of the tree inwards. Where a
  /// stage and all that hang on it are supplied by one stage each, its table needs only a few
  /// candidates for each entry: the cost is concave between the service times that customers set
  /// (Simpson 1958, <https://doi.org/10.1287/opre.6.6.863>), so that a stage promises nothing, all, or
  /// one of those.
  /// Complexity: O(n · M) where every stage has one supplier, O(n · M²) elsewhere, with M the longest
  /// sum of processing times.
  public var optimal: Plan {
    var kernel = GuaranteedServiceKernel(self)
    return kernel.solve()
  }
}
