import SupplyChain

/// What a plan says, stage by stage, as tables that a terminal and a page can both show.
struct PlanReport {
  let folder: NetworkFolder
  let plan: SupplyChainPlan

  private var network: SupplyNetwork { folder.network }

  func site(_ id: String) -> Site? { network.sites.first { $0.id == id } }

  func siteName(_ id: String) -> String { site(id)?.name ?? id }

  func product(_ id: String) -> Product? { network.products.first { $0.id == id } }

  func productName(_ id: String) -> String { product(id)?.name ?? id }

  /// The sites that hold stock, in the order of the network.
  var warehouses: [Site] {
    let stocked = Set(network.items.map(\.site))
    return network.sites.filter { stocked.contains($0.id) }
  }

  /// The items at a warehouse, as indices.
  func items(at warehouse: String) -> [Int] {
    network.items.indices.filter { network.items[$0].site == warehouse }
  }

  /// Demand expected over the horizon, item by item.
  var forecastTable: Table {
    let periods = (0..<min(3, plan.forecasts.first?.horizon ?? 0)).map {
      folder.calendar.label(of: folder.nextPeriod + $0)
    }
    var table = Table(
      ["warehouse", "product", "model"]
        + periods + ["80 % of the first"],
      textColumns: 3)
    for warehouse in warehouses {
      for item in items(at: warehouse.id) {
        let forecast = plan.forecasts[item]
        let band = forecast.interval(0.8)
        table.add(
          [warehouse.name, productName(network.items[item].product), forecast.model]
            + forecast.mean.prefix(periods.count).map { $0.grouped() }
            + ["\(band.lower[0].grouped())–\(band.upper[0].grouped())"])
      }
    }
    return table
  }

  /// The stock targets of the round to act on.
  var stockTable: Table {
    var table = Table(
      [
        "warehouse", "product", "on hand", "order up to", "safety stock", "days covered",
        "service", "fill rate", "holding cost",
      ], textColumns: 2)
    for warehouse in warehouses {
      for item in items(at: warehouse.id) {
        guard let target = plan.round.targets.first(where: { $0.item == item }) else { continue }
        let days = target.dailyDemand > 0 ? target.orderUpToLevel / target.dailyDemand : 0
        table.add([
          warehouse.name, productName(network.items[item].product),
          network.items[item].onHand.grouped(), target.orderUpToLevel.grouped(),
          target.safetyStock.grouped(), days.grouped(decimals: 1),
          target.cycleServiceLevel.percent(decimals: 1), target.fillRate.percent(decimals: 1),
          target.holdingCost.grouped(),
        ])
      }
    }
    table.add(
      ["total", "", "", "", "", "", "", "", plan.round.holdingCost.grouped()], isTotal: true)
    return table
  }

  /// What the loads taught the stock targets, by warehouse.
  var feedbackTable: Table {
    var table = Table([
      "warehouse", "ordered every", "then every", "lead time", "then", "safety stock", "then",
      "service of the first targets",
    ])
    guard let second = plan.secondRound else { return table }
    for (before, after) in zip(plan.firstRound.terms, second.terms) {
      let items = Set(items(at: before.site))
      let safety = { (round: PlanningRound) in
        round.targets.filter { items.contains($0.item) }.reduce(0) { $0 + $1.safetyStock }
      }
      let lessons = plan.lessons.filter { items.contains($0.item) }
      let service = lessons.map(\.serviceOfFirstLevel).min() ?? 1
      table.add([
        siteName(before.site), "\(before.reviewDays.grouped(decimals: 1)) d",
        "\(after.reviewDays.grouped(decimals: 1)) d",
        "\(before.leadTime.mean.grouped(decimals: 1)) d",
        "\(after.leadTime.mean.grouped(decimals: 1)) d", safety(plan.firstRound).grouped(),
        safety(second).grouped(),
        "≥ \(((service * 1_000).rounded(.down) / 1_000).percent(decimals: 1))",
      ])
    }
    return table
  }

