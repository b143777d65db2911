/// Why a shipment travels alone: its cheapest company and what that would cost, or what forbids it.
struct LoneShipments {
  private let evaluator: LoadEvaluator
  private let loads: [PricedLoad]
  private let loadsOfOrigin: [Int: [Int]]

  /// Beyond this many candidates an explanation would take longer than the plan.
  private static let triedLoads = 200

  init(_ evaluator: LoadEvaluator, loads: [PricedLoad]) {
    self.evaluator = evaluator
    self.loads = loads
    loadsOfOrigin = Dictionary(grouping: loads.indices) {
      evaluator.items.origin[loads[$0].members[0]]
    }
  }

  /// The reason in words, without a comparison where there is no time for it.
  func reason(for index: Int, hasTime: Bool) -> String {
    if !hasTime { return "alone: the time was up before a reason was looked for" }
    let load = loads[index]
    let item = load.members[0]
    let items = evaluator.items
    let others = (loadsOfOrigin[items.origin[item]] ?? []).filter { $0 != index }
    if others.isEmpty { return "alone: nothing else leaves its origin" }
    // Loads on its own lane are the likeliest company.
    let lane = items.destination[item]
    let near = others.filter { loads[$0].stops.contains(lane) }
    let candidates = (near + others.filter { !loads[$0].stops.contains(lane) })
      .prefix(Self.triedLoads)
    var cheapest: (index: Int, extra: Double)?
    var obstacles: [LoadObstacle: Int] = [:]
    for other in candidates {
      if let both = evaluator.price(load, with: loads[other]) {
        let extra = both.cost - load.cost - loads[other].cost
        if extra < cheapest?.extra ?? .infinity { cheapest = (other, extra) }
      } else {
        obstacles[evaluator.obstacle(to: loads[other].members + [item]), default: 0] += 1
      }
    }
    if let (other, extra) = cheapest {
      let partner = evaluator.problem.shipments[evaluator.shipment(of: loads[other].members[0])].id
      if extra < SavingsConsolidation.leastSaving {
        return "alone: with \(partner) it would cost the same, or the vehicle is taken"
      }
      return "alone: with \(partner) it would cost \(Text.number(extra)) more"
    }
    let closest = obstacles.max {
      ($0.key.rank, $0.value) < ($1.key.rank, $1.value)
    }
    guard let closest else { return "alone" }
    return "alone: \(closest.key.description(in: evaluator.problem))"
  }
}
