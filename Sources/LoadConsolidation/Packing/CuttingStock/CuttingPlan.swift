/// How to cut pieces from stock, and what is known about how good that is.
///
/// ```swift
/// let problem = try CuttingStockProblem(
///   stocks: [.init(length: 100)], pieces: [.init(length: 45, demand: 7), .init(length: 31, demand: 9)])
/// for pattern in try CuttingStock().solve(problem).patterns {
///   print(pattern.times, "×", pattern.pieces, "from", problem.stocks[pattern.stock].length)
/// }
/// ```
public struct CuttingPlan: Hashable, Sendable, Codable {
  /// Stock that is cut in one way.
  public struct Pattern: Hashable, Sendable, Codable {
    /// The index of the stock.
    public let stock: Int
    /// How many of each piece are cut from one of them, in the order of the problem.
    public let pieces: [Int]
    /// How many are cut in this way.
    public let times: Int
  }

  /// How a search ended.
  public enum Status: String, Hashable, Sendable, Codable {
    /// No plan costs less.
    case optimal
    /// The plan is valid; a cheaper one may exist.
    case feasible
    /// Stock is not enough for all pieces, as far as the search got; see `unmet`.
    case incomplete
  }

  /// The ways to cut, which together cut just what is asked for, less what is unmet.
  public let patterns: [Pattern]
  /// How many of each piece could not be cut for want of stock.
  public let unmet: [Int]
  /// What the stock costs.
  public let cost: Double
  /// A proven lower bound on the cost of all pieces.
  public let bound: Double
  /// What the bound rests on, in words.
  public let proof: String
  /// The number of steps the search made.
  public let iterations: Int

  /// How the search ended.
  public var status: Status {
    if unmet.contains(where: { $0 > 0 }) { return .incomplete }
    return cost - bound <= 1e-9 * max(1, cost) ? .optimal : .feasible
  }

  /// The distance of the cost from the bound, relative to the cost.
  public var gap: Double {
    let distance = max(0, cost - bound)
    return distance == 0 ? 0 : distance / cost
  }

  /// How many are cut of each stock.
  public func count(ofStock index: Int) -> Int {
    patterns.reduce(0) { $1.stock == index ? $0 + $1.times : $0 }
  }
}
