import LoadConsolidation
import SupplyChain
import SupplyChainCore
import Testing
import VehicleRouting

@Suite struct DayOfLoadsTests {
  @Test func loadsBecomeClientsAndVehicles() throws {
    let places = [("X", 50.0, 4.0), ("Y", 51.0, 4.0), ("Z", 52.0, 4.0)].map {
      DistanceTable.Place(code: $0.0, latitude: $0.1, longitude: $0.2)
    }
    let problem = try ConsolidationProblem(
      shipments: ["Y", "Z"].map {
        try Shipment(
          id: $0, from: "X", to: $0, size: LoadSize(weight: 400, pallets: 2),
          shipping: DayWindow(day: 3))
      },
      offers: [
        CarrierOffer(
          carrier: "T", equipment: Equipment(name: "t", capacity: LoadCapacity(weight: 1_000)),
          rate: PerDistanceRate(perKilometre: 1), maximumStops: 2)
      ], distances: DistanceTable(places: places))
    let plan = try SavingsConsolidation().solve(problem).plan
    #expect(plan.loads.count == 1)
    let day = try DayOfLoads(of: plan, in: problem, from: "X", on: 3)
    #expect(day.routing.clients.map(\.name) == ["Y", "Z"])
    #expect(day.routing.clients.map(\.demand) == [[400, 0, 2, 0], [400, 0, 2, 0]])
    #expect(day.routing.vehicleTypes.map(\.capacity) == [[1_000, 0, 4, 0]])
    #expect(day.stops.map(\.stop) == [0, 1])
    #expect(day.offers == [0])
    // The route is as long as the load: one way, past Y to Z.
    let solution = try HybridSearch().solve(day.routing, until: .iterations(50), seed: 1)
    #expect(abs(solution.cost.total - (plan.loads[0].distance ?? 0)) < 1e-6)
    #expect(throws: InvalidInput.self) {
      try DayOfLoads(of: plan, in: problem, from: "X", on: 4)
    }
  }
}
