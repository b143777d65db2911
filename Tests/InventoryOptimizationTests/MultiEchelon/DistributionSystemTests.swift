import InventoryOptimization
import Probability
import RealModule
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct DistributionSystemTests {
  static func system() throws -> DistributionSystem {
    try DistributionSystem(
      warehouse: .init(leadTime: 3, holdingCost: 1),
      retailers: [
        .init(demandRate: 0.5, leadTime: 1, holdingCost: 1.5, backorderCost: 15),
        .init(demandRate: 1.2, leadTime: 2, holdingCost: 2, backorderCost: 20),
        .init(demandRate: 0.8, leadTime: 1.5, holdingCost: 1.5, backorderCost: 9),
      ])
  }

  /// The system event by event: each customer takes the unit that the shop ordered S demands before.
  ///
  /// A unit leaves the warehouse at the order, or when the unit that the warehouse ordered S₀ orders
  /// before has come, and reaches the shop a lead time later (Axsäter 1990).
  static func simulate(
    _ system: DistributionSystem, _ level: Int, _ levels: [Int], customers: Int, seed: UInt64
  ) -> (stock: [Double], backorders: [Double]) {
    var generator = SeededGenerator(seed: seed)
    let rate = system.retailers.reduce(0) { $0 + $1.demandRate }
    var orders: [Double] = []
    var arrivals = levels.map { [Double](repeating: 0, count: $0) }
    var counts = levels.map { _ in 0 }
    var stock = levels.map { _ in 0.0 }
    var backorders = stock
    var time = 0.0
    for _ in 0..<customers {
      time += -Double.log(1 - generator.uniform()) / rate
      var draw = generator.uniform() * rate
      var shop = 0
      while shop < levels.count - 1, draw >= system.retailers[shop].demandRate {
        draw -= system.retailers[shop].demandRate
        shop += 1
      }
      // The order of this customer.
      let index = orders.count
      orders.append(time)
      let available = index >= level ? orders[index - level] + system.warehouse.leadTime : 0
      arrivals[shop].append(max(time, available) + system.retailers[shop].leadTime)
      // The unit this customer gets.
      let unit = arrivals[shop][counts[shop]]
      counts[shop] += 1
      stock[shop] += max(0, time - unit)
      backorders[shop] += max(0, unit - time)
    }
    return (stock.map { $0 / time }, backorders.map { $0 / time })
  }

  @Test(arguments: [(0, [4, 8, 5]), (5, [2, 6, 4]), (12, [1, 4, 2])])
  func exactAgreesWithSimulation(_ level: Int, _ levels: [Int]) throws {
    let system = try Self.system()
    let exact = try system.policy(warehouseLevel: level, retailerLevels: levels)
    let runs = (1...20).map {
      Self.simulate(system, level, levels, customers: 20_000, seed: UInt64($0))
    }
    for shop in levels.indices {
      let stock = Estimate(runs.map { $0.stock[shop] })
      let backorders = Estimate(runs.map { $0.backorders[shop] })
      #expect((stock.mean - exact.retailerStock[shop]).magnitude < 4 * stock.standardError + 0.003)
      #expect(
        (backorders.mean - exact.retailerBackorders[shop]).magnitude
          < 4 * backorders.standardError + 0.003)
    }
  }

  /// METRIC has the exact mean of what is on order; the two-moment fit is nearer to the exact cost.
  @Test func approximations() throws {
    let system = try Self.system()
    var errors: [DistributionSystem.Evaluation: Double] = [:]
    for level in [0, 3, 6] {
      let levels = [2, 5, 3]
      let exact = try system.policy(warehouseLevel: level, retailerLevels: levels)
      for evaluation in [DistributionSystem.Evaluation.metric, .twoMoment] {
        let other = try system.policy(
          warehouseLevel: level, retailerLevels: levels, by: evaluation)
        errors[evaluation, default: 0] += (other.cost - exact.cost).magnitude
        for shop in levels.indices {
          // Stock − backorders = level − mean on order.
          let net = other.retailerStock[shop] - other.retailerBackorders[shop]
          let expected = exact.retailerStock[shop] - exact.retailerBackorders[shop]
          #expect((net - expected).magnitude < 1e-9)
        }
      }
    }
    #expect(errors[.twoMoment] ?? 1 < 0.3 * (errors[.metric] ?? 0))
  }

  /// A single shop is a row of two stages.
  @Test func oneShopIsASerialSystem() throws {
    let system = try DistributionSystem(
      warehouse: .init(leadTime: 2, holdingCost: 1),
      retailers: [.init(demandRate: 3, leadTime: 1, holdingCost: 2.5, backorderCost: 20)])
    let best = try system.optimal()
    let serial = try SerialSystem(
      stages: [.init(leadTime: 1, holdingCost: 2.5), .init(leadTime: 2, holdingCost: 1)],
      demand: PoissonDemand(rate: 3), backorderCost: 20
    ).optimal
    // A row counts what is under way to the shop at the warehouse's cost.
    #expect(relativeError(best.cost + 3 * 1 * 1, from: serial.cost) < 1e-9)
    #expect(serial.localLevels == [Double(best.retailerLevels[0]), Double(best.warehouseLevel)])
  }

  @Test func noLevelsNearbyAreBetter() throws {
    let system = try Self.system()
    for evaluation in DistributionSystem.Evaluation.allCases {
      let best = try system.optimal(by: evaluation)
      for level in 0...(best.warehouseLevel + 4) {
        for shop in system.retailers.indices {
          for change in -1...1 {
            var levels = best.retailerLevels
            levels[shop] = max(0, levels[shop] + change)
            let other = try system.policy(
              warehouseLevel: level, retailerLevels: levels, by: evaluation)
            #expect(other.cost >= best.cost * (1 - 1e-12))
          }
        }
      }
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let error = #expect(throws: InvalidInput.self) {
      try DistributionSystem(
        warehouse: .init(leadTime: -1, holdingCost: 0),
        retailers: [.init(demandRate: .nan, leadTime: 1, holdingCost: 1, backorderCost: -1)])
    }
    #expect(
      error?.problems.map(\.field) == [
        "warehouse.leadTime", "warehouse.holdingCost", "retailers.demandRate",
        "retailers.backorderCost",
      ])
    #expect(throws: InvalidInput.self) {
      try DistributionSystem(warehouse: .init(leadTime: 1, holdingCost: 1), retailers: [])
    }
    let large = try DistributionSystem(
      warehouse: .init(leadTime: 30, holdingCost: 1),
      retailers: [.init(demandRate: 100, leadTime: 1, holdingCost: 2, backorderCost: 9)])
    #expect(throws: InvalidInput.self) { try large.optimal() }
    #expect(throws: InvalidInput.self) {
      try Self.system().policy(warehouseLevel: -1, retailerLevels: [1, 1, 1])
    }
    #expect(throws: InvalidInput.self) {
      try Self.system().policy(warehouseLevel: 1, retailerLevels: [1])
    }
  }
}
