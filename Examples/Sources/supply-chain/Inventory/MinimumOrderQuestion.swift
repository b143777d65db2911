import SupplyChain

/// `minimumOrder`: the base-stock level in packs and with a minimum order, at its exact cost.
struct MinimumOrderQuestion: InventoryQuestion {
  static let method = "minimumOrder"

  var demand: DemandInput
  var leadTime: Int?
  var packSize, minimumOrder: Double?
  var orderingCost: Double?
  var holdingCost, backorderCost: Double

  func answer() throws -> any Encodable {
    let demand = try demand.wholeUnits
    let item = try PositionReview(
      demand: demand, leadTime: leadTime ?? 0, orderingCost: orderingCost ?? 0,
      holdingCost: holdingCost, backorderCost: backorderCost)
    let periods = (leadTime ?? 0) + 1
    let guess = Int(try demand.sum(of: periods).quantile(0.9).rounded())
    let best = try item.best(near: guess) { level in
      PackedPolicy(
        of: packSize ?? 1, minimum: minimumOrder ?? 0, BaseStockPolicy(level: Double(level)))
    }
    return Answer(level: best.parameter, evaluation: best.evaluation)
  }

  private struct Answer: Encodable {
    var level: Int
    var evaluation: PositionReview.Evaluation
  }
}
