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
  public let shipments: [Shipment]
  /// How it can be moved.
  public let offers: [CarrierOffer]
  /// What may not travel together.
  public let rules: [any LoadRule]
  /// How far it is.
  public let distances: DistanceTable

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
  ///   - distances: How far it is; needed by rates per kilometre and loads of several stops.
  ///   - productClasses: Every class there is; by default those of the shipments. A rule or a
  ///     shipment that names another is refused.
  ///   - unservable: What to do with a shipment that no offer can carry.
  /// - Throws: `InvalidInput` for a shipment twice, a rule with an unknown class, a shipment that
  ///   no offer can carry; all at once.
  /// - Complexity: O(shipments × offers).
  public init(
    shipments: [Shipment], offers: [CarrierOffer], rules: [any LoadRule] = [],
    distances: DistanceTable = .unknown, productClasses: Set<String>? = nil,
    unservable: Unservable = .refused
  ) throws(InvalidInput) {
    self.shipments = shipments
    self.offers = offers
    self.rules = rules
    self.distances = distances

    var checks = InputChecks()
    var seen: [String: Int] = [:]
    for (index, shipment) in shipments.enumerated() {
      if let first = seen.updateValue(index, forKey: shipment.id) {
        checks.report(
          "shipments.id", at: index, value: shipment.id, "is that of shipment \(first), too")
      }
    }
    if offers.isEmpty && !shipments.isEmpty { checks.report("offers", "is empty") }
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
    if !checks.problems.isEmpty { throw InvalidInput(checks.problems) }

    guard unservable == .refused else { return }
    let evaluator = LoadEvaluator(self)
    for index in shipments.indices where evaluator.price([index]) == nil {
      checks.report(
        "shipments", at: index, value: shipments[index].id,
        "cannot be moved: \(evaluator.obstacle(to: [index]).description(in: self))")
    }
    if !checks.problems.isEmpty { throw InvalidInput(checks.problems) }
  }
}
