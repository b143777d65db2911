import InventoryOptimization
import SupplyChainTestSupport
import Testing

struct OrderQuantityModelTests {
  static func models() throws -> [any OrderQuantityModel] {
    [
      try EconomicOrderQuantity(demandRate: 1_300, orderingCost: 8, holdingCost: 0.225),
      try EconomicOrderQuantity(
        demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, backorderCost: 5),
      try EconomicProductionQuantity(
        demandRate: 1_300, productionRate: 1_700, setupCost: 8, holdingCost: 0.225),
      try DiscountedOrderQuantity(
        demandRate: 1_300, orderingCost: 8, holdingCostRate: 0.3,
        prices: .allUnits(DiscountedOrderQuantityTests.breaks)),
      try LostSalesOrderQuantity(
        demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, lostSaleCost: 0.05,
        waitingShare: 0.8, backorderCost: 1),
    ]
  }

  @Test func curvesLieAboveTheOptimum() throws {
    for model in try Self.models() {
      let best = model.optimal
      let curve = model.costCurve(
        from: best.orderQuantity / 4, through: best.orderQuantity * 4, count: 41)
      #expect(curve.count == 41)
      #expect(curve.allSatisfy { $0.cost >= best.cost * (1 - 1e-9) })
      #expect(relativeError(curve[40].orderQuantity, from: 4 * best.orderQuantity) < 1e-12)
      let range = model.quantities(within: 0.05)
      #expect(range.contains(best.orderQuantity))
      #expect(model.costRatio(of: range.lowerBound) <= 1.05 * (1 + 1e-9))
      #expect(model.costRatio(of: range.upperBound) <= 1.05 * (1 + 1e-9))
    }
  }

  /// ½ (x + 1/x) = 1.05 at x = 0.7298 and 1.3702.
  @Test func squareRootFormulaIsFlat() throws {
    let item = try EconomicOrderQuantity(demandRate: 1_000, orderingCost: 50, holdingCost: 2)
    let range = item.quantities(within: 0.05)
    let best = item.optimal.orderQuantity
    let edge = 1.05 + (1.05 * 1.05 - 1).squareRoot()
    #expect(relativeError(range.upperBound, from: best * edge) < 1e-9)
    #expect(relativeError(range.lowerBound, from: best / edge) < 1e-9)
    #expect(relativeError(item.costRatio(of: 1.5 * best), from: 0.5 * (1.5 + 1 / 1.5)) < 1e-12)
    #expect(item.costRatio(of: 0) == .infinity)
    #expect(item.costCurve(from: 0, through: 10).isEmpty)
    #expect(item.costCurve(from: 5, through: .infinity).isEmpty)
    #expect(item.costCurve(from: 5, through: 5, count: 1).map(\.orderQuantity) == [5])
  }
}
