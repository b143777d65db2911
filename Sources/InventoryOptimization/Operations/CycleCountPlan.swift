public import SupplyChainCore

/// Which items to count on which day, so that each has its turn and every day the same work.
///
/// ```swift
/// let plan = try CycleCountPlan(
///   items: [.init("oil", countsPerCycle: 12), .init("rice", countsPerCycle: 4), .init("salt")],
///   days: 250)
/// print(plan.days[0], plan.countsPerDay)
/// ```
///
/// The counts of an item are spread evenly over the cycle, those of different items against each
/// other; then each day takes the same number of them, within one, in that order. Two counts of an
/// item are never on one day where it has fewer counts than there are days. Source: Piasecki, Inventory
/// Accuracy, 2003; Brooks and Wilson, Inventory Record Accuracy, 2nd edition, 2007.
public struct CycleCountPlan: Hashable, Sendable, Codable {
  /// An item and how often it is counted.
  public struct Item: Hashable, Sendable, Codable {
    /// The name of the item.
    public var name: String
    /// How many times it is counted in the cycle.
    public var countsPerCycle: Int

    /// An item and how often it is counted.
    ///
    /// - Parameters:
    ///   - name: The name of the item.
    ///   - countsPerCycle: How many times it is counted in the cycle, zero or more.
    public init(_ name: String, countsPerCycle: Int = 1) {
      self.name = name
      self.countsPerCycle = countsPerCycle
    }
  }

  /// The names of the items to count on each day.
  public let days: [[String]]

  /// Plans the counts of a cycle.
  ///
  /// - Parameters:
  ///   - items: The items, those that are most urgent first.
  ///   - days: The working days of the cycle, from 1 to 100 000.
  /// - Throws: `InvalidInput` naming what is out of range; an item cannot be counted more often than
  ///   there are days.
  /// - Complexity: O(n log n) for n counts.
  public init(items: [Item], days: Int) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      days >= 1 && days <= 100_000, "days", value: days, "is not between 1 and 100000")
    var names = Set<String>()
    for (index, item) in items.enumerated() {
      checks.require(
        item.countsPerCycle >= 0 && item.countsPerCycle <= max(days, 1), "items.countsPerCycle",
        at: index, value: item.countsPerCycle, "is not between 0 and the days of the cycle")
      checks.require(
        names.insert(item.name).inserted, "items.name", at: index, value: item.name,
        "stands there twice")
    }
    try checks.finish()
    var counts: [(due: Double, item: Int)] = []
    for (index, item) in items.enumerated() where item.countsPerCycle > 0 {
      // Multiples of the golden ratio fall apart evenly, however many there are.
      let offset = (Double(index) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
      for turn in 0..<item.countsPerCycle {
        counts.append(((Double(turn) + offset) / Double(item.countsPerCycle), index))
      }
    }
    counts.sort { ($0.due, $0.item) < ($1.due, $1.item) }
    var turns = [[Int]](repeating: [], count: items.count)
    for (rank, count) in counts.enumerated() {
      turns[count.item].append(rank * days / counts.count)
    }
    // Counts of one item can come to the same day where it is due every day or two: then they move
    // on, and back again at the end of the cycle.
    for item in turns.indices {
      for turn in turns[item].indices.dropFirst() {
        turns[item][turn] = max(turns[item][turn], turns[item][turn - 1] + 1)
      }
      var latest = days - 1
      for turn in turns[item].indices.reversed() {
        turns[item][turn] = min(turns[item][turn], latest)
        latest = turns[item][turn] - 1
      }
    }
    var plan = [[String]](repeating: [], count: days)
    for (item, days) in zip(items, turns) {
      for day in days { plan[day].append(item.name) }
    }
    self.days = plan
  }

  /// Plans the counts of classified items.
  ///
  /// - Parameters:
  ///   - classification: The items with their classes.
  ///   - countsOfA: How many times an A is counted in the cycle.
  ///   - countsOfB: How many times a B is counted.
  ///   - countsOfC: How many times a C is counted.
  ///   - days: The working days of the cycle.
  /// - Throws: `InvalidInput` naming what is out of range.
  public init(
    _ classification: ABCClassification, countsOfA: Int = 12, countsOfB: Int = 4,
    countsOfC: Int = 1, days: Int
  ) throws(InvalidInput) {
    try self.init(
      items: classification.items.map { item in
        let counts =
          switch item.class {
          case .a: countsOfA
          case .b: countsOfB
          case .c: countsOfC
          }
        return Item(item.name, countsPerCycle: counts)
      }, days: days)
  }

  /// The counts of all days.
  public var count: Int { days.reduce(0) { $0 + $1.count } }

  /// The counts of an average day.
  public var countsPerDay: Double { Double(count) / Double(days.count) }
}
