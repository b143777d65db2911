internal import LinearAlgebra
internal import RealModule

/// Least squares of a series on its own past at chosen lags, by the normal equations.
///
/// The cross-products of all lags that come into question are summed once; any subset of them is then
/// solved without another look at the series.
struct AutoregressionKernel {
  /// A solved subset of the lags.
  struct Solution {
    var lags: [Int]
    var coefficients: [Double]
    var intercept: Double
    var sumOfSquares: Double
    /// The number of equations that it was solved for.
    var count: Int

    /// The Bayesian criterion, up to a constant of the series.
    var bayesianCriterion: Double {
      let n = Double(count)
      return n * .log(max(sumOfSquares, .leastNormalMagnitude))
        + Double(lags.count + 2) * .log(n)
    }

    /// Akaike's criterion corrected for short series, up to a constant of the series.
    var correctedAkaikeCriterion: Double {
      let (n, k) = (Double(count), Double(lags.count + 2))
      guard n > k + 1 else { return .infinity }
      return n * .log(max(sumOfSquares, .leastNormalMagnitude)) + 2 * k
        + 2 * k * (k + 1) / (n - k - 1)
    }
  }

  let lags: [Int]
  /// The number of equations: the observations that have all lags before them.
  let count: Int
  /// A power of two about as large as the largest value, so that squares neither over- nor underflow.
  private let scale: Double
  private let means: [Double]
  private let ownMean: Double
  /// Centred cross-products, row by row, the observation itself last.
  private let products: [Double]

  /// A trace of ridge, so that lags that say the same do no harm.
  private static let ridge = 1e-9

  /// Sums the cross-products; `nil` without more equations than lags.
  init?(_ values: [Double], lags: [Int]) {
    let longest = lags.max() ?? 0
    let count = values.count - longest
    guard count > lags.count + 1 else { return nil }
    self.lags = lags
    self.count = count
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    let scale =
      largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
    self.scale = scale
    let values = values.map { $0 / scale }
    let width = lags.count + 1
    let offsets = lags.map { longest - $0 } + [longest]
    var means = offsets.map { offset in
      values[offset..<offset + count].reduce(0, +) / Double(count)
    }
    var products = [Double](repeating: 0, count: width * width)
    values.withUnsafeBufferPointer { values in
      for i in 0..<width {
        for j in 0...i {
          let (x, y) = (offsets[i], offsets[j])
          let (a, b) = (means[i], means[j])
          var sum = 0.0
          for t in 0..<count { sum += (values[x + t] - a) * (values[y + t] - b) }
          products[i * width + j] = sum
          products[j * width + i] = sum
        }
      }
    }
    ownMean = means.removeLast()
    self.means = means
    self.products = products
  }

  /// The variation of the observations around their mean, in units of the scale.
  private var total: Double { products[products.count - 1] }

  /// The least-squares solution with some of the lags alone, given by their positions.
  func solve(_ positions: [Int]) -> Solution? {
    guard total > 0 else {
      return Solution(
        lags: positions.map { lags[$0] }, coefficients: positions.map { _ in 0 },
        intercept: ownMean * scale, sumOfSquares: 0, count: count)
    }
    let width = lags.count + 1
    let own = lags.count
    var rows = positions.map { i in positions.map { j in products[i * width + j] } }
    for i in positions.indices { rows[i][i] *= 1 + Self.ridge }
    let right = positions.map { products[$0 * width + own] }
    guard let matrix = try? Matrix(rows: rows), let factor = try? CholeskyFactorization(matrix),
      let coefficients = try? factor.solve(right)
    else { return nil }
    let explained = zip(coefficients, right).reduce(0) { $0 + $1.0 * $1.1 }
    let intercept = zip(positions, coefficients).reduce(ownMean) { $0 - means[$1.0] * $1.1 }
    return Solution(
      lags: positions.map { lags[$0] }, coefficients: coefficients, intercept: intercept * scale,
      sumOfSquares: max(1e-20 * total, total - explained) * scale * scale,
      count: count)
  }
}
