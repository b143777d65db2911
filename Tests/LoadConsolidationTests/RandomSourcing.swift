import LoadConsolidation
import SupplyChainCore

/// Seeded problems with several sources, facilities, hubs, parts, stacking and emissions.
enum RandomSourcing {
  struct Features: OptionSet {
    let rawValue: Int
    static let facilities = Features(rawValue: 1)
    static let hub = Features(rawValue: 2)
    static let parts = Features(rawValue: 4)
    static let stacking = Features(rawValue: 8)
    static let emissions = Features(rawValue: 16)
    static let scarce = Features(rawValue: 32)
    static let stops = Features(rawValue: 64)
    static let unloading = Features(rawValue: 128)
  }

  static func problem(
    seed: UInt64, shipments count: Int, _ features: Features
  ) throws -> ConsolidationProblem {
    var generator = SeededGenerator(seed: seed)
    let places = ["X", "Y", "H", "D", "E"].enumerated().map { index, code in
      DistanceTable.Place(
        code: code, latitude: 48 + Double(index) * 0.4 + generator.uniform(),
        longitude: 2 + 4 * generator.uniform())
    }
    let shipments = try (0..<count).map { index in
      let x = Shipment.Source(
        "X", facility: features.contains(.facilities) ? "plant" : nil,
        cost: 40 * generator.uniform())
      let y = Shipment.Source(
        "Y", facility: features.contains(.facilities) ? "depot" : nil,
        cost: 40 * generator.uniform())
      let day = generator.index(below: 2)
      return try Shipment(
        id: "S\(index)",
        from: features.contains(.facilities)
          ? [[x], [y], [x, y]][generator.index(below: 3)] : [x],
        to: generator.index(below: 3) == 0 ? "E" : "D",
        size: LoadSize(
          weight: 50 + 400 * generator.uniform(), pallets: Double(1 + generator.index(below: 4))),
        shipping: DayWindow(earliest: day, latest: day + 1),
        productClass: ["food", "acid", "dry"][generator.index(below: 3)],
        parts: features.contains(.parts) && generator.index(below: 3) == 0 ? 2 : 1,
        isStackable: features.contains(.stacking) && generator.index(below: 2) == 0,
        priority: generator.index(below: 3),
        costOfLeaving: generator.index(below: 5) == 0 ? 250 * generator.uniform() : nil)
    }
    let levels = features.contains(.stacking) ? 2 : 1
    var rules: [any LoadRule] = [IncompatibleClasses("food", "acid")]
    if features.contains(.unloading) { rules.append(UnloadingOrder(["dry", "food"])) }
    return try ConsolidationProblem(
      shipments: shipments,
      offers: [
        CarrierOffer(
          carrier: "A",
          equipment: Equipment(
            name: "truck", capacity: LoadCapacity(weight: 1_000, pallets: 9),
            stackingLevels: levels),
          rate: PerDistanceRate(perKilometre: 0.8, callOut: 60).adding(stopOff: 20),
          available: features.contains(.scarce) ? 1 : nil,
          maximumStops: features.contains(.stops) ? 2 : 1),
        CarrierOffer(
          carrier: "B", equipment: Equipment(name: "box", capacity: LoadCapacity(weight: 600)),
          rate: WeightBreakTariff(
            breaks: [(from: 0, rate: 0.9), (from: 300, rate: 0.5)], minimumCharge: 80),
          available: features.contains(.scarce) ? 2 : nil),
      ],
      rules: rules, distances: DistanceTable(places: places),
      facilities: features.contains(.facilities)
        ? [
          Facility(name: "plant", capacity: max(1, count / 2)),
          Facility(name: "depot", capacity: max(1, count / 3)),
        ] : [],
      hubs: features.contains(.hub)
        ? [Hub(place: "H", costPerShipment: 2, costPerKilogram: 0.01, daysToReach: 1)] : [],
      emissions: features.contains(.emissions)
        ? EmissionTerms(
          factors: EmissionFactors(
            edition: "test", perTonneKilometre: ["truck": 0.1, "box": 0.3],
            perKilometre: ["truck": 0.4]), pricePerTonne: 90) : nil,
      productClasses: ["food", "acid", "dry"], unservable: .leftOut)
  }
}

