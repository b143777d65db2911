public import SupplyChainCore

/// How much to make at a time when stock builds up at a finite rate while demand goes on.
///
/// ```swift
/// let plan = try EconomicProductionQuantity(
///   demandRate: 1_300, productionRate: 1_700, setupCost: 8, holdingCost: 0.225
/// ).optimal
/// ```
///
/// Source: E. W. Taft, 1918; Snyder and Shen, section 3.4.
public struct EconomicProductionQuantity: Hashable, Sendable, Codable {
  /// Units demanded per unit of time.
  public let demandRate: Double
  /// Units made per unit of time while the line runs.
  public let productionRate: Double
  /// The fixed cost of a batch.
  public let setupCost: Double
  /// The cost of holding one unit for one unit of time.
  public let holdingCost: Double

  /// Describes the item.
  ///
  /// - Parameters:
  ///   - demandRate: Units demanded per unit of time, above zero.
  ///   - productionRate: Units made per unit of time, above the demand rate.
  ///   - setupCost: The fixed cost of a batch, zero or more.
  ///   - holdingCost: The cost of holding one unit for one unit of time, above zero.
  /// - Throws: `InvalidInput` naming every parameter that is out of range.
  public init(
    demandRate: Double, productionRate: Double, setupCost: Double, holdingCost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requirePositive(demandRate, "demandRate")
    checks.requirePositive(productionRate, "productionRate")
    checks.require(
      !(productionRate <= demandRate), "productionRate", value: productionRate,
      "is not above demandRate (\(demandRate))")
    checks.requireNonNegative(setupCost, "setupCost")
    checks.requirePositive(holdingCost, "holdingCost")
    try checks.finish()
    self.demandRate = demandRate
    self.productionRate = productionRate
    self.setupCost = setupCost
    self.holdingCost = holdingCost
  }

  /// Decodes an item and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      demandRate: container.decode(Double.self, forKey: .demandRate),
      productionRate: container.decode(Double.self, forKey: .productionRate),
      setupCost: container.decode(Double.self, forKey: .setupCost),
      holdingCost: container.decode(Double.self, forKey: .holdingCost))
  }

  /// The share of a batch that is ever on stock: the rest is used while the line runs.
  private var stockedShare: Double { (productionRate - demandRate) / productionRate }

  /// The plan of least cost.
  public var optimal: OrderPlan {
    plan(
      ordering: (2 * setupCost).squareRoot() * demandRate.squareRoot()
        / (holdingCost * stockedShare).squareRoot())
  }

  /// The plan that makes a given quantity at a time.
  ///
  /// - Parameter quantity: Units a batch; a quantity that is not above zero costs infinitely much.
  /// - Returns: The plan with its costs.
  public func plan(ordering quantity: Double) -> OrderPlan {
    OrderPlan(
      orderQuantity: quantity, interval: quantity / demandRate,
      orderingCost: OrderPlan.rate(setupCost, demandRate, quantity),
      holdingCost: 0.5 * holdingCost * stockedShare * quantity)
  }
}
