import LoadConsolidation
import SupplyChainCore
import Testing

/// Invoices worked by hand.
@Suite struct TariffTests {
  static let lane = Lane(from: "Ghent", to: "Lyon")

  func load(
    weight: Double = 0, volume: Double = 0, pallets: Double = 0, length: Double = 0,
    distance: Double? = nil, stops: Int = 1
  ) -> LoadProfile {
    LoadProfile(
      lane: Self.lane, distance: distance, stops: stops,
      size: LoadSize(weight: weight, volume: volume, pallets: pallets, length: length))
  }

  // Per hundredweight as US LTL tables print it: 0–499 lb 42.00, 500–999 lb 32.50,
  // 1,000–1,999 lb 25.00, 2,000 lb and up 19.00; minimum charge 95.00.
  static func classTariff(deficit: Bool) throws -> WeightBreakTariff {
    try WeightBreakTariff(
      breaks: [
        (from: 0, rate: 0.42), (from: 500, rate: 0.325), (from: 1_000, rate: 0.25),
        (from: 2_000, rate: 0.19),
      ], minimumCharge: 95, billsDeficitWeight: deficit)
  }

  @Test(arguments: [
    (100.0, 95.0, 95.0),  // 42.00 is under the minimum
    (300, 126, 126),  // 3 × 42.00
    (400, 168, 162.5),  // 168.00; as 500 lb it is 5 × 32.50
    (499, 209.58, 162.5),
    (500, 162.5, 162.5),
    (800, 260, 250),  // 260.00; as 1,000 lb it is 10 × 25.00
    (1_000, 250, 250),
    (1_800, 450, 380),  // 450.00; as 2,000 lb it is 20 × 19.00
    (2_500, 475, 475),
  ])
  func weightBreaks(weight: Double, allUnits: Double, deficit: Double) throws {
    let plain = try Self.classTariff(deficit: false).charge(for: load(weight: weight))
    let cheaper = try Self.classTariff(deficit: true).charge(for: load(weight: weight))
    #expect(abs((plain?.total ?? 0) - allUnits) < 1e-9)
    #expect(abs((cheaper?.total ?? 0) - deficit) < 1e-9)
  }

  @Test func explanations() throws {
    let tariff = try Self.classTariff(deficit: true)
    #expect(tariff.explanation(of: load(weight: 100)) == "minimum charge")
    #expect(tariff.explanation(of: load(weight: 400)) == "400 kg billed as 500 kg at 0.33")
    #expect(tariff.explanation(of: load(weight: 300)) == "300 kg at 0.42")
  }

  @Test func aWeightBeyondTheLastBandIsNotCovered() throws {
    let tariff = try WeightBreakTariff(bands: [
      .init(from: 10, upTo: 99.99, rate: 1), .init(from: 100, upTo: 200, rate: 0.8),
    ])
    #expect(tariff.charge(for: load(weight: 5)) == nil)
    #expect(tariff.charge(for: load(weight: 99.995))?.total == 99.995)
    #expect(tariff.charge(for: load(weight: 200))?.total == 160)
    #expect(tariff.charge(for: load(weight: 200.5)) == nil)
  }

  // Air freight at 167 kg a cubic metre: 120 kg in 1.2 m³ is billed as 200.4 kg.
  @Test func volumetricWeight() throws {
    let air = try WeightBreakTariff(
      breaks: [(from: 0, rate: 4.5), (from: 100, rate: 3.8)], minimumCharge: 90,
      chargeableWeight: ChargeableWeight(perCubicMetre: 167))
    let charge = air.charge(for: load(weight: 120, volume: 1.2))
    #expect(abs((charge?.total ?? 0) - 200.4 * 3.8) < 1e-9)
  }

  // European groupage: 2 pallet places count 1,480 kg, 1.2 linear metres 2,220 kg.
  @Test func linearMetresOutweighPallets() throws {
    let road = try ChargeableWeight(perCubicMetre: 333, perPallet: 740, perLinearMetre: 1_850)
    #expect(road.weight(of: LoadSize(weight: 900, volume: 2, pallets: 2)) == 1_480)
    #expect(road.weight(of: LoadSize(weight: 900, pallets: 2, length: 1.2)) == 2_220)
    #expect(road.weight(of: LoadSize(weight: 3_000, pallets: 2, length: 1.2)) == 3_000)
  }

