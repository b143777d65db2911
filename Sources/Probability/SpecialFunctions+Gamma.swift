internal import RealModule

extension SpecialFunctions {
  /// The regularised lower incomplete gamma function P(a, x) = γ(a, x) / Γ(a).
  ///
  /// Relative accuracy about 1e-13 for shapes from 1e-6 to 1e12, in both tails.
  ///
  /// - Parameters:
  ///   - a: The shape, above zero.
  ///   - x: The upper limit of the integral, zero or more.
  /// - Returns: A probability; NaN where an argument is out of range.
  /// - Complexity: O(√a) at worst, O(1) near and far from `x` = `a`.
  public static func lowerGamma(_ a: Double, _ x: Double) -> Double {
    gammaTails(a, x).lower
  }

  /// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x).
  ///
  /// - Parameters:
  ///   - a: The shape, above zero.
  ///   - x: The lower limit of the integral, zero or more.
  /// - Returns: A probability; NaN where an argument is out of range.
  /// - Complexity: O(√a) at worst, O(1) near and far from `x` = `a`.
  public static func upperGamma(_ a: Double, _ x: Double) -> Double {
    gammaTails(a, x).upper
  }

  /// Both tails at once.
  static func gammaTails(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard a > 0, x >= 0, a < .infinity else { return (.nan, .nan) }
    if x == 0 { return (0, 1) }
    if x == .infinity { return (1, 0) }
    let distance = (x - a) / a.squareRoot()
    if a >= 80, distance.magnitude < 2 { return temmeTails(a, x) }
    if x < 1.5, x < a + 1 {
      // Whichever of the two is not close to one.
      if x.isLess(than: 0.5) ? -0.4 < a * Double.log(x) : x * 1.1 > a {
        let upper = upperSeries(a, x)
        return (1 - upper, upper)
      }
      let lower = lowerSeries(a, x)
      return (lower, 1 - lower)
    }
    if x < a {
      let lower = a >= 80 ? lowerFraction(a, x) : lowerSeries(a, x)
      return (lower, 1 - lower)
    }
    let upper = LegendreFraction(a, x).probability
    return (1 - upper, upper)
  }