/// The best plan by trying everything: every way of every shipment, every partition, every offer.
///
/// It shares no code with the solvers: loads are priced from the problem's parts. Shipments go straight
/// to one place and are not split.
struct EveryPlan {
  let problem: ConsolidationProblem
  private var best = (stranded: Int.max, cost: Double.infinity)
  private var remaining: [Int]
  private var facilities: [String: Int]

  init(_ problem: ConsolidationProblem) {
    self.problem = problem
    remaining = problem.offers.map { $0.available ?? .max }
    facilities = Dictionary(
      uniqueKeysWithValues: problem.facilities.map { ($0.name, $0.capacity) })
  }

  mutating func cheapest() -> (stranded: Int, cost: Double) {
    assign(Array(problem.shipments.indices), cost: 0, stranded: 0)
    return best
  }

  private mutating func assign(_ left: [Int], cost: Double, stranded: Int) {
    if (stranded, cost) >= best { return }
    guard let first = left.first else {
      best = (stranded, cost)
      return
    }
    let others = Array(left.dropFirst())
    let shipment = problem.shipments[first]
    assign(
      others, cost: cost + (shipment.costOfLeaving ?? 0),
      stranded: stranded + (shipment.costOfLeaving == nil ? 1 + shipment.priority : 0))
    for place in Set(shipment.sources.map(\.place)).sorted() {
      for subset in 0..<(1 << others.count) {
        let with = others.indices.filter { subset & (1 << $0) != 0 }.map { others[$0] }
        let members = [first] + with
        guard members.allSatisfy({ problem.shipments[$0].sources.contains { $0.place == place } })
        else { continue }
        ship(
          members, from: place, others.filter { !with.contains($0) }, cost: cost,
          stranded: stranded)
      }
    }
  }

  private mutating func ship(
    _ members: [Int], from place: String, _ left: [Int], cost: Double, stranded: Int
  ) {
    let shipments = members.map { problem.shipments[$0] }
    let sources = shipments.compactMap { $0.sources.first { $0.place == place } }
    let names = sources.compactMap(\.facility)
    for name in names { facilities[name, default: 0] -= 1 }
    defer { for name in names { facilities[name, default: 0] += 1 } }
    if facilities.values.contains(where: { $0 < 0 }) { return }
    let handling = sources.reduce(0) { $0 + $1.cost }
    for (offer, price) in prices(shipments, from: place) where remaining[offer] > 0 {
      if remaining[offer] != .max { remaining[offer] -= 1 }
      assign(left, cost: cost + handling + price, stranded: stranded)
      if remaining[offer] != .max { remaining[offer] += 1 }
    }
  }

  private func prices(_ shipments: [Shipment], from place: String) -> [(offer: Int, price: Double)]
  {
    guard Set(shipments.map(\.destination)).count == 1 else { return [] }
    let earliest = shipments.map(\.shipWindow.earliest).max() ?? 0
    let latest = shipments.map(\.shipWindow.latest).min() ?? 0
    guard earliest <= latest else { return [] }
    for rule in problem.rules {
      for one in shipments {
        for other in shipments where one != other && !rule.allows(one, with: other) { return [] }
      }
    }
    let size = shipments.reduce(LoadSize.zero) { $0 + $1.size }
    let distance = problem.distances.distance(from: place, to: shipments[0].destination) ?? .nan
    let profile = LoadProfile(
      lane: Lane(from: place, to: shipments[0].destination), distance: distance, size: size,
      shipments: shipments.count)
    return problem.offers.enumerated().compactMap { index, offer in
      var room = size
      let levels = Double(offer.equipment.stackingLevels)
      for shipment in shipments where shipment.isStackable {
        room.pallets -= shipment.size.pallets * (1 - 1 / levels)
      }
      guard offer.equipment.capacity.holds(room),
        let charge = offer.rate.charge(for: profile)?.total
      else { return nil }
      let kilograms =
        problem.emissions?.factors.kilograms(
          of: offer.equipment.name, weight: size.weight, distance: distance) ?? 0
      return (index, charge + kilograms * (problem.emissions?.pricePerTonne ?? 0) / 1_000)
    }
  }
}