  // 760 km at 1.45 is 1,102.00; two stops beyond the first at 55.00 make 110.00; fuel is 15 % of
  // 1,212.00 = 181.80; a tail lift costs 35.00. Sum 1,428.80.
  @Test func truckloadInvoice() throws {
    let rate = try PerDistanceRate(perKilometre: 1.45, minimumCharge: 250)
      .adding(stopOff: 55).adding(fuelSurcharge: 0.15).adding(accessorial: 35)
    let charge = try #require(rate.charge(for: load(distance: 760, stops: 3)))
    #expect(abs(charge.lineHaul - 1_102) < 1e-9)
    #expect(abs(charge.stopOffs - 110) < 1e-9)
    #expect(abs(charge.fuelSurcharge - 181.8) < 1e-9)
    #expect(charge.accessorials == 35)
    #expect(abs(charge.total - 1_428.8) < 1e-9)
  }

  @Test func minimumAndCallOut() throws {
    let rate = try PerDistanceRate(perKilometre: 1.2, callOut: 60, minimumCharge: 150)
    #expect(rate.charge(for: load(distance: 50))?.total == 150)
    #expect(rate.charge(for: load(distance: 100))?.total == 180)
    #expect(rate.charge(for: load()) == nil)
    #expect(rate.explanation(of: load(distance: 50)) == "minimum charge, for 50 km")
  }

  @Test func lanesAndZones() throws {
    let lanes = LaneTariff([Self.lane: try PerLoadRate(price: 980)])
    #expect(lanes.charge(for: load())?.total == 980)
    #expect(lanes.card(on: Lane(from: "Lyon", to: "Ghent")) == nil)
    let zones = try ZoneTariff(
      zones: ["Lyon": "far", "Lille": "near"],
      cards: ["far": PerLoadRate(price: 210), "near": PerLoadRate(price: 90)])
    #expect(zones.charge(for: load())?.total == 210)
    #expect(zones.card(on: Lane(from: "Ghent", to: "Lille"))?.charge(for: load())?.total == 90)
    let surcharged = try lanes.adding(fuelSurcharge: 0.1)
    #expect(surcharged.card(on: Self.lane)?.charge(for: load())?.total == 1_078)
    #expect(surcharged.card(on: Lane(from: "Lyon", to: "Ghent")) == nil)
  }

  @Test func badTariffsAreRefusedByName() throws {
    let overlap = #expect(throws: InvalidInput.self) {
      try WeightBreakTariff(bands: [
        .init(from: 0, upTo: 120, rate: 1), .init(from: 100, upTo: 200, rate: -0.8),
        .init(from: 300, rate: 0.5),
      ])
    }
    #expect(
      overlap?.problems.map(\.description) == [
        "bands[1].rate (-0.8) is negative",
        "bands[1].from (100.0) overlaps the band before, which ends at 120.0",
        "bands[2].from (300.0) leaves a gap after the band before, which ends at 200.0",
      ])
    #expect(throws: InvalidInput.self) { try WeightBreakTariff(bands: []) }
    #expect(throws: InvalidInput.self) {
      try WeightBreakTariff(breaks: [(from: 0, rate: 1), (from: 0, rate: 2)])
    }
    #expect(throws: InvalidInput.self) { try PerLoadRate(price: .nan) }
    #expect(throws: InvalidInput.self) { try PerDistanceRate(perKilometre: -1) }
    #expect(throws: InvalidInput.self) { try ChargeableWeight(perPallet: .infinity) }
    #expect(throws: InvalidInput.self) {
      try PerLoadRate(price: 1).adding(stopOff: 1, included: 0)
    }
    #expect(throws: InvalidInput.self) {
      try ZoneTariff(zones: ["Lyon": "far"], cards: ["near": PerLoadRate(price: 1)])
    }
  }
}
