public import SupplyChainCore

/// Shipments, and what carriers offer to move them.
///
/// Rates and rules are open protocols, so the problem as a whole is not `Codable`; its parts are.
///
/// ```swift
/// let trailer = try Equipment(name: "trailer", capacity: LoadCapacity(weight: 24_000))
/// let problem = try ConsolidationProblem(
///   shipments: [
///     Shipment(id: "A", from: "Ghent", to: "Lyon", size: LoadSize(weight: 9_000)),
///     Shipment(id: "B", from: "Ghent", to: "Lyon", size: LoadSize(weight: 7_000)),
///   ],
///   offers: [CarrierOffer(carrier: "Noord", equipment: trailer, rate: PerLoadRate(price: 980))])
/// let result = try SavingsConsolidation().solve(problem)
/// assert(result.plan.loads.count == 1)
/// ```
public struct ConsolidationProblem: Sendable {
  /// What is to be moved.
  public internal(set) var shipments: [Shipment]
  /// How it can be moved.
  public internal(set) var offers: [CarrierOffer]
  /// What may not travel together.
  public let rules: [any LoadRule]
  /// How far it is.
  public let distances: DistanceTable
  /// What the sources of shipments can send at most.
  public internal(set) var facilities: [Facility]
  /// Where goods may change vehicles.
  public let hubs: [Hub]
  /// What emissions are counted with and cost; `nil` where they are not counted.
  public internal(set) var emissions: EmissionTerms?

  /// What to do with a shipment that no offer can carry, even alone.
  public enum Unservable: Sendable {
    /// The problem is refused, naming every such shipment.
    case refused
    /// The shipment is left out of the plan, with the reason.
    case leftOut
  }

  /// Puts a problem together and checks it.
  ///
  /// - Parameters:
  ///   - shipments: What is to be moved.
  ///   - offers: How it can be moved.
  ///   - rules: What may not travel together.
  ///   - distances: How far it is; needed by rates per kilometre, loads of several stops and
  ///     emissions.
  ///   - facilities: What the sources of shipments can send at most.
  ///   - hubs: Where goods may change vehicles.
  ///   - emissions: What emissions are counted with and cost.
  ///   - productClasses: Every class there is; by default those of the shipments. A rule or a
  ///     shipment that names another is refused.
  ///   - unservable: What to do with a shipment that no offer can carry.
  /// - Throws: `InvalidInput` for a shipment twice, a rule with an unknown class, a source with an
  ///   unknown facility, equipment without an emission factor, a shipment that no offer can carry;
  ///   all at once.
  /// - Complexity: O(shipments × offers).
  public init(
    shipments: [Shipment], offers: [CarrierOffer], rules: [any LoadRule] = [],
    distances: DistanceTable = .unknown, facilities: [Facility] = [], hubs: [Hub] = [],
    emissions: EmissionTerms? = nil, productClasses: Set<String>? = nil,
    unservable: Unservable = .refused
  ) throws(InvalidInput) {
    self.shipments = shipments
    self.offers = offers
    self.rules = rules
    self.distances = distances
    self.facilities = facilities
    self.hubs = hubs
    self.emissions = emissions

    var checks = InputChecks()
    checkNames(&checks)
    checkClasses(productClasses, &checks)
    checkEmissions(&checks)
    if !checks.problems.isEmpty { throw InvalidInput(checks.problems) }

    guard unservable == .refused else { return }
    let evaluator = LoadEvaluator(self)
    for atom in evaluator.items.atoms where !evaluator.canMove(atom) {
      let index = evaluator.items.shipmentOfAtom[atom]
      if checks.problems.last?.index == index { continue }
      checks.report(
        "shipments", at: index, value: shipments[index].id,
        "cannot be moved: \(evaluator.obstacle(toMoving: atom).description(in: self))")
    }
    if !checks.problems.isEmpty { throw InvalidInput(checks.problems) }
  }

  private func checkNames(_ checks: inout InputChecks) {
    func requireDistinct(_ names: [String], _ field: String, _ kind: String) {
      var seen: [String: Int] = [:]
      for (index, name) in names.enumerated() {
        if let first = seen.updateValue(index, forKey: name) {
          checks.report(field, at: index, value: name, "is that of \(kind) \(first), too")
        }
      }
    }
    requireDistinct(shipments.map(\.id), "shipments.id", "shipment")
    requireDistinct(facilities.map(\.name), "facilities.name", "facility")
    requireDistinct(hubs.map(\.place), "hubs.place", "hub")
    if offers.isEmpty && !shipments.isEmpty { checks.report("offers", "is empty") }
    let known = Set(facilities.map(\.name))
    for (index, shipment) in shipments.enumerated() {
      for case let facility? in shipment.sources.map(\.facility) where !known.contains(facility) {
        checks.report(
          "shipments.sources.facility", at: index, value: facility, "is not a known facility")
      }
    }
  }

  private func checkClasses(_ productClasses: Set<String>?, _ checks: inout InputChecks) {
    let known = productClasses ?? Set(shipments.compactMap(\.productClass))
    if let productClasses {
      for (index, shipment) in shipments.enumerated() {
        if let named = shipment.productClass, !productClasses.contains(named) {
          checks.report("shipments.productClass", at: index, value: named, "is not a known class")
        }
      }
    }
    for (index, rule) in rules.enumerated() {
      for named in rule.productClasses where !known.contains(named) {
        checks.report("rules.productClasses", at: index, value: named, "is not a known class")
      }
    }
  }

  /// An emission that is not known would count as none, so what it takes has to be there.
  private func checkEmissions(_ checks: inout InputChecks) {
    guard let factors = emissions?.factors else { return }
    for (index, offer) in offers.enumerated()
    where factors.kilograms(of: offer.equipment.name, weight: 0, distance: 0) == nil {
      checks.report(
        "offers.equipment", at: index, value: offer.equipment.name, "has no emission factor")
    }
    for (index, shipment) in shipments.enumerated() {
      for source in shipment.sources
      where distances.distance(from: source.place, to: shipment.destination) == nil {
        checks.report(
          "shipments", at: index, value: shipment.id,
          "goes a distance that is not known, which emissions need: \(source.place) → "
            + shipment.destination)
      }
    }
  }
}
