import SupplyChain
import SupplyChainCore
import Testing

@Suite struct SupplyNetworkTests {
  private func product(_ id: String) throws -> Product {
    try Product(id: id, unitCost: 1, weight: 1, volume: 1, unitsPerPallet: 1)
  }

  private func item(_ product: String, _ site: String) throws -> StockedItem {
    try StockedItem(product: product, site: site, history: TimeSeries([1, 2, 3]))
  }

  @Test func reportsEverythingAtOnce() throws {
    let sites = [
      try Site(id: "S", latitude: 0, longitude: 0),
      try Site(id: "W", latitude: 0, longitude: 0, suppliedBy: "S"),
      try Site(id: "W", latitude: 0, longitude: 0, suppliedBy: "nowhere"),
      try Site(id: "C", latitude: 0, longitude: 0, suppliedBy: "W", share: 1),
      try Site(id: "D", latitude: 0, longitude: 0, suppliedBy: "C"),
    ]
    let error = #expect(throws: InvalidInput.self) {
      try SupplyNetwork(
        products: [product("A"), product("A")], sites: sites,
        items: [
          item("A", "W"), item("A", "W"), item("X", "W"), item("A", "S"), item("A", "Y"),
        ], offers: [],
        vehicles: [
          DeliveryVehicle(
            name: "van", site: "Z", count: 1, weightCapacity: 1, volumeCapacity: 1, fixedCost: 0,
            costPerKilometre: 0, costPerHour: 0)
        ], daysPerPeriod: 0)
    }
    let places = error?.problems.map { "\($0.field) \($0.index ?? -1)" }
    #expect(
      Set(places ?? []) == [
        "daysPerPeriod -1", "products.id 1", "sites.id 2", "sites.suppliedBy 2",
        "sites.suppliedBy 4", "items 1", "items.product 2", "items.site 3", "items.site 4",
        "vehicles.site 0",
      ])
  }

  @Test func withoutItems() throws {
    let error = #expect(throws: InvalidInput.self) {
      try SupplyNetwork(products: [], sites: [], items: [], offers: [])
    }
    #expect(error?.problems.map(\.field) == ["items"])
  }
}