  /// The loads in order of departure.
  var loadTable: Table {
    var table = Table(
      [
        "departs", "arrives", "to", "carrier", "equipment", "shipments", "pallets", "full", "cost",
        "why",
      ], textColumns: 5)
    let loads = plan.round.loads.plan
    let ordered = loads.loads.sorted { ($0.departure, $0.offer) < ($1.departure, $1.offer) }
    for load in ordered {
      table.add([
        "day \(load.departure + 1)", "day \((load.stops.last?.arrival ?? 0) + 1)",
        load.stops.map { siteName($0.place) }.joined(separator: ", "), load.carrier,
        load.equipment, "\(load.shipments.count)", load.size.pallets.grouped(decimals: 1),
        fill(of: load).percent(), load.charge.total.grouped(), load.reason,
      ])
    }
    for left in loads.leftOut {
      table.add([
        "stays", "", plan.round.freight.shipments[left.shipment].id, "", "", "1", "", "", "",
        left.reason,
      ])
    }
    table.add(
      [
        "total", "", "", "", "", "\(loads.loads.reduce(0) { $0 + $1.shipments.count })",
        loads.loads.reduce(0) { $0 + $1.size.pallets }.grouped(decimals: 1), "",
        loads.cost.grouped(), "",
      ], isTotal: true)
    return table
  }

  /// How full a load is in its tightest dimension.
  func fill(of load: Load) -> Double {
    let shares = load.utilisation
    return max(shares.weight, shares.volume, shares.pallets, shares.length)
  }

  /// The tours of one delivery cycle.
  var routeTable: Table {
    var table = Table(
      ["warehouse", "vehicle", "stops", "kg", "m³", "km", "hours", "cost"], textColumns: 2)
    for delivery in plan.deliveries {
      for route in delivery.solution.routes {
        table.add([
          network.sites[delivery.warehouse].name,
          delivery.problem.vehicleTypes[route.vehicleType].name ?? "",
          "\(route.clients.count)", route.load[0].grouped(), route.load[1].grouped(decimals: 1),
          route.distance.grouped(), route.duration.grouped(decimals: 1),
          route.cost.total.grouped(),
        ])
      }
    }
    let routes = plan.deliveries.flatMap(\.solution.routes)
    table.add(
      [
        "total", "", "\(routes.reduce(0) { $0 + $1.clients.count })", "", "",
        routes.reduce(0) { $0 + $1.distance }.grouped(),
        routes.reduce(0) { $0 + $1.duration }.grouped(decimals: 1),
        routes.reduce(0) { $0 + $1.cost.total }.grouped(),
      ], isTotal: true)
    return table
  }

  /// The cost of every stage over the horizon.
  var costTable: Table {
    let costs = plan.costs
    var table = Table(["cost of \(plan.horizonDays) days", ""])
    table.add(["holding stock", costs.holding.grouped()])
    table.add(["freight to warehouses", costs.freight.grouped()])
    table.add(["delivery to customers", costs.delivery.grouped()])
    table.add(["total", costs.total.grouped()], isTotal: true)
    return table
  }

  /// Everything that the plan could not do, a line each.
  var shortfalls: [String] {
    let left = plan.round.loads.plan.leftOut.map { left in
      "\(plan.round.freight.shipments[left.shipment].id) stays behind: \(left.reason)"
    }
    let unserved = plan.deliveries.flatMap { delivery in
      delivery.solution.unserved.map { unserved in
        let place = network.sites[delivery.clientSites[unserved.client]]
        return "\(place.name) (\(place.id)) is not delivered to: \(unserved.reason)"
      }
    }
    return left + unserved
  }

  /// The plan for a terminal.
  var text: String {
    var parts = [
      "Demand (units a period)\n\(forecastTable.text)",
      "Stock (units)\n\(stockTable.text)",
    ]
    if plan.secondRound != nil {
      parts.append("What the loads taught the stock targets\n\(feedbackTable.text)")
    }
    parts += [
      "Loads of \(plan.horizonDays) days\n\(loadTable.text)",
      "Tours of one delivery cycle (\(plan.deliveryCycleDays) days)\n\(routeTable.text)",
      costTable.text,
    ]
    return parts.joined(separator: "\n")
  }
}
