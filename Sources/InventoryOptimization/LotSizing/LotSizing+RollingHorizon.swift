public import SupplyChainCore

extension LotSizing {
  /// The plan that comes about when only some periods are known ahead and the rest shows later.
  ///
  /// Whenever the stock of a lot is used up, a rule plans the periods then in sight, and its first lot
  /// is ordered.
  ///
  /// ```swift
  /// let item = try LotSizing(demand: [10, 62, 12, 130, 154, 129], orderingCost: 54, holdingCost: 0.4)
  /// let seen = try item.rolling(window: 3, planningBy: \.silverMeal)
  /// print(seen.cost / item.optimal.cost)  // what not knowing costs
  /// ```
  ///
  /// - Parameters:
  ///   - window: How many periods are in sight, the current one included.
  ///   - rule: What plans them: a heuristic, or ``optimal``.
  /// - Returns: All that was ordered, with its cost over all periods.
  /// - Throws: `InvalidInput` if the window is not above zero.
  /// - Complexity: The number of lots times that of the rule for a window.
  public func rolling(
    window: Int, planningBy rule: (LotSizing) -> Plan = { $0.optimal }
  ) throws(InvalidInput) -> Plan {
    guard window > 0 else { throw InvalidInput("window", value: window, "is not above zero") }
    var lots: [Lot] = []
    var period = 0
    while period < demand.count {
      let end = period + min(window, demand.count - period)
      let seen = rule(slice(period..<end))
      guard let order = seen.orders.firstIndex(where: { $0 > 0 }) else {
        period = end
        continue
      }
      let last = (order..<(end - period)).first { seen.stock[$0] == 0 }
      let next = period + (last ?? end - period - 1) + 1
      lots.append(Lot(first: period, period: period + order, end: next))
      period = next
    }
    return plan(lots)
  }
}
