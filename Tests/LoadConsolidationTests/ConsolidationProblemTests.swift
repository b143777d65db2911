import Foundation
import LoadConsolidation
import SupplyChainCore
import Testing

@Suite struct ConsolidationProblemTests {
  static func offer(weight: Double = 100) throws -> CarrierOffer {
    try CarrierOffer(
      carrier: "T", equipment: Equipment(name: "truck", capacity: LoadCapacity(weight: weight)),
      rate: LaneTariff([Lane(from: "X", to: "Y"): PerLoadRate(price: 50)]))
  }

  @Test func everythingWrongIsSaidAtOnce() throws {
    let shipments = try [
      Shipment(id: "A", from: "X", to: "Y", size: .zero, productClass: "food"),
      Shipment(id: "A", from: "X", to: "Y", size: .zero),
    ]
    let error = #expect(throws: InvalidInput.self) {
      try ConsolidationProblem(
        shipments: shipments, offers: [Self.offer()],
        rules: [IncompatibleClasses("food", "chemicls")])
    }
    #expect(
      error?.problems.map(\.description) == [
        "shipments[1].id (A) is that of shipment 0, too",
        "rules[0].productClasses (chemicls) is not a known class",
      ])
  }

  @Test func whatCannotMoveIsRefusedOrLeftOut() throws {
    let shipments = try [
      Shipment(id: "heavy", from: "X", to: "Y", size: LoadSize(weight: 101)),
      Shipment(id: "far", from: "X", to: "Z", size: LoadSize(weight: 1)),
      Shipment(
        id: "cold", from: "X", to: "Y", size: LoadSize(weight: 1),
        requirements: ["refrigerated"]),
      Shipment(id: "fine", from: "X", to: "Y", size: LoadSize(weight: 1)),
    ]
    let error = #expect(throws: InvalidInput.self) {
      try ConsolidationProblem(shipments: shipments, offers: [Self.offer()])
    }
    let reasons = [
      "no equipment holds its weight", "no carrier has a rate for it",
      "no equipment that fits has what is required",
    ]
    #expect(
      error?.problems.map(\.description)
        == zip(["heavy", "far", "cold"], reasons).enumerated().map {
          "shipments[\($0.offset)] (\($0.element.0)) cannot be moved: \($0.element.1)"
        })
    let problem = try ConsolidationProblem(
      shipments: shipments, offers: [Self.offer()], unservable: .leftOut)
    let plan = try FirstFitDecreasing().solve(problem).plan
    #expect(plan.leftOut.map(\.reason) == reasons)
    #expect(plan.loads.count == 1)
  }

  @Test func badShipmentsAreRefusedByName() throws {
    let error = #expect(throws: InvalidInput.self) {
      try Shipment(
        id: "", from: "X", to: "", size: LoadSize(weight: -1, volume: .nan),
        shipping: DayWindow(day: 9), arriving: DayWindow(day: 3), costOfLeaving: .infinity)
    }
    #expect(
      error?.problems.map(\.field) == [
        "shipment.id", "shipment.destination", "shipment.size.weight", "shipment.size.volume",
        "shipment.costOfLeaving", "shipment.deliveryWindow.latest",
      ])
    let window = #expect(throws: InvalidInput.self) { try DayWindow(earliest: 3, latest: 2) }
    #expect(window?.description == "window.latest (2) is before window.earliest (3)")
    #expect(throws: InvalidInput.self) { try LoadCapacity(weight: -1) }
    #expect(throws: InvalidInput.self) { try TransitTime(days: -1) }
    #expect(throws: InvalidInput.self) { try TransitTime(days: 0, kilometresPerDay: 0) }
    #expect(throws: InvalidInput.self) {
      try CarrierOffer(
        carrier: "", equipment: Equipment(name: "t", capacity: LoadCapacity()),
        rate: PerLoadRate(price: 1), available: -1, maximumStops: 0)
    }
  }

  @Test func partsSurviveCoding() throws {
    let shipment = try Shipment(
      id: "A", from: "X", to: "Y", size: LoadSize(weight: 3, pallets: 1),
      shipping: DayWindow(earliest: 1, latest: 4), productClass: "food", temperature: 2...8)
    let data = try JSONEncoder().encode(shipment)
    #expect(try JSONDecoder().decode(Shipment.self, from: data) == shipment)
    let table = try DistanceTable(
      kilometres: [Lane(from: "X", to: "Y"): 12],
      places: [.init(code: "Z", latitude: 50, longitude: 4)])
    let encoded = try JSONEncoder().encode(table)
    #expect(try JSONDecoder().decode(DistanceTable.self, from: encoded) == table)
    let backwards = Data(#"{"earliest":4,"latest":1}"#.utf8)
    #expect(throws: InvalidInput.self) {
      try JSONDecoder().decode(DayWindow.self, from: backwards)
    }
  }

  // Brussels to Lyon is 567 km as the crow flies (great-circle distance between 50.8503 N 4.3517 E
  // and 45.7640 N 4.8357 E on a sphere of radius 6,371.0088 km: 566.70).
  @Test func distances() throws {
    let table = try DistanceTable(
      places: [
        .init(code: "Brussels", latitude: 50.8503, longitude: 4.3517),
        .init(code: "Lyon", latitude: 45.7640, longitude: 4.8357),
      ], detourFactor: 1)
    let distance = try #require(table.distance(from: "Brussels", to: "Lyon"))
    #expect(abs(distance - 566.7) < 0.5)
    #expect(table.distance(from: "Brussels", to: "Paris") == nil)
    #expect(table.distance(from: "Paris", to: "Paris") == 0)
    #expect(throws: InvalidInput.self) {
      try DistanceTable(places: [.init(code: "A", latitude: 91, longitude: 0)])
    }
  }
}
