internal import SupplyChainCore

extension SimulationKernel {
  func move(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    receive(index)
    if node.pointee.backorders > 0 && node.pointee.onHand > 0 {
      let served = min(node.pointee.backorders, node.pointee.onHand)
      node.pointee.backorders -= served
      take(served, from: index)
    }
    let owed = node.pointee.owed
    guard owed > 0, node.pointee.onHand > 0 else { return }
    if node.pointee.isDown && node.pointee.stops == .shipments { return }
    let available = node.pointee.onHand
    if available >= owed {
      for place in node.pointee.customerStart..<node.pointee.customerEnd {
        let supply = customers[place]
        let units = supplies[supply].owed
        if units > 0 {
          supplies[supply].owed = 0
          ship(units, supply)
        }
      }
      node.pointee.owed = 0
      node.pointee.shipped += owed
      take(owed, from: index)
      return
    }
    var left = available
    for place in node.pointee.customerStart..<node.pointee.customerEnd {
      let supply = customers[place]
      let due = supplies[supply].owed
      let units = min(due, node.pointee.isInOrder ? left : available * (due / owed))
      if units > 0 {
        supplies[supply].owed -= units
        left -= units
        ship(units, supply)
      }
    }
    node.pointee.owed = max(0, owed - available)
    node.pointee.shipped += available
    take(available, from: index)
  }

  private func ship(_ units: Double, _ supply: Int) {
    let customer = supplies[supply].customer
    let node = nodes.baseAddress.unsafelyUnwrapped + customer
    if node.pointee.supplyEnd - node.pointee.supplyStart == 1 {
      dispatch(units / supplies[supply].units, to: customer)
      return
    }
    supplies[supply].waiting += units
    var complete = Double.infinity
    for place in node.pointee.supplyStart..<node.pointee.supplyEnd {
      complete = min(complete, supplies[place].waiting / supplies[place].units)
    }
    var cost = 0.0
    for place in node.pointee.supplyStart..<node.pointee.supplyEnd {
      supplies[place].waiting = max(0, supplies[place].waiting - complete * supplies[place].units)
      cost += supplies[place].waiting * nodes[supplies[place].supplier].costs.holding
    }
    node.pointee.waitingCost = cost
    if complete > 0 { dispatch(complete, to: customer) }
  }

  @inline(__always) private func receive(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    let slot = node.pointee.pipelineStart + period & node.pointee.pipelineMask
    let due = pipelines[slot]
    guard due > 0 else { return }
    pipelines[slot] = 0
    if node.pointee.isDown && node.pointee.stops == .receipts {
      // Waits at the door until tomorrow.
      pipelines[node.pointee.pipelineStart + (period + 1) & node.pointee.pipelineMask] += due
      return
    }
    node.pointee.inTransit -= due
    node.pointee.onOrder -= due
    var received = due
    if node.pointee.hasYield, let yield = yields[index] {
      received = yield.received(of: due, using: &generators[index].yield)
      if !(received > 0 && received < 1e15) { received = 0 }
    }
    node.pointee.received = received
    node.pointee.onHand += received
    if node.pointee.shelfLife > 0 {
      lots[node.pointee.lotStart + period % node.pointee.shelfLife] += received
    }
    totals[index].cycles += 1
    if node.pointee.isCycleShort { totals[index].shortCycles += 1 }
    node.pointee.isCycleShort = false
  }

  /// Takes units off the shelf, the oldest first.
  @inline(__always) func take(_ units: Double, from index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    // What rounding leaves is no stock.
    node.pointee.onHand = max(0, node.pointee.onHand - units)
    if node.pointee.shelfLife > 0 { takeOldest(units, from: index) }
  }

  private func takeOldest(_ units: Double, from index: Int) {
    let life = nodes[index].shelfLife
    var rest = units
    for age in 0..<life where rest > 0 {
      // The slot after the present one holds the oldest lot.
      let slot = nodes[index].lotStart + (period + 1 + age) % life
      let used = min(rest, lots[slot])
      lots[slot] -= used
      rest -= used
    }
  }
}
