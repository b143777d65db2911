import SupplyChain

/// `finiteHorizon`: what to order over some periods ahead; costs that stand there once hold for all.
struct FiniteHorizonQuestion: InventoryQuestion {
  static let method = "finiteHorizon"

  var demand: [DemandInput]
  var periods: Int?
  var orderingCost, holdingCost, backorderCost: Double
  var unitCost, discountFactor, finalHoldingCost, finalBackorderCost: Double?
  var stock: Int?
  /// Whether the answer has the table of levels by period and stock.
  var table: Bool?

  func answer() throws -> any Encodable {
    guard let last = demand.last else { throw InvalidInput("demand", "is empty") }
    let count = periods ?? demand.count
    guard count >= 1, count <= 10_000 else {
      throw InvalidInput("periods", value: count, "is not between 1 and 10000")
    }
    let policy = try FiniteHorizon(
      periods: (0..<count).map { period in
        .init(
          demand: try (period < demand.count ? demand[period] : last).wholeUnits,
          orderingCost: orderingCost, unitCost: unitCost ?? 0, holdingCost: holdingCost,
          backorderCost: backorderCost)
      }, discountFactor: discountFactor ?? 1, finalHoldingCost: finalHoldingCost ?? 0,
      finalBackorderCost: finalBackorderCost ?? 0
    ).optimal
    return Answer(
      levels: policy.levels, cost: policy.cost(startingWith: stock ?? 0),
      lowestStock: table == true ? policy.lowestStock : nil,
      orderUpTo: table == true ? policy.orderUpTo : nil)
  }

  private struct Answer: Encodable {
    var levels: [FiniteHorizon.Levels]
    var cost: Double
    var lowestStock: Int?
    var orderUpTo: [[Int]]?
  }
}
