import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct LotSizingTests {
  /// Snyder and Shen, example 3.9.
  @Test func textbookExample() throws {
    let item = try LotSizing(demand: [90, 120, 80, 70], orderingCost: 500, holdingCost: 2)
    let plan = item.optimal
    #expect(plan.orders == [210, 0, 150, 0])
    #expect(plan.stock == [120, 0, 70, 0])
    #expect(plan.cost == 1_380)
    #expect(plan.orderingCost == 1_000)
  }

  /// stockpyl 1.0.2: wagner_whitin(40, 2, K, d, c) with these forty random periods gives 10565.
  @Test func costsThatDifferFromPeriodToPeriod() throws {
    let item = try LotSizing(
      demand: [
        30, 38, 13, 92, 50, 61, 19, 11, 8, 2, 51, 70, 37, 97, 7, 28, 66, 68, 46, 35, 99,
        22, 13, 33, 27, 3, 82, 33, 34, 24, 21, 39, 37, 80, 93, 47, 11, 77, 43, 85,
      ],
      orderingCosts: [
        248, 309, 177, 141, 176, 292, 193, 95, 468, 493, 330, 480, 203, 53, 199, 343,
        410, 209, 484, 441, 310, 149, 261, 266, 356, 197, 270, 281, 132, 169, 206, 182,
        466, 458, 72, 91, 73, 286, 370, 193,
      ],
      holdingCosts: [Double](repeating: 2, count: 40),
      unitCosts: [
        0, 5, 11, 1, 4, 11, 10, 5, 0, 5, 4, 5, 2, 12, 10, 6, 9, 10, 1, 4, 9, 3, 7, 4, 2,
        4, 6, 9, 2, 5, 9, 0, 5, 0, 7, 2, 5, 12, 12, 5,
      ])
    #expect(item.optimal.cost == 10565)
  }

  /// The recursion as Wagner and Whitin wrote it, in O(T³).
  static func leastCost(_ item: LotSizing) -> Double {
    let count = item.demand.count
    var least = [0.0] + [Double](repeating: .infinity, count: count)
    for end in 1...count {
      if item.demand[end - 1] == 0 { least[end] = least[end - 1] }
      for start in 0..<end {
        var cost = least[start] + item.orderingCosts[start]
        var carried = 0.0
        for period in start..<end {
          cost += (item.unitCosts[start] + carried) * item.demand[period]
          carried += item.holdingCosts[period]
        }
        least[end] = min(least[end], cost)
      }
    }
    return least[count]
  }

  @Test(arguments: 1...60)
  func agreesWithTheCubicRecursion(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 1 + generator.index(below: 30)
    func draw(_ bound: Int, orZero: Double = 0) -> [Double] {
      (0..<count).map { _ in
        generator.uniform() < orZero ? 0 : Double(generator.index(below: bound))
      }
    }
    let item = try LotSizing(
      demand: draw(100, orZero: 0.3), orderingCosts: draw(600), holdingCosts: draw(5),
      unitCosts: draw(9))
    let best = item.optimal
    let heuristics = [
      item.lotForLot, item.silverMeal, item.leastUnitCost, item.partPeriodBalancing,
      item.periodOrderQuantity,
    ]
    #expect(relativeError(best.cost, from: Self.leastCost(item)) < 1e-12)
    for plan in heuristics + [best] {
      #expect(plan.cost >= best.cost * (1 - 1e-12))
      var stock = 0.0
      for period in 0..<count {
        stock += plan.orders[period] - item.demand[period]
        #expect(stock >= -1e-9 && (stock - plan.stock[period]).magnitude < 1e-9)
      }
      #expect(stock.magnitude < 1e-9)
    }
  }

  /// Every set of periods with an order, every period served by the cheapest of them: O(2ᵀ T²).
  static func leastCostWaiting(_ item: LotSizing) -> Double {
    let count = item.demand.count
    let owing = item.backorderCosts ?? []
    var best = Double.infinity
    for set in 0..<(1 << count) {
      let orders = (0..<count).filter { set >> $0 & 1 == 1 }
      var cost = orders.reduce(0) { $0 + item.orderingCosts[$1] }
      for period in 0..<count where item.demand[period] > 0 {
        cost +=
          item.demand[period]
          * (orders.map { order in
            item.unitCosts[order]
              + (order <= period
                ? item.holdingCosts[order..<period].reduce(0, +)
                : owing[period..<order].reduce(0, +))
          }.min() ?? .infinity)
      }
      best = min(best, cost)
    }
    return best
  }

  @Test(arguments: 1...60)
  func waitingAgreesWithEnumeration(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(500 + seed))
    let count = 1 + generator.index(below: 9)
    func draw(_ bound: Int, orZero: Double = 0) -> [Double] {
      (0..<count).map { _ in
        generator.uniform() < orZero ? 0 : Double(generator.index(below: bound))
      }
    }
    let item = try LotSizing(
      demand: draw(100, orZero: 0.3), orderingCosts: draw(600), holdingCosts: draw(5),
      unitCosts: draw(9), backorderCosts: draw(8))
    let plan = item.optimal
    #expect(
      relativeError(plan.cost, from: Self.leastCostWaiting(item)) < 1e-12
        || plan.cost == 0 && Self.leastCostWaiting(item) == 0)
    var net = 0.0
    for period in 0..<count {
      net += plan.orders[period] - item.demand[period]
      #expect((net - plan.stock[period] + plan.backorders[period]).magnitude < 1e-9)
      #expect(plan.stock[period] >= 0 && plan.backorders[period] >= 0)
    }
  }

  @Test func aRollingHorizonSeesOnlyItsWindow() throws {
    let item = try LotSizing(
      demand: [10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41], orderingCost: 54,
      holdingCost: 0.4)
    #expect(try item.rolling(window: 12) == item.optimal)
    #expect(try item.rolling(window: 1) == item.lotForLot)
    #expect(try item.rolling(window: .max, planningBy: \.silverMeal) == item.silverMeal)
    for window in 1...12 {
      for rule in [\LotSizing.optimal, \.leastUnitCost, \.partPeriodBalancing] {
        let plan = try item.rolling(window: window, planningBy: { $0[keyPath: rule] })
        #expect(plan.cost >= item.optimal.cost * (1 - 1e-12))
        #expect(plan.orders.reduce(0, +) == item.demand.reduce(0, +))
      }
    }
    #expect(throws: InvalidInput.self) { try item.rolling(window: 0) }
    #expect(try LotSizing(demand: [], orderingCost: 1, holdingCost: 1).rolling(window: 3).cost == 0)
  }

  /// Silver, Pyke and Thomas, section 5.6: demand of twelve months, A = 54, h = 0.40 a unit and month.
  @Test func heuristicsOfTheTextbook() throws {
    let item = try LotSizing(
      demand: [10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41], orderingCost: 54,
      holdingCost: 0.4)
    #expect(relativeError(item.optimal.cost, from: 501.2) < 1e-12)
    #expect(item.optimal.orders == [84, 0, 0, 130, 283, 0, 140, 0, 124, 160, 279, 0])
    #expect(relativeError(item.silverMeal.cost, from: 501.2) < 1e-12)
    #expect(relativeError(item.lotForLot.cost, from: 12 * 54) < 1e-12)
  }

  @Test func takesAnyLength() throws {
    #expect(try LotSizing(demand: [], orderingCost: 1, holdingCost: 1).optimal.cost == 0)
    #expect(
      try LotSizing(demand: [0, 0], orderingCost: 1, holdingCost: 1).optimal.orders == [0, 0])
    #expect(
      try LotSizing(demand: [], orderingCost: 1, holdingCost: 1).periodOrderQuantity.cost == 0)
    let long = try LotSizing(
      demand: (0..<20_000).map { Double($0 % 7) }, orderingCost: 40, holdingCost: 1)
    #expect(long.optimal.cost <= long.silverMeal.cost)
  }

  @Test func namesEveryProblem() {
    let error = #expect(throws: InvalidInput.self) {
      try LotSizing(demand: [1, -2], orderingCosts: [1], holdingCosts: [1, .nan])
    }
    #expect(error?.problems.map(\.field) == ["demand", "orderingCosts", "holdingCosts"])
    #expect(throws: InvalidInput.self) {
      try LotSizing(demand: [1e308, 1e308], orderingCost: 1, holdingCost: 1)
    }
  }
}
