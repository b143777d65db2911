internal import Probability
internal import RealModule
internal import SupplyChainCore

/// Student's distribution around a centre: of a forecast whose spread was itself estimated from few
/// observations.
///
/// Infinite degrees of freedom give the normal distribution.
struct StudentT: Distribution, Hashable {
  let centre: Double
  let scale: Double
  let degreesOfFreedom: Double

  var mean: Double { degreesOfFreedom > 1 ? centre : .nan }

  var variance: Double {
    if scale == 0 { return 0 }
    return degreesOfFreedom > 2
      ? scale * scale * degreesOfFreedom / (degreesOfFreedom - 2) : .infinity
  }

  func cumulative(_ x: Double) -> Double {
    if scale == 0 { return x >= centre ? 1 : 0 }
    return Self.cumulative((x - centre) / scale, degreesOfFreedom)
  }

  func exceedance(_ x: Double) -> Double {
    if scale == 0 { return x >= centre ? 0 : 1 }
    return Self.cumulative((centre - x) / scale, degreesOfFreedom)
  }

  func quantile(_ p: Double) -> Double {
    scale == 0
      ? (p >= 0 && p <= 1 ? centre : .nan)
      : centre + scale * Self.quantile(p, degreesOfFreedom)
  }

  /// E[(T − z)⁺] = (ν + z²) / (ν − 1) · f(z) − z · P(T > z).
  func loss(at x: Double) -> Double {
    if scale == 0 { return max(0, centre - x) }
    let z = (x - centre) / scale
    let freedom = degreesOfFreedom
    guard freedom > 1 else { return .infinity }
    let density = Self.density(z, freedom)
    return scale
      * max(0, (freedom + z * z) / (freedom - 1) * density - z * Self.cumulative(-z, freedom))
  }

  /// With G(z) = (ν + z²) / (ν − 1) · f(z) = E[T; T > z], integration by parts gives
  /// E[T²; T > z] = ((ν − 1) z G + ν P(T > z)) / (ν − 2).
  func secondOrderLoss(at x: Double) -> Double {
    if scale == 0 { return 0.5 * max(0, centre - x) * max(0, centre - x) }
    // So many degrees of freedom differ from more by less than the last digits.
    let freedom = min(degreesOfFreedom, Self.normalFrom)
    guard freedom > 2 else { return .infinity }
    let z = (x - centre) / scale
    let tail = Self.cumulative(-z, freedom)
    let first = (freedom + z * z) / (freedom - 1) * Self.density(z, freedom)
    let square = ((freedom - 1) * z * first + freedom * tail) / (freedom - 2)
    return 0.5 * scale * scale * max(0, square - 2 * z * first + z * z * tail)
  }

  // MARK: The standard distribution

  /// Beyond this many degrees of freedom the normal distribution is as good to seven digits.
  static let normalFrom = 1e7

  static func density(_ z: Double, _ freedom: Double) -> Double {
    let constant = Double.logGamma((freedom + 1) / 2) - Double.logGamma(freedom / 2)
    return .exp(constant - (freedom + 1) / 2 * Double.log(onePlus: z * z / freedom))
      / (freedom * .pi).squareRoot()
  }

  static func cumulative(_ z: Double, _ freedom: Double) -> Double {
    if freedom >= normalFrom { return SpecialFunctions.normal(z) }
    if z.isInfinite { return z > 0 ? 1 : 0 }
    let tail = 0.5 * incompleteBeta(freedom / 2, 0.5, freedom / (freedom + z * z))
    return z > 0 ? 1 - tail : tail
  }

  /// By Newton's method from the normal quantile, kept between bounds that are known.
  static func quantile(_ p: Double, _ freedom: Double) -> Double {
    if freedom >= normalFrom || p <= 0 || p >= 1 || p.isNaN {
      return SpecialFunctions.inverseNormal(p)
    }
    if p == 0.5 { return 0 }
    let tail = min(p, 1 - p)
    var (low, high) = (0.0, 1.0)
    // The upper tail: P(T > z) falls from one half to zero.
    while cumulative(-high, freedom) > tail && high < 1e150 {
      low = high
      high *= 2
    }
    var z = -SpecialFunctions.inverseNormal(tail)
    if !(z > low && z < high) { z = (low + high) / 2 }
    for _ in 0..<100 {
      let excess = cumulative(-z, freedom) - tail
      if excess > 0 { low = z } else { high = z }
      var next = z + excess / density(z, freedom)
      if !(next > low && next < high) { next = (low + high) / 2 }
      let change = (next - z).magnitude
      z = next
      if change <= 1e-14 * z { break }
    }
    return p < 0.5 ? -z : z
  }

  /// The degrees of freedom at which the bands of 95 and 80 % are in a ratio: few for heavy tails.
  static func matching(ratioOfBands ratio: Double) -> Double {
    let candidates = [3.0, 4, 5, 6, 8, 10, 15, 20, 30, 60, normalFrom]
    func distance(_ freedom: Double) -> Double {
      (quantile(0.975, freedom) / quantile(0.9, freedom) - ratio).magnitude
    }
    return candidates.min { distance($0) < distance($1) } ?? normalFrom
  }

  /// The regularised incomplete beta function by its continued fraction (Numerical Recipes' and
  /// everybody's: Lentz 1976, <https://doi.org/10.1364/AO.15.000668>).
  private static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(b, a, 1 - x) }
    let logFront =
      Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * .log(x)
      + b * .log(onePlus: -x)
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d.magnitude < tiny ? tiny : d)
    var fraction = d
    for m in 1...500 {
      let i = Double(m)
      for term in [
        i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i)),
        -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1)),
      ] {
        d = 1 + term * d
        c = 1 + term / c
        d = 1 / (d.magnitude < tiny ? tiny : d)
        if c.magnitude < tiny { c = tiny }
        fraction *= d * c
      }
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return .exp(logFront) * fraction / a
  }
}
