internal import RealModule

/// The special functions that the distributions stand on, to nearly full double precision.
///
/// ```swift
/// let z = SpecialFunctions.inverseNormal(0.975)  // 1.959963984540054
/// ```
public enum SpecialFunctions {
  static let squareRootOfTwoPi = 2.506628274631000502415765284811
  static let squareRootOfTwo = 1.414213562373095048801688724210
  static let halfLogOfTwoPi = 0.918938533204672741780329736406
  static let eulerGamma = 0.577215664901532860606512090082

  /// log(1 + x) − x, without cancellation near zero.
  static func logOnePlusMinus(_ x: Double) -> Double {
    guard x.magnitude < 0.4 else { return .log(onePlus: x) - x }
    // log(1 + x) = 2 artanh s with s = x / (2 + x), and 2 s − x = −s x.
    let s = x / (2 + x)
    let square = s * s
    var power = 1.0
    var sum = 1.0 / 3
    var odd = 5.0
    while odd < 60 {
      power *= square
      let term = power / odd
      sum += term
      if term < sum * 1e-17 { break }
      odd += 2
    }
    return s * (2 * square * sum - x)
  }

  /// log Γ(1 + x), without cancellation near zero.
  static func logGammaOnePlus(_ x: Double) -> Double {
    guard x.magnitude < 0.4 else { return .logGamma(1 + x) }
    // −γ x + Σ ζ(k) (−x)ᵏ / k with log(1 + x) taken out, so that ζ(k) − 1 falls as 2⁻ᵏ.
    var sum = 0.0
    for k in stride(from: zetaMinusOne.count + 1, through: 2, by: -1) {
      sum = (sum * -x) + zetaMinusOne[k - 2] / Double(k)
    }
    return (1 - eulerGamma) * x - Double.log(onePlus: x) + sum * x * x
  }

  /// ζ(k) − 1 for k from 2 on.
  private static let zetaMinusOne: [Double] = [
    0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516,
    0.036927755143369926331, 0.017343061984449139715, 0.0083492773819228268398,
    0.0040773561979443393787, 0.0020083928260822144179, 0.00099457512781808533715,
    0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675,
    0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733,
    7.6371976378997622736e-6, 3.8172932649998398565e-6, 1.9082127165539389257e-6,
    9.5396203387279611315e-7, 4.7693298678780646312e-7, 2.3845050272773299e-7,
    1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8,
    1.4901554828365041235e-8, 7.450711789835429492e-9, 3.7253340247884570548e-9,
    1.8626597235130490064e-9, 9.3132743241966818287e-10, 4.656629065033784073e-10,
    2.328311833676505492e-10, 1.1641550172700519776e-10, 5.8207720879027008892e-11,
    2.9103850444970996869e-11,
  ]

  /// What Stirling's formula leaves of log Γ(x + 1).
  static func stirlingError(_ x: Double) -> Double {
    guard x >= 16 else {
      return logGammaOnePlus(x) - (x + 0.5) * Double.log(x) + x - halfLogOfTwoPi
    }
    let square = x * x
    let tail = 1.0 / 1188 - (691.0 / 360_360 - 1.0 / (156 * square)) / square
    return
      (1.0 / 12
      - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - tail / square) / square) / square) / square) / x
  }

  /// xᵃ e⁻ˣ / Γ(a + 1), the mass of a Poisson distribution of mean x at a.
  ///
  /// Loader's saddle-point form: the large parts of the exponent never meet (C. Loader, Fast and
  /// Accurate Computation of Binomial Probabilities, 2000).
  static func poissonMass(_ a: Double, mean x: Double) -> Double {
    if a == 0 { return .exp(-x) }
    if x == 0 { return 0 }
    if a < 1 { return .exp(a * .log(x) - x - logGammaOnePlus(a)) }
    let relative = (x - a) / a
    // Far from x = a the logarithm of the quotient itself is the accurate one.
    let exponent =
      relative.magnitude < 0.4 ? a * logOnePlusMinus(relative) : a * .log(x / a) - (x - a)
    return .exp(exponent - stirlingError(a)) / (squareRootOfTwoPi * a.squareRoot())
  }

  /// The digamma function ψ, the derivative of log Γ, for x above zero.
  static func digamma(_ argument: Double) -> Double {
    var x = argument
    var result = 0.0
    while x < 12 {
      result -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let series =
      square
      * (1.0 / 12 - square
        * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))))
    return result + .log(x) - 0.5 / x - series
  }

  /// The trigamma function, the derivative of digamma, for x above zero.
  static func trigamma(_ argument: Double) -> Double {
    var x = argument
    var result = 0.0
    while x < 12 {
      result += 1 / (x * x)
      x += 1
    }
    let square = 1 / (x * x)
    let series =
      square
      * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5 / 66))))
    return result + (1 + 0.5 / x + series) / x
  }
}
