internal import Probability

extension Newsvendor {
  /// The order of least expected cost where a random share of it arrives.
  ///
  /// ```swift
  /// let item = try Newsvendor(
  ///   demand: Normal(mean: 50, standardDeviation: 8), overageCost: 0.18, underageCost: 0.70)
  /// let order = try item.optimal(under: ProportionalYield(Uniform(from: 0.8, to: 1)))
  /// print(order.quantity)  // 63.4: more than the 56.6 of a sure supply
  /// ```
  ///
  /// Yield and demand are independent; costs are those of units left over and missing, so that what
  /// does not arrive is not paid for. The yield is cut into 512 equally likely slices, which gives the
  /// cost of smooth yields to about six digits. Source: Snyder and Shen, section 9.3; Yano and Lee
  /// 1995, <https://doi.org/10.1287/opre.43.2.311>.
  ///
  /// - Parameter yield: The share of an order that arrives, of a mean above zero.
  /// - Returns: The order; the quantity is what is asked for.
  /// - Complexity: about 50 × 512 evaluations of the demand.
  public func optimal(under yield: ProportionalYield) -> Order {
    let scenarios = Self.scenarios(yield.share).map { max(0, $0) }
    let ratio = criticalRatio
    let average = scenarios.reduce(0, +) / Double(scenarios.count)
    guard average > 0 else { return order(0, receiving: [0]) }
    let quantity = increasingRoot(
      start: max(0, demand.mean) / average, step: 1e-3 + demand.standardDeviation / average
    ) { quantity in
      scenarios.reduce(0) { $0 + $1 * (demand.cumulative(quantity * $1) - ratio) }
    }
    return order(max(0, quantity), under: yield)
  }

  /// The order of least expected cost where a random number of units is missing from it.
  ///
  /// - Parameter yield: What comes on top of an order, negative for units that are missing.
  /// - Returns: The order; the quantity is what is asked for.
  public func optimal(under yield: AdditiveYield) -> Order {
    let scenarios = Self.scenarios(yield.difference)
    let ratio = criticalRatio
    let average = scenarios.reduce(0, +) / Double(scenarios.count)
    let spread = demand.standardDeviation + yield.difference.standardDeviation
    let quantity = increasingRoot(start: demand.mean - average, step: 1e-3 + spread) { quantity in
      scenarios.reduce(0) { $0 + demand.cumulative(max(0, quantity + $1)) - ratio }
    }
    return order(max(0, quantity), under: yield)
  }

  /// What is to be expected of an order of which a random share arrives.
  ///
  /// - Parameters:
  ///   - quantity: Units ordered.
  ///   - yield: The share that arrives.
  /// - Returns: The order with its expected costs.
  public func order(_ quantity: Double, under yield: ProportionalYield) -> Order {
    order(quantity, receiving: Self.scenarios(yield.share).map { max(0, quantity * $0) })
  }

  /// What is to be expected of an order from which a random number of units is missing.
  ///
  /// - Parameters:
  ///   - quantity: Units ordered.
  ///   - yield: What comes on top of the order.
  /// - Returns: The order with its expected costs.
  public func order(_ quantity: Double, under yield: AdditiveYield) -> Order {
    order(quantity, receiving: Self.scenarios(yield.difference).map { max(0, quantity + $0) })
  }

  /// The averages over what may arrive.
  private func order(_ quantity: Double, receiving scenarios: [Double]) -> Order {
    let count = Double(scenarios.count)
    let orders = scenarios.map { order($0) }
    func average(_ part: (Order) -> Double) -> Double { orders.reduce(0) { $0 + part($1) } / count }
    return Order(
      quantity: quantity, expectedCost: average(\.expectedCost),
      expectedProfit: margin.map { $0 * demand.mean - average(\.expectedCost) },
      expectedSurplus: average(\.expectedSurplus), expectedShortage: average(\.expectedShortage),
      serviceLevel: average(\.serviceLevel), fillRate: average(\.fillRate))
  }

  /// The middles of equally likely slices.
  private static func scenarios(_ distribution: any Distribution) -> [Double] {
    let count = 512
    return (0..<count).map { distribution.quantile((Double($0) + 0.5) / Double(count)) }
  }
}
