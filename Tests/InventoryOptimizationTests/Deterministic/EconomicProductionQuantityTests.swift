import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct EconomicProductionQuantityTests {
  /// stockpyl 1.0.2: economic_production_quantity(8, .225, 1300, 1700); Snyder and Shen, section 3.4.
  @Test func textbookExample() throws {
    let plan = try EconomicProductionQuantity(
      demandRate: 1_300, productionRate: 1_700, setupCost: 8, holdingCost: 0.225
    ).optimal
    #expect(relativeError(plan.orderQuantity, from: 626.8084945889684) < 1e-12)
    #expect(relativeError(plan.cost, from: 33.183979125298336) < 1e-12)
  }

  @Test func approachesTheOrderQuantityForAFastLine() throws {
    let made = try EconomicProductionQuantity(
      demandRate: 100, productionRate: 1e15, setupCost: 20, holdingCost: 2
    ).optimal
    let bought = try EconomicOrderQuantity(demandRate: 100, orderingCost: 20, holdingCost: 2)
      .optimal
    #expect(relativeError(made.orderQuantity, from: bought.orderQuantity) < 1e-9)
    #expect(relativeError(made.cost, from: bought.cost) < 1e-9)
  }

  @Test func refusesALineThatCannotKeepUp() {
    #expect(throws: InvalidInput.self) {
      try EconomicProductionQuantity(
        demandRate: 100, productionRate: 100, setupCost: 20, holdingCost: 2)
    }
  }
}
