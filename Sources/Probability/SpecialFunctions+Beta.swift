internal import RealModule

extension SpecialFunctions {
  /// The regularised incomplete beta function I(a, b, x), the share of a beta distribution below x.
  ///
  /// - Parameters:
  ///   - a: The first shape, above zero.
  ///   - b: The second shape, above zero.
  ///   - x: The upper limit of the integral, from 0 to 1.
  /// - Returns: A probability; NaN where an argument is out of range.
  /// - Complexity: O(√(a + b)) at worst.
  public static func beta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a > 0, b > 0, a < .infinity, b < .infinity, x >= 0, x <= 1 else { return .nan }
    return betaTails(a, b, x, complement: 1 - x).above
  }

  /// I(a, b, x) and its complement, with 1 − x given apart since it may be tiny.
  static func betaTails(
    _ a: Double, _ b: Double, _ x: Double, complement y: Double
  ) -> (above: Double, below: Double) {
    if x == 0 { return (0, 1) }
    if y == 0 { return (1, 0) }
    // On this side of the mean the fraction converges fast.
    if x * (a + b + 2) <= a + 1 {
      let value = BetaFraction(a, b, x, complement: y).value
      return (value, 1 - value)
    }
    let value = BetaFraction(b, a, y, complement: x).value
    return (1 - value, value)
  }

  /// The continued fraction of I(a, b, x) = lead / denominator.
  ///
  /// The even part of the classical one, see Didonato and Morris (1992,
  /// <https://doi.org/10.1145/131766.131776>), equation 9.
  struct BetaFraction {
    /// xᵃ (1 − x)ᵇ / B(a, b).
    let lead: Double
    /// The leading denominator without ``rest``.
    let first: Double
    /// What the further terms add to the leading denominator.
    let rest: Double

    var denominator: Double { first + rest }
    var value: Double { Swift.min(1, lead / denominator) }

    init(_ a: Double, _ b: Double, _ x: Double, complement y: Double) {
      // a − (a + b) x, from the smaller of x and y.
      let surplus = x < 0.5 ? a - (a + b) * x : (a + b) * y - b
      first = a / (a + 1) * (surplus + 1)
      let second = BetaFraction.term(1, a, b, x, y, surplus)
      let value = fraction(start: second.denominator) { n in
        BetaFraction.term(Double(n + 1), a, b, x, y, surplus)
      }
      rest = second.numerator / value
      lead =
        binomialMass(a, of: a + b, rest: b, probability: x, complement: y) * (a * (b / (a + b)))
    }

    @inline(__always)
    private static func term(
      _ n: Double, _ a: Double, _ b: Double, _ x: Double, _ y: Double, _ surplus: Double
    ) -> (numerator: Double, denominator: Double) {
      let odd = a + 2 * n - 1
      let cross = n * (b - n) * x / odd
      return (
        (a + n - 1) / odd * (a + b + n - 1) * x * cross,
        n + cross + (a + n) / (odd + 2) * (surplus + 1 + n * (1 + y))
      )
    }
  }

  /// Γ(n + 1) / (Γ(k + 1) Γ(n − k + 1)) pᵏ qⁿ⁻ᵏ for real k and n − k above zero.
  ///
  /// Loader's saddle-point form, in which nothing large cancels.
  static func binomialMass(
    _ k: Double, of n: Double, rest: Double, probability p: Double, complement q: Double
  ) -> Double {
    let exponent =
      stirlingError(n) - stirlingError(k) - stirlingError(rest) - deviance(k, n * p)
      - deviance(rest, n * q)
    return .exp(exponent) * (n / (k * rest)).squareRoot() / squareRootOfTwoPi
  }

  /// k log(k / m) + m − k, without cancellation where the two are close.
  private static func deviance(_ k: Double, _ m: Double) -> Double {
    let relative = (m - k) / k
    return relative.magnitude < 0.4 ? -k * logOnePlusMinus(relative) : k * .log(k / m) + m - k
  }
}
