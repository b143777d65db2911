import Foundation
import SupplyChain
import SupplyChainCore
import Testing

/// What a part of the network refuses, by the name of the field.
@Suite struct ElementTests {
  @Test(arguments: [
    (-1.0, 1.0, 1.0, 1.0, 0.9, "product.unitCost"), (1, .nan, 1, 1, 0.9, "product.weight"),
    (1, 1, .infinity, 1, 0.9, "product.volume"), (1, 1, 1, 0, 0.9, "product.unitsPerPallet"),
    (1, 1, 1, 1, 1, "product.serviceLevel"), (1, 1, 1, 1, 0, "product.serviceLevel"),
    (1, 1, 1, 1, .nan, "product.serviceLevel"),
  ])
  func productFields(
    cost: Double, weight: Double, volume: Double, pallet: Double, service: Double, field: String
  ) {
    let error = #expect(throws: InvalidInput.self) {
      try Product(
        id: "A", unitCost: cost, weight: weight, volume: volume, unitsPerPallet: pallet,
        serviceLevel: service)
    }
    #expect(error?.problems.map(\.field) == [field])
  }

  @Test(
    arguments: [
      (91.0, 0.0, nil, 7, 7, "site.latitude"), (.nan, 0, nil, 7, 7, "site.latitude"),
      (0, -180.5, nil, 7, 7, "site.longitude"), (0, 0, -0.1, 7, 7, "site.share"),
      (0, 0, nil, 0, 7, "site.reviewDays"), (0, 0, nil, 7, Int.max, "site.leadTimeDays"),
    ] as [(Double, Double, Double?, Int, Int, String)])
  func siteFields(
    latitude: Double, longitude: Double, share: Double?, review: Int, leadTime: Int, field: String
  ) {
    let error = #expect(throws: InvalidInput.self) {
      try Site(
        id: "S", latitude: latitude, longitude: longitude, share: share, reviewDays: review,
        leadTimeDays: leadTime)
    }
    #expect(error?.problems.map(\.field) == [field])
  }

  @Test func siteThatSuppliesItself() {
    let error = #expect(throws: InvalidInput.self) {
      try Site(id: "S", latitude: 0, longitude: 0, suppliedBy: "S")
    }
    #expect(error?.problems.first?.field == "site.suppliedBy")
  }

  @Test func itemNamesTheNegativeSale() throws {
    let history = try TimeSeries([3, nil, -2], period: 1)
    let error = #expect(throws: InvalidInput.self) {
      try StockedItem(product: "A", site: "W", history: history, onHand: -1)
    }
    #expect(error?.problems.map(\.field) == ["item.onHand", "item.history"])
    #expect(error?.problems.last?.index == 2)
  }

  @Test func vehicleReportsEverythingAtOnce() {
    let error = #expect(throws: InvalidInput.self) {
      try DeliveryVehicle(
        name: "", site: "W", count: 0, weightCapacity: 0, volumeCapacity: .nan, fixedCost: -1,
        costPerKilometre: .infinity, costPerHour: -0.1, maximumHours: 0)
    }
    #expect(error?.problems.count == 8)
  }

  @Test func partsSurviveCoding() throws {
    let network = try SmallNetwork.make()
    #expect(try recoded(network.products) == network.products)
    #expect(try recoded(network.sites) == network.sites)
    #expect(try recoded(network.items) == network.items)
    #expect(try recoded(network.vehicles) == network.vehicles)
  }

  @Test func decodingChecks() {
    let json = #"{"id":"A","unitCost":-1,"weight":1,"volume":1,"unitsPerPallet":1}"#
    #expect(throws: InvalidInput.self) {
      try JSONDecoder().decode(Product.self, from: Data(json.utf8))
    }
  }

  private func recoded<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
