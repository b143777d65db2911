import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct LimitedOrderQuantitiesTests {
  static func random(_ seed: Int, limits count: Int) throws -> LimitedOrderQuantities {
    var generator = SeededGenerator(seed: UInt64(seed))
    let items = try (0..<(1 + generator.index(below: 6))).map { _ in
      try EconomicOrderQuantity(
        demandRate: 10 + 1_000 * generator.uniform(), orderingCost: 1 + 50 * generator.uniform(),
        holdingCost: 0.1 + 3 * generator.uniform())
    }
    let free = items.map(\.optimal.orderQuantity)
    let limits = (0..<count).map { index in
      let use = items.map { _ in 5 * generator.uniform() }
      let needed = zip(use, free).reduce(0) { $0 + $1.0 * $1.1 }
      return LimitedOrderQuantities.Limit(
        "\(index)", capacity: needed * (0.2 + generator.uniform()), usePerUnit: use)
    }
    return try LimitedOrderQuantities(items: items, limits: limits)
  }

  /// The conditions of Karush, Kuhn and Tucker are sufficient, the problem being convex.
  @Test(arguments: 1...60)
  func meetsTheConditionsOfOptimality(_ seed: Int) throws {
    let problem = try Self.random(seed, limits: seed % 4)
    let plan = problem.optimal
    #expect(relativeError(plan.cost, from: plan.bound) < 1e-9)
    for (limit, use) in zip(problem.limits, plan.limits) {
      #expect(use.use <= limit.capacity * (1 + 1e-12) && use.multiplier >= 0)
      #expect(use.multiplier < 1e-9 || relativeError(use.use, from: limit.capacity) < 1e-6)
    }
    for (index, (item, order)) in zip(problem.items, plan.orders).enumerated() {
      let price = zip(problem.limits, plan.limits).reduce(0) {
        $0 + $1.1.multiplier * $1.0.usePerUnit[index]
      }
      // −K D / Q² + h / 2 + Σ λ a = 0
      let quantity = order.orderQuantity
      let gain = item.orderingCost * item.demandRate / (quantity * quantity)
      #expect(relativeError(0.5 * item.holdingCost + price, from: gain) < 1e-5)
    }
  }

  /// The multiplier is what another unit of the limit saves.
  @Test func multiplierIsAPrice() throws {
    let items = try [
      EconomicOrderQuantity(demandRate: 1_000, orderingCost: 50, holdingCost: 2),
      EconomicOrderQuantity(demandRate: 400, orderingCost: 50, holdingCost: 5),
    ]
    func plan(_ space: Double) throws -> LimitedOrderQuantities.Plan {
      try LimitedOrderQuantities(
        items: items, limits: [.init("space", capacity: space, usePerUnit: [1, 2])]
      ).optimal
    }
    let saved = (try plan(249.99).cost - plan(250.01).cost) / 0.02
    #expect(relativeError(try plan(250).limits[0].multiplier, from: saved) < 1e-5)
    #expect(try plan(10_000).limits[0].multiplier == 0)
    let free = try LimitedOrderQuantities(items: items, limits: []).optimal
    #expect(free.orders == items.map(\.optimal))
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let item = try EconomicOrderQuantity(demandRate: 1, orderingCost: 1, holdingCost: 1)
    let error = #expect(throws: InvalidInput.self) {
      try LimitedOrderQuantities(
        items: [item],
        limits: [
          .init("a", capacity: 0, usePerUnit: [1, 2]), .init("b", capacity: 1, usePerUnit: [-1]),
        ])
    }
    #expect(
      error?.problems.map(\.field) == [
        "limits.capacity", "limits.usePerUnit", "limits.usePerUnit",
      ])
    #expect(throws: InvalidInput.self) { try LimitedOrderQuantities(items: [], limits: []) }
  }
}
