/// Lower bounds on the number of bins by dual feasible functions, in whole numbers throughout.
///
/// A dual feasible function maps weights so that whatever fits a bin still fits after the mapping;
/// so the mapped weights' sum over the mapped capacity, rounded up, is a bound. The functions are
/// those of Martello and Toth (the bound L2, <https://doi.org/10.1016/0166-218X(90)90094-S>) and of
/// Fekete and Schepers (<https://doi.org/10.1007/s101070100243>), the second composed with the first.
enum PackingBounds {
  /// The best bound of both families.
  ///
  /// - Complexity: O(m² · k) for m distinct weights, with k up to 40; for more than 1,000 distinct
  ///   weights only every (m/1000)th threshold is tried.
  static func best(
    weights: [Int], demands: [Int], capacity: Int
  ) -> Int {
    guard !weights.isEmpty else { return 0 }
    var bound = bins(total(weights, demands), capacity: Int128(capacity))
    // Thresholds: nothing lighter than the threshold counts, what leaves less room than it counts
    // as a whole bin.
    let small = weights.filter { 2 * $0 <= capacity }
    let step = max(1, small.count / 1_000)
    var thresholds = stride(from: 0, to: small.count, by: step).map { small[$0] }
    thresholds.append(0)
    var mapped = weights
    for threshold in thresholds {
      for index in weights.indices {
        let weight = weights[index]
        mapped[index] = weight < threshold ? 0 : weight > capacity - threshold ? capacity : weight
      }
      bound = max(bound, bins(total(mapped, demands), capacity: Int128(capacity)))
      if threshold == 0 || small.count <= 300 {
        for parts in 1...40 {
          bound = max(bound, stepped(mapped, demands, capacity, parts: parts))
        }
      }
    }
    return bound
  }

  /// The bound with weights rounded down to multiples of a k-th, except where that loses nothing.
  private static func stepped(
    _ weights: [Int], _ demands: [Int], _ capacity: Int, parts: Int
  ) -> Int {
    var sum = Int128(0)
    for index in weights.indices {
      let (quotient, rest) = ((parts + 1) * weights[index]).quotientAndRemainder(
        dividingBy: capacity)
      // In units of 1 / (parts · capacity).
      let value = rest == 0 ? parts * weights[index] : quotient * capacity
      sum += Int128(value) * Int128(demands[index])
    }
    return bins(sum, capacity: Int128(parts) * Int128(capacity))
  }

  private static func total(_ weights: [Int], _ demands: [Int]) -> Int128 {
    zip(weights, demands).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
  }

  private static func bins(_ sum: Int128, capacity: Int128) -> Int {
    Int((sum + capacity - 1) / capacity)
  }
}
