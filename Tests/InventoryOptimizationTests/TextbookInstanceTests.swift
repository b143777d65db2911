import InventoryOptimization
import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

/// Each instance equal to 1e-6, or better with proof: see ``TextbookInstance``.
struct TextbookInstanceTests {
  private func instance(_ name: String) throws -> TextbookInstance {
    try #require(TextbookInstance.all[name])
  }

  private func expect(
    _ value: Double, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(relativeError(value, from: expected) < 1e-6, sourceLocation: sourceLocation)
  }

  // Chapter 3.

  @Test(arguments: ["example_3_1", "problem_3_1", "example_3_8", "problem_3_2b"])
  func economicOrderQuantity(_ name: String) throws {
    let given = try instance(name)
    let plan = try EconomicOrderQuantity(
      demandRate: given["demand_rate"], orderingCost: given["fixed_cost"],
      holdingCost: given["holding_cost"], backorderCost: given.data["stockout_cost"]?.number
    ).optimal
    expect(plan.orderQuantity, given.result("quantity"))
    expect(plan.cost, given.result("cost"))
    if given.data["stockout_cost"] != nil {
      expect(plan.maximumBackorders / plan.orderQuantity, given.result("stockoutFraction"))
    }
  }

  @Test func productionQuantity() throws {
    let given = try instance("problem_3_22")
    let plan = try EconomicProductionQuantity(
      demandRate: given["demand_rate"], productionRate: given["production_rate"],
      setupCost: given["fixed_cost"], holdingCost: given["holding_cost"]
    ).optimal
    expect(plan.orderQuantity, given.result("quantity"))
    expect(plan.cost, given.result("cost"))
  }

  @Test(arguments: ["example_3_5", "problem_3_12"])
  func discounts(_ name: String) throws {
    let given = try instance(name)
    let breaks = zip(
      given.data["breakpoints"]?.numbers ?? [], given.data["unit_costs"]?.numbers ?? []
    ).map { PriceBreak(from: $0, price: $1) }
    func plan(_ prices: DiscountSchedule) throws -> OrderPlan {
      try DiscountedOrderQuantity(
        demandRate: given["demand_rate"], orderingCost: given["fixed_cost"],
        holdingCostRate: given["holding_cost_rate"], prices: prices
      ).optimal
    }
    let all = try plan(.allUnits(breaks))
    expect(all.orderQuantity, given.result("quantity"))
    expect(all.cost, given.result("cost"))
    let incremental = try plan(.incremental(breaks))
    expect(incremental.orderQuantity, given.result("incrementalQuantity"))
    expect(incremental.cost, given.result("incrementalCost"))
  }

  @Test(arguments: ["example_3_9", "problem_3_27", "problem_3_29", "scmo_ww_hw_c"])
  func lotSizing(_ name: String) throws {
    let given = try instance(name)
    let demand = given.data["demand"]?.numbers ?? []
    let item = try LotSizing(
      demand: demand, orderingCosts: demand.map { _ in given["fixed_cost"] },
      holdingCosts: demand.map { _ in given["holding_cost"] },
      unitCosts: given.data["purchase_cost"]?.numbers)
    expect(item.optimal.cost, given.result("cost"))
    #expect(item.optimal.orders == given.expected["orders"]?.numbers)
  }

  /// Silver's heuristic is what stockpyl has: the best plan costs that or less, and the bound proves it.
  @Test(arguments: [
    "scmo_jrp_ex", "spp_jrp", "silver_jrp", "scmo_jrp_hw_1", "scmo_jrp_hw_2", "scmo_jrp_hw_3",
  ])
  func jointReplenishment(_ name: String) throws {
    let given = try instance(name)
    let rates = given.data["demand_rates"]?.numbers ?? []
    let costs = given.data["individual_fixed_costs"]?.numbers ?? []
    let holding = given.data["holding_costs"]?.numbers ?? []
    let family = try JointReplenishmentTests.family(
      rates, costs, holding, given["shared_fixed_cost"])
    let best = family.optimal
    #expect(best.cost <= given.result("cost") * (1 + 1e-9))
    #expect(best.cost >= family.lowerBound * (1 - 1e-12))
    let theirs = family.plan((given.expected["multiples"]?.numbers ?? []).map { Int($0) })
    expect(theirs.cost, given.result("cost"))
  }

  // Chapter 4.

  @Test(arguments: ["example_4_1", "example_4_3", "problem_4_1", "example_4_4", "problem_4_8b"])
  func newsvendor(_ name: String) throws {
    let given = try instance(name)
    let periods = 1 + (given.data["lead_time"]?.number ?? 0)
    let demand: any Distribution
    if name == "problem_4_8b" {
      demand = try Lognormal(logMean: given["mu"], logStandardDeviation: given["sigma"])
    } else {
      demand = try Normal(
        mean: periods * given["demand_mean"],
        standardDeviation: periods.squareRoot() * given["demand_sd"])
    }
    let order = try Newsvendor(
      demand: demand, overageCost: given["holding_cost"], underageCost: given["stockout_cost"]
    ).optimal
    expect(order.quantity, given.result("level"))
    expect(order.expectedCost, given.result("cost"))
  }

