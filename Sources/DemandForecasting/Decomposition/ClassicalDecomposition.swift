/// Seasonal indices by centred moving averages.
///
/// Makridakis, Wheelwright and Hyndman, Forecasting: Methods and Applications, 1998, chapter 3;
/// shrinkage after Miller and Williams 2003, <https://doi.org/10.1016/S0169-2070(02)00077-8>.
enum ClassicalDecomposition {
  enum Kind { case additive, multiplicative }

  /// The smallest index of a multiplicative season: dividing by less would blow up the rest.
  private static let smallestIndex = 0.01

  /// One index a place of the season: around 0, or around 1.
  ///
  /// The values have no gaps; without two full seasons there is nothing to go by, and the indices
  /// are neutral. Shrunken indices lie nearer to neutral, the more the noisier they are.
  static func indices(of values: [Double], period: Int, kind: Kind, shrinks: Bool = false)
    -> [Double]
  {
    let neutral = kind == .additive ? 0.0 : 1.0
    guard period > 1, values.count >= 2 * period else {
      return Array(repeating: neutral, count: period)
    }
    let trend = centredAverages(of: values, period: period)
    let half = period / 2
    var sums = [Double](repeating: 0, count: period)
    var squares = sums
    var counts = [Int](repeating: 0, count: period)
    for (offset, average) in trend.enumerated() {
      let value = values[offset + half]
      switch kind {
      case .additive:
        sums[(offset + half) % period] += value - average
        squares[(offset + half) % period] += (value - average) * (value - average)
      case .multiplicative:
        guard average > 0 else { continue }
        sums[(offset + half) % period] += value / average
        squares[(offset + half) % period] += value / average * value / average
      }
      counts[(offset + half) % period] += 1
    }
    var indices = sums.indices.map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : neutral }
    let mean = indices.reduce(0, +) / Double(period)
    let keep =
      shrinks
      ? share(sums: sums, squares: squares, counts: counts, indices: indices, mean: mean) : 1
    indices = indices.map { mean + keep * ($0 - mean) }
    for place in indices.indices {
      switch kind {
      case .additive: indices[place] -= mean
      case .multiplicative:
        indices[place] = mean > 0 ? max(indices[place] / mean, smallestIndex) : 1
      }
    }
    return indices
  }

  /// The share of the indices' distance from their mean that is more than noise, by James and Stein.
  private static func share(
    sums: [Double], squares: [Double], counts: [Int], indices: [Double], mean: Double
  ) -> Double {
    let period = Double(sums.count)
    var (within, freedom) = (0.0, 0)
    for place in sums.indices where counts[place] > 1 {
      within += squares[place] - sums[place] * sums[place] / Double(counts[place])
      freedom += counts[place] - 1
    }
    let between = indices.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (period - 1)
    guard period > 3, freedom > 0, between > 0 else { return 1 }
    // The variance of a mean of so many ratios, against the variance between the means.
    let noise = within / Double(freedom) * period / Double(counts.reduce(0, +))
    return max(0, 1 - (period - 3) / (period - 1) * noise / between)
  }

  /// Averages over one season, centred on an observation; the first belongs to place `period / 2`.
  private static func centredAverages(of values: [Double], period: Int) -> [Double] {
    let half = period / 2
    return (half..<values.count - half).map { centre in
      var sum = values[centre - half..<centre - half + period].reduce(0, +)
      if period.isMultiple(of: 2) {
        sum += (values[centre + half] - values[centre - half]) / 2
      }
      return sum / Double(period)
    }
  }
}
