public import LoadConsolidation
public import SupplyChainCore

/// A supply chain as it stands today: what a planner knows before he plans.
///
/// Goods go from sources to warehouses as freight and from warehouses to customers on tours:
///
/// ```swift
/// let network = try SupplyNetwork(
///   products: [Product(id: "red", unitCost: 78, weight: 16, volume: 0.02, unitsPerPallet: 60)],
///   sites: [
///     Site(id: "GAW", latitude: -34.60, longitude: 138.75),
///     Site(id: "SYD", latitude: -33.87, longitude: 151.21, suppliedBy: "GAW"),
///     Site(id: "SYD-01", latitude: -33.80, longitude: 151.00, suppliedBy: "SYD", share: 1),
///   ],
///   items: [
///     StockedItem(
///       product: "red", site: "SYD", history: TimeSeries([310, 290, 355, 402, 371]), onHand: 180)
///   ],
///   offers: [
///     CarrierOffer(
///       carrier: "Southern", equipment: Equipment(name: "trailer", capacity: LoadCapacity(pallets: 22)),
///       rate: PerLoadRate(price: 2_770), transit: TransitTime(days: 2))
///   ],
///   vehicles: [
///     DeliveryVehicle(
///       name: "van", site: "SYD", count: 4, weightCapacity: 1_300, volumeCapacity: 9,
///       fixedCost: 55, costPerKilometre: 0.42, costPerHour: 34)
///   ])
/// ```
///
/// Carriers' rates and rules are open protocols, so a network as a whole is not `Codable`; its parts
/// are.
public struct SupplyNetwork: Sendable {
  /// What is sold.
  public let products: [Product]
  /// The places.
  public let sites: [Site]
  /// What is stocked where.
  public let items: [StockedItem]
  /// What carriers offer between sources and warehouses.
  public let offers: [CarrierOffer]
  /// What may not travel together.
  public let rules: [any LoadRule]
  /// What delivers to customers.
  public let vehicles: [DeliveryVehicle]
  /// The length of one period of the histories, in days.
  public let daysPerPeriod: Double

  /// Puts a network together and checks that its parts fit.
  ///
  /// - Parameters:
  ///   - products: What is sold.
  ///   - sites: The places.
  ///   - items: What is stocked where; all histories end with the same period.
  ///   - offers: What carriers offer between sources and warehouses, by the sites' identifiers.
  ///   - rules: What may not travel together.
  ///   - vehicles: What delivers to customers.
  ///   - daysPerPeriod: The length of one period of the histories, in days; by default a month.
  /// - Throws: `InvalidInput` naming each identifier that is there twice or nowhere, each item at a
  ///   place that cannot hold it, and each customer whose warehouse has no vehicle.
  /// - Complexity: O(the number of parts).
  public init(
    products: [Product], sites: [Site], items: [StockedItem], offers: [CarrierOffer],
    rules: [any LoadRule] = [], vehicles: [DeliveryVehicle] = [],
    daysPerPeriod: Double = 365.25 / 12
  ) throws(InvalidInput) {
    self.products = products
    self.sites = sites
    self.items = items
    self.offers = offers
    self.rules = rules
    self.vehicles = vehicles
    self.daysPerPeriod = daysPerPeriod

    var checks = InputChecks()
    if items.isEmpty { checks.report("items", "is empty") }
    checks.requirePositive(daysPerPeriod, "daysPerPeriod")
    let productIDs = checks.unique(products.map(\.id), "products.id")
    let siteIDs = checks.unique(sites.map(\.id), "sites.id")
    for (index, site) in sites.enumerated() {
      guard let supplier = site.suppliedBy else { continue }
      guard let position = siteIDs[supplier] else {
        checks.report("sites.suppliedBy", at: index, value: supplier, "is not a known site")
        continue
      }
      if sites[position].share != nil {
        checks.report("sites.suppliedBy", at: index, value: supplier, "is a customer")
      }
    }
    var seen: [String: Int] = [:]
    for (index, item) in items.enumerated() {
      if productIDs[item.product] == nil {
        checks.report("items.product", at: index, value: item.product, "is not a known product")
      }
      if let position = siteIDs[item.site] {
        if sites[position].suppliedBy == nil || sites[position].share != nil {
          checks.report("items.site", at: index, value: item.site, "is not a warehouse")
        }
      } else {
        checks.report("items.site", at: index, value: item.site, "is not a known site")
      }
      if let first = seen.updateValue(index, forKey: "\(item.product)\u{0}\(item.site)") {
        checks.report(
          "items", at: index, value: "\(item.product), \(item.site)",
          "is stocked by item \(first), too")
      }
    }
    for (index, vehicle) in vehicles.enumerated() where siteIDs[vehicle.site] == nil {
      checks.report("vehicles.site", at: index, value: vehicle.site, "is not a known site")
    }
    try checks.finish()
  }
}

extension SupplyNetwork {
  /// The positions of the customers that a warehouse delivers to.
  package func customers(of warehouse: String) -> [Int] {
    sites.indices.filter { sites[$0].suppliedBy == warehouse && sites[$0].share != nil }
  }

  /// The identifiers of the sites that hold stock, in the order of the sites.
  package var warehouses: [String] {
    let stocked = Set(items.map(\.site))
    return sites.map(\.id).filter(stocked.contains)
  }
}

extension InputChecks {
  /// Reports identifiers that are there twice.
  ///
  /// - Returns: The position of each identifier.
  fileprivate mutating func unique(_ identifiers: [String], _ field: String) -> [String: Int] {
    var positions: [String: Int] = [:]
    for (index, identifier) in identifiers.enumerated() {
      if positions[identifier] == nil {
        positions[identifier] = index
      } else {
        report(field, at: index, value: identifier, "is there twice")
      }
    }
    return positions
  }
}
