/// A packing, and what is known about how good it is.
///
/// ```swift
/// let problem = try BinPackingProblem(capacity: 10, weights: [6, 5, 5, 4])
/// let result = try BinPacking().solve(problem)
/// assert(result.bins == 2 && result.status == .optimal)
/// ```
public struct PackingResult: Hashable, Sendable, Codable {
  /// How a search ended.
  public enum Status: String, Hashable, Sendable, Codable {
    /// No packing uses fewer bins.
    case optimal
    /// The packing is valid; one with fewer bins may exist.
    case feasible
  }

  /// The number of bins used.
  public let bins: Int
  /// A proven lower bound on the number of bins.
  public let bound: Int
  /// The bin of each item, counted from zero, in the order of the problem.
  public let assignment: [Int]
  /// What the bound rests on, in words.
  public let proof: String
  /// The number of steps the search made.
  public let iterations: Int

  /// How the search ended.
  public var status: Status { bins == bound ? .optimal : .feasible }

  /// The distance of the number of bins from the bound, relative to the number of bins.
  public var gap: Double { bins == bound ? 0 : Double(bins - bound) / Double(bins) }
}
