internal import RealModule

extension SpecialFunctions {
  /// The `x` at which the regularised lower incomplete gamma function P(a, x) is `p`.
  ///
  /// Newton's method with Halley's correction on the logarithm of the nearer tail, inside a bracket.
  ///
  /// - Parameters:
  ///   - a: The shape, above zero.
  ///   - p: The probability.
  /// - Returns: A number from 0 to ∞; NaN where an argument is out of range. Where the answer is
  ///   below the smallest `Double` it is zero.
  public static func inverseLowerGamma(_ a: Double, _ p: Double) -> Double {
    guard a > 0, a < .infinity, p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    let q = 1 - p
    var x = startingPoint(a, p)
    if x == 0 { return 0 }
    var lower = 0.0
    var upper = Double.infinity
    for _ in 0..<100 {
      let tails = gammaTails(a, x)
      let isLower = p <= 0.5
      let value = isLower ? tails.lower : tails.upper
      if isLower ? value < p : value > q { lower = x } else { upper = x }
      let density = poissonMass(a, mean: x) * (a / x)
      var next = Double.nan
      if value > 0, density > 0 {
        // f = log(tail / target), f′ = ± density / tail.
        let slope = (isLower ? density : -density) / value
        let newton = Double.log(value / (isLower ? p : q)) / slope
        // f″ / f′ = (a − 1) / x − 1 − f′
        let curvature = (a - 1) / x - 1 - slope
        let damping = 1 - 0.5 * newton * curvature
        next = x - newton / (damping > 0.5 && damping < 2 ? damping : 1)
      }
      if !(next > lower && next < upper) {
        next = upper == .infinity ? 2 * x + 1 : lower == 0 ? x / 16 : lower + (upper - lower) / 2
      }
      if next == 0 { return 0 }
      let change = (next - x).magnitude
      x = next
      if change <= 4e-16 * x { break }
    }
    return x
  }

  /// Wilson and Hilferty's cube for moderate shapes, the leading term of the series elsewhere.
  private static func startingPoint(_ a: Double, _ p: Double) -> Double {
    let z = inverseNormal(p)
    let ninth = 1 / (9 * a)
    let root = 1 - ninth + z * ninth.squareRoot()
    if a > 0.5, root > 0.3 { return a * root * root * root }
    // P(a, x) ≈ xᵃ / Γ(a + 1) for small x.
    let exponent = (Double.log(p) + logGammaOnePlus(a)) / a
    let small = Double.exp(exponent)
    if small < 0.2 * (a + 1) { return small }
    return Swift.max(a, -Double.log(1 - p) + (a - 1) * Double.log(Swift.max(1, -Double.log(1 - p))))
  }
}
