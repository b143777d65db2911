/// Promising loads of a group that makes too many to list: what neighbours of a good plan are made of.
struct LoadPool {
  private let evaluator: LoadEvaluator
  private let limit: Int
  private(set) var loads: [PricedLoad] = []
  private var seen: Set<[Int]> = []

  /// - Complexity: O(limit) loads are priced at most twice over.
  init(
    of group: [Int], around plan: [PricedLoad], _ evaluator: LoadEvaluator, limit: Int,
    while continues: () -> Bool
  ) {
    self.evaluator = evaluator
    self.limit = limit
    for shipment in group { admit([shipment]) }
    for load in plan { admit(load.members) }
    // One shipment more, one less, one exchanged.
    for load in plan {
      guard continues() else { return }
      let others = group.filter { !load.members.contains($0) && isNear($0, to: load) }
      for member in load.members where load.members.count > 1 {
        let rest = load.members.filter { $0 != member }
        admit(rest)
        for other in others { admit(rest + [other]) }
      }
      for other in others { admit(load.members + [other]) }
    }
    for (position, first) in group.enumerated() {
      guard continues() else { return }
      for second in group[(position + 1)...] { admit([first, second]) }
    }
  }

  /// Whether a shipment leaves where the load does and goes to one of its stops.
  private func isNear(_ shipment: Int, to load: PricedLoad) -> Bool {
    evaluator.origin[shipment] == evaluator.origin[load.members[0]]
      && load.stops.contains(evaluator.destination[shipment])
  }

  private mutating func admit(_ members: [Int]) {
    guard loads.count < limit, seen.count < 4 * limit, seen.insert(members.sorted()).inserted,
      let load = evaluator.price(members)
    else { return }
    loads.append(load)
  }
}
