import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct EconomicOrderQuantityTests {
  /// Snyder and Shen, example 3.1; stockpyl 1.0.2: economic_order_quantity(8, .225, 1300).
  @Test func textbookExample() throws {
    let plan = try EconomicOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCost: 0.225
    ).optimal
    #expect(relativeError(plan.orderQuantity, from: 304.0467800264368) < 1e-12)
    #expect(relativeError(plan.cost, from: 68.41052550594829) < 1e-12)
    #expect(relativeError(plan.interval, from: 304.0467800264368 / 1_300) < 1e-12)
    #expect(plan.maximumBackorders == 0)
    #expect(plan.backorderCost == 0)
  }

  /// Snyder and Shen, example 3.8; stockpyl: economic_order_quantity_with_backorders(8, .225, 5, 1300).
  @Test func plannedBackorders() throws {
    let plan = try EconomicOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, backorderCost: 5
    ).optimal
    #expect(relativeError(plan.orderQuantity, from: 310.81255515896464) < 1e-12)
    #expect(
      relativeError(plan.maximumBackorders / plan.orderQuantity, from: 0.0430622009569378) < 1e-12)
    #expect(relativeError(plan.cost, from: 66.92136355097325) < 1e-12)
  }

  @Test func noQuantityIsBetter() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      let item = try EconomicOrderQuantity(
        demandRate: 1 + 1_000 * generator.uniform(), orderingCost: 100 * generator.uniform(),
        holdingCost: 0.01 + generator.uniform(),
        backorderCost: generator.uniform() < 0.5 ? nil : 0.1 + 9 * generator.uniform())
      let best = item.optimal
      for factor in [0.2, 0.9, 0.999, 1.001, 1.1, 5] {
        let plan = item.plan(ordering: factor * best.orderQuantity)
        #expect(plan.cost >= best.cost * (1 - 1e-12))
        let ratio = item.costRatio(of: factor * best.orderQuantity)
        #expect(relativeError(plan.cost / best.cost, from: ratio) < 1e-9)
      }
    }
  }

  @Test func survivesExtremes() throws {
    let huge = try EconomicOrderQuantity(
      demandRate: 1e300, orderingCost: 1e300, holdingCost: 1e-300
    ).optimal
    #expect(huge.orderQuantity > 1e300)
    let free = try EconomicOrderQuantity(demandRate: 10, orderingCost: 0, holdingCost: 1).optimal
    #expect(free.orderQuantity == 0)
    #expect(free.cost == 0)
    let item = try EconomicOrderQuantity(demandRate: 10, orderingCost: 1, holdingCost: 1)
    #expect(item.plan(ordering: 0).cost == .infinity)
  }

  @Test func namesEveryProblem() throws {
    let error = #expect(throws: InvalidInput.self) {
      try EconomicOrderQuantity(
        demandRate: -1, orderingCost: .nan, holdingCost: 0, backorderCost: .infinity)
    }
    #expect(
      error?.problems.map(\.field)
        == ["demandRate", "orderingCost", "holdingCost", "backorderCost"])
  }
}
