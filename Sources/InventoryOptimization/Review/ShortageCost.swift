internal import Probability
public import SupplyChainCore

/// What it costs to run out of stock.
///
/// ```swift
/// let lostGoodwill = try ShortageCost.perUnit(4)
/// ```
public struct ShortageCost: Hashable, Sendable, Codable {
  enum Basis: String, Hashable, Sendable, Codable { case occasion, unit, unitAndTime }

  let basis: Basis
  /// The cost.
  public let cost: Double

  private init(_ basis: Basis, _ cost: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(cost, "shortageCost")
    try checks.finish()
    self.basis = basis
    self.cost = cost
  }

  /// Decodes a cost and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(Basis.self, forKey: .basis), container.decode(Double.self, forKey: .cost))
  }

  /// A cost of each order cycle in which something is missing: of an express delivery, say.
  ///
  /// - Parameter cost: The cost of a cycle, above zero.
  /// - Returns: The cost.
  /// - Throws: `InvalidInput` if it is out of range.
  public static func perOccasion(_ cost: Double) throws(InvalidInput) -> Self {
    try Self(.occasion, cost)
  }

  /// A cost of each unit that is missing, however long.
  ///
  /// - Parameter cost: The cost of a unit, above zero.
  /// - Returns: The cost.
  /// - Throws: `InvalidInput` if it is out of range.
  public static func perUnit(_ cost: Double) throws(InvalidInput) -> Self {
    try Self(.unit, cost)
  }

  /// A cost of each unit that is missing, for each unit of time.
  ///
  /// - Parameter cost: The cost of a unit and a unit of time, above zero.
  /// - Returns: The cost.
  /// - Throws: `InvalidInput` if it is out of range.
  public static func perUnitAndTime(_ cost: Double) throws(InvalidInput) -> Self {
    try Self(.unitAndTime, cost)
  }
}

extension ContinuousReview {
  /// The reorder point of least expected cost, whatever a shortage costs: with it goes the service
  /// level that is worth its money.
  ///
  /// ```swift
  /// let policy = try ContinuousReview(
  ///   leadTimeDemand: Normal(mean: 100, standardDeviation: 30), orderQuantity: 400)
  /// let point = try policy.reorderPoint(
  ///   minimizing: .perUnit(3), holdingCost: 2, demandRate: 1_200)
  /// print(policy.performance(reorderPoint: point).cycleServiceLevel)  // the optimal one, 0.80
  /// ```
  ///
  /// The valley of the cost that is nearest to full service. A cost per unit or occasion can be so low
  /// that there is none, since it would pay to hold no stock at all: then it is the expected demand
  /// over the lead time, without safety stock. Source: Silver, Pyke and Thomas, section 6.7.
  ///
  /// - Parameters:
  ///   - shortage: What a shortage costs.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  ///   - demandRate: Units demanded per unit of time, above zero.
  /// - Returns: The reorder point, a whole number where demand comes in whole units.
  /// - Throws: `InvalidInput` naming what is out of range.
  public func reorderPoint(
    minimizing shortage: ShortageCost, holdingCost: Double, demandRate: Double
  ) throws(InvalidInput) -> Double {
    var checks = InputChecks()
    checks.requirePositive(holdingCost, "holdingCost")
    checks.requirePositive(demandRate, "demandRate")
    try checks.finish()
    if shortage.basis == .unitAndTime {
      return try reorderPoint(holdingCost: holdingCost, backorderCost: shortage.cost)
    }
    let cost = { (point: Double) in
      let performance = performance(reorderPoint: point)
      let perCycle =
        shortage.basis == .unit
        ? performance.shortagePerCycle : 1 - performance.cycleServiceLevel
      return holdingCost * performance.averageStock
        + shortage.cost * perCycle * demandRate / orderQuantity
    }
    let deviation = leadTimeDemand.standardDeviation
    let mean = leadTimeDemand.mean
    guard deviation > 0 else { return mean }
    // A grid finds the valley, golden section its bottom.
    let grid = stride(from: -5.0, through: 10, by: 0.125).map { mean + $0 * deviation }
    var best = grid.count - 1
    while best > 0, cost(grid[best - 1]) <= cost(grid[best]) { best -= 1 }
    guard best > 0 else { return isInWholeUnits ? mean.rounded(.up) : mean }
    let (lower, upper) = (grid[best - 1], grid[min(grid.count - 1, best + 1)])
    let point = maximum(from: lower, to: upper) { -cost($0) }
    guard isInWholeUnits else { return point }
    guard upper - lower < 10_000 else { return point.rounded() }
    return stride(from: lower.rounded(.down), through: upper.rounded(.up), by: 1)
      .min { cost($0) < cost($1) } ?? point.rounded()
  }
}
