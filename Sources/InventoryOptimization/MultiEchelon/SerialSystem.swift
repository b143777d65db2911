internal import Probability
public import SupplyChainCore

/// Stages in a row, each supplied by the next, and customers at the first: how much stock where.
///
/// ```swift
/// let system = try SerialSystem(
///   stages: [
///     .init(leadTime: 1, holdingCost: 7), .init(leadTime: 1, holdingCost: 4),
///     .init(leadTime: 2, holdingCost: 2),
///   ],
///   demand: NormalDemand(rate: 5, standardDeviation: 1), backorderCost: 37.12)
/// let best = try system.optimal
/// print(best.echelonLevels, best.cost)  // [6.49, 12.02, 22.71], 47.67
/// ```
///
/// Each stage orders up to a base-stock level of its echelon: the stock in it and in all stages
/// before it towards the customer, what is under way between them included, less the customers'
/// backorders. No other policy costs less (Clark and Scarf 1960,
/// <https://doi.org/10.1287/mnsc.6.4.475>). Costs are per unit of time; what is under way towards a
/// stage costs what it would on stock at its supplier, a constant that is included only for the
/// stages of the system.
public struct SerialSystem: Sendable {
  /// A stage.
  public struct Stage: Hashable, Sendable, Codable {
    /// The time from the supplier's stock to this one's.
    public var leadTime: Double
    /// The cost of holding one unit here for one unit of time.
    public var holdingCost: Double

    /// Describes a stage; the system checks the numbers.
    ///
    /// - Parameters:
    ///   - leadTime: The time from the supplier's stock to this one's, zero or more.
    ///   - holdingCost: The cost of holding one unit here for one unit of time: the nearer the
    ///     customer, the more.
    public init(leadTime: Double, holdingCost: Double) {
      self.leadTime = leadTime
      self.holdingCost = holdingCost
    }
  }

  /// The stages, the one that serves the customers first.
  public let stages: [Stage]
  /// The customers' demand.
  public let demand: any DemandProcess
  /// The cost of one unit on backorder to a customer for one unit of time.
  public let backorderCost: Double

  /// Describes the system.
  ///
  /// - Parameters:
  ///   - stages: The stages, the one that serves the customers first.
  ///   - demand: The customers' demand.
  ///   - backorderCost: The cost of one unit on backorder to a customer for one unit of time.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    stages: [Stage], demand: any DemandProcess, backorderCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!stages.isEmpty, "stages", value: "[]", "is empty")
    var following = Double.infinity
    for (index, stage) in stages.enumerated() {
      checks.requireNonNegative(stage.leadTime, "stages.leadTime", at: index)
      checks.requirePositive(stage.holdingCost, "stages.holdingCost", at: index)
      checks.require(
        !(stage.holdingCost > following), "stages.holdingCost", at: index,
        value: stage.holdingCost, "is above that of the stage it supplies (\(following))")
      following = stage.holdingCost
    }
    if let first = stages.first {
      checks.require(
        !(first.leadTime <= 0), "stages.leadTime", at: 0, value: first.leadTime, "is not above zero"
      )
    }
    checks.requirePositive(backorderCost, "backorderCost")
    try checks.finish()
    self.stages = stages
    self.demand = demand
    self.backorderCost = backorderCost
    let total = try demand.distribution(over: stages.reduce(0) { $0 + $1.leadTime })
    guard total.mean.isFinite, total.variance.isFinite else {
      throw InvalidInput(
        "demand.variance", value: total.variance, "is not finite, or its mean is not")
    }
    guard total.mean + 10 * total.standardDeviation < 1e6 else {
      throw InvalidInput(
        "stages.leadTime", value: total.mean, "leads to a demand beyond 10⁶ units under way")
    }
  }

  /// Base-stock levels and their cost.
  public struct Policy: Hashable, Sendable, Codable {
    /// The base-stock level of each stage's echelon, in the order of the stages.
    public var echelonLevels: [Double]
    /// The expected cost per unit of time.
    public var cost: Double

    /// The base-stock level of each stage alone, which gives the same policy.
    ///
    /// An echelon level below that of the stage it contains holds that one down too.
    public var localLevels: [Double] {
      var effective = echelonLevels
      for index in effective.indices.dropLast().reversed() {
        effective[index] = min(effective[index], effective[index + 1])
      }
      return effective.indices.map { index in
        effective[index] - (index == 0 ? 0 : effective[index - 1])
      }
    }
  }

  /// The echelon holding cost of each stage: what a unit costs more here than at its supplier.
  var echelonHoldingCosts: [Double] {
    stages.indices.map { index in
      stages[index].holdingCost
        - (index + 1 < stages.count ? stages[index + 1].holdingCost : 0)
    }
  }

  /// The policy of least expected cost.
  ///
  /// Clark and Scarf's decomposition in the form of Chen and Zheng (1994,
  /// <https://doi.org/10.1287/mnsc.40.11.1426>), stage by stage from the customer. Exact in whole
  /// units; for continuous demand on a grid of a fortieth of the smallest deviation, to about 1e-7 of
  /// the cost.
  /// Complexity: O(stages × width of the levels × width of demand).
  public var optimal: Policy {
    get throws(InvalidInput) { try SerialKernel(self).solve(levels: nil) }
  }

  /// The expected cost of any echelon base-stock levels.
  ///
  /// - Parameter levels: The base-stock level of each stage's echelon, in the order of the stages.
  /// - Returns: The policy with its cost.
  /// - Throws: `InvalidInput` if there is not one finite level for each stage.
  public func policy(echelonLevels levels: [Double]) throws(InvalidInput) -> Policy {
    var checks = InputChecks()
    checks.require(
      levels.count == stages.count, "echelonLevels", value: "\(levels.count) numbers",
      "do not match the \(stages.count) stages")
    for (index, level) in levels.enumerated() {
      checks.requireFinite(level, "echelonLevels", at: index)
      checks.require(
        !(level.magnitude > 1e6), "echelonLevels", at: index, value: level, "is beyond 10⁶")
    }
    try checks.finish()
    return try SerialKernel(self).solve(levels: levels)
  }

  /// Bounds on the optimal base-stock level of each stage's echelon, without any dynamic program.
  ///
  /// Each is the level of a single stage with the lead time of all stages up to it, once at the highest
  /// and once at the lowest holding cost within; Shang and Song (2003,
  /// <https://doi.org/10.1287/mnsc.49.5.618.15147>).
  public var newsvendorBounds: [ClosedRange<Double>] {
    get throws(InvalidInput) {
      let costs = echelonHoldingCosts
      let all = costs.reduce(0, +)
      var time = 0.0
      var within = 0.0
      var bounds: [ClosedRange<Double>] = []
      for (index, stage) in stages.enumerated() {
        time += stage.leadTime
        within += costs[index]
        let margin = backorderCost + all - within
        let distribution = try demand.distribution(over: time)
        let lower = distribution.quantile(margin / (backorderCost + all))
        let upper = distribution.quantile(min(1, margin / (margin + costs[index])))
        bounds.append(lower...max(lower, min(upper, distribution.quantile(1 - 1e-12))))
      }
      return bounds
    }
  }

  /// Levels in the middle of ``newsvendorBounds``, with their exact cost.
  public var newsvendorHeuristic: Policy {
    get throws(InvalidInput) {
      let isWhole = try demand.distribution(over: stages[0].leadTime) is any DiscreteDistribution
      let levels = try newsvendorBounds.map { bounds in
        let level = 0.5 * (bounds.lowerBound + bounds.upperBound)
        return isWhole ? level.rounded(.down) : level
      }
      return try policy(echelonLevels: levels)
    }
  }
}
