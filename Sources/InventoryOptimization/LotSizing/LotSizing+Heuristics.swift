extension LotSizing {
  /// An order in every period with demand.
  public var lotForLot: Plan { plan(orderingIn: demand.indices.filter { demand[$0] > 0 }) }

  /// An order every so many periods: as many as the economic order quantity of the average demand and
  /// costs lasts.
  public var periodOrderQuantity: Plan {
    let count = Double(demand.count)
    let demandRate = demand.reduce(0, +) / count
    let ordering = orderingCosts.reduce(0, +) / count
    let holding = holdingCosts.reduce(0, +) / count
    let interval = (2 * ordering / (demandRate * holding)).squareRoot()
    let step =
      interval.isFinite && interval < count ? max(1, Int(interval.rounded())) : demand.count
    return lots { start, end in end - start < step }
  }

  /// Silver and Meal's heuristic: a lot grows while the cost of a period in it falls.
  ///
  /// Source: Silver and Meal 1973; Silver, Pyke and Thomas, section 5.6.1.
  public var silverMeal: Plan {
    lots(growingWhileFalling: { cost, start, end, _ in cost / Double(end - start + 1) })
  }

  /// Least unit cost: a lot grows while the cost of a unit in it falls.
  public var leastUnitCost: Plan {
    lots(growingWhileFalling: { cost, _, _, units in cost / units })
  }

  /// Part-period balancing: a lot grows until holding it costs what an order costs, whichever end is
  /// nearer.
  ///
  /// Source: DeMatteis 1968; Silver, Pyke and Thomas, section 5.6.4.
  public var partPeriodBalancing: Plan {
    var holding = 0.0
    var carried = 0.0
    var lot = -1
    return lots { start, end in
      if lot != start {
        lot = start
        holding = 0
        carried = 0
      }
      carried += holdingCosts[end - 1]
      let next = holding + carried * demand[end]
      // Before the balance always on, beyond it only while that is nearer than staying behind.
      let order = orderingCosts[start]
      let goesOn = next <= order || next - order < order - holding
      holding = next
      return goesOn
    }
  }

  /// The plan whose lots take in a further period while a rule says so.
  private func lots(takingIn goesOn: (_ start: Int, _ end: Int) -> Bool) -> Plan {
    var periods: [Int] = []
    var period = 0
    while period < demand.count {
      guard demand[period] > 0 else {
        period += 1
        continue
      }
      periods.append(period)
      var end = period + 1
      while end < demand.count, goesOn(period, end) { end += 1 }
      period = end
    }
    return plan(orderingIn: periods)
  }

  private func lots(
    growingWhileFalling measure: (_ cost: Double, _ start: Int, _ end: Int, _ units: Double) ->
      Double
  ) -> Plan {
    var cost = 0.0
    var carried = 0.0
    var units = 0.0
    var last = 0.0
    var lot = -1
    return lots { start, end in
      if lot != start {
        lot = start
        cost = orderingCosts[start]
        carried = 0
        units = demand[start]
        last = measure(cost, start, start, units)
      }
      carried += holdingCosts[end - 1]
      // A period without demand costs nothing to take in and tells nothing.
      if demand[end] == 0 { return true }
      cost += carried * demand[end]
      units += demand[end]
      let next = measure(cost, start, end, units)
      guard next <= last else { return false }
      last = next
      return true
    }
  }
}
