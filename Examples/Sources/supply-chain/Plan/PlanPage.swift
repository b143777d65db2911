import SupplyChain

/// A plan as one self-contained page: pictures first, every number below.
struct PlanPage {
  let report: PlanReport

  private var plan: SupplyChainPlan { report.plan }
  private var network: SupplyNetwork { report.folder.network }

  var markup: String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Supply chain plan</title><style>
    \(styleSheet)
    </style></head><body><main>
    \(summary)\(demand)\(stock)\(feedback)\(loads)\(routes)
    </main></body></html>

    """
  }

  // MARK: Sections

  private var summary: String {
    let costs = plan.costs
    let tours = plan.deliveries.reduce(0) { $0 + $1.solution.routes.count }
    let loadPlan = plan.round.loads.plan
    let first = report.folder.calendar.label(of: report.folder.nextPeriod)
    let shortfalls = report.shortfalls.map { "<li>\(escaped($0))</li>" }.joined()
    return """
      <h1>Supply chain plan</h1>
      <p>\(network.products.count) products, \(report.warehouses.count) warehouses, \
      \(network.sites.count { $0.share != nil }) places to deliver to; \(plan.horizonDays) days from \
      \(escaped(first)) on.</p>
      <nav><a href="#demand">Demand</a><a href="#stock">Stock</a>\
      <a href="#feedback">Feedback</a><a href="#loads">Loads</a><a href="#routes">Routes</a></nav>
      <div class="tiles">
      \(tile("Total cost", costs.total.grouped(), "over \(plan.horizonDays) days"))
      \(tile("Holding stock", costs.holding.grouped(), share(costs.holding)))
      \(tile("Freight", costs.freight.grouped(), "\(loadPlan.loads.count) loads"))
      \(tile("Delivery", costs.delivery.grouped(), "\(tours) tours a cycle"))
      \(tile("Saved by consolidating", loadPlan.savings.grouped(), "against shipping alone"))
      </div>
      \(shortfalls.isEmpty ? "" : "<h3>What could not be done</h3><ul>\(shortfalls)</ul>")
      """
  }

  private var demand: String {
    """
    <h2 id="demand">Demand</h2>
    <p>The line is what was sold and what is expected; the bands hold 50, 80 and 95 of 100 futures.</p>
    \(byWarehouse { fanChart(of: $0) })
    \(details("Every forecast", report.forecastTable))
    """
  }

  private var stock: String {
    """
    <h2 id="stock">Stock</h2>
    <p>The stock expected on each day. Dots are arriving loads; the dashed line is the safety stock. \
    Every order lifts stock on hand and on order to a level that covers the demand until the next \
    order's arrival with the product's service level.</p>
    \(byWarehouse { stockChart(of: $0) })
    \(details("Every target", report.stockTable))
    """
  }

  private var feedback: String {
    guard let second = plan.secondRound else { return "" }
    let change =
      second.holdingCost + second.freightCost
      - plan.firstRound.holdingCost - plan.firstRound.freightCost
    return """
      <h2 id="feedback">Feedback</h2>
      <p>The first targets rest on the review periods and lead times that the sites state. The loads \
      show how often a truck really leaves and how long it is under way; with these the targets were \
      set again. Stock and freight together changed by <b>\(change.grouped())</b>. The last column is \
      the lowest service that the first targets would really have given.</p>
      \(report.feedbackTable.markup)
      """
  }

  private var loads: String {
    let result = plan.round.loads
    let gap = result.gap.map { gap in
      result.status == .optimal
        ? "no other choice of loads is cheaper"
        : "at most \(gap.percent(decimals: 1)) above the cheapest choice of loads"
    }
    return """
      <h2 id="loads">Loads</h2>
      <p>\(result.plan.loads.count) loads carry \(plan.round.freight.shipments.count) shipments: \
      \(escaped(gap ?? result.proof)).</p>
      <p class="legend">A bar reaches from departure to arrival and is filled as the vehicle is: \
      \(legend)</p>
      <div class="card">\(loadChart)</div>
      \(details("Every load", report.loadTable))
      """
  }

  private var routes: String {
    """
    <h2 id="routes">Routes</h2>
    <p>The tours of one delivery cycle (\(plan.deliveryCycleDays) days) from each warehouse. Lines are \
    drawn straight; distances are those of roads, as a multiple of the straight line.</p>
    <div class="maps">\(plan.deliveries.map(routeMap).joined())</div>
    \(details("Every tour", report.routeTable))
    """
  }

  // MARK: Pictures

  /// A row of charts for each warehouse; only the first is open, since there may be many.
  private func byWarehouse(_ chart: (Int) -> String) -> String {
    report.warehouses.enumerated().map { number, warehouse in
      """
      <details\(number == 0 ? " open" : "")><summary>\(escaped(warehouse.name))</summary>
      <div class="charts">\(report.items(at: warehouse.id).map(chart).joined())</div></details>

