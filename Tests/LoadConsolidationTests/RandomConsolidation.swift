import LoadConsolidation
import SupplyChainCore

/// Seeded consolidation problems with every kind of tariff, rule and window.
enum RandomConsolidation {
  static func problem(
    seed: UInt64, shipments count: Int, scarce: Bool = false
  ) throws -> ConsolidationProblem {
    var generator = SeededGenerator(seed: seed)
    let places = (0..<6).map { index in
      DistanceTable.Place(
        code: "P\(index)", latitude: 48 + 4 * generator.uniform(),
        longitude: 2 + 6 * generator.uniform())
    }
    let classes = ["food", "chemicals", "dry"]
    let shipments = try (0..<count).map { index in
      let origin = generator.index(below: 2)
      let earliest = generator.index(below: 4)
      return try Shipment(
        id: "S\(index)", from: "P\(origin)", to: "P\(2 + generator.index(below: 4))",
        size: LoadSize(
          weight: 100 + 6_000 * generator.uniform(), volume: 1 + 20 * generator.uniform(),
          pallets: Double(1 + generator.index(below: 9))),
        shipping: DayWindow(earliest: earliest, latest: earliest + generator.index(below: 4)),
        productClass: index < 3 ? classes[index] : classes[generator.index(below: 3)],
        customer: "C\(generator.index(below: 3))",
        requirements: generator.index(below: 10) == 0 ? ["tail lift"] : [],
        costOfLeaving: generator.index(below: 8) == 0 ? 3_000 * generator.uniform() : nil)
    }
    let trailer = try Equipment(
      name: "trailer", capacity: LoadCapacity(weight: 24_000, volume: 82, pallets: 33),
      features: ["tail lift"])
    let van = try Equipment(
      name: "van", capacity: LoadCapacity(weight: 6_500, volume: 22, pallets: 10),
      features: ["tail lift"])
    let network = try Equipment(
      name: "network", capacity: LoadCapacity(weight: 10_000), features: [])
    let groupage = try WeightBreakTariff(
      breaks: [(from: 0, rate: 0.35), (from: 1_000, rate: 0.22), (from: 5_000, rate: 0.16)],
      minimumCharge: 60, billsDeficitWeight: true,
      chargeableWeight: ChargeableWeight(perCubicMetre: 333))
    return try ConsolidationProblem(
      shipments: shipments,
      offers: [
        CarrierOffer(
          carrier: "Road", equipment: trailer,
          rate: PerDistanceRate(perKilometre: 1.4, callOut: 90).adding(stopOff: 45)
            .adding(fuelSurcharge: 0.12),
          available: scarce ? 2 : nil, maximumStops: 3,
          transit: TransitTime(days: 0, kilometresPerDay: 600)),
        CarrierOffer(
          carrier: "Quick", equipment: van,
          rate: PerDistanceRate(perKilometre: 0.9, minimumCharge: 180),
          available: scarce ? 1 : nil, maximumStops: 2),
        CarrierOffer(
          carrier: "Parcels", equipment: network, rate: groupage,
          available: scarce ? 3 : nil),
      ],
      rules: [
        IncompatibleClasses("food", "chemicals"), MaximumDetour(factor: 1.5),
        LoadLimit(shipments: 8),
      ],
      distances: DistanceTable(places: places), productClasses: Set(classes),
      unservable: .leftOut)
  }
}
