public import SupplyChainCore

/// What less CO₂ costs: plans along the curve between the cheapest and the cleanest.
///
/// Each point is the plan at a price of a tonne, so the points are those on the lower hull of all plans
/// (Everett 1963, <https://doi.org/10.1287/opre.11.3.399>). The same prices give a bound on what any
/// plan under a cap costs.
///
/// ```swift
/// func curve(_ problem: ConsolidationProblem) throws {
///   for point in try EmissionTradeOff().curve(problem, pricesPerTonne: [0, 50, 100, 200, 400]) {
///     print(point.pricePerTonne, point.cost, point.kilograms)
///   }
/// }
/// ```
public struct EmissionTradeOff: Sendable {
  /// A plan on the curve.
  public struct Point: Sendable {
    /// The price of a tonne of CO₂ equivalent that the plan was made with.
    public let pricePerTonne: Double
    /// What the plan costs without that price.
    public let cost: Double
    /// The kilograms of CO₂ equivalent.
    public let kilograms: Double
    /// The plan.
    public let result: ConsolidationResult
  }

  /// The cheapest plan found under a cap.
  public struct Capped: Sendable {
    /// The plan; `nil` where none was found that keeps the cap.
    public let point: Point?
    /// What any plan under the cap costs at least; `nil` without a bound.
    public let bound: Double?
    /// The least kilograms of all plans that were tried.
    public let leastKilograms: Double
  }

  /// How to plan.
  public let method: any ConsolidationMethod

  /// A trade-off by a method.
  ///
  /// - Parameter method: How to plan each point.
  public init(by method: any ConsolidationMethod = SetPartitioningConsolidation()) {
    self.method = method
  }

  /// The plans at some prices.
  ///
  /// - Parameters:
  ///   - problem: The problem, with emission factors.
  ///   - prices: The prices of a tonne.
  ///   - stop: When to end each plan.
  /// - Returns: A point for each price.
  /// - Throws: `InvalidInput` without factors or for a negative price; what the method throws.
  public func curve(
    _ problem: ConsolidationProblem, pricesPerTonne prices: [Double],
    until stop: any StoppingCriterion = .runtime(.seconds(10))
  ) throws -> [Point] {
    try prices.map { try point(problem, $0, until: stop) }
  }

  /// The cheapest plan whose emissions keep a cap, among those on the curve.
  ///
  /// - Parameters:
  ///   - problem: The problem, with emission factors.
  ///   - cap: The kilograms of CO₂ equivalent at most.
  ///   - stop: When to end each plan.
  ///   - plans: How many plans are made at most.
  /// - Returns: The plan, and what any plan under the cap costs at least.
  /// - Throws: `InvalidInput` without factors or for a cap that is no number; what the method throws.
  public func cheapest(
    _ problem: ConsolidationProblem, under cap: Double,
    until stop: any StoppingCriterion = .runtime(.seconds(10)), plans: Int = 16
  ) throws -> Capped {
    guard cap >= 0, cap.isFinite else {
      throw InvalidInput("cap", value: cap, "is not a number of kilograms")
    }
    var low = 0.0
    var high: Double?
    var price = 0.0
    var best: Point?
    var bound: Double?
    var least = Double.infinity
    var mostLeft: Int?
    for _ in 0..<max(1, plans) {
      let point = try point(problem, price, until: stop)
      least = min(least, point.kilograms)
      // A plan under the cap costs at least this, the price for what it emits taken off again.
      if let proved = point.result.bound {
        bound = max(bound ?? -.infinity, proved - price * cap / 1_000)
      }
      // Leaving goods behind is no way to emit less.
      let left = point.result.plan.leftOut.count
      let allowed = mostLeft ?? left
      mostLeft = allowed
      let keeps = point.kilograms <= cap && left <= allowed
      if keeps {
        if point.cost < best?.cost ?? .infinity { best = point }
        if price == 0 { break }
        high = price
      } else {
        low = price
      }
      if let high {
        if high - low < 1e-3 * high { break }
        price = (low + high) / 2
      } else {
        // Far beyond any price of emissions the plan is the cleanest there is.
        if low > 1e6 { break }
        price = max(50, 4 * low)
      }
    }
    return Capped(point: best, bound: bound.map { max(0, $0) }, leastKilograms: least)
  }

  private func point(
    _ problem: ConsolidationProblem, _ price: Double, until stop: any StoppingCriterion
  ) throws -> Point {
    guard let terms = problem.emissions else {
      throw InvalidInput("problem.emissions", "are not counted: there are no factors")
    }
    var priced = problem
    priced.emissions = try EmissionTerms(factors: terms.factors, pricePerTonne: price)
    let result = try method.solve(priced, until: stop)
    return Point(
      pricePerTonne: price, cost: result.plan.cost - result.plan.charge.emissions,
      kilograms: result.plan.emissions ?? 0, result: result)
  }
}
