internal import RealModule

/// A model that asks for the same quantity again and again and knows what any quantity costs.
///
/// ```swift
/// let item = try EconomicOrderQuantity(demandRate: 1_000, orderingCost: 50, holdingCost: 2)
/// let range = item.quantities(within: 0.05)  // 163 ... 306 cost at most 5 % more than 224
/// for point in item.costCurve(from: 100, through: 400, count: 7) {
///   print(point.orderQuantity, point.cost)
/// }
/// ```
public protocol OrderQuantityModel: Sendable {
  /// The plan of least cost.
  var optimal: OrderPlan { get }
  /// The plan that orders a given quantity.
  func plan(ordering quantity: Double) -> OrderPlan
}

extension OrderQuantityModel {
  /// How much more a quantity costs than the best one, the price of the goods included.
  ///
  /// - Parameter quantity: Units an order.
  /// - Returns: The cost relative to the least, one or more; infinite for no quantity.
  public func costRatio(of quantity: Double) -> Double {
    quantity > 0 ? plan(ordering: quantity).cost / optimal.cost : .infinity
  }

  /// What quantities at equal ratios cost: the curve to look at before believing in an optimum.
  ///
  /// - Parameters:
  ///   - first: The smallest quantity, above zero.
  ///   - last: The largest quantity.
  ///   - count: How many quantities.
  /// - Returns: Their plans, by ascending quantity; none where the range is empty.
  public func costCurve(from first: Double, through last: Double, count: Int = 50) -> [OrderPlan] {
    guard first > 0, last >= first, last.isFinite, count > 0 else { return [] }
    guard count > 1 else { return [plan(ordering: first)] }
    let step = Double.exp(Double.log(last / first) / Double(count - 1))
    var quantity = first
    return (0..<count).map { index in
      defer { quantity *= step }
      return plan(ordering: index == count - 1 ? last : quantity)
    }
  }

  /// The quantities around the best one that cost little more.
  ///
  /// Around a best quantity the cost is flat: 5 % more cost allow 27 % less or 37 % more to be ordered
  /// by the square-root formula.
  ///
  /// - Parameter tolerance: How much more than the least they may cost, relatively, zero or more.
  /// - Returns: The smallest and the largest such quantity without a dearer one in between.
  public func quantities(within tolerance: Double) -> ClosedRange<Double> {
    let best = optimal
    let limit = best.cost * (1 + max(0, tolerance))
    let quantity = best.orderQuantity
    guard quantity > 0, limit.isFinite else { return quantity...quantity }
    func edge(_ factor: Double) -> Double {
      var inside = quantity
      var outside = quantity * factor
      for _ in 0..<60 where plan(ordering: outside).cost <= limit {
        inside = outside
        outside *= factor
      }
      for _ in 0..<80 {
        let middle = 0.5 * (inside + outside)
        if plan(ordering: middle).cost <= limit { inside = middle } else { outside = middle }
      }
      return inside
    }
    return edge(0.9)...edge(1 / 0.9)
  }
}

extension EconomicOrderQuantity: OrderQuantityModel {}
extension EconomicProductionQuantity: OrderQuantityModel {}
extension DiscountedOrderQuantity: OrderQuantityModel {}
extension LostSalesOrderQuantity: OrderQuantityModel {}
