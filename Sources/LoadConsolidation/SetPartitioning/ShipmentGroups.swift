/// Atoms that no load, no facility and no scarce vehicle ties to any other.
struct ShipmentGroups {
  private(set) var groups: [[Int]] = []
  /// The position of each item among the items of its group, so that what is kept for the items of a
  /// group takes no more room than they do.
  let positionOfItem: [Int]
  /// Whether vehicles or facilities are scarce, or atoms have several ways to go.
  let isLinked: Bool

  init(_ evaluator: LoadEvaluator) {
    let problem = evaluator.problem
    let items = evaluator.items
    let isScarce = problem.offers.contains { $0.available.map { $0 < items.atoms.count } ?? false }
    isLinked = isScarce || !items.isPlain
    if isScarce {
      groups = items.atoms.isEmpty ? [] : [Array(items.atoms)]
      positionOfItem = Array(items.atom.indices)
      return
    }
    let hasStops = evaluator.maximumStops > 1
    // What atoms may have in common: lanes or origins, then facilities.
    let bundles = hasStops ? items.placeNames.count : evaluator.lanes.count
    var parent = Array(0..<(bundles + problem.facilities.count))
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    func bundle(_ item: Int) -> Int { hasStops ? items.origin[item] : evaluator.laneOfItem[item] }
    for ways in items.ways {
      for way in ways {
        for item in way.items { parent[root(bundle(item))] = root(bundle(ways[0].items[0])) }
        if way.facility >= 0 {
          parent[root(bundles + way.facility)] = root(bundle(ways[0].items[0]))
        }
      }
    }
    var index: [Int: Int] = [:]
    for atom in items.atoms {
      let key = root(bundle(items.ways[atom][0].items[0]))
      if let group = index[key] {
        groups[group].append(atom)
      } else {
        index[key] = groups.count
        groups.append([atom])
      }
    }
    var positions = [Int](repeating: 0, count: items.atom.count)
    for group in groups {
      for (position, item) in group.lazy.flatMap({ items.ways[$0].flatMap(\.items) }).enumerated() {
        positions[item] = position
      }
    }
    positionOfItem = positions
  }
}
