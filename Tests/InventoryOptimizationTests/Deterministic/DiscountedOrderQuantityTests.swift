import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct DiscountedOrderQuantityTests {
  static let breaks = [
    PriceBreak(from: 0, price: 0.75), PriceBreak(from: 400, price: 0.72),
    PriceBreak(from: 800, price: 0.68),
  ]

  /// Snyder and Shen, example 3.4; stockpyl 1.0.2:
  /// economic_order_quantity_with_all_units_discounts(8, .3, 1300, [0, 400, 800], [.75, .72, .68]).
  @Test func allUnits() throws {
    let item = try DiscountedOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCostRate: 0.3, prices: .allUnits(Self.breaks))
    #expect(item.optimal.orderQuantity == 800)
    #expect(relativeError(item.optimal.cost, from: 978.6) < 1e-12)
  }

  /// stockpyl: economic_order_quantity_with_incremental_discounts with the same arguments.
  @Test func incremental() throws {
    let item = try DiscountedOrderQuantity(
      demandRate: 1_300, orderingCost: 8, holdingCostRate: 0.3, prices: .incremental(Self.breaks))
    #expect(relativeError(item.optimal.orderQuantity, from: 304.0467800264368) < 1e-12)
    #expect(relativeError(item.optimal.cost, from: 1043.4105255059483) < 1e-12)
  }

  @Test func noQuantityOnAGridIsBetter() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      var quantity = 0.0
      var price = 10.0
      let breaks = (0..<4).map { _ in
        defer {
          quantity += 1 + 400 * generator.uniform()
          price *= 0.7 + 0.3 * generator.uniform()
        }
        return PriceBreak(from: quantity, price: price)
      }
      for prices in [try DiscountSchedule.allUnits(breaks), try .incremental(breaks)] {
        let item = try DiscountedOrderQuantity(
          demandRate: 500 * (0.1 + generator.uniform()), orderingCost: 50 * generator.uniform(),
          holdingCostRate: 0.05 + generator.uniform(), prices: prices)
        let best = item.optimal.cost
        for step in 1...500 {
          #expect(item.plan(ordering: Double(step) * 4).cost >= best * (1 - 1e-12))
        }
      }
    }
  }

  @Test func pricesAnOrder() throws {
    let all = try DiscountSchedule.allUnits(Self.breaks)
    let incremental = try DiscountSchedule.incremental(Self.breaks)
    #expect(relativeError(all.price(of: 500), from: 360) < 1e-14)
    #expect(relativeError(incremental.price(of: 500), from: 372) < 1e-14)
    #expect(relativeError(incremental.price(of: 1_000), from: 300 + 288 + 136) < 1e-14)
    #expect(all.price(of: 0) == 0)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try DiscountSchedule.allUnits([]) }
    #expect(throws: InvalidInput.self) {
      try DiscountSchedule.allUnits([PriceBreak(from: 5, price: 1)])
    }
    #expect(throws: InvalidInput.self) {
      try DiscountSchedule.allUnits([PriceBreak(from: 0, price: 1), PriceBreak(from: 9, price: 2)])
    }
    #expect(throws: InvalidInput.self) {
      try DiscountSchedule.incremental([
        PriceBreak(from: 0, price: 1), PriceBreak(from: 0, price: 0.5),
      ])
    }
  }
}
