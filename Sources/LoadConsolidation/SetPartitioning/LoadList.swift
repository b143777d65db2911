internal import SupplyChainCore

/// All loads of a group of atoms that can be in a best plan, as flat arrays: pricing is reading them
/// once.
struct LoadList: LoadPricer {
  private let master: LoadMaster
  private var starts: [Int32] = [0]
  /// The positions of the members among the items of the group.
  private var members: [Int32] = []
  private var offers: [Int32] = []
  private var costs: [Double] = []

  var count: Int { costs.count }

  /// Lists the loads; `nil` where there are too many of them, or the time is up first.
  ///
  /// - Parameters:
  ///   - master: The group.
  ///   - limit: How many loads are too many.
  ///   - continues: Asked now and then whether there is time.
  /// - Complexity: O(2ⁿ) for n atoms that all fit together; `limit` ends it.
  init?(of master: LoadMaster, limit: Int, while continues: () -> Bool) {
    self.master = master
    let evaluator = master.evaluator
    let hasStops = evaluator.maximumStops > 1
    // Loads never mix origins, and without stops no lanes.
    let bundles = Dictionary(grouping: master.items.indices) { position in
      let item = master.items[position]
      return hasStops ? evaluator.items.origin[item] : evaluator.laneOfItem[item]
    }
    var enumeration = Enumeration(master, limit: limit)
    for (_, bundle) in bundles.sorted(by: { $0.key < $1.key }) {
      enumeration.run(bundle, in: &self, while: continues)
      if enumeration.isCutShort { return nil }
    }
  }

  private mutating func append(_ load: PricedLoad, _ positions: [Int]) {
    members.append(contentsOf: positions.lazy.map { Int32($0) })
    starts.append(Int32(members.count))
    offers.append(Int32(load.offer))
    costs.append(load.cost)
  }

  private func load(_ index: Int) -> PricedLoad? {
    let items = members[Int(starts[index])..<Int(starts[index + 1])].map { master.items[Int($0)] }
    return master.evaluator.alternatives(items).first { $0.offer == Int(offers[index]) }
  }

  /// - Complexity: O(members of all loads).
  mutating func price(
    _ prices: MasterPrices, above threshold: Double, while continues: () -> Bool
  ) -> Pricing {
    var pricing = Pricing()
    var best = [Int](repeating: -1, count: master.atoms.count)
    var bestProfit = [Double](repeating: threshold, count: master.atoms.count)
    visit(prices) { load, profit in
      guard profit > 0 else { return }
      pricing.note(profit: profit, cost: costs[load])
      guard profit > threshold else { return }
      for entry in Int(starts[load])..<Int(starts[load + 1]) {
        let atom = master.atomOfItem[Int(members[entry])]
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
    let master: LoadMaster
    let limit: Int
    let maximumStops: Int
    /// What each item costs by itself with an offer of which there are enough: a load that costs more
    /// than its items is in no best plan.
    let costAlone: [Double]
    var visited = 0
    var isCutShort = false

    /// So many sets that are no loads may be visited for each load that is.
    static let patience = 8
    /// There are about so many times more sets with the first item than with any, those before it being
    /// done with: too many of them say that there will be too many in all.
    static let setsOfFirst = 6
    private var isFirst = true

    init(_ master: LoadMaster, limit: Int) {
      self.master = master
      self.limit = limit
      maximumStops = master.evaluator.maximumStops
      costAlone = master.items.map { master.evaluator.costAlone($0) }
    }

    /// What a set of items comes to, on the way down.
    struct Totals {
      var size = SIMD4<Double>.zero
      var stackable = SIMD4<Double>.zero
      var window = DayWindow.always
      var stops: [Int] = []
      var costAlone = 0.0
    }

    mutating func run(_ bundle: [Int], in list: inout LoadList, while continues: () -> Bool) {
      var positions: [Int] = []
      var members: [Int] = []
      extend(&positions, &members, from: 0, of: bundle, Totals(), in: &list, while: continues)
    }

    /// Adds items one by one, cutting off only where no superset can be a load: weights and conflicts
    /// only grow and windows only shrink, while rates and routes may go either way.
    private mutating func extend(
      _ positions: inout [Int], _ members: inout [Int], from start: Int, of bundle: [Int],
      _ totals: Totals, in list: inout LoadList, while continues: () -> Bool
    ) {
      let evaluator = master.evaluator
      for index in start..<bundle.count where !isCutShort {
        if members.isEmpty { isFirst = index == 0 }
        let item = master.items[bundle[index]]
        var larger = totals
        larger.size += evaluator.items.size[item]
        larger.stackable += evaluator.items.stackable[item]
        guard evaluator.fitsSomewhere(larger.size, stackable: larger.stackable),
          let days = totals.window.intersection(evaluator.items.shipWindow[item]),
          members.allSatisfy({ evaluator.mayShare($0, item) })
        else { continue }
        larger.window = days
        let place = evaluator.items.destination[item]
        if !larger.stops.contains(place) { larger.stops.append(place) }
        guard larger.stops.count <= maximumStops else { continue }
        visited += 1
        if isFirst && visited * bundle.count > Self.setsOfFirst * Self.patience * limit {
          isCutShort = true
          return
        }
        if visited % 256 == 0 && !continues() || list.count >= limit
          || visited > Self.patience * limit
        {
          isCutShort = true
          return
        }
        positions.append(bundle[index])
        members.append(item)
        larger.costAlone += costAlone[bundle[index]]
        for load in evaluator.alternatives(members)
        where members.count == 1 || load.cost < larger.costAlone {
          list.append(load, positions)
        }
        extend(
          &positions, &members, from: index + 1, of: bundle, larger, in: &list, while: continues)
        positions.removeLast()
        members.removeLast()
      }
    }
  }
}
