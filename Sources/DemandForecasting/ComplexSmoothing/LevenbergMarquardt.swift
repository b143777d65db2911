internal import RealModule

/// Fits the parameters of complex exponential smoothing by least squares.
///
/// A step solves the normal equations with a weight on their diagonal: a large one makes it short and
/// straight downhill, a small one makes it that of Gauss and Newton. Marquardt 1963,
/// <https://doi.org/10.1137/0111030>.
struct LevenbergMarquardt {
  typealias Point = ComplexKernel.Point

  /// The search ends when twice the logarithm of the likelihood gains less than this.
  var tolerance = 1e-3
  /// The most evaluations.
  var evaluations = 40

  private static let firstDamping = 0.01
  private static let mostDamping = 1e8

  /// The best point found from a start, in the region that is allowed, for so many observations; parameters
  /// that are not used stay.
  func minimize(
    _ kernel: ComplexKernel, from start: Point, isUsed: SIMDMask<SIMD4<Int64>>, count: Int,
    isAllowed: (Point) -> Bool
  ) -> Point {
    var point = start
    var equations = kernel.evaluate(at: point)
    var damping = Self.firstDamping
    var smallGains = 0
    for _ in 1..<evaluations {
      guard equations.sumOfSquares > 0, damping < Self.mostDamping,
        let step = equations.step(damping: damping, isUsed: isUsed)
      else { break }
      let trial = point - step
      let next = isAllowed(trial) ? kernel.evaluate(at: trial) : nil
      guard let next, next.sumOfSquares < equations.sumOfSquares else {
        damping *= 5
        continue
      }
      let gain = Double(count) * Double.log(equations.sumOfSquares / next.sumOfSquares)
      (point, equations) = (trial, next)
      damping = max(damping / 10, 1e-9)
      smallGains = gain < tolerance ? smallGains + 1 : 0
      if smallGains == 2 { break }
    }
    return point
  }
}

extension ComplexKernel.Equations {
  /// The solution of the damped normal equations; `nil` where there is none.
  fileprivate func step(
    damping: Double, isUsed: SIMDMask<SIMD4<Int64>>
  ) -> ComplexKernel.Point? {
    var rows = [products.0, products.1, products.2, products.3]
    var right = gradient
    for lane in 0..<4 {
      if isUsed[lane] {
        rows[lane][lane] *= 1 + damping
        rows[lane][lane] += .leastNormalMagnitude
      } else {
        rows[lane][lane] = 1
      }
    }
    // Elimination without pivots will do, since the matrix is positive definite.
    for lane in 0..<4 {
      let pivot = rows[lane][lane]
      guard pivot > 0, pivot.isFinite else { return nil }
      for row in 0..<4 where row != lane {
        let factor = rows[row][lane] / pivot
        rows[row] -= factor * rows[lane]
        right[row] -= factor * right[lane]
      }
    }
    for lane in 0..<4 { right[lane] /= rows[lane][lane] }
    return right.x.isFinite && right.y.isFinite && right.z.isFinite && right.w.isFinite
      ? right : nil
  }
}
