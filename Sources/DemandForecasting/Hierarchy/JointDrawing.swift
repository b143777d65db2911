internal import SupplyChainCore

/// Draws which share of its distribution each node takes, so that nodes go together as they did.
///
/// A past step is drawn, and each node takes the rank that its error had at that step: the empirical
/// copula. Within the rank the share is uniform.
struct JointDrawing {
  /// One row a step: the rank of each node's error, from zero.
  private let ranks: [[Int]]
  private var generator: SeededGenerator

  init(
    _ hierarchy: ForecastHierarchy, errors: [[Double?]], seed: UInt64
  ) throws(InvalidInput) {
    let rows = try NodeErrors(hierarchy, errors).rows
    var ranks = rows.map { _ in [Int](repeating: 0, count: hierarchy.count) }
    for node in 0..<hierarchy.count {
      let order = rows.indices.sorted { (rows[$0][node], $0) < (rows[$1][node], $1) }
      for (rank, step) in order.enumerated() { ranks[step][node] = rank }
    }
    self.ranks = ranks
    generator = SeededGenerator(seed: seed)
  }

  /// The share of each node, from 0 to 1.
  mutating func next() -> [Double] {
    let row = ranks[generator.index(below: ranks.count)]
    // One place within the rank for all nodes keeps ties in step.
    let place = generator.uniform()
    return row.map { (Double($0) + place) / Double(ranks.count) }
  }

  /// The quantiles of each step of a forecast at evenly spread probabilities.
  static func table(_ forecast: Forecast) -> [[Double]] {
    let rows = (0..<tableSize).map {
      forecast.quantile((Double($0) + 0.5) / Double(tableSize))
    }
    return (0..<forecast.horizon).map { step in rows.map { $0[step] } }
  }

  /// Fine enough for a quantile of 0.99.
  private static let tableSize = 500

  /// The value of a table at a share, linear between its entries.
  static func value(of table: [Double], at share: Double) -> Double {
    Forecast.quantile(share, of: table)
  }
}
