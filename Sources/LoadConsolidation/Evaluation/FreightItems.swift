/// What a search moves, as flat arrays.
///
/// An atom is a shipment, or one part of a shipment that may be split. Each atom goes one of its
/// ways: from one of its sources, or through a hub. A way is one item, or two through a hub; loads
/// are made of items.
struct FreightItems: Sendable {
  /// One way for an atom to go.
  struct Way: Sendable {
    /// The items it consists of: one, or two through a hub.
    var items: [Int]
    /// What the source and the hub cost.
    var cost: Double
    /// The facility whose capacity it takes; −1 for none.
    var facility: Int
  }

  private(set) var shipmentOfAtom: [Int] = []
  private(set) var ways: [[Way]] = []
  private(set) var atom: [Int] = []
  private(set) var leg: [Load.Leg] = []
  private(set) var source: [Int] = []
  private(set) var origin: [Int] = []
  private(set) var destination: [Int] = []
  private(set) var size: [SIMD4<Double>] = []
  /// Pallet places and length that stacking divides.
  private(set) var stackable: [SIMD4<Double>] = []
  private(set) var shipWindow: [DayWindow] = []
  private(set) var deliveryWindow: [DayWindow] = []
  /// What the way of the item costs; zero for an item of a way with several.
  private(set) var cost: [Double] = []
  /// The facility of the item's way; −1 for none, and for an item of a way with several.
  private(set) var facility: [Int] = []
  private(set) var placeNames: [String] = []
  /// Whether each atom has one way that takes no facility: then there is nothing to choose.
  private(set) var isPlain = true

  private var placeIndex: [String: Int] = [:]

  var atoms: Range<Int> { shipmentOfAtom.indices }

  /// - Complexity: O(shipments × parts × (sources + hubs)).
  init(_ problem: ConsolidationProblem) {
    let facilities = Dictionary(
      problem.facilities.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }
    )
    for (index, shipment) in problem.shipments.enumerated() {
      for _ in 0..<shipment.parts {
        shipmentOfAtom.append(index)
        ways.append([])
        for (number, source) in shipment.sources.enumerated() {
          let facility = source.facility.flatMap { facilities[$0] } ?? -1
          add(
            shipment, from: source, number,
            cost: source.cost / Double(shipment.parts), facility, hubs: problem.hubs)
        }
        if ways[ways.count - 1].count > 1 || ways[ways.count - 1][0].facility >= 0 {
          isPlain = false
        }
      }
    }
  }

  private mutating func add(
    _ shipment: Shipment, from source: Shipment.Source, _ number: Int, cost: Double,
    _ facility: Int, hubs: [Hub]
  ) {
    let atom = shipmentOfAtom.count - 1
    // A source that is the destination needs no hub, and a lane to itself is left to the rates.
    let direct = append(
      shipment, .direct, number, from: source.place, to: shipment.destination,
      shipment.shipWindow, shipment.deliveryWindow)
    self.cost[direct] = cost
    self.facility[direct] = facility
    ways[atom].append(Way(items: [direct], cost: cost, facility: facility))
    for hub in hubs where hub.place != source.place && hub.place != shipment.destination {
      // Days without a start begin on day 0.
      let first = shipment.shipWindow.earliest == .min ? 0 : shipment.shipWindow.earliest
      let (reached, overflow) = first.addingReportingOverflow(hub.daysToReach)
      let (leaves, further) = reached.addingReportingOverflow(hub.daysOfHandling)
      guard !overflow, !further, leaves <= shipment.deliveryWindow.latest else { continue }
      let inbound = append(
        shipment, .toHub, number, from: source.place, to: hub.place, shipment.shipWindow,
        .until(reached))
      let outbound = append(
        shipment, .fromHub, number, from: hub.place, to: shipment.destination, .from(leaves),
        shipment.deliveryWindow)
      let handling = hub.cost(of: LoadSize(size[inbound]))
      ways[atom].append(
        Way(items: [inbound, outbound], cost: cost + handling, facility: facility))
    }
  }

  private mutating func append(
    _ shipment: Shipment, _ leg: Load.Leg, _ source: Int, from: String, to: String,
    _ shipping: DayWindow, _ arriving: DayWindow
  ) -> Int {
    atom.append(shipmentOfAtom.count - 1)
    self.leg.append(leg)
    self.source.append(source)
    origin.append(place(from))
    destination.append(place(to))
    let vector = shipment.size.vector / Double(shipment.parts)
    size.append(vector)
    stackable.append(shipment.isStackable ? SIMD4(0, 0, vector.z, vector.w) : .zero)
    shipWindow.append(shipping)
    deliveryWindow.append(arriving)
    cost.append(0)
    facility.append(-1)
    return atom.count - 1
  }

  private mutating func place(_ name: String) -> Int {
    if let known = placeIndex[name] { return known }
    placeNames.append(name)
    placeIndex[name] = placeNames.count - 1
    return placeNames.count - 1
  }
}