  @Test(arguments: ["example_4_2", "problem_4_3b"])
  func newsvendorWithPrices(_ name: String) throws {
    let given = try instance(name)
    let order = try Newsvendor(
      demand: Normal(mean: given["demand_mean"], standardDeviation: given["demand_sd"]),
      price: given["revenue"], purchaseCost: given["purchase_cost"],
      salvageValue: given["salvage_value"]
    ).optimal
    expect(order.quantity, given.result("level"))
    expect(order.expectedProfit ?? .nan, given.result("profit"))
  }

  @Test(arguments: ["problem_4_7b", "problem_4_8a"])
  func newsvendorInWholeUnits(_ name: String) throws {
    let given = try instance(name)
    let demand: any DiscreteDistribution
    if name == "problem_4_7b" {
      demand = try Discrete(
        values: Array(1...8),
        probabilities: (1...8).map { given.data["demand_pmf"]?["\($0)"]?.number ?? .nan })
    } else {
      demand = try Poisson(mean: given["demand_mean"])
    }
    let order = try Newsvendor(
      demand: demand, overageCost: given["holding_cost"], underageCost: given["stockout_cost"]
    ).optimal
    #expect(order.quantity == given.result("level"))
    expect(order.expectedCost, given.result("cost"))
  }

  @Test(arguments: ["example_4_7", "problem_4_31"])
  func minMax(_ name: String) throws {
    let given = try instance(name)
    let policy = try MinMaxReview(
      demand: Poisson(mean: given["demand_mean"]), orderingCost: given["fixed_cost"],
      holdingCost: given["holding_cost"], backorderCost: given["stockout_cost"]
    ).optimal
    #expect(Double(policy.reorderPoint) == given.result("s"))
    #expect(Double(policy.orderUpToLevel) == given.result("S"))
    expect(policy.cost, given.result("cost"))
  }

  @Test(arguments: ["example_4_8", "problem_4_32"])
  func powerApproximation(_ name: String) throws {
    let given = try instance(name)
    let levels = MinMaxReview.powerApproximation(
      demandMean: given["demand_mean"], protectionMean: given["demand_mean"],
      protectionStandardDeviation: given["demand_sd"], orderingCost: given["fixed_cost"],
      holdingCost: given["holding_cost"], backorderCost: given["stockout_cost"])
    expect(levels.reorderPoint, given.result("s"))
    expect(levels.orderUpToLevel, given.result("S"))
  }