      """
    }.joined()
  }

  private func fanChart(of item: Int) -> String {
    let history = network.items[item].history.values.suffix(Self.periodsShown)
    let forecast = plan.forecasts[item]
    let calendar = report.folder.calendar
    let now = report.folder.nextPeriod
    return FanChart(
      title: report.productName(network.items[item].product), caption: forecast.model,
      history: Array(history), firstLabel: calendar.label(of: now - history.count),
      lastLabel: calendar.label(of: now + forecast.horizon - 1), mean: forecast.mean,
      bands: [0.95, 0.8, 0.5].map { level in
        let band = forecast.interval(level)
        return (band.lower, band.upper)
      }
    ).markup
  }

  private func stockChart(of item: Int) -> String {
    let round = plan.round
    let target = round.targets.first { $0.item == item }
    let shipments = Set(round.orders.filter { $0.item == item }.flatMap(\.shipments))
    let arrivals = round.loads.plan.loads.flatMap(\.stops).filter { stop in
      stop.shipments.contains { shipments.contains($0) }
    }
    return StockChart(
      title: report.productName(network.items[item].product),
      caption: "order up to \(target?.orderUpToLevel.grouped() ?? "–")",
      onHand: round.projections[item], safetyStock: target?.safetyStock ?? 0,
      arrivals: Array(Set(arrivals.map(\.arrival)).sorted())
    ).markup
  }

  /// The kinds of equipment that carriers offer, each with a colour of its own.
  private var equipmentKinds: [String] {
    var kinds: [String] = []
    for offer in network.offers where !kinds.contains(offer.equipment.name) {
      kinds.append(offer.equipment.name)
    }
    return kinds
  }

  private var legend: String {
    equipmentKinds.enumerated().map { number, kind in
      "<span class=\"key\"><span class=\"\(colorClass(number))\"><i></i></span>\(escaped(kind))</span>"
    }.joined(separator: " ")
  }

  private var loadChart: String {
    let loads = plan.round.loads.plan.loads
    let kinds = equipmentKinds
    let rows = report.warehouses.map { warehouse in
      let bars = loads.filter { $0.stops.last?.place == warehouse.id }.map { load in
        LoadChart.Bar(
          departure: Double(load.departure),
          arrival: Double(max(load.departure + 1, load.stops.last?.arrival ?? 0)),
          fill: report.fill(of: load),
          label: "\(load.carrier), \(load.equipment): \(load.size.pallets.grouped(decimals: 1)) "
            + "pallets, \(report.fill(of: load).percent()) full, "
            + "\(load.charge.total.grouped()); \(load.reason)",
          color: kinds.firstIndex(of: load.equipment) ?? 0)
      }
      return (lane: warehouse.name, bars: bars)
    }
    let end = loads.flatMap(\.stops).map(\.arrival).max() ?? plan.horizonDays
    return LoadChart(rows: rows, days: max(plan.horizonDays, end + 1)).markup
  }

  private func routeMap(_ delivery: DeliveryPlan) -> String {
    let warehouse = network.sites[delivery.warehouse]
    let solution = delivery.solution
    let place = { (site: Site, label: String) in
      RouteMap.Stop(latitude: site.latitude, longitude: site.longitude, label: label)
    }
    let routes = solution.routes.map { route in
      let vehicle = delivery.problem.vehicleTypes[route.vehicleType].name ?? "vehicle"
      let stops = route.clients.map { client in
        let site = network.sites[delivery.clientSites[client]]
        let weight = delivery.problem.clients[client].demand[0]
        return place(site, "\(site.name): \(weight.grouped()) kg")
      }
      let label =
        "\(vehicle): \(route.clients.count) stops, \(route.distance.grouped()) km, "
        + "\(route.duration.grouped(decimals: 1)) h, \(route.cost.total.grouped())"
      return (label: label, stops: stops)
    }
    let kilometres = solution.routes.reduce(0) { $0 + $1.distance }
    return RouteMap(
      title: warehouse.name,
      caption: "\(routes.count) tour\(routes.count == 1 ? "" : "s"), \(kilometres.grouped()) km, "
        + "\(solution.cost.total.grouped()) a cycle",
      depot: place(warehouse, warehouse.name), routes: routes
    ).markup
  }

  // MARK: Pieces

  private func tile(_ label: String, _ value: String, _ caption: String) -> String {
    """
    <div class="tile"><span>\(escaped(label))</span><b>\(escaped(value))</b>\
    <small>\(escaped(caption))</small></div>
    """
  }

  private func share(_ cost: Double) -> String {
    plan.costs.total > 0 ? "\((cost / plan.costs.total).percent()) of the total" : ""
  }

  private func details(_ title: String, _ table: Table) -> String {
    "<details><summary>\(escaped(title))</summary>\(table.markup)</details>\n"
  }

  /// Four years of months show the season without crowding the chart.
  private static let periodsShown = 48
}
