/// Dual values in whole numbers, in which bounds are proved.
enum WholeDuals {
  /// The value of a bin; sums of a million of them are exact in floating point, too.
  static let one = Int64(1) << 36
}

/// What column generation needs to know of a packing problem: its classes of equal items and how to
/// find patterns, which are contents of one bin.
protocol PackingKernel {
  /// How many items there are of each class.
  var demands: [Int] { get }

  /// The share of the time that solving the relaxation may take.
  static var shareOfRelaxation: Double { get }

  /// The least number of bins for some items that follows from their sizes alone.
  func leastBins(for residual: [Int]) -> Int

  /// Patterns worth more than `threshold`, the best first, and the value of the best there is.
  ///
  /// - Parameters:
  ///   - duals: What an item of each class is worth.
  ///   - limits: How many items of each class a pattern may hold.
  ///   - threshold: What a pattern must exceed.
  ///   - count: How many patterns are wanted at most.
  /// - Returns: The patterns, as ascending lists of classes, and an upper bound on the value of any
  ///   pattern; infinity where the search for it was cut short.
  mutating func price(
    _ duals: [Double], limits: [Int], above threshold: Double, count: Int
  ) -> (patterns: [[Int32]], best: Double)

  /// The value of the best pattern in whole numbers, or an upper bound on it; `nil` where it would
  /// take too long.
  func exactBest(_ duals: [Int64]) -> Int64?

  /// Patterns that a packing into so many bins is likely to consist of; may be empty.
  func likelyPatterns(in bins: Int) -> [[Int32]]

  /// A quick packing of some of the items, as bins that list classes.
  mutating func quickPacking(of residual: [Int]) -> [[Int]]

  /// Whether a pattern leaves so much of its bin empty that the remaining items, which it is taken
  /// from, cannot fit into so many bins with it.
  func wastesTooMuch(_ pattern: [Int32], of residual: [Int], in bins: Int) -> Bool
}

extension PackingKernel {
  /// All of it: finding patterns is quick, and the bound needs the last of them.
  static var shareOfRelaxation: Double { 1 }

  /// None.
  func likelyPatterns(in bins: Int) -> [[Int32]] { [] }
}
