import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct BaseStockSearchTests {
  /// Two stages in series, whose optimum is known: Clark and Scarf.
  @Test func findsTheOptimumOfASerialSystem() throws {
    let demand = IndependentDemand(try Poisson(mean: 5))
    let network = try StockSimulation(points: [
      StockPoint(
        "shop", policy: .baseStock(20), demand: demand, suppliedBy: [.init("plant")],
        leadTime: FixedLeadTime(1), costs: .init(holding: 7, inTransit: 4, backorder: 37)),
      StockPoint(
        "plant", policy: .baseStock(1), leadTime: FixedLeadTime(2), costs: .init(holding: 4)),
    ])
    let search = BaseStockSearch(
      network: network, length: try SimulationLength(periods: 2_000, replications: 5))
    var last = SearchProgress()
    let result = try search.solve(seed: 3) { last = $0 }
    #expect(result.isSettled && last.iteration == result.progress.iteration)
    // At the customer a lead time of L periods protects for L + 1, orders coming before demand; in the
    // simulation a unit is on its way to the shop for one period less.
    let exact = try SerialSystem(
      stages: [.init(leadTime: 2, holdingCost: 7), .init(leadTime: 2, holdingCost: 4)],
      demand: PoissonDemand(rate: 5), backorderCost: 37
    ).optimal
    #expect(relativeError(result.cost.mean, from: exact.cost - 4 * 5) < 0.03)
    let again = try search.solve(seed: 3, threads: 1)
    #expect(again.levels == result.levels && again.cost == result.cost)
  }

  @Test func stopsWhenTold() throws {
    let network = try StockSimulation(points: [
      StockPoint(
        "shop", policy: .baseStock(1), demand: IndependentDemand(try Poisson(mean: 50)),
        leadTime: FixedLeadTime(1), costs: .init(holding: 1, backorder: 9)),
      StockPoint(
        "other", policy: .reorderPoint(5, orderQuantity: 5),
        demand: IndependentDemand(try Poisson(mean: 2)), leadTime: FixedLeadTime(1)),
    ])
    let search = BaseStockSearch(
      network: network, length: try SimulationLength(periods: 50, replications: 2))
    let result = try search.solve(until: .iterations(3), seed: 1)
    #expect(!result.isSettled && result.progress.iteration <= 4)
    #expect(result.levels[1] == nil && result.levels[0] != nil)
  }
}
