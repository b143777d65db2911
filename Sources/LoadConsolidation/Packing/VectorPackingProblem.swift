public import SupplyChainCore

/// Items of several dimensions, to be packed into as few equal bins as possible.
///
/// ```swift
/// let problem = try VectorPackingProblem(
///   capacities: [10, 10],
///   items: [.init(sizes: [7, 2], demand: 2), .init(sizes: [2, 7], demand: 2)])
/// let bins = try VectorPacking().solve(problem).bins  // 2
/// ```
public struct VectorPackingProblem: Hashable, Sendable, Codable {
  /// An item, of which there may be several.
  public struct Item: Hashable, Sendable, Codable {
    /// The size in each dimension.
    ///
    /// A negative size makes room for others in the same bin, as in some published instances.
    public var sizes: [Int]
    /// How many there are.
    public var demand: Int

    /// Describes an item.
    ///
    /// - Parameters:
    ///   - sizes: The size in each dimension.
    ///   - demand: How many there are.
    public init(sizes: [Int], demand: Int = 1) {
      self.sizes = sizes
      self.demand = demand
    }
  }

  /// Two items that never share a bin.
  public struct Conflict: Hashable, Sendable, Codable {
    /// The index of one item.
    public var first: Int
    /// The index of the other; the same as the first where two of that item do not share either.
    public var second: Int

    /// Keeps two items apart.
    ///
    /// - Parameters:
    ///   - first: The index of one item.
    ///   - second: The index of the other.
    public init(_ first: Int, _ second: Int) {
      self.first = first
      self.second = second
    }
  }

  /// What a bin holds in each dimension.
  public let capacities: [Int]
  /// The items.
  public let items: [Item]
  /// The pairs of items that never share a bin.
  public let conflicts: [Conflict]

  /// The number of items, each counted as often as it is demanded.
  public var count: Int { items.reduce(0) { $0 + $1.demand } }

  /// The most dimensions.
  public static let largestDimensions = 1_000
  /// The most items between which there can be conflicts: they take a bit for each pair.
  public static let largestConflicting = 20_000

  /// Puts a problem together and checks it.
  ///
  /// - Parameters:
  ///   - capacities: What a bin holds in each dimension, each from zero to
  ///     `BinPackingProblem.largestCapacity`.
  ///   - items: The items; with all their demand at most `BinPackingProblem.largestCount`.
  ///   - conflicts: The pairs of items that never share a bin; for at most `largestConflicting`
  ///     items there can be any.
  /// - Throws: `InvalidInput` for a capacity out of range, an item with too few or too many sizes,
  ///   a negative demand, an item that does not fit an empty bin, a conflict of an item that is not
  ///   there.
  public init(
    capacities: [Int], items: [Item], conflicts: [Conflict] = []
  ) throws(InvalidInput) {
    self.capacities = capacities
    self.items = items
    self.conflicts = conflicts
    var checks = InputChecks()
    Self.check(capacities: capacities, &checks)
    var total = 0
    for (index, item) in items.enumerated() {
      Self.check(item, at: index, capacities: capacities, total: &total, &checks)
    }
    for (index, conflict) in conflicts.enumerated() {
      for item in [conflict.first, conflict.second] where !items.indices.contains(item) {
        checks.report(
          "conflicts", at: index, value: "\(item)",
          "is not the index of one of \(items.count) items"
        )
      }
    }
    if !conflicts.isEmpty, items.count > Self.largestConflicting {
      checks.report(
        "items", value: "\(items.count)",
        "are more than the \(Self.largestConflicting) between which there can be conflicts")
    }
    try checks.finish()
  }

  static func check(capacities: [Int], line: Int? = nil, _ checks: inout InputChecks) {
    if capacities.isEmpty { checks.report("capacities", line: line, "is empty") }
    if capacities.count > largestDimensions {
      checks.report(
        "capacities", line: line, value: "\(capacities.count)",
        "are more than \(largestDimensions)")
    }
    for (index, capacity) in capacities.enumerated()
    where !(0...BinPackingProblem.largestCapacity).contains(capacity) {
      checks.report(
        "capacities", at: index, line: line, value: "\(capacity)",
        "is not from 0 to \(BinPackingProblem.largestCapacity)")
    }
  }

  static func check(
    _ item: Item, at index: Int, line: Int? = nil, capacities: [Int], total: inout Int,
    _ checks: inout InputChecks
  ) {
    guard item.sizes.count == capacities.count else {
      checks.report(
        "items.sizes", at: index, line: line, value: "\(item.sizes.count)",
        "are not one for each of \(capacities.count) dimensions")
      return
    }
    for (size, capacity) in zip(item.sizes, capacities) {
      if size < -BinPackingProblem.largestCapacity {
        checks.report(
          "items.sizes", at: index, line: line, value: "\(size)",
          "is below −\(BinPackingProblem.largestCapacity)")
      } else if size > capacity {
        checks.report(
          "items.sizes", at: index, line: line, value: "\(size)",
          "is more than the capacity (\(capacity))")
      }
    }
    if item.demand < 0 {
      checks.report(
        "items.demand", at: index, line: line, value: "\(item.demand)", "is negative")
    } else if item.demand > BinPackingProblem.largestCount - total {
      checks.report(
        "items.demand", at: index, line: line, value: "\(item.demand)",
        "makes more than \(BinPackingProblem.largestCount) items")
    } else {
      total += item.demand
    }
  }

  private enum CodingKeys: String, CodingKey { case capacities, items, conflicts }

  /// Decodes a problem, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      capacities: values.decode([Int].self, forKey: .capacities),
      items: values.decode([Item].self, forKey: .items),
      conflicts: values.decodeIfPresent([Conflict].self, forKey: .conflicts) ?? [])
  }
}
