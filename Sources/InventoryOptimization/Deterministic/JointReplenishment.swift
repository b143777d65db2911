public import SupplyChainCore

/// When to order each of several items that share the fixed cost of an order.
///
/// ```swift
/// let family = try JointReplenishment(
///   items: [
///     .init(demandRate: 1_736, orderingCost: 1.87, holdingCost: 0.2),
///     .init(demandRate: 656, orderingCost: 5.27, holdingCost: 0.2),
///     .init(demandRate: 142, orderingCost: 8.87, holdingCost: 0.2),
///   ], sharedCost: 10)
/// let best = family.optimal
/// print(best.baseInterval, best.multiples, best.cost, family.lowerBound)
/// ```
///
/// An order costs the shared cost and the own cost of each item in it. Each item is ordered every so
/// many base intervals. Source: Silver 1976, <https://doi.org/10.1287/mnsc.22.12.1351>; Jackson,
/// Maxwell and Muckstadt 1985, <https://doi.org/10.1080/07408178508975285>.
public struct JointReplenishment: Hashable, Sendable, Codable {
  /// The items, each with its own cost of being in an order.
  public let items: [EconomicOrderQuantity]
  /// The cost of an order, whatever is in it.
  public let sharedCost: Double

  /// Describes the items.
  ///
  /// - Parameters:
  ///   - items: The items, without backorders, at least one.
  ///   - sharedCost: The cost of an order, whatever is in it, above zero.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(items: [EconomicOrderQuantity], sharedCost: Double) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!items.isEmpty, "items", value: "[]", "is empty")
    for (index, item) in items.enumerated() {
      checks.require(
        item.backorderCost == nil, "items.backorderCost", at: index,
        value: item.backorderCost ?? 0, "is not possible in a joint order")
    }
    checks.requirePositive(sharedCost, "sharedCost")
    try checks.finish()
    self.items = items
    self.sharedCost = sharedCost
  }

  /// Decodes a family of items and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      items: container.decode([EconomicOrderQuantity].self, forKey: .items),
      sharedCost: container.decode(Double.self, forKey: .sharedCost))
  }

  /// When each item is ordered, and what that costs.
  public struct Plan: Hashable, Sendable, Codable {
    /// The time between two orders.
    public var baseInterval: Double
    /// Each item is in every so-manieth order.
    public var multiples: [Int]
    /// The cost per unit of time.
    public var cost: Double

    /// The time between two orders of each item.
    public var intervals: [Double] { multiples.map { baseInterval * Double($0) } }
  }

  /// The cost of holding an item for one unit of time after an order, for one unit of its interval.
  private var holding: [Double] { items.map { 0.5 * $0.holdingCost * $0.demandRate } }

  /// A cost that no plan whatsoever undercuts.
  ///
  /// The least cost if intervals need not be multiples of each other but only no shorter than that of
  /// the orders. O(n log n).
  public var lowerBound: Double { relaxation.cost }

  /// The intervals of the relaxation behind ``lowerBound``: items with a natural interval shorter than
  /// that of the orders are in every order.
  private var relaxation: (interval: Double, intervals: [Double], cost: Double) {
    let holding = holding
    let natural = items.indices.map { (items[$0].orderingCost / holding[$0]).squareRoot() }
    var (fixed, carried) = (sharedCost, 0.0)
    var interval = Double.infinity
    for index in items.indices.sorted(by: { natural[$0] < natural[$1] }) {
      if natural[index] >= interval { break }
      fixed += items[index].orderingCost
      carried += holding[index]
      interval = (fixed / carried).squareRoot()
    }
    let intervals = natural.map { max($0, interval) }
    let cost = items.indices.reduce(sharedCost / interval) { cost, index in
      cost + items[index].orderingCost / intervals[index] + holding[index] * intervals[index]
    }
    return (interval, intervals, cost)
  }

  /// The best plan whose multiples are powers of two: at most 2.1 % above any plan whatsoever.
  ///
  /// The intervals of ``lowerBound`` are rounded to powers of two times a base interval, which costs at
  /// most 6.1 %, and at most 2.1 % with the best base (Roundy 1985,
  /// <https://doi.org/10.1287/mnsc.31.11.1416>). Every base that matters is tried. O(n log n).
  public var powerOfTwo: Plan {
    let relaxation = relaxation
    // A base between 1 and 2 decides alone how each interval is rounded; that changes at one base each.
    var turns = [1.0]
    for interval in relaxation.intervals {
      let scaled = interval * 2.0.squareRoot()
      turns.append(scaled / Self.powerOfTwo(notAbove: scaled))
    }
    turns.append(2)
    turns.sort()
    let plans = zip(turns, turns.dropFirst()).map { lower, upper in
      plan(roundedTo: 0.5 * (lower + upper), relaxation)
    }
    return plans.min { $0.cost < $1.cost } ?? plan(items.map { _ in 1 })
  }

  /// The largest power of two that is not above a number.
  private static func powerOfTwo(notAbove number: Double) -> Double {
    Double(sign: .plus, exponent: number.exponent, significand: 1)
  }

  private func plan(
    roundedTo base: Double,
    _ relaxation: (interval: Double, intervals: [Double], cost: Double)
  ) -> Plan {
    // To the nearer power of two by ratio: the largest that is not above √2 times the number.
    func rounded(_ interval: Double) -> Double {
      base * Self.powerOfTwo(notAbove: interval * 2.0.squareRoot() / base)
    }
    let first = rounded(relaxation.interval)
    let multiples = relaxation.intervals.map {
      Int(min(max(1, (rounded($0) / first).rounded()), 0x1p40))
    }
    return plan(multiples)
  }

  /// The plan of least cost among those that order at equal intervals.
  ///
  /// For any base interval the best multiple of an item follows, and it changes at known base intervals
  /// only. Between two of these the best base interval is a square root. All are visited in order, from
  /// that of all items in every order down to where the shared cost alone exceeds what the best plan
  /// costs more than the items would each by itself.
  /// Complexity: O(c log c) for c changes.
  public var optimal: Plan {
    let holding = holding
    var multiples = items.map { _ in 1 }
    var best = plan(multiples)
    var fixed = sharedCost + items.reduce(0) { $0 + $1.orderingCost }
    var carried = holding.reduce(0, +)
    let rounded = powerOfTwo
    if rounded.cost < best.cost { best = rounded }
    // k becomes k + 1 below the base interval √(K / (½ h D k (k + 1))).
    func change(_ item: Int) -> Double {
      let multiple = Double(multiples[item])
      return (items[item].orderingCost / (holding[item] * multiple * (multiple + 1))).squareRoot()
    }
    var next = items.indices.map { (interval: change($0), item: $0) }
    next.sort { $0.interval < $1.interval }
    let apart = items.indices.reduce(0) {
      $0 + 2 * (items[$1].orderingCost * holding[$1]).squareRoot()
    }
    while let (interval, item) = next.last, interval * (best.cost - apart) > sharedCost {
      next.removeLast()
      let before = Double(multiples[item])
      fixed += items[item].orderingCost * (1 / (before + 1) - 1 / before)
      carried += holding[item]
      multiples[item] += 1
      // The new best plan need not lie between the changes: its multiples are feasible all the same.
      if 2 * (fixed * carried).squareRoot() < best.cost * (1 - 1e-13) { best = plan(multiples) }
      let following = change(item)
      var (lower, upper) = (0, next.count)
      while lower < upper {
        let middle = (lower + upper) / 2
        if next[middle].interval < following { lower = middle + 1 } else { upper = middle }
      }
      next.insert((following, item), at: lower)
    }
    return best
  }

  /// The plan of given multiples with the base interval that is best for them.
  ///
  /// - Parameter multiples: Each item is in every so-manieth order; one is assumed where it is less.
  /// - Returns: The plan; items beyond the list are in every order.
  public func plan(_ multiples: [Int]) -> Plan {
    let multiples = items.indices.map { $0 < multiples.count ? max(1, multiples[$0]) : 1 }
    var (fixed, carried) = (sharedCost, 0.0)
    for (index, value) in holding.enumerated() {
      fixed += items[index].orderingCost / Double(multiples[index])
      carried += value * Double(multiples[index])
    }
    return Plan(
      baseInterval: (fixed / carried).squareRoot(), multiples: multiples,
      cost: 2 * (fixed * carried).squareRoot())
  }
}
