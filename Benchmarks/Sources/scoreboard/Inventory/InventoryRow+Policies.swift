import Probability
import SupplyChain

extension InventoryRow {
  /// Policies of one item.
  static let policies = [
    InventoryRow("(s, S) exact", "Poisson 100, K 500, h 1, p 9") {
      let best = try MinMaxReview(
        demand: Poisson(mean: 100), orderingCost: 500, holdingCost: 1, backorderCost: 9
      ).optimal
      return "(\(best.reorderPoint), \(best.orderUpToLevel)) \(number(best.cost))"
    },
    InventoryRow("(r, Q) exact", "Poisson, rate 50, lead time 2") {
      let best = try ContinuousReview.optimal(
        leadTimeDemand: Poisson(mean: 100), demandRate: 50, orderingCost: 100, holdingCost: 2,
        backorderCost: 50)
      return "(\(best.reorderPoint), \(best.orderQuantity)) \(number(best.cost.total))"
    },
    InventoryRow("(r, Q) exact", "normal, rate 1300, lead time 1/12") {
      let best = try ContinuousReview.optimal(
        leadTimeDemand: Normal(mean: 1300.0 / 12, standardDeviation: 150 / 12.0.squareRoot()),
        demandRate: 1300, orderingCost: 8, holdingCost: 0.225, backorderCost: 7.5)
      return
        "(\(number(best.reorderPoint, digits: 2)), \(number(best.orderQuantity, digits: 2))) "
        + number(best.cost.total)
    },
    InventoryRow("finite horizon", "10 periods, normal 100 ± 20") {
      let demand = try Discrete(rounding: Normal(mean: 100, standardDeviation: 20))
      let policy = try FiniteHorizon(
        periods: Array(
          repeating: .init(
            demand: demand, orderingCost: 100, unitCost: 1, holdingCost: 1, backorderCost: 25),
          count: 10), discountFactor: 0.98, finalHoldingCost: 1, finalBackorderCost: 25
      ).optimal
      let first = policy.levels[0]
      return
        "(\(first.reorderPoint), \(first.orderUpToLevel)) "
        + number(policy.cost(startingWith: 0), digits: 2)
    },
  ]
}
