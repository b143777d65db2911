public import SupplyChainCore

/// A packing problem as read from a file: of one dimension or of several.
///
/// ```swift
/// let file = try PackingFile(reading: "2\n10\n6\n5\n")
/// let result = try file.solve(until: .runtime(.seconds(1)), seed: 1) { _ in }
/// assert(result.bins == 2)
/// ```
public enum PackingFile: Hashable, Sendable {
  /// Bin packing.
  case bin(BinPackingProblem)
  /// Vector packing.
  case vector(VectorPackingProblem)

  /// Reads either format.
  ///
  /// A vector-packing file has its capacities on one line and several numbers on each item's line;
  /// a bin-packing file has one number on every line.
  ///
  /// - Parameter text: The text.
  /// - Throws: `InvalidInput` with the line of everything that is wrong.
  public init(reading text: String) throws(InvalidInput) {
    var checks = InputChecks()
    let lines = NumberReader(text, &checks).lines
    if lines.contains(where: { $0.values.count > 1 }) {
      self = .vector(try VectorPackingProblem(reading: text))
    } else {
      self = .bin(try BinPackingProblem(reading: text))
    }
  }

  /// Solves the problem with the solver of its kind.
  ///
  /// - Parameters:
  ///   - stop: When to end.
  ///   - seed: The seed of all that is random.
  ///   - progress: Told now and then how far the search has come.
  /// - Returns: The packing and its bound.
  /// - Throws: `CancellationError` where the task was cancelled before there was a packing.
  public func solve(
    until stop: any StoppingCriterion, seed: UInt64, progress: (SearchProgress) -> Void
  ) throws -> PackingResult {
    switch self {
    case .bin(let problem):
      try BinPacking().solve(problem, until: stop, seed: seed, progress: progress)
    case .vector(let problem):
      try VectorPacking().solve(problem, until: stop, seed: seed, progress: progress)
    }
  }
}
