internal import SupplyChainCore

/// All loads that a group of shipments of one origin can make, or as many as a limit allows.
struct LoadEnumeration {
  private let evaluator: LoadEvaluator
  private let limit: Int
  private let maximumStops: Int
  private(set) var loads: [PricedLoad] = []
  /// Whether no load is missing.
  private(set) var isComplete = true

  /// - Complexity: O(2ⁿ) loads for n shipments that all fit together; `limit` ends it.
  init(
    of group: [Int], _ evaluator: LoadEvaluator, limit: Int, _ monitor: inout SearchMonitor
  ) {
    self.evaluator = evaluator
    self.limit = limit
    maximumStops = evaluator.problem.offers.lazy.map(\.maximumStops).max() ?? 1
    var members: [Int] = []
    var visited = 0
    extend(&members, from: 0, of: group, size: .zero, window: .always, &visited, &monitor)
  }

  /// Adds shipments one by one, cutting off only where no superset can be a load: weights and
  /// conflicts only grow and windows only shrink, while rates and routes may go either way.
  private mutating func extend(
    _ members: inout [Int], from start: Int, of group: [Int], size: SIMD4<Double>,
    window: DayWindow, _ visited: inout Int, _ monitor: inout SearchMonitor
  ) {
    for position in start..<group.count where isComplete {
      let shipment = group[position]
      let total = size + evaluator.sizes[shipment]
      guard evaluator.fitsSomewhere(total),
        let days = window.intersection(evaluator.problem.shipments[shipment].shipWindow),
        members.allSatisfy({ evaluator.mayShare($0, shipment) })
      else { continue }
      members.append(shipment)
      defer { members.removeLast() }
      guard Set(members.map { evaluator.destination[$0] }).count <= maximumStops else { continue }
      visited += 1
      if visited % 256 == 0 && !monitor.continues() || loads.count >= limit
        || visited > 8 * limit
      {
        isComplete = false
        return
      }
      if let load = evaluator.price(members) { loads.append(load) }
      extend(
        &members, from: position + 1, of: group, size: total, window: days, &visited, &monitor)
    }
  }
}
