import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct NewsvendorTests {
  /// Snyder and Shen, example 4.3; stockpyl 1.0.2: newsvendor_normal(.18, .7, 50, 8).
  @Test func normalDemand() throws {
    let order = try Newsvendor(
      demand: Normal(mean: 50, standardDeviation: 8), overageCost: 0.18, underageCost: 0.7
    ).optimal
    #expect(relativeError(order.quantity, from: 56.60395592743389) < 1e-12)
    #expect(relativeError(order.expectedCost, from: 1.9976051931766445) < 1e-12)
    #expect(relativeError(order.serviceLevel, from: 0.7 / 0.88) < 1e-12)
    #expect(order.expectedProfit == nil)
  }

  /// stockpyl: newsvendor_poisson(.18, .7, 50) and newsvendor_poisson(1, 4, 6).
  @Test(arguments: [
    (0.18, 0.7, 50.0, 56.0, 1.7972352118091772), (1, 4, 6, 8, 3.5701069457709376),
  ])
  func poissonDemand(
    _ overage: Double, _ underage: Double, _ mean: Double, _ quantity: Double, _ cost: Double
  ) throws {
    let order = try Newsvendor(
      demand: Poisson(mean: mean), overageCost: overage, underageCost: underage
    ).optimal
    #expect(order.quantity == quantity)
    #expect(relativeError(order.expectedCost, from: cost) < 1e-12)
  }

  /// stockpyl: newsvendor_normal_explicit(revenue=.7, purchase_cost=.3, salvage_value=.12,
  /// demand_mean=50, demand_sd=8).
  @Test func prices() throws {
    let order = try Newsvendor(
      demand: Normal(mean: 50, standardDeviation: 8), price: 0.7, purchaseCost: 0.3,
      salvageValue: 0.12
    ).optimal
    #expect(relativeError(order.quantity, from: 53.95898530854899) < 1e-12)
    #expect(relativeError(order.expectedProfit ?? .nan, from: 18.362245479159416) < 1e-12)
  }

  @Test func noQuantityIsBetter() throws {
    let demands: [any Distribution] = [
      try Gamma(mean: 20, standardDeviation: 15), try Lognormal(mean: 20, standardDeviation: 9),
      try NegativeBinomial(mean: 20, variance: 50), try Empirical([3, 9, 14, 30, 31]),
      try Discrete(values: [0, 5, 40], probabilities: [0.5, 0.25, 0.25]),
    ]
    for demand in demands {
      for underage in [0.2, 1, 9] {
        let newsvendor = try Newsvendor(demand: demand, overageCost: 1, underageCost: underage)
        let best = newsvendor.optimal
        for quantity in 0...60 {
          #expect(newsvendor.order(Double(quantity)).expectedCost >= best.expectedCost - 1e-9)
        }
      }
    }
  }

  @Test func refusesWhatCannotBeMeant() throws {
    let demand = Normal.standard
    #expect(throws: InvalidInput.self) {
      try Newsvendor(demand: demand, overageCost: 0, underageCost: 1)
    }
    #expect(throws: InvalidInput.self) {
      try Newsvendor(demand: demand, price: 3, purchaseCost: 4)
    }
    #expect(throws: InvalidInput.self) {
      try Newsvendor(demand: demand, price: 5, purchaseCost: 4, salvageValue: 4)
    }
  }
}
