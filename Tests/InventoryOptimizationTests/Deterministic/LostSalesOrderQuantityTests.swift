import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct LostSalesOrderQuantityTests {
  /// The example of Pentico and Drake (2009), section 3: D = 200, K = 50, h = 2, π = 1, b = 1.5 beside
  /// a grid over interval and share.
  @Test(arguments: [0.0, 0.2, 0.6, 0.9, 1])
  func agreesWithAGrid(_ share: Double) throws {
    for lost in [0.1, 0.5, 1, 5] {
      let item = try LostSalesOrderQuantity(
        demandRate: 200, orderingCost: 50, holdingCost: 2, lostSaleCost: lost, waitingShare: share,
        backorderCost: 1.5)
      var least = lost * 200
      for step in 1...600 {
        let interval = Double(step) * 0.005
        for part in 0...100 {
          let stocked = Double(part) / 100
          let missing = 1 - stocked
          let cost =
            50 / interval + 0.5 * 2 * 200 * stocked * stocked * interval
            + 0.5 * 1.5 * share * 200 * missing * missing * interval
            + lost * (1 - share) * 200 * missing
          least = min(least, cost)
        }
      }
      let best = item.optimal
      #expect(best.cost <= least * (1 + 1e-12))
      #expect(best.cost >= least * 0.998)
      if best.orderQuantity > 0 {
        #expect(
          relativeError(item.plan(ordering: best.orderQuantity).cost, from: best.cost) < 1e-9)
      }
    }
  }

  @Test func limitsAreTheOtherModels() throws {
    let all = try LostSalesOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, lostSaleCost: 1, waitingShare: 1,
      backorderCost: 5)
    let waiting = try EconomicOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, backorderCost: 5
    ).optimal
    #expect(relativeError(all.optimal.cost, from: waiting.cost) < 1e-12)
    #expect(relativeError(all.optimal.orderQuantity, from: waiting.orderQuantity) < 1e-12)
    // Without anybody who waits: never run out, or never order.
    let dear = try LostSalesOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, lostSaleCost: 1)
    #expect(relativeError(dear.optimal.cost, from: (2.0 * 8 * 1_300 * 0.225).squareRoot()) < 1e-12)
    let cheap = try LostSalesOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCost: 0.225, lostSaleCost: 0.01)
    #expect(cheap.optimal.orderQuantity == 0 && cheap.optimal.cost == 13)
  }

  @Test func refusesWhatCannotBeMeant() {
    let error = #expect(throws: InvalidInput.self) {
      try LostSalesOrderQuantity(
        demandRate: 0, orderingCost: -1, holdingCost: .nan, lostSaleCost: -1, waitingShare: 1.5)
    }
    #expect(
      error?.problems.map(\.field) == [
        "demandRate", "orderingCost", "holdingCost", "lostSaleCost", "waitingShare",
        "backorderCost",
      ])
  }
}