  /// stockpyl rounds demand to whole units as here, but leaves out what lies beyond four deviations and
  /// more of it at the ends of its tables: its levels are the same or one apart, its cost is near.
  @Test(arguments: ["problem_4_29", "problem_4_30"])
  func finiteHorizon(_ name: String) throws {
    let given = try instance(name)
    let demand = try Discrete(
      rounding: Normal(mean: given["demand_mean"], standardDeviation: given["demand_sd"]))
    let period = FiniteHorizon.Period(
      demand: demand, orderingCost: given["fixed_cost"], unitCost: given["purchase_cost"],
      holdingCost: given["holding_cost"], backorderCost: given["stockout_cost"])
    let policy = try FiniteHorizon(
      periods: Array(repeating: period, count: Int(given["num_periods"])),
      discountFactor: given["discount_factor"], finalHoldingCost: given["terminal_holding_cost"],
      finalBackorderCost: given["terminal_stockout_cost"]
    ).optimal
    let cost = policy.cost(startingWith: Int(given["initial_inventory_level"]))
    expect(cost, given.result("exactCost"))
    #expect(relativeError(cost, from: given.result("cost")) < 2e-3)
    #expect(
      policy.levels.map { Double($0.orderUpToLevel) } == given.expected["exactLevels"]?.numbers)
  }

  // Chapter 5.

  @Test(arguments: ["problem_5_2", "example_5_8"])
  func reorderPolicyInWholeUnits(_ name: String) throws {
    let given = try instance(name)
    let best = try ContinuousReview.optimal(
      leadTimeDemand: Poisson(mean: given["demand_mean"] * given["lead_time"]),
      demandRate: given["demand_mean"], orderingCost: given["fixed_cost"],
      holdingCost: given["holding_cost"], backorderCost: given["stockout_cost"])
    #expect(best.reorderPoint == given.result("r"))
    #expect(best.orderQuantity == given.result("Q"))
    expect(best.cost.total, given.result("cost"))
  }

  /// The exact optimum costs no more than any of stockpyl's approximations, each at its exact cost as
  /// `r_q_cost` has it.
  @Test(arguments: ["example_5_1", "problem_5_1", "problem_5_3"])
  func reorderPolicy(_ name: String) throws {
    let given = try instance(name)
    let leadTime = given["lead_time"]
    let demand = try Normal(
      mean: given["demand_mean"] * leadTime,
      standardDeviation: given["demand_sd"] * leadTime.squareRoot())
    let best = try ContinuousReview.optimal(
      leadTimeDemand: demand, demandRate: given["demand_mean"],
      orderingCost: given["fixed_cost"], holdingCost: given["holding_cost"],
      backorderCost: given["stockout_cost"])
    for heuristic in ["eil", "eoqb", "eoqss", "loss"] {
      let theirs = given.expected[heuristic]?.numbers ?? []
      let cost = given.expected["costs"]?[heuristic]?.number ?? .nan
      try #require(theirs.count >= 2)
      let policy = try ContinuousReview(leadTimeDemand: demand, orderQuantity: theirs[1])
      let exact = policy.expectedCost(
        reorderPoint: theirs[0], demandRate: given["demand_mean"],
        orderingCost: given["fixed_cost"], holdingCost: given["holding_cost"],
        backorderCost: given["stockout_cost"])
      expect(exact.total, cost)
      #expect(best.cost.total <= cost * (1 + 1e-9))
    }
    let plan = try ContinuousReview.withEconomicOrderQuantity(
      leadTimeDemand: demand, demandRate: given["demand_mean"],
      orderingCost: given["fixed_cost"], holdingCost: given["holding_cost"],
      backorderCost: given["stockout_cost"])
    let theirs = given.expected["eoqb"]?.numbers ?? []
    expect(plan.reorderPoint, theirs[0])
    expect(plan.orderQuantity, theirs[1])
  }

  // Chapter 6.

  @Test(arguments: [
    "example_6_3", "problem_6_7", "problem_6_8", "problem_6_9", "example_6_5", "figure_6_14",
  ])
  func guaranteedService(_ name: String) throws {
    let given = try instance(name)
    let stages = given.data["stages"]?.values ?? []
    let factor = stages.first?["factor"]?.number ?? .nan
    let network = try GuaranteedServiceNetwork(
      stages: stages.map { stage in
        .init(
          "\(Int(stage["index"]?.number ?? -1))",
          processingTime: Int(stage["processingTime"]?.number ?? 0),
          holdingCost: stage["holdingCost"]?.number ?? .nan,
          demandStandardDeviation: stage["deviation"]?.number ?? 0,
          promisedTime: stage["promisedTime"].map { Int($0.number) },
          supplyTime: Int(stage["supplyTime"]?.number ?? 0))
      },
      arcs: (given.data["arcs"]?.values ?? []).map {
        .init(from: "\(Int($0.numbers[0]))", to: "\(Int($0.numbers[1]))")
      }, safetyFactor: factor)
    expect(network.solve().plan.cost, given.result("cost"))
  }

  @Test(arguments: [
    "example_6_1", "problem_6_1", "problem_6_2a", "problem_6_2b", "problem_6_16", "shang_song_1",
    "shang_song_9", "shang_song_17", "shang_song_25",
  ])
  func serialSystem(_ name: String) throws {
    let given = try instance(name)
    // The customer's stage first; what a unit costs more there than at its supplier.
    let leadTimes = given.data["leadTimes"]?.numbers ?? []
    let added = given.data["echelonHoldingCosts"]?.numbers ?? []
    let rate = given["mean"]
    let deviation = given.data["deviation"]?.number
    let demand: any DemandProcess =
      if let deviation {
        try NormalDemand(rate: rate, standardDeviation: deviation)
      } else {
        try PoissonDemand(rate: rate)
      }
    let system = try SerialSystem(
      stages: leadTimes.indices.map {
        .init(leadTime: leadTimes[$0], holdingCost: added[$0...].reduce(0, +))
      }, demand: demand, backorderCost: given["backorderCost"])
    let best = try system.optimal
    expect(best.cost, given.result("exactCost"))
    let exact = given.expected["exactLevels"]?.numbers ?? []
    for (level, expected) in zip(best.echelonLevels, exact) {
      #expect(relativeError(level, from: expected) < (deviation == nil ? 1e-12 : 1e-4))
    }
    // stockpyl's levels cost no less; its own cost is that of its grid.
    if let theirs = given.expected["levels"]?.numbers, theirs.count == exact.count {
      #expect(try system.policy(echelonLevels: theirs).cost >= best.cost * (1 - 1e-9))
      #expect(relativeError(best.cost, from: given.result("cost")) < 0.03)
    }
    for (bounds, level) in zip(try system.newsvendorBounds, best.echelonLevels) {
      // The grid finds where a cost is least less exactly than the cost.
      #expect(bounds.lowerBound <= level * (1 + 1e-4) && level <= bounds.upperBound * (1 + 1e-4))
    }
  }
}
