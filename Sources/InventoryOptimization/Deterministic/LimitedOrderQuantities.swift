public import SupplyChainCore

/// How much to order of several items that share storage space, money or both.
///
/// ```swift
/// let items = try [
///   EconomicOrderQuantity(demandRate: 1_000, orderingCost: 50, holdingCost: 2),
///   EconomicOrderQuantity(demandRate: 400, orderingCost: 50, holdingCost: 5),
/// ]
/// let plan = try LimitedOrderQuantities(
///   items: items,
///   limits: [
///     .init("space", capacity: 300, usePerUnit: [1, 2]),
///     .init("budget", capacity: 9_000, usePerUnit: [20, 50]),
///   ]
/// ).optimal
/// print(plan.orders.map(\.orderQuantity), plan.limits.map(\.multiplier))
/// ```
///
/// Orders may all come in at once, so that each limit holds for the sum of the order quantities. Source:
/// Hadley and Whitin, Analysis of Inventory Systems, 1963, section 2-8.
public struct LimitedOrderQuantities: Hashable, Sendable, Codable {
  /// Something that all items share.
  public struct Limit: Hashable, Sendable, Codable {
    /// What it is.
    public var name: String
    /// How much of it there is.
    public var capacity: Double
    /// How much of it a unit of each item takes.
    public var usePerUnit: [Double]

    /// Something that all items share.
    ///
    /// - Parameters:
    ///   - name: What it is.
    ///   - capacity: How much of it there is, above zero.
    ///   - usePerUnit: How much of it a unit of each item takes, zero or more.
    public init(_ name: String, capacity: Double, usePerUnit: [Double]) {
      self.name = name
      self.capacity = capacity
      self.usePerUnit = usePerUnit
    }
  }

  /// The items.
  public let items: [EconomicOrderQuantity]
  /// What they share.
  public let limits: [Limit]

  /// Describes the items and their limits.
  ///
  /// - Parameters:
  ///   - items: The items, all without backorders, at least one.
  ///   - limits: What they share.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(items: [EconomicOrderQuantity], limits: [Limit]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!items.isEmpty, "items", value: "[]", "is empty")
    for (index, item) in items.enumerated() {
      checks.require(
        item.backorderCost == nil, "items.backorderCost", at: index,
        value: item.backorderCost ?? 0, "is not possible under a limit")
    }
    for (index, limit) in limits.enumerated() {
      checks.requirePositive(limit.capacity, "limits.capacity", at: index)
      checks.require(
        limit.usePerUnit.count == items.count, "limits.usePerUnit", at: index,
        value: "\(limit.usePerUnit.count) numbers", "do not match the \(items.count) items")
      for use in limit.usePerUnit { checks.requireNonNegative(use, "limits.usePerUnit", at: index) }
    }
    try checks.finish()
    self.items = items
    self.limits = limits
  }

  /// Decodes items and limits and checks them like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      items: container.decode([EconomicOrderQuantity].self, forKey: .items),
      limits: container.decode([Limit].self, forKey: .limits))
  }

  /// Order quantities for all items and what the limits do to them.
  public struct Plan: Hashable, Sendable, Codable {
    /// The plan of each item.
    public var orders: [OrderPlan]
    /// What each limit does.
    public var limits: [LimitUse]
    /// The cost of all items per unit of time.
    public var cost: Double
    /// No plan within the limits costs less than this.
    public var bound: Double

    /// What a limit does.
    public struct LimitUse: Hashable, Sendable, Codable {
      /// The name of the limit.
      public var name: String
      /// How much of it is used.
      public var use: Double
      /// What one unit more of it would save per unit of time; zero where it does not bind.
      public var multiplier: Double
    }
  }

  /// The plan of least cost within the limits.
  ///
  /// With a multiplier for each limit an item's holding cost rises by twice what its units take at that
  /// price, and the square-root formula answers. The multipliers maximise the Lagrangian dual, which is
  /// concave, each in turn by bisection until none moves; the quantities are then scaled into the
  /// limits, and ``Plan/bound`` shows what that costs at most.
  /// Complexity: O(sweeps × limits × items).
  public var optimal: Plan {
    var multipliers = limits.map { _ in 0.0 }
    for _ in 0..<(limits.count < 2 ? 1 : 500) {
      let before = multipliers
      for index in limits.indices { multipliers[index] = multiplier(index, multipliers) }
      if zip(before, multipliers).allSatisfy({ ($0 - $1).magnitude <= 1e-14 * max($0, $1) }) {
        break
      }
    }
    var quantities = items.indices.map { quantity($0, multipliers) }
    for limit in limits {
      let use = Self.use(limit, quantities)
      if use > limit.capacity { quantities = quantities.map { $0 * limit.capacity / use } }
    }
    let orders = zip(items, quantities).map { $0.plan(ordering: $1) }
    var dual = 0.0
    for (index, item) in items.enumerated() {
      let holding = holdingCost(index, multipliers)
      dual += (2 * item.orderingCost * item.demandRate * holding).squareRoot()
    }
    for (limit, multiplier) in zip(limits, multipliers) { dual -= limit.capacity * multiplier }
    let cost = orders.reduce(0) { $0 + $1.cost }
    return Plan(
      orders: orders,
      limits: limits.indices.map {
        .init(
          name: limits[$0].name, use: Self.use(limits[$0], quantities), multiplier: multipliers[$0])
      }, cost: cost, bound: min(cost, dual))
  }

  private func holdingCost(_ item: Int, _ multipliers: [Double]) -> Double {
    limits.indices.reduce(items[item].holdingCost) {
      $0 + 2 * multipliers[$1] * limits[$1].usePerUnit[item]
    }
  }

  private func quantity(_ item: Int, _ multipliers: [Double]) -> Double {
    (2 * items[item].orderingCost).squareRoot() * items[item].demandRate.squareRoot()
      / holdingCost(item, multipliers).squareRoot()
  }

  private static func use(_ limit: Limit, _ quantities: [Double]) -> Double {
    zip(limit.usePerUnit, quantities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The multiplier with which a limit is just met while the others stay, or zero.
  private func multiplier(_ index: Int, _ multipliers: [Double]) -> Double {
    var multipliers = multipliers
    func isMet(_ multiplier: Double) -> Bool {
      multipliers[index] = multiplier
      let quantities = items.indices.map { quantity($0, multipliers) }
      return Self.use(limits[index], quantities) <= limits[index].capacity
    }
    if isMet(0) { return 0 }
    var upper = 1.0
    while !isMet(upper), upper < 1e290 { upper *= 16 }
    var lower = upper / 16
    while lower > 1e-290, isMet(lower) {
      upper = lower
      lower /= 16
    }
    for _ in 0..<80 {
      let middle = 0.5 * (lower + upper)
      if middle <= lower || middle >= upper { break }
      if isMet(middle) { upper = middle } else { lower = middle }
    }
    return upper
  }
}
