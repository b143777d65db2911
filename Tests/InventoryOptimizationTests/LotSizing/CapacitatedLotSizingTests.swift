import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct CapacitatedLotSizingTests {
  /// Whole units, every stock level, every order: another dynamic program.
  static func leastCost(_ problem: CapacitatedLotSizing) -> Double {
    let item = problem.item
    let total = Int(item.demand.reduce(0, +))
    let lowest = item.backorderCosts == nil ? 0 : -total
    // Net stock from the lowest to the total.
    var least = [Double](repeating: .infinity, count: total - lowest + 1)
    least[-lowest] = 0
    for period in item.demand.indices {
      var next = [Double](repeating: .infinity, count: least.count)
      for (index, before) in least.enumerated() where before < .infinity {
        for order in 0...Int(problem.capacities[period]) {
          let net = index + lowest + order - Int(item.demand[period])
          guard net >= lowest, net <= total else { continue }
          var cost = before
          if order > 0 {
            cost += item.orderingCosts[period] + Double(order) * item.unitCosts[period]
          }
          cost +=
            net >= 0
            ? Double(net) * item.holdingCosts[period]
            : Double(-net) * (item.backorderCosts?[period] ?? .infinity)
          next[net - lowest] = min(next[net - lowest], cost)
        }
      }
      least = next
    }
    return least[-lowest]
  }

  static func check(_ plan: LotSizing.Plan, of problem: CapacitatedLotSizing) throws {
    let item = problem.item
    var net = 0.0
    var cost = 0.0
    for period in item.demand.indices {
      let order = plan.orders[period]
      #expect(order >= 0 && order <= problem.capacities[period] * (1 + 1e-9) + 1e-9)
      net += order - item.demand[period]
      #expect((net - plan.stock[period] + plan.backorders[period]).magnitude < 1e-8)
      #expect(item.backorderCosts != nil || plan.backorders[period] == 0)
      if order > 0 { cost += item.orderingCosts[period] + order * item.unitCosts[period] }
      cost += max(0, net) * item.holdingCosts[period]
      cost += max(0, -net) * (item.backorderCosts?[period] ?? 0)
    }
    #expect(net.magnitude < 1e-8)
    #expect((plan.cost - cost).magnitude < 1e-6 * max(1, cost))
  }

  @Test(arguments: 1...80)
  func agreesWithWholeUnits(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 1 + generator.index(below: 8)
    func draw(_ bound: Int, orZero: Double = 0) -> [Double] {
      (0..<count).map { _ in
        generator.uniform() < orZero ? 0 : Double(generator.index(below: bound))
      }
    }
    let item = try LotSizing(
      demand: draw(12, orZero: 0.2), orderingCosts: draw(40), holdingCosts: draw(4),
      unitCosts: draw(5), backorderCosts: seed.isMultiple(of: 2) ? draw(6) : nil)
    let problem =
      seed.isMultiple(of: 3)
      ? try CapacitatedLotSizing(item, capacity: Double(4 + generator.index(below: 12)))
      : try CapacitatedLotSizing(item, capacities: draw(20, orZero: 0.1))
    let expected = Self.leastCost(problem)
    guard let plan = problem.optimal else {
      #expect(expected == .infinity)
      return
    }
    #expect((plan.cost - expected).magnitude < 1e-9 * max(1, expected))
    try Self.check(plan, of: problem)
  }

  @Test(arguments: 1...10)
  func withoutALimitItIsWagnerWhitin(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + seed))
    func draw(_ bound: Double) -> [Double] { (0..<40).map { _ in bound * generator.uniform() } }
    let item = try LotSizing(
      demand: draw(100), orderingCosts: draw(600), holdingCosts: draw(3), unitCosts: draw(3),
      backorderCosts: seed.isMultiple(of: 2) ? draw(9) : nil)
    let plan = try #require(try CapacitatedLotSizing(item, capacity: 1e7).optimal)
    #expect(relativeError(plan.cost, from: item.optimal.cost) < 1e-9)
    try Self.check(plan, of: CapacitatedLotSizing(item, capacity: 1e7))
  }

  /// A tighter capacity never costs less, and quantities need not be whole.
  @Test func capacityCosts() throws {
    var generator = SeededGenerator(seed: 7)
    let item = try LotSizing(
      demand: (0..<100).map { _ in 100 * generator.uniform() }, orderingCost: 300, holdingCost: 1,
      backorderCost: 4)
    var before = item.optimal.cost
    for capacity in [400.0, 200, 120, 80, 60] {
      let problem = try CapacitatedLotSizing(item, capacity: capacity)
      let plan = try #require(problem.optimal)
      try Self.check(plan, of: problem)
      #expect(plan.cost >= before * (1 - 1e-9))
      before = plan.cost
    }
    #expect(try CapacitatedLotSizing(item, capacity: 30).optimal == nil)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let item = try LotSizing(demand: [1, 2], orderingCost: 1, holdingCost: 1)
    #expect(throws: InvalidInput.self) { try CapacitatedLotSizing(item, capacity: -1) }
    #expect(throws: InvalidInput.self) { try CapacitatedLotSizing(item, capacity: .nan) }
    let error = #expect(throws: InvalidInput.self) {
      try CapacitatedLotSizing(item, capacities: [1, -1, 2])
    }
    #expect(error?.problems.map(\.field) == ["capacities", "capacities"])
    let nothing = try LotSizing(demand: [], orderingCost: 1, holdingCost: 1)
    #expect(try CapacitatedLotSizing(nothing, capacity: 1).optimal?.cost == 0)
    #expect(try CapacitatedLotSizing(item, capacity: 0).optimal == nil)
  }
}
