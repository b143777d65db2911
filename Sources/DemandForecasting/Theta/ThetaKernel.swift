internal import RealModule

/// The recursion of the theta models over one series, and their least-squares estimates.
///
/// The models of Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016,
/// <https://doi.org/10.1016/j.ijforecast.2016.02.005>) expect
///
///     μ = l + w g,   g = (1 − α)ᵗ⁻¹ A + (1 − (1 − α)ᵗ) / α · B,   w = 1 − 1 / θ
///
/// with a level l that follows simple smoothing and a line A + B t through the data: the one through
/// all of them, or, in the dynamic models, the one through those seen so far. For a given α the weight
/// enters linearly and has a least-squares solution, so that α alone is searched.
struct ThetaKernel {
  let values: [Double]
  let isDynamic: Bool
  /// The line through all values, at time 0 and its slope.
  let line: (intercept: Double, slope: Double)

  /// What a fit knows.
  struct Estimate: Hashable, Sendable, Codable {
    var alpha: Double
    /// The weight of the line, 1 − 1 / θ.
    var weight: Double
    /// The level after the last value.
    var level: Double
    var sumOfSquares: Double
  }

  /// The running line through the values seen so far.
  struct RunningLine: Hashable, Sendable, Codable {
    private(set) var intercept = 0.0
    private(set) var slope = 0.0
    private(set) var count = 0.0
    private var mean = 0.0

    init() {}

    init(through values: [Double]) { for value in values { add(value) } }

    mutating func add(_ value: Double) {
      count += 1
      if count > 1 {
        slope = ((count - 2) * slope + 6 * (value - mean) / count) / (count + 1)
      }
      mean += (value - mean) / count
      intercept = mean - (count + 1) / 2 * slope
    }
  }

  /// The region of α in which the literature searches.
  static let alphas = 0.01...0.99
  /// The error of the first value, which is also the start, says nothing about the fit.
  private static let warmUp = 1

  init(_ values: [Double], isDynamic: Bool) {
    self.values = values
    self.isDynamic = isDynamic
    let whole = RunningLine(through: values)
    line = (whole.intercept, whole.slope)
  }

  /// The least-squares estimate; a fixed weight is kept.
  func estimate(weight: Double?) -> Estimate {
    // The sum of squares is smooth in α but may have two valleys: a grid first, then its best cell.
    let steps = 12
    let (low, high) = (Self.alphas.lowerBound, Self.alphas.upperBound)
    let grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    let fits = grid.map { fit(alpha: $0, weight: weight) }
    let best = fits.indices.min { fits[$0].sumOfSquares < fits[$1].sumOfSquares } ?? 0
    var (a, b) = (grid[max(0, best - 1)], grid[min(steps, best + 1)])
    var result = fits[best]
    let ratio = (5.0.squareRoot() - 1) / 2
    var (x, y) = (b - ratio * (b - a), a + ratio * (b - a))
    var (atX, atY) = (fit(alpha: x, weight: weight), fit(alpha: y, weight: weight))
    for _ in 0..<14 {
      if atX.sumOfSquares < atY.sumOfSquares {
        (b, y, atY) = (y, x, atX)
        x = b - ratio * (b - a)
        atX = fit(alpha: x, weight: weight)
      } else {
        (a, x, atX) = (x, y, atY)
        y = a + ratio * (b - a)
        atY = fit(alpha: y, weight: weight)
      }
    }
    for candidate in [atX, atY] where candidate.sumOfSquares < result.sumOfSquares {
      result = candidate
    }
    return result
  }

  /// The best weight for one α, unless it is fixed.
  ///
  /// The first level is not estimated: the first value is expected to be what it was.
  func fit(alpha: Double, weight fixed: Double?) -> Estimate {
    // With l₀ = (1 − w) y₁ an error is y − base − w g: a regression through the origin.
    var (gg, gr, rr) = (0.0, 0.0, 0.0)
    let first = values[0]
    var base = first
    var decay = 1.0
    var running = RunningLine()
    for (t, y) in values.enumerated() {
      let (a, b) = isDynamic ? (running.intercept, running.slope) : (line.intercept, line.slope)
      let g = decay * (a - first) + (1 - decay * (1 - alpha)) / alpha * b
      if t >= Self.warmUp {
        let r = y - base
        gg += g * g
        gr += g * r
        rr += r * r
      }
      base = alpha * y + (1 - alpha) * base
      decay *= 1 - alpha
      running.add(y)
    }
    // θ from 1 on: a weight from 0 to 1.
    let weight = fixed ?? (gg > 0 ? min(max(gr / gg, 0), 1) : 0.5)
    return Estimate(
      alpha: alpha, weight: weight, level: base - decay * weight * first,
      sumOfSquares: max(0, rr - 2 * weight * gr + weight * weight * gg))
  }
}
