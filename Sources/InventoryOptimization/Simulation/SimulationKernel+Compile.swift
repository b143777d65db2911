internal import Probability
internal import SupplyChainCore

extension StockPoint {
  /// What stops while a point is down, and that nothing does.
  enum Stop: UInt8 { case nothing, orders, shipments, receipts }

  fileprivate var stop: Stop {
    switch disruption?.stops {
    case nil: .nothing
    case .orders: .orders
    case .shipments: .shipments
    case .receipts: .receipts
    }
  }
}

extension SimulationKernel {
  /// Lays a network out in flat buffers.
  init(_ network: StockSimulation, seed: UInt64) {
    let points = network.points
    count = points.count
    knowsDemand = network.orders == .afterDemand
    names = points.map(\.name)
    policies = points.map(\.policy)
    leadTimes = points.map(\.leadTime)
    yields = points.map(\.yield)
    patterns = points.map { Self.tabulated($0.demand) }
    lastDemands = points.map { _ in nil }
    nodes = .allocate(capacity: count)
    nodes.initialize(repeating: Node())
    totals = .allocate(capacity: count)
    totals.initialize(repeating: Totals())
    order = .allocate(capacity: count)
    _ = order.initialize(from: network.downstreamFirst)
    demands = .allocate(capacity: count * Self.stretch)
    demands.initialize(repeating: 0)
    generators = .allocate(capacity: count)
    _ = generators.initialize(
      from: (0..<count).map { index in
        let stream = UInt64(index) &* 4
        return Streams(
          demand: SeededGenerator(seed: seed, stream: stream),
          leadTime: SeededGenerator(seed: seed, stream: stream &+ 1),
          yield: SeededGenerator(seed: seed, stream: stream &+ 2),
          disruption: SeededGenerator(seed: seed, stream: stream &+ 3))
      })

    var list: [Supply] = []
    var pipelineLength = 0
    var lotLength = 0
    for (index, point) in points.enumerated() {
      var node = Node(point)
      node.supplyStart = list.count
      for (supplier, from) in zip(point.suppliers, network.suppliers[index]) {
        list.append(Supply(supplier: from, customer: index, units: supplier.unitsPerUnit))
      }
      node.supplyEnd = list.count
      // One slot more than the longest lead time, and one for what waits at the door.
      var size = 2
      while size < point.leadTime.longest + 2 { size *= 2 }
      node.pipelineStart = pipelineLength
      node.pipelineMask = size - 1
      pipelineLength += size
      node.lotStart = lotLength
      lotLength += node.shelfLife
      nodes[index] = node
      totals[index].costs = point.costs
    }
    supplies = .allocate(capacity: list.count)
    _ = supplies.initialize(from: list)
    let bySupplier = list.indices.sorted {
      (list[$0].supplier, list[$0].customer) < (list[$1].supplier, list[$1].customer)
    }
    customers = .allocate(capacity: list.count)
    _ = customers.initialize(from: bySupplier)
    var place = 0
    for index in 0..<count {
      nodes[index].customerStart = place
      while place < bySupplier.count, list[bySupplier[place]].supplier == index { place += 1 }
      nodes[index].customerEnd = place
    }
    pipelines = .allocate(capacity: pipelineLength)
    pipelines.initialize(repeating: 0)
    lots = .allocate(capacity: lotLength)
    lots.initialize(repeating: 0)

    let indices = Dictionary(zip(points.map(\.name), points.indices)) { first, _ in first }
    var pools: [Pool] = []
    for transhipment in network.transhipments {
      let members = transhipment.points.compactMap { indices[$0] }
      for member in members { totals[member].transhipmentCost = transhipment.unitCost }
      pools.append(Pool(members: members))
    }
    self.pools = pools
    setInitialStock(network)
  }

  /// What is given, or what the policy aims at: an echelon's level less what stands downstream.
  private func setInitialStock(_ network: StockSimulation) {
    var echelon = [Double](repeating: 0, count: count)
    for index in network.downstreamFirst {
      var downstream = 0.0
      for place in nodes[index].customerStart..<nodes[index].customerEnd {
        let supply = supplies[customers[place]]
        downstream += supply.units * echelon[supply.customer]
      }
      let point = network.points[index]
      var stock = point.initialStock ?? point.policy.startingStock
      if point.initialStock == nil, let policy = point.policy as? EchelonBaseStockPolicy {
        stock = policy.level - downstream
      }
      stock = stock > 0 && stock < 1e15 ? stock : 0
      echelon[index] = stock + downstream
      nodes[index].onHand = stock
      if nodes[index].shelfLife > 0 { lots[nodes[index].lotStart] = stock }
    }
  }

  /// A Poisson process draws from a table like any distribution of whole numbers.
  private static func tabulated(_ pattern: (any DemandPattern)?) -> (any DemandPattern)? {
    if let process = pattern as? PoissonDemand, let poisson = try? Poisson(mean: process.rate) {
      return IndependentDemand(poisson)
    }
    return pattern
  }
}

extension SimulationKernel.Node {
  fileprivate init(_ point: StockPoint) {
    self.init()
    adopt(point.policy)
    capacity = point.capacity
    costs = point.costs
    isLost = point.unmetDemand == .lost
    hasDemand = point.demand != nil
    hasYield = point.yield != nil
    isInOrder = point.allocation == .inOrder
    ordersMayCross = point.ordersMayCross
    leadTime = (point.leadTime as? FixedLeadTime)?.longest ?? -1
    shelfLife = point.shelfLife ?? 0
    stops = point.stop
    failure = point.disruption?.failureProbability ?? 0
    recovery = point.disruption?.recoveryProbability ?? 1
  }

  /// Turns a policy that is known into numbers.
  private mutating func adopt(_ policy: any ReplenishmentPolicy) {
    switch policy {
    case let policy as BaseStockPolicy:
      rule = .upTo
      level = policy.level
    case let policy as EchelonBaseStockPolicy:
      rule = .echelonUpTo
      level = policy.level
    case let policy as ReorderPointPolicy:
      rule = .lots
      level = policy.reorderPoint
      upper = policy.orderQuantity
    case let policy as MinMaxPolicy:
      rule = .minMax
      level = policy.reorderPoint
      upper = policy.orderUpToLevel
    default: rule = .custom
    }
  }
}
