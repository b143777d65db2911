import LoadConsolidation
import SupplyChainCore

/// From a week's orders and three carriers' tariffs to loads, with what they cost and why.
///
///     swift run --package-path Examples freight-loads
///
/// The tariffs are of the kinds that carriers print: groupage by weight with breaks, deficit weight and
/// a minimum; trucks by the kilometre with a call-out and stop-offs; both with a fuel surcharge. The
/// plan says for each load what is in it, why it goes as it does and what it costs; then what the whole
/// is worth against sending everything alone, what one truck more would save, and what less CO₂ costs.
@main
enum FreightLoads {
  static func main() throws {
    let problem = try week()
    let result = try SetPartitioningConsolidation().solve(problem, until: .runtime(.seconds(5)))
    for load in result.plan.loads {
      let stops = load.stops.map { stop in
        let ids = stop.items.map { problem.shipments[$0.shipment].id }.joined(separator: " ")
        return "\(stop.place) (\(ids))"
      }
      print("day \(load.departure)", load.carrier, stops.joined(separator: ", "))
      print("    \(money(load.charge.total)): \(load.reason)")
    }
    let plan = result.plan
    print("\nin all \(money(plan.cost)), at least \(money(result.bound ?? 0)); \(result.proof)")
    print("alone it would cost \(money(plan.costOfShippingAlone))")
    print("by first fit \(money(result.firstFitCost ?? 0))")

    for change in [PlanChange.vehicles(1, of: 1), .windows(days: 1)] {
      let answer = try WhatIf(problem, planned: result).answer(change)
      print("\(change.summary): saves \(money(answer.saving))")
    }
    print("\nprice of a tonne of CO₂, cost without it, tonnes")
    let prices = [0, 100, 400, 1_600.0]
    for point in try EmissionTradeOff().curve(problem, pricesPerTonne: prices) {
      print(money(point.pricePerTonne), money(point.cost), money(point.kilograms / 1_000))
    }
  }

  /// Orders of a week from Ghent: place, kilograms, pallets, class, first and last day of shipping.
  private static let orders = """
    Lyon 5200 9 food 0 2, Lyon 3100 6 food 1 3, Lyon 640 2 dry 0 4, Lyon 2900 5 chemicals 0 1
    Dijon 4100 8 food 0 2, Dijon 820 2 dry 2 4, Paris 6900 12 dry 0 0, Paris 7400 13 food 0 1
    Paris 1450 3 dry 1 2, Paris 380 1 chemicals 0 4, Metz 2600 5 dry 1 3, Metz 5600 10 food 2 4
    Lille 900 2 dry 0 0, Lille 2300 5 food 1 1, Lille 4800 9 dry 1 4, Geneva 3700 7 food 0 3
    Geneva 450 1 dry 0 4, Milan 8300 15 food 1 3, Milan 2100 4 dry 0 4, Milan 5900 11 dry 2 4
    """

  private static func week() throws -> ConsolidationProblem {
    let places: [(String, Double, Double)] = [
      ("Ghent", 51.05, 3.73), ("Lyon", 45.76, 4.84), ("Dijon", 47.32, 5.04), ("Paris", 48.86, 2.35),
      ("Metz", 49.12, 6.18), ("Lille", 50.63, 3.06), ("Geneva", 46.20, 6.14),
      ("Milan", 45.46, 9.19),
    ]
    let lines = orders.split { $0 == "," || $0.isNewline }
    let shipments = try lines.enumerated().map { index, line in
      let cells: [String] = line.split(separator: " ").map { String($0) }
      let numbers = cells.compactMap { Double($0) }
      return try Shipment(
        id: "\(index + 1)", from: "Ghent", to: cells[0],
        size: LoadSize(weight: numbers[0], pallets: numbers[1]),
        shipping: DayWindow(earliest: Int(numbers[2]), latest: Int(numbers[3])),
        productClass: cells[3])
    }
    return try ConsolidationProblem(
      shipments: shipments, offers: offers(), rules: [IncompatibleClasses("food", "chemicals")],
      distances: DistanceTable(
        places: places.map { .init(code: $0.0, latitude: $0.1, longitude: $0.2) }),
      emissions: EmissionTerms(
        // Illustrative factors; take those of the edition that you report by.
        factors: EmissionFactors(
          edition: "example", perTonneKilometre: ["network": 0.11],
          perKilometre: ["trailer": 0.9, "rigid": 0.62])))
  }

  private static func offers() throws -> [CarrierOffer] {
    let groupage = try WeightBreakTariff(
      breaks: [(from: 0, rate: 0.62), (from: 1_000, rate: 0.34), (from: 3_000, rate: 0.24)],
      minimumCharge: 85, billsDeficitWeight: true,
      chargeableWeight: ChargeableWeight(perPallet: 740))
    return try [
      CarrierOffer(
        carrier: "Scheldt Groupage",
        equipment: Equipment(name: "network", capacity: LoadCapacity(weight: 10_000, pallets: 14)),
        rate: groupage.adding(fuelSurcharge: 0.14)),
      CarrierOffer(
        carrier: "Noord Trucking",
        equipment: Equipment(name: "trailer", capacity: LoadCapacity(weight: 24_000, pallets: 33)),
        rate: PerDistanceRate(perKilometre: 1.52, callOut: 90).adding(stopOff: 55)
          .adding(fuelSurcharge: 0.12), available: 2, maximumStops: 3),
      CarrierOffer(
        carrier: "Leie Transport",
        equipment: Equipment(name: "rigid", capacity: LoadCapacity(weight: 9_000, pallets: 17)),
        rate: PerDistanceRate(perKilometre: 1.18, callOut: 60).adding(stopOff: 40)
          .adding(fuelSurcharge: 0.12), maximumStops: 2),
    ]
  }

  /// An amount with two digits.
  private static func money(_ amount: Double) -> String {
    let cents = Int((100 * amount).rounded())
    let digits = cents.magnitude % 100
    return "\(cents / 100).\(digits < 10 ? "0" : "")\(digits)"
  }
}
