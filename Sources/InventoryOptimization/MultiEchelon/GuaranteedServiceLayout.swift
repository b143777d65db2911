/// A network over stage indices, as the kernels of guaranteed service want it.
struct GuaranteedServiceLayout {
  let suppliers: [[Int]]
  let customers: [[Int]]
  /// The stages, suppliers before customers; stages on a circle and beyond it are left out.
  let sequence: [Int]
  /// Whether the arcs, directions aside, make no cycle.
  let isForest: Bool
  /// The longest time in which a stage can have supply, and in which it can deliver.
  private(set) var longestInbound: [Int]
  private(set) var longest: [Int]
  /// The standard deviation of all demand behind a stage, in units of that stage.
  private(set) var deviations: [Double]
  /// Holding cost times safety factor times deviation: the cost of stock for one period.
  let weights: [Double]

  init(_ network: GuaranteedServiceNetwork) {
    let count = network.stages.count
    let indices = Dictionary(
      network.stages.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var suppliers = [[Int]](repeating: [], count: count)
    var customers = suppliers
    var units = [[Double]](repeating: [], count: count)
    var components = DisjointSets(count: count)
    var isForest = true
    for arc in network.arcs {
      guard let from = indices[arc.from], let to = indices[arc.to] else { continue }
      suppliers[to].append(from)
      customers[from].append(to)
      units[from].append(arc.unitsPerUnit)
      if !components.join(from, to) { isForest = false }
    }
    let sequence = Self.suppliersFirst(suppliers, customers)
    var longestInbound = [Int](repeating: 0, count: count)
    var longest = longestInbound
    for stage in sequence {
      let description = network.stages[stage]
      longestInbound[stage] = max(
        description.supplyTime, suppliers[stage].map { longest[$0] }.max() ?? 0)
      longest[stage] = longestInbound[stage] + description.processingTime
    }
    let own = network.stages.map(\.demandStandardDeviation)
    let deviations =
      isForest
      ? Self.deviations(own, customers, units, sequence)
      : Self.deviationsByPaths(own, customers, units, sequence)
    self.suppliers = suppliers
    self.customers = customers
    self.sequence = sequence
    self.isForest = isForest
    self.longestInbound = longestInbound
    self.longest = longest
    self.deviations = deviations
    weights = network.stages.indices.map {
      network.stages[$0].holdingCost * network.safetyFactor * deviations[$0]
    }
  }

  /// A stage on a circle of arcs or beyond one.
  var stageOnCycle: Int? {
    if sequence.count == suppliers.count { return nil }
    let isOrdered = Set(sequence)
    return suppliers.indices.first { !isOrdered.contains($0) }
  }

  private static func suppliersFirst(_ suppliers: [[Int]], _ customers: [[Int]]) -> [Int] {
    var waiting = suppliers.map(\.count)
    var sequence = suppliers.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < sequence.count {
      for customer in customers[sequence[next]] {
        waiting[customer] -= 1
        if waiting[customer] == 0 { sequence.append(customer) }
      }
      next += 1
    }
    return sequence
  }

  /// In a forest the demands behind a stage's customers are independent of each other.
  private static func deviations(
    _ own: [Double], _ customers: [[Int]], _ units: [[Double]], _ sequence: [Int]
  ) -> [Double] {
    var variances = own.map { $0 * $0 }
    for stage in sequence.reversed() {
      for (customer, unit) in zip(customers[stage], units[stage]) {
        variances[stage] += unit * unit * variances[customer]
      }
    }
    return variances.map { $0.squareRoot() }
  }

  /// Elsewhere one demand can reach a stage on several paths, whose units add up.
  private static func deviationsByPaths(
    _ own: [Double], _ customers: [[Int]], _ units: [[Double]], _ sequence: [Int]
  ) -> [Double] {
    var variances = [Double](repeating: 0, count: own.count)
    var reached = variances
    for demand in own.indices where own[demand] > 0 {
      for stage in sequence.reversed() {
        reached[stage] = stage == demand ? own[demand] : 0
        for (customer, unit) in zip(customers[stage], units[stage]) {
          reached[stage] += unit * reached[customer]
        }
        variances[stage] += reached[stage] * reached[stage]
      }
    }
    return variances.map { $0.squareRoot() }
  }
}

/// Sets that grow together: union-find with path halving.
private struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  private mutating func root(_ element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  /// Joins the sets of two elements; false where they were one already.
  mutating func join(_ first: Int, _ second: Int) -> Bool {
    let (first, second) = (root(first), root(second))
    parents[first] = second
    return first != second
  }
}
