internal import DemandForecasting
internal import InventoryOptimization
internal import LoadConsolidation
internal import Probability
internal import SupplyChainCore

extension PlanningContext {
  /// How an item is ordered under given terms; `nil` for an item that nobody asks for.
  func policy(of item: Int, under terms: ReplenishmentTerms) throws -> PeriodicReview? {
    let periods = 1 / network.daysPerPeriod
    let leadTime = try terms.leadTime.scaled(by: periods)
    let protection = try leadTime.shifted(by: terms.reviewDays * periods)
    let forecast = forecasts[item]
    let leadTimeDemand = try forecast.demand(overLeadTime: leadTime)
    let protectionDemand = try forecast.demand(overLeadTime: protection)
    guard protectionDemand.mean > leadTimeDemand.mean else { return nil }
    return try PeriodicReview(
      leadTimeDemand: leadTimeDemand, protectionDemand: protectionDemand)
  }

  /// The stock target of an item.
  func target(of item: Int, under terms: ReplenishmentTerms) throws -> StockTarget {
    guard let policy = try policy(of: item, under: terms),
      let product = products[network.items[item].product]
    else { return .nothing(of: item) }
    let level = max(0, policy.orderUpToLevel(for: try .cycleService(product.serviceLevel)))
    let performance = policy.performance(orderUpToLevel: level)
    let years = Double(planner.horizonDays) / 365.25
    return StockTarget(
      item: item, orderUpToLevel: level, safetyStock: performance.safetyStock,
      protectedDemand: policy.protectionDemand.mean,
      dailyDemand: policy.protectionDemand.mean / terms.protectionDays,
      cycleServiceLevel: performance.cycleServiceLevel, fillRate: performance.fillRate,
      averageStock: performance.averageStock,
      holdingCost: performance.averageStock * product.unitCost * planner.holdingRate * years)
  }

  /// The stock expected at the end of each day of the horizon.
  func projections(
    of targets: [StockTarget], orders: [ReplenishmentOrder], loads: LoadPlan
  ) -> [[Double]] {
    var arrivalDay: [Int: Int] = [:]
    for load in loads.loads {
      for stop in load.stops {
        for shipment in stop.shipments { arrivalDay[shipment] = stop.arrival }
      }
    }
    var receipts = [[Double]](
      repeating: Array(repeating: 0, count: planner.horizonDays), count: network.items.count)
    for order in orders {
      for shipment in order.shipments {
        guard let day = arrivalDay[shipment], receipts[order.item].indices.contains(day) else {
          continue
        }
        receipts[order.item][day] += order.quantity / Double(order.shipments.count)
      }
    }
    return network.items.indices.map { item in
      var stock = network.items[item].onHand
      return (0..<planner.horizonDays).map { day in
        stock += receipts[item][day] - demand(of: item, on: day)
        return stock
      }
    }
  }
}
