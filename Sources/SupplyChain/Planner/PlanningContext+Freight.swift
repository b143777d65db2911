internal import LoadConsolidation
internal import SupplyChainCore

extension PlanningContext {
  /// What is ordered within the horizon, and the shipments that bring it.
  ///
  /// Each order lifts the stock on hand and on order to the target. It may wait for company as long
  /// as what is there without it stays above the safety stock, and no longer than its site allows. An
  /// order that no vehicle of its lane holds is cut into equal shipments.
  func replenishment(
    for targets: [StockTarget], under terms: [String: ReplenishmentTerms]
  ) throws -> ([ReplenishmentOrder], ConsolidationProblem) {
    var orders: [ReplenishmentOrder] = []
    var shipments: [Shipment] = []
    for target in targets {
      let item = network.items[target.item]
      guard let product = products[item.product], let terms = terms[item.site],
        let position = sites[item.site], let source = network.sites[position].suppliedBy
      else { continue }
      let lane = Lane(from: source, to: item.site)
      var stock = item.onHand
      var day = 0
      for review in 0... {
        let next = Int(Double(review) * terms.reviewDays)
        guard next < planner.horizonDays else { break }
        for passed in day..<max(day, next) { stock -= demand(of: target.item, on: passed) }
        day = next
        // Whole units only, and none for a shortfall that is only rounding.
        let quantity = (target.orderUpToLevel - stock - 1e-6).rounded(.up)
        guard quantity > 0 else { continue }
        let patience = patience(of: target, with: stock, on: day, under: terms)
        let latest = day + max(patience, fastestTransit(on: lane) ?? patience)
        let window = try DayWindow(earliest: day, latest: latest)
        stock += quantity
        let pieces = try pieces(of: quantity, of: target.item, product, on: lane)
        let first = shipments.count
        for piece in 0..<pieces {
          let units = quantity / Double(pieces)
          let size = LoadSize(
            weight: units * product.weight, volume: units * product.volume,
            pallets: units / product.unitsPerPallet)
          shipments.append(
            try Shipment(
              id: "\(product.id) to \(item.site), day \(day + 1)"
                + (pieces > 1 ? ", part \(piece + 1)" : ""),
              from: source, to: item.site, size: size,
              shipping: window, arriving: window,
              productClass: product.freightClass))
        }
        orders.append(
          ReplenishmentOrder(
            item: target.item, day: day, quantity: quantity,
            shipments: Array(first..<first + pieces)))
      }
    }
    let freight = try ConsolidationProblem(
      shipments: shipments, offers: network.offers, rules: network.rules,
      distances: distances, productClasses: Set(network.products.compactMap(\.freightClass)),
      unservable: .leftOut)
    return (orders, freight)
  }

  /// For how many days the stock on hand and on order stays above the safety stock, as far as its site
  /// allows to wait.
  private func patience(
    of target: StockTarget, with stock: Double, on day: Int, under terms: ReplenishmentTerms
  ) -> Int {
    var left = stock
    for wait in 0..<terms.latestArrivalDays {
      left -= demand(of: target.item, on: day + wait)
      if left < target.safetyStock { return wait }
    }
    return terms.latestArrivalDays
  }

  /// The days of the fastest way along a lane; `nil` where nobody goes.
  private func fastestTransit(on lane: Lane) -> Int? {
    let distance = distances.distance(from: lane.origin, to: lane.destination) ?? 0
    return network.offers.filter { $0.rate.card(on: lane) != nil }
      .map { $0.transit.days(over: distance) }.min()
  }

  /// Into how many equal shipments an order must be cut so that the roomiest vehicle holds each.
  private func pieces(
    of quantity: Double, of item: Int, _ product: Product, on lane: Lane
  ) throws(InvalidInput) -> Int {
    let size = LoadSize(
      weight: quantity * product.weight, volume: quantity * product.volume,
      pallets: quantity / product.unitsPerPallet)
    let vehiclesNeeded = network.offers.filter { $0.rate.card(on: lane) != nil }.map { offer in
      let filled = offer.equipment.capacity.utilisation(of: size)
      return max(filled.weight, filled.volume, filled.pallets, filled.length).rounded(.up)
    }
    // A vehicle that cannot hold a single unit is no way to cut an order; it stays behind whole.
    let needed = max(1, vehiclesNeeded.min() ?? 1)
    guard needed <= quantity else { return 1 }
    guard needed <= Self.mostPieces else {
      throw InvalidInput(
        "items.history", at: item, value: "an order of \(quantity) units",
        "fills \(needed) vehicles; are its sales or the size of its product wrong?")
    }
    return Int(needed)
  }

  /// An order that fills more vehicles than this is no order that was meant.
  private static let mostPieces = 100.0
}
