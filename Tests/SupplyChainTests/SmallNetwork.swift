import DemandForecasting
import LoadConsolidation
import SupplyChain
import SupplyChainCore

/// Demand that is known beforehand, so that targets can be worked out by hand.
struct KnownDemand: ForecastModel {
  var name: String { "known" }
  var mean = 100.0
  var deviation = 10.0

  struct Fitted: FittedForecastModel {
    let model: KnownDemand
    var name: String { model.name }

    func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
      try Forecast(
        model: name, mean: Array(repeating: model.mean, count: horizon),
        standardDeviations: Array(repeating: model.deviation, count: horizon))
    }
  }

  func fit(_ series: TimeSeries) throws(InvalidInput) -> Fitted { Fitted(model: self) }
}

/// A source, two warehouses, three customers each, and random sales of two products.
enum SmallNetwork {
  static func make(
    seed: UInt64 = 1, reviewDays: Int = 7, leadTimeDays: Int = 7, onHand: Double = 60,
    capacity: Double = 22, offers: [CarrierOffer]? = nil, withVehicles: Bool = true
  ) throws -> SupplyNetwork {
    var generator = SeededGenerator(seed: seed)
    let warehouses = ["W1", "W2"]
    var sites = [try Site(id: "S", latitude: -34.6, longitude: 138.7)]
    for (number, id) in warehouses.enumerated() {
      let latitude = -36.0 - Double(number)
      sites.append(
        try Site(
          id: id, latitude: latitude, longitude: 144, suppliedBy: "S", reviewDays: reviewDays,
          leadTimeDays: leadTimeDays))
      for customer in 1...3 {
        sites.append(
          try Site(
            id: "\(id)-\(customer)", latitude: latitude + generator.uniform(),
            longitude: 144 + generator.uniform(), suppliedBy: id, share: Double(customer)))
      }
    }
    let products = [
      try Product(
        id: "A", freightClass: "dry", unitCost: 50, weight: 10, volume: 0.02, unitsPerPallet: 50),
      try Product(
        id: "B", unitCost: 20, weight: 4, volume: 0.01, unitsPerPallet: 100, serviceLevel: 0.9),
    ]
    let items = try warehouses.flatMap { site in
      try products.map { product in
        let sales = (0..<36).map { _ in (100 + 40 * generator.uniform()).rounded() }
        return try StockedItem(
          product: product.id, site: site, history: TimeSeries(sales, period: 12), onHand: onHand)
      }
    }
    let trailer = try Equipment(name: "trailer", capacity: LoadCapacity(pallets: capacity))
    let vehicles = try warehouses.map { site in
      try DeliveryVehicle(
        name: "van", site: site, count: 5, weightCapacity: 400, volumeCapacity: 2,
        fixedCost: 50, costPerKilometre: 0.5, costPerHour: 30, maximumHours: 12)
    }
    return try SupplyNetwork(
      products: products, sites: sites, items: items,
      offers: offers ?? [
        CarrierOffer(
          carrier: "Linehaul", equipment: trailer, rate: PerLoadRate(price: 300),
          transit: TransitTime(days: 2))
      ], vehicles: withVehicles ? vehicles : [])
  }
}
