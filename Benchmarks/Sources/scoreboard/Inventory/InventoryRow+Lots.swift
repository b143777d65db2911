import SupplyChain

extension InventoryRow {
  /// Lots for demand that is known.
  static let lots = [
    InventoryRow("Wagner-Whitin", "365 periods") {
      number(try item(365).optimal.cost, digits: 2)
    },
    InventoryRow("Wagner-Whitin", "100,000 periods") {
      number(try item(100_000).optimal.cost, digits: 2)
    },
    InventoryRow("Wagner-Whitin with backorders", "100,000 periods") {
      number(try item(100_000, backorderCost: 5).optimal.cost, digits: 2)
    },
    InventoryRow("capacitated lot sizing", "365 periods, one capacity") {
      let plan = try CapacitatedLotSizing(item(365), capacity: 120).optimal
      return plan.map { number($0.cost, digits: 2) } ?? "infeasible"
    },
    InventoryRow("capacitated lot sizing", "365 periods, backorders, capacities differ") {
      var generator = SeededGenerator(seed: 2)
      let capacities = (0..<365).map { _ in Double(generator.index(below: 250)) }
      let plan = try CapacitatedLotSizing(item(365, backorderCost: 5), capacities: capacities)
        .optimal
      return plan.map { number($0.cost, digits: 2) } ?? "infeasible"
    },
    InventoryRow("joint replenishment", "1,000 items") {
      var generator = SeededGenerator(seed: 3)
      let items = try (0..<1_000).map { _ in
        try EconomicOrderQuantity(
          demandRate: 1 + 1_000 * generator.uniform(), orderingCost: 1 + 20 * generator.uniform(),
          holdingCost: 0.1 + generator.uniform())
      }
      let family = try JointReplenishment(items: items, sharedCost: 200)
      let best = family.optimal
      return "\(number(best.cost, digits: 2)), bound \(number(family.lowerBound, digits: 2))"
    },
  ]

  private static func item(_ periods: Int, backorderCost: Double? = nil) throws -> LotSizing {
    var generator = SeededGenerator(seed: 1)
    return try LotSizing(
      demand: (0..<periods).map { _ in Double(generator.index(below: 101)) }, orderingCost: 500,
      holdingCost: 2, backorderCost: backorderCost)
  }
}
