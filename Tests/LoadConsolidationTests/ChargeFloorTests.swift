import LoadConsolidation
import SupplyChainCore
import Testing

@Suite struct ChargeFloorTests {
  static func tariffs(_ generator: inout SeededGenerator) throws -> [any RateCard] {
    let level = 0.5 + generator.uniform()
    let breaks = try WeightBreakTariff(
      breaks: [(from: 0, rate: 0.9 * level), (from: 300, rate: 0.5), (from: 900, rate: 0.2)],
      minimumCharge: 80 * generator.uniform(), billsDeficitWeight: generator.index(below: 2) == 0,
      chargeableWeight: ChargeableWeight(perCubicMetre: 250, perPallet: 100, perLinearMetre: 50))
    let bands = try WeightBreakTariff(
      bands: [
        .init(from: 10, upTo: 99.99, rate: 1, minimumCharge: 30, flat: 5 * generator.uniform()),
        .init(from: 100, upTo: 1_000, rate: 0.3 + generator.uniform(), minimumCharge: 20),
      ])
    return [
      breaks, bands, try breaks.adding(fuelSurcharge: 0.2).adding(accessorial: 12),
      try PerLoadRate(price: 100 * generator.uniform()),
      try PerDistanceRate(perKilometre: 1.2, callOut: 30, minimumCharge: 99).adding(stopOff: 20),
      LaneTariff([Lane(from: "X", to: "Y"): breaks]),
      try ZoneTariff(zones: ["Y": "z"], cards: ["z": bands]),
    ]
  }

  /// No charge of a load between two lies below a floor between them.
  @Test(arguments: UInt64(0)..<40)
  func noChargeLiesBelow(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func size(_ largest: Double) -> LoadSize {
      LoadSize(
        weight: largest * generator.uniform(), volume: largest / 300 * generator.uniform(),
        pallets: largest / 200 * generator.uniform(), length: largest / 900 * generator.uniform())
    }
    func profile(_ size: LoadSize) -> LoadProfile {
      LoadProfile(lane: Lane(from: "X", to: "Y"), distance: 80, stops: 2, size: size)
    }
    let least = size(400)
    let extra = size(1_500)
    for tariff in try Self.tariffs(&generator) {
      let floors = tariff.floors(from: profile(least), to: profile(least + extra))
      for _ in 0..<60 {
        let share = generator.uniform()
        let between = LoadSize(
          weight: least.weight + extra.weight * generator.uniform(),
          volume: least.volume + extra.volume * share,
          pallets: least.pallets + extra.pallets * generator.uniform(),
          length: least.length + extra.length * share)
        guard let charge = tariff.charge(for: profile(between))?.total else { continue }
        for floor in floors { #expect(floor.charge(for: between) <= charge + 1e-9) }
      }
    }
  }
}