  /// P(a, x) from its power series.
  private static func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = a
    // For x up to a + 1 and a up to 80 some hundred terms are enough.
    for _ in 0..<2_000 {
      n += 1
      term *= x / n
      sum += term
      if term < sum * 1e-17 { break }
    }
    return Swift.min(1, sum * poissonMass(a, mean: x))
  }

  /// Q(a, x) for small a and x, where 1 − P would cancel.
  private static func upperSeries(_ a: Double, _ x: Double) -> Double {
    var factor = 1.0
    var sum = 0.0
    for n in 1..<200 {
      factor *= -x / Double(n)
      let term = factor / (a + Double(n))
      sum += term
      if term.magnitude < sum.magnitude * 1e-17 { break }
    }
    let exponent = a * .log(x) - logGammaOnePlus(a)
    return -Double.expMinusOne(exponent) - a * .exp(exponent) * sum
  }

  /// The ratios F₂ / F₁ and F₃ / F₂ of the repeated integrals from below of a gamma density of
  /// shape a and scale 1, F₁ = P(G ≤ x), F₂ = E[(x − G)⁺], F₃ = ½ E[((x − G)⁺)²]; for x < a + ½.
  ///
  /// Integrating x f′ = (a − 1 − x) f by parts n times gives
  /// x Fₙ₋₁ = (a − 1 − x + n) Fₙ + n Fₙ₊₁, hence a continued fraction with positive terms.
  static func lowerTailRatios(_ a: Double, _ x: Double) -> (second: Double, third: Double) {
    let gap = a - x
    let third =
      x / fraction(start: gap + 2) { n in (Double(n + 2) * x, gap + Double(n + 2)) }
    return (x / (gap + 1 + 2 * third), third)
  }

  /// P(a, x) for x below a, from the same continued fraction.
  private static func lowerFraction(_ a: Double, _ x: Double) -> Double {
    // The density at x, x^(a − 1) e⁻ˣ / Γ(a), times F₁ / f.
    poissonMass(a, mean: x) * a / (a - x + lowerTailRatios(a, x).second)
  }

  /// Legendre's continued fraction for the upper tail, for x of a and more:
  /// Q = lead / (x − a + 1 + first), where first = (a − 1) / (x − a + 3 + second).
  ///
  /// The losses follow from the same pieces with the terms that cancel removed on paper.
  struct LegendreFraction {
    let lead: Double
    let first: Double
    let second: Double
    let gap: Double
    let shape: Double

    init(_ a: Double, _ x: Double) {
      shape = a
      gap = x - a
      let gap = gap
      let inner = fraction(start: gap + 5) { n in
        let k = Double(n + 2)
        return (k * (a - k), gap + 2 * k + 1)
      }
      second = 2 * (a - 2) / inner
      first = (a - 1) / (gap + 3 + second)
      lead = a * poissonMass(a, mean: x)
    }

    /// P(G > x).
    var probability: Double { lead / (gap + 1 + first) }
    /// E[(G − x)⁺].
    var loss: Double { lead * (1 + first) / (gap + 1 + first) }
    /// ½ E[((G − x)⁺)²].
    var secondOrderLoss: Double {
      let quadratic = (2 * gap + (shape + 1) * (3 + second)) / (gap + 3 + second) + first
      return 0.5 * lead * quadratic / (gap + 1 + first)
    }
  }

  /// b₀ + a₁ / (b₁ + a₂ / (b₂ + …)) by the modified Lentz method.
  @inline(__always)
  static func fraction(
    start: Double, _ term: (Int) -> (numerator: Double, denominator: Double)
  ) -> Double {
    let tiny = 1e-290
    var value = start == 0 ? tiny : start
    var numerator = value
    var denominator = 0.0
    for n in 1..<20_000 {
      let (a, b) = term(n)
      denominator = b + a * denominator
      if denominator.magnitude < tiny { denominator = tiny }
      numerator = b + a / numerator
      if numerator.magnitude < tiny { numerator = tiny }
      denominator = 1 / denominator
      let step = numerator * denominator
      value *= step
      if (step - 1).magnitude < 1e-16 { break }
    }
    return value
  }

  /// Both tails near x = a for large a, by Temme's uniform expansion.
  ///
  /// See Temme (1979, <https://doi.org/10.1137/0510071>).
  private static func temmeTails(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    let relative = (x - a) / a
    // ½ η² = μ − log(1 + μ), with the sign of μ.
    let halfSquare = -logOnePlusMinus(relative)
    var eta = (2 * halfSquare).squareRoot()
    if relative < 0 { eta = -eta }
    var sum = 0.0
    for row in temme.reversed() {
      var value = 0.0
      for coefficient in row.reversed() { value = value * eta + coefficient }
      sum = sum / a + value
    }
    let remainder = Double.exp(-a * halfSquare) / (squareRootOfTwoPi * a.squareRoot()) * sum
    let z = eta * (a / 2).squareRoot()
    return (0.5 * .erfc(-z) - remainder, 0.5 * .erfc(z) + remainder)
  }

  /// The coefficients of Temme's expansion, row k for a⁻ᵏ, in powers of η; enough for a of 80 and
  /// more within two standard deviations.
  private static let temme: [[Double]] = [
    [
      -0.333333333333333333, 0.0833333333333333333, -0.0148148148148148148,
      0.00115740740740740741, 0.0003527336860670194, -0.000178755144032921811,
      0.0000391926317852243778, -2.18544851067999216e-6, -1.85406221071515996e-6,
      8.29671134095308601e-7, -1.76659527368260793e-7, 6.70785354340149858e-9,
      1.0261809784240308e-8,
    ],
    [
      -0.00185185185185185185, -0.00347222222222222222, 0.0026455026455026455,
      -0.000990226337448559671, 0.000205761316872427984, -4.01877572016460905e-7,
      -0.0000180985503344899778, 7.64916091608111008e-6, -1.6120900894563446e-6,
      4.64712780280743434e-9, 1.37863344691572096e-7,
    ],
    [
      0.0041335978835978836, -0.00268132716049382716, 0.000771604938271604938,
      2.00938786008230453e-6, -0.000107366532263651605, 0.0000529234488291201254,
      -0.0000127606351886187277, 3.42357873409613807e-8, 1.37219573090629332e-6,
    ],
    [
      0.000649434156378600823, 0.000229472093621399177, -0.000469189494395255712,
      0.000267720632062838853, -0.0000756180167188397641, -2.39650511386729665e-7,
      0.0000110826541153473024,
    ],
    [
      -0.000861888290916711699, 0.000784039221720066627, -0.00029907248030319018,
      -1.46384525788434182e-6, 0.0000664149821546512219, -0.0000396836504717943466,
    ],
    [
      -0.00033679855336635815, -0.0000697281375836585777, 0.000277275324495939208,
      -0.000199325705161888477, 0.0000679778047793720784,
    ],
    [
      0.000531307936463992223, -0.000592166437353693883, 0.000270878209671804483,
      7.90235323266032787e-7,
    ],
  ]
}
