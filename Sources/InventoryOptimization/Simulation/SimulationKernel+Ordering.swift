internal import SupplyChainCore

extension SimulationKernel {
  func placeOrder(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    node.pointee.ordered = 0
    node.pointee.received = 0
    node.pointee.shipped = 0
    if node.pointee.stops != .nothing {
      let u = generators[index].disruption.uniform()
      let chance = node.pointee.isDown ? node.pointee.recovery : node.pointee.failure
      if u < chance { node.pointee.isDown.toggle() }
    }
    var echelon = node.pointee.position
    for place in node.pointee.customerStart..<node.pointee.customerEnd {
      let supply = supplies[customers[place]]
      echelon += supply.units * nodes[supply.customer].echelon
    }
    node.pointee.echelon = echelon
    if node.pointee.isDown && node.pointee.stops == .orders { return }
    let quantity = min(wanted(index, echelon), node.pointee.capacity)
    // What rounding leaves of the position is no order.
    let rounding =
      1e-12
      * (node.pointee.onHand + node.pointee.backorders + node.pointee.owed + node.pointee.onOrder)
    guard quantity > max(0, rounding), quantity < 1e15 else { return }
    node.pointee.ordered = quantity
    node.pointee.onOrder += quantity
    node.pointee.echelon += quantity
    totals[index].orders += 1
    totals[index].ordered += quantity
    if node.pointee.supplyStart == node.pointee.supplyEnd {
      dispatch(quantity, to: index)
    }
    for place in node.pointee.supplyStart..<node.pointee.supplyEnd {
      let units = quantity * supplies[place].units
      supplies[place].owed += units
      nodes[supplies[place].supplier].owed += units
    }
  }

  @inline(__always) private func wanted(_ index: Int, _ echelon: Double) -> Double {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    switch node.pointee.rule {
    case .upTo: return node.pointee.level - node.pointee.position
    case .echelonUpTo: return node.pointee.level - echelon
    case .lots:
      let missing = node.pointee.level - node.pointee.position
      if missing < 0 { return 0 }
      return ((missing / node.pointee.upper).rounded(.down) + 1) * node.pointee.upper
    case .minMax:
      let position = node.pointee.position
      return position <= node.pointee.level ? node.pointee.upper - position : 0
    case .custom:
      return policies[index].order(
        at: StockState(
          period: period, onHand: node.pointee.onHand,
          backorders: node.pointee.backorders + node.pointee.owed + node.pointee.known,
          onOrder: node.pointee.onOrder, echelonPosition: echelon))
    }
  }

  /// Puts goods on their way to a point.
  @inline(__always) func dispatch(_ quantity: Double, to index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    var arrival = period
    if node.pointee.leadTime >= 0 {
      arrival += node.pointee.leadTime
    } else {
      let longest = node.pointee.pipelineMask
      arrival += min(max(0, leadTimes[index].leadTime(using: &generators[index].leadTime)), longest)
      if !node.pointee.ordersMayCross {
        arrival = max(arrival, node.pointee.lastArrival)
        node.pointee.lastArrival = arrival
      }
    }
    pipelines[node.pointee.pipelineStart + arrival & node.pointee.pipelineMask] += quantity
    node.pointee.inTransit += quantity
  }
}
