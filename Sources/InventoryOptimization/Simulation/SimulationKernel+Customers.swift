extension SimulationKernel {
  @inline(__always) func meetDemand(_ index: Int, _ offset: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    guard node.pointee.hasDemand else { return }
    let demand = demands[index * Self.stretch + offset]
    let served = min(demand, node.pointee.onHand)
    node.pointee.demand = demand
    node.pointee.unmet = demand - served
    node.pointee.transhipped = 0
    take(served, from: index)
  }

  /// What is left over at some points goes to those that are short.
  func tranship(_ pool: Pool) {
    var missing = 0.0
    var spare = 0.0
    for member in pool.members {
      missing += nodes[member].unmet + nodes[member].backorders
      spare += nodes[member].onHand
    }
    guard missing > 0, spare > 0 else { return }
    let moved = min(missing, spare)
    for member in pool.members {
      let short = nodes[member].unmet + nodes[member].backorders
      if short > 0 {
        // Those who came first are served first.
        let help = moved * (short / missing)
        let waiting = min(help, nodes[member].backorders)
        nodes[member].backorders -= waiting
        nodes[member].unmet = max(0, nodes[member].unmet - (help - waiting))
        nodes[member].transhipped = help
      } else if nodes[member].onHand > 0 {
        take(moved * (nodes[member].onHand / spare), from: member)
      }
    }
  }

  @inline(__always) func settle(_ index: Int) {
    let node = nodes.baseAddress.unsafelyUnwrapped + index
    let total = totals.baseAddress.unsafelyUnwrapped + index
    if node.pointee.hasDemand {
      let unmet = node.pointee.unmet
      total.pointee.demand += node.pointee.demand
      if unmet > 0 {
        total.pointee.unmet += unmet
        total.pointee.shortPeriods += 1
        node.pointee.isCycleShort = true
        if node.pointee.isLost {
          total.pointee.lost += unmet
        } else {
          node.pointee.backorders += unmet
        }
      }
      total.pointee.transhipped += node.pointee.transhipped
    }
    if node.pointee.shelfLife > 0 {
      let slot = node.pointee.lotStart + (period + 1) % node.pointee.shelfLife
      total.pointee.disposed += lots[slot]
      node.pointee.onHand = max(0, node.pointee.onHand - lots[slot])
      lots[slot] = 0
    }
    total.pointee.stock += node.pointee.onHand
    total.pointee.backorders += node.pointee.backorders
    total.pointee.inTransit += node.pointee.inTransit
    total.pointee.waitingCost += node.pointee.waitingCost
  }
}
