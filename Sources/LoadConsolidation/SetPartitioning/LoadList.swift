internal import SupplyChainCore

/// All loads that a group of atoms can make, as flat arrays: pricing is reading them once.
struct LoadList: LoadPricer {
  private let evaluator: LoadEvaluator
  private var starts: [Int32] = [0]
  private var members: [Int32] = []
  private var offers: [Int32] = []
  private var costs: [Double] = []
  private let atomCount: Int

  var count: Int { costs.count }

  /// Lists the loads; `nil` where there are too many of them.
  ///
  /// - Parameters:
  ///   - group: The atoms.
  ///   - evaluator: The problem.
  ///   - limit: How many loads are too many.
  ///   - isFree: Whether neither vehicles nor facilities are scarce, so that only the cheapest offer
  ///     counts, and no load that costs more than its items by themselves.
  ///   - continues: Asked now and then whether there is time.
  /// - Complexity: O(2ⁿ) for n atoms that all fit together; `limit` ends it.
  init?(
    of group: [Int], _ evaluator: LoadEvaluator, limit: Int, isFree: Bool,
    while continues: () -> Bool
  ) {
    self.evaluator = evaluator
    atomCount = evaluator.items.atoms.count
    var enumeration = Enumeration(evaluator, limit: limit, isFree: isFree)
    let items = group.flatMap { evaluator.items.ways[$0].flatMap(\.items) }
    let hasStops = evaluator.maximumStops > 1
    // Loads never mix origins, and without stops no lanes.
    let bundles = Dictionary(grouping: items) {
      hasStops ? evaluator.items.origin[$0] : evaluator.laneOfItem[$0]
    }
    for (_, bundle) in bundles.sorted(by: { $0.key < $1.key }) {
      enumeration.run(bundle, in: &self, while: continues)
      if enumeration.isCutShort { return nil }
    }
  }

  fileprivate mutating func append(_ load: PricedLoad) {
    members.append(contentsOf: load.members.lazy.map { Int32($0) })
    starts.append(Int32(members.count))
    offers.append(Int32(load.offer))
    costs.append(load.cost)
  }

  private func members(of load: Int) -> [Int] {
    members[Int(starts[load])..<Int(starts[load + 1])].map { Int($0) }
  }

  private func load(_ index: Int) -> PricedLoad? {
    evaluator.price(members(of: index), offer: Int(offers[index]))
  }

  /// - Complexity: O(members of all loads).
  mutating func price(
    _ prices: MasterPrices, above threshold: Double, while continues: () -> Bool
  ) -> Pricing {
    var pricing = Pricing()
    var best = [Int](repeating: -1, count: atomCount)
    var bestProfit = [Double](repeating: threshold, count: atomCount)
    visit(prices) { load, profit in
      guard profit > 0 else { return }
      pricing.note(profit: profit, cost: costs[load])
      guard profit > threshold else { return }
      for entry in Int(starts[load])..<Int(starts[load + 1]) {
        let atom = evaluator.items.atom[Int(members[entry])]
        if profit > bestProfit[atom] {
          bestProfit[atom] = profit
          best[atom] = load
        }
      }
    }
    let chosen = Set(best.lazy.filter { $0 >= 0 })
    pricing.loads = chosen.sorted().compactMap { load($0) }
    return pricing
  }

  func loads(
    within gap: Double, at prices: MasterPrices, limit: Int, while continues: () -> Bool
  ) -> [PricedLoad]? {
    var chosen: [Int] = []
    visit(prices) { load, profit in
      if profit >= -gap && chosen.count <= limit { chosen.append(load) }
    }
    if chosen.count > limit { return nil }
    return chosen.compactMap { load($0) }
  }

  private func visit(_ prices: MasterPrices, _ body: (_ load: Int, _ profit: Double) -> Void) {
    prices.worth.withUnsafeBufferPointer { worth in
      members.withUnsafeBufferPointer { members in
        var entry = 0
        for load in costs.indices {
          let end = Int(starts[load + 1])
          var value = prices.offer[Int(offers[load])]
          while entry < end {
            value += worth[Int(members[entry])]
            entry += 1
          }
          body(load, value - costs[load])
        }
      }
    }
  }

  /// The depth-first search that finds them.
  private struct Enumeration {
    let evaluator: LoadEvaluator
    let limit: Int
    let isFree: Bool
    let maximumStops: Int
    let costAlone: [Double]
    var visited = 0
    var isCutShort = false

    /// So many sets that are no loads may be visited for each load that is.
    static let patience = 8

    init(_ evaluator: LoadEvaluator, limit: Int, isFree: Bool) {
      self.evaluator = evaluator
      self.limit = limit
      self.isFree = isFree
      maximumStops = evaluator.maximumStops
      costAlone =
        isFree
        ? evaluator.items.atom.indices.map { evaluator.price([$0])?.cost ?? .infinity } : []
    }

    mutating func run(_ items: [Int], in list: inout LoadList, while continues: () -> Bool) {
      var members: [Int] = []
      extend(
        &members, from: 0, of: items, size: .zero, stackable: .zero, window: .always, stops: [],
        alone: 0, in: &list, while: continues)
    }

    /// Adds items one by one, cutting off only where no superset can be a load: weights and conflicts
    /// only grow and windows only shrink, while rates and routes may go either way.
    private mutating func extend(
      _ members: inout [Int], from start: Int, of group: [Int], size: SIMD4<Double>,
      stackable: SIMD4<Double>, window: DayWindow, stops: [Int], alone: Double,
      in list: inout LoadList, while continues: () -> Bool
    ) {
      let items = evaluator.items
      for position in start..<group.count where !isCutShort {
        let item = group[position]
        let total = size + items.size[item]
        let stacked = stackable + items.stackable[item]
        guard evaluator.fitsSomewhere(total, stackable: stacked),
          let days = window.intersection(items.shipWindow[item]),
          members.allSatisfy({ evaluator.mayShare($0, item) })
        else { continue }
        let place = items.destination[item]
        let places = stops.contains(place) ? stops : stops + [place]
        guard places.count <= maximumStops else { continue }
        visited += 1
        if visited % 256 == 0 && !continues() || list.count >= limit
          || visited > Self.patience * limit
        {
          isCutShort = true
          return
        }
        members.append(item)
        defer { members.removeLast() }
        let sum = isFree ? alone + costAlone[item] : 0
        if isFree {
          if let load = evaluator.price(members), members.count == 1 || load.cost < sum {
            list.append(load)
          }
        } else {
          for load in evaluator.alternatives(members) { list.append(load) }
        }
        extend(
          &members, from: position + 1, of: group, size: total, stackable: stacked, window: days,
          stops: places, alone: sum, in: &list, while: continues)
      }
    }
  }
}
